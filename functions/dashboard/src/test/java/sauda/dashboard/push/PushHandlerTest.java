package sauda.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.EventJson;

class PushHandlerTest {

    private final Pages pages = new Pages();

    @Test
    void aPageIsToldWhatItWantsInTheOrderOfTheLedger() {
        pages.open("a", "[\"claude\"]", "[\"TCS\"]");

        pages.push(
                Changes.snapshot("claude", "600100"),
                Changes.snapshot("gpt", "400000"),
                Changes.reading("INFY"),
                Changes.reading("TCS"),
                Changes.position("claude", "INFY"),
                Changes.position("gpt", "TCS"));

        assertThat(pages.toldTo("a")).containsExactly("snapshot claude", "reading TCS", "position claude");
    }

    @Test
    void aMessageIsOneObjectAsTheContractHasIt() {
        pages.open("a", "[\"*\"]", "[]");

        pages.push(Changes.snapshot("claude", "600100"));

        assertThat(pages.told)
                .isEqualTo(Map.of(
                        "a",
                        List.of("{\"type\":\"snapshot\",\"account\":\"claude\",\"symbol\":null,"
                                + "\"at\":\"2024-01-15T04:48:00Z\",\"data\":{\"timestamp\":\"2024-01-15T04:48:00Z\","
                                + "\"totalValue\":600100,\"dayPnl\":0,\"totalPnl\":0}}")));
    }

    @Test
    void whatIsNobodysInParticularIsForAll() {
        pages.open("a", "[]", "[]").open("b", "[\"gpt\"]", "[]");
        pages.connect("c", Pages.ASHA);

        pages.push(Changes.control("lunch"), Changes.alert("claude", "not flat"));

        assertThat(List.of("a", "b", "c"))
                .allSatisfy(id -> assertThat(pages.toldTo(id)).containsExactly("control null", "alert null"));
    }

    @Test
    void aStarIsAllOfThem() {
        pages.open("a", "[\"*\"]", "[\"*\"]");

        pages.push(Changes.snapshot("gpt", "1"), Changes.reading("TCS"), Changes.position("claude", "INFY"));

        assertThat(pages.toldTo("a")).containsExactly("snapshot gpt", "reading TCS", "position claude");
    }

    @Test
    void ofWhatChangedOftenTheLastStateIsTold() {
        pages.open("a", "[\"*\"]", "[]");

        pages.push(
                Changes.snapshot("claude", "1"), Changes.position("claude", "INFY"), Changes.snapshot("claude", "2"));

        assertThat(pages.toldTo("a")).containsExactly("position claude", "snapshot claude");
        assertThat(pages.told.get("a").getLast()).contains("\"totalValue\":2,");
    }

    @Test
    void whatIsDeletedIsNotTold() {
        pages.open("a", "[\"*\"]", "[\"*\"]");

        pages.push(List.of(Pages.removed(Changes.position("claude", "INFY"))));

        assertThat(pages.told).isEmpty();
    }

    @Test
    void aConnectionThatIsGoneIsForgottenAndTheOthersAreTold() {
        pages.open("a", "[\"*\"]", "[]").open("b", "[\"*\"]", "[]");
        pages.gone.add("a");

        pages.push(Changes.snapshot("claude", "1"));

        assertThat(pages.isKept("a")).isFalse();
        assertThat(pages.toldTo("b")).containsExactly("snapshot claude");
    }

    @Test
    void aConnectionThatFailsIsKeptAndTheOthersAreTold() {
        pages.open("a", "[\"*\"]", "[]").open("b", "[\"*\"]", "[]");
        pages.broken.add("a");

        pages.push(Changes.snapshot("claude", "1"));

        assertThat(pages.isKept("a")).isTrue();
        assertThat(pages.toldTo("b")).containsExactly("snapshot claude");
    }

    @Test
    void connectionsThatNeverAnswerHoldNobodyUpForLong() {
        IntStream.range(0, 15).forEach(i -> {
            pages.open("stuck" + i, "[\"*\"]", "[]");
            pages.stuck.add("stuck" + i);
        });
        pages.open("z", "[\"*\"]", "[]");
        long start = System.nanoTime();

        pages.push(Changes.snapshot("claude", "1"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(pages.toldTo("z")).containsExactly("snapshot claude");
    }

    @Test
    void aConnectionWhoseTokenHasEndedIsToldSoClosedAndForgotten() {
        pages.open("a", "[\"*\"]", "[]");
        pages.now = Pages.ASHA.expires();

        pages.push(Changes.snapshot("claude", "1"));

        assertThat(pages.told.get("a"))
                .containsExactly("{\"type\":\"problem\",\"code\":\"EXPIRED\","
                        + "\"detail\":\"the access token has ended; connect again with a new one\"}");
        assertThat(pages.closed).containsExactly("a");
        assertThat(pages.isKept("a")).isFalse();
    }

    @Test
    void aTornItemIsPassedOver() {
        pages.open("a", "[\"*\"]", "[]");
        Item torn = new Item(new Key("ACCOUNT#claude", "SNAPSHOT#1"), "snapshot", Map.of("json", "{\"t\":"));

        pages.push(torn, Changes.snapshot("claude", "1"));

        assertThat(pages.toldTo("a")).containsExactly("snapshot claude");
    }

    @Test
    void aRecordThatIsNoItemIsPassedOver() {
        pages.open("a", "[\"*\"]", "[]");
        var keyless = Pages.changed(Changes.snapshot("gpt", "1"));
        keyless.getDynamodb().setNewImage(new HashMap<>(keyless.getDynamodb().getNewImage()));
        keyless.getDynamodb().getNewImage().remove("sk");

        pages.push(List.of(keyless, Pages.changed(Changes.snapshot("claude", "1"))));

        assertThat(pages.toldTo("a")).containsExactly("snapshot claude");
    }

    @Test
    void aMessageThatNoGatewayTakesIsLeftOut() {
        pages.open("a", "[\"*\"]", "[]");

        pages.push(Changes.alert("claude", "x".repeat(200_000)), Changes.snapshot("claude", "1"));

        assertThat(pages.toldTo("a")).containsExactly("snapshot claude");
    }

    @Test
    void aScriptInAnAlertStaysText() {
        pages.open("a", "[]", "[]");

        pages.push(Changes.alert("claude", "</script><script>alert(\"1\")</script>"));

        assertThat(EventJson.object(pages.told.get("a").getFirst()).get("data"))
                .hasToString("{code=NOT_FLAT, subject=claude, text=</script><script>alert(\"1\")</script>, level=WARN,"
                        + " numbers={}, at=2024-01-15T04:48:00Z}");
    }

    @Test
    void whileTheLedgerIsDownNobodyIsToldAndTheBatchGoesOn() {
        pages.open("a", "[\"*\"]", "[]");
        pages.asked = new SocketHandlerTest.Down();

        pages.push(Changes.snapshot("claude", "1"));

        assertThat(pages.told).isEmpty();
    }

    @Test
    void aBatchAsksOnceWhoIsConnectedAndWritesNothing() {
        IntStream.range(0, 50).forEach(i -> pages.open("c" + i, "[\"*\"]", "[\"*\"]"));
        Counting counting = new Counting(pages.ledger);
        pages.asked = counting;

        pages.push(Changes.snapshot("claude", "1"), Changes.reading("TCS"), Changes.control("lunch"));
        pages.push(List.of(Pages.removed(Changes.reading("TCS"))));

        assertThat(counting.lists).hasValue(1);
        assertThat(counting.others).hasValue(0);
        assertThat(pages.told).hasSize(50);
    }

    private static final class Counting implements Ledger {

        private final Ledger ledger;
        private final AtomicInteger lists = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        Counting(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public Optional<Item> get(Key key) {
            others.incrementAndGet();
            return ledger.get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            assertThat(partition).isEqualTo(Keys.SOCKETS);
            lists.incrementAndGet();
            return ledger.list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw new AssertionError(partition);
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            others.incrementAndGet();
            return ledger.range(partition, from, to);
        }

        @Override
        public Commit commit(List<Write> writes) {
            others.incrementAndGet();
            return ledger.commit(writes);
        }
    }
}
