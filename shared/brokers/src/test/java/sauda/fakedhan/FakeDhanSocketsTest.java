package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The two WebSockets, as `dhan-v2.md` §10 and §11 have them.
class FakeDhanSocketsTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    private static final class Heard implements WebSocket.Listener {

        final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            all.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            ByteBuffer copy = ByteBuffer.allocate(data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            all.add(copy.put(data).flip());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            all.add("closed");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            all.add("broken");
        }

        Object next() throws InterruptedException {
            Object next = all.poll(5, TimeUnit.SECONDS);
            assertThat(next).as("something heard").isNotNull();
            return next;
        }

        ByteBuffer frame() throws InterruptedException {
            return (ByteBuffer) next();
        }
    }

    private WebSocket connected(String url, Heard heard) {
        return venue.http
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), heard)
                .join();
    }

    private WebSocket feed(Heard heard) {
        return connected(
                venue.server.feedUrl() + "?version=2&token=" + venue.token + "&clientId=" + CLIENT + "&authType=2",
                heard);
    }

    private static String subscribe(int code, String... ids) {
        var request = JSON.createObjectNode().put("RequestCode", code).put("InstrumentCount", ids.length);
        var list = request.putArray("InstrumentList");
        for (String id : ids) {
            list.addObject().put("ExchangeSegment", "NSE_EQ").put("SecurityId", id);
        }
        return request.toString();
    }

    @Test
    void packetsOfSeveralStocksShareAFrameAndTheirTimeIsOnTheIndianClock() throws Exception {
        Heard heard = new Heard();
        feed(heard).sendText(subscribe(15, "1594", "11536"), true).join();

        ByteBuffer frame = heard.frame();

        assertThat(frame.remaining()).isEqualTo(32);
        List<Integer> ids = new ArrayList<>();
        for (int at = 0; at < frame.limit(); at += frame.getShort(at + 1)) {
            assertThat(frame.get(at)).isEqualTo((byte) 2);
            assertThat(frame.get(at + 3)).isEqualTo((byte) 1);
            ids.add(frame.getInt(at + 4));
            assertThat(frame.getFloat(at + 8)).isEqualTo(500.0f);
            assertThat(frame.getInt(at + 12)).isEqualTo((int) at("10:00").getEpochSecond() + 19_800);
        }
        assertThat(ids).containsExactly(1594, 11536);
    }

    @Test
    void aQuoteAndAFullPacketHaveTheirFieldsWhereTheDocumentationHasThem() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = feed(heard);
        socket.sendText(subscribe(17, "1594"), true).join();
        ByteBuffer quote = heard.frame();
        socket.sendText(subscribe(18, "1594"), true).join();
        socket.sendText(subscribe(21, "1594"), true).join();
        ByteBuffer full = heard.frame();

        assertThat(quote.remaining()).isEqualTo(50);
        assertThat(quote.getInt(22)).isEqualTo(900_000);
        assertThat(quote.getFloat(38)).isEqualTo(500.0f);
        assertThat(full.remaining()).isEqualTo(162);
        assertThat(full.getFloat(50)).isEqualTo(500.0f);
        assertThat(full.getFloat(62 + 12)).isEqualTo(499.95f);
        assertThat(full.getFloat(62 + 16)).isEqualTo(500.05f);
    }

    @Test
    void theFeedSpeaksAgainWhenThePriceMoved() throws Exception {
        venue.from("10:05", "510");
        Heard heard = new Heard();
        feed(heard).sendText(subscribe(15, "1594"), true).join();
        heard.frame();

        venue.time("10:05").fake.settle();

        assertThat(heard.frame().getFloat(8)).isEqualTo(510.0f);
    }

    @Test
    void theFeedClosesWhenANewTokenIsMinted() throws Exception {
        Heard heard = new Heard();
        feed(heard).sendText(subscribe(15, "1594"), true).join();
        heard.frame();

        venue.token = venue.fake.webToken(CLIENT);
        venue.get("/profile");

        ByteBuffer last = heard.frame();
        assertThat(last.get(0)).isEqualTo((byte) 50);
        assertThat(last.getShort(8)).isEqualTo((short) 807);
        assertThat(heard.next()).isEqualTo("closed");
    }

    @Test
    void aSixthFeedDropsTheOldest() throws Exception {
        Heard oldest = new Heard();
        feed(oldest).sendText(subscribe(15, "1594"), true).join();
        oldest.frame();
        for (int i = 0; i < 4; i++) {
            Heard other = new Heard();
            feed(other).sendText(subscribe(15, "1594"), true).join();
            other.frame();
        }
        assertThat(oldest.all).isEmpty();

        feed(new Heard());

        assertThat(oldest.frame().getShort(8)).isEqualTo((short) 805);
    }

    // Orders

    private WebSocket updates(Heard heard, String token) {
        WebSocket socket = connected(venue.server.orderUpdateUrl(), heard);
        socket.sendText(
                        "{\"LoginReq\":{\"MsgCode\":42,\"ClientId\":\"" + CLIENT + "\",\"Token\":\"" + token
                                + "\"},\"UserType\":\"SELF\"}",
                        true)
                .join();
        return socket;
    }

    @Test
    void ordersAreToldInCamelCaseWithTitledStatus() throws Exception {
        Heard heard = new Heard();
        updates(heard, venue.token);
        assertThat((String) heard.next()).contains("login_ack");

        venue.post("/orders", order("BUY", 10, "501"));
        JsonNode first = JSON.readTree((String) heard.next());
        venue.later(500).get("/orders");
        JsonNode second = JSON.readTree((String) heard.next());

        assertThat(first.path("Type").asText()).isEqualTo("order_alert");
        assertThat(first.path("Data").path("status").asText()).isEqualTo("Transit");
        assertThat(first.path("Data").path("txnType").asText()).isEqualTo("B");
        assertThat(first.path("Data").path("correlationId").asText()).isEqualTo("test-1");
        assertThat(second.path("Data").path("status").asText()).isEqualTo("Traded");
        assertThat(second.path("Data").path("tradedQty").asInt()).isEqualTo(10);
    }

    @Test
    void aBadLoginIsABareReset() throws Exception {
        Heard heard = new Heard();
        updates(heard, "dead");

        assertThat(heard.next()).isEqualTo("broken");
    }
}
