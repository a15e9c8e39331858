package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often a client may call, as `dhan-v2.md` §4 has it.
class FakeDhanRatesTest {

    private final AVenue venue = new AVenue();

    FakeDhanRatesTest() {
        venue.fake.behaviour().rateLimits(true);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void tenOrdersPassInASecondAndTheEleventhIsRefusedWithoutAWordOnWhenToRetry() {
        for (int i = 0; i < 10; i++) {
            assertThat(venue.post("/orders", order("BUY", 1, "490")).status()).isEqualTo(200);
        }

        AVenue.Answer refused = venue.post("/orders", order("BUY", 1, "490"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("DH-904");
        assertThat(refused.json().path("errorType").asText()).isEqualTo("Rate_Limit");
        assertThat(refused.whole().headers().firstValue("Retry-After")).isEmpty();
        assertThat(venue.fake.orders(CLIENT)).hasSize(10);
        assertThat(venue.later(1_000).post("/orders", order("BUY", 1, "490")).status())
                .isEqualTo(200);
    }

    @Test
    void refusedCallsCountToo() {
        for (int i = 0; i < 20; i++) {
            venue.post("/orders", order("BUY", 1, "490"));
            venue.later(60);
        }

        assertThat(venue.post("/orders", order("BUY", 1, "490")).status()).isEqualTo(429);
    }

    @Test
    void cancelsCountWithTheOrdersAndReadsDoNot() {
        for (int i = 0; i < 5; i++) {
            venue.delete("/orders/4711");
            venue.put("/super/orders/4711", JSON.createObjectNode());
        }

        assertThat(venue.post("/orders", order("BUY", 1, "490")).status()).isEqualTo(429);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void chartsAreAskedFiveTimesASecond() {
        ObjectNode body = JSON.createObjectNode()
                .put("securityId", "1594")
                .put("exchangeSegment", "NSE_EQ")
                .put("instrument", "EQUITY")
                .put("interval", "5")
                .put("fromDate", "2026-03-04")
                .put("toDate", "2026-03-05");
        for (int i = 0; i < 5; i++) {
            assertThat(venue.post("/charts/intraday", body).status()).isEqualTo(200);
        }

        assertThat(venue.post("/charts/intraday", body).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"999, 429", "1000, 200"})
    void quotesAreAskedOnceASecond(long millis, int status) {
        JsonNode body =
                JSON.createObjectNode().set("NSE_EQ", JSON.createArrayNode().add(1594));
        assertThat(venue.post("/marketfeed/ltp", body).status()).isEqualTo(200);

        assertThat(venue.later(millis).post("/marketfeed/ltp", body).status()).isEqualTo(status);
    }

    @Test
    void everythingElseIsAskedTwentyTimesASecond() {
        for (int i = 0; i < 20; i++) {
            assertThat(venue.get("/fundlimit").status()).isEqualTo(200);
        }

        assertThat(venue.get("/positions").status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"250, PT1M", "1000, PT1H", "7000, PT24H"})
    void minuteHourAndDayHaveTheirOwnCounts(int calls, Duration window) {
        RateCounters counters = new RateCounters();
        Instant start = AVenue.at("10:00");
        Duration step = window.dividedBy(calls);
        for (int i = 0; i < calls; i++) {
            assertThat(counters.count(RateCounters.Kind.ORDERS, start.plus(step.multipliedBy(i))))
                    .as("call %d", i)
                    .isTrue();
        }

        assertThat(counters.count(RateCounters.Kind.ORDERS, start.plus(window).minusNanos(1)))
                .isFalse();
        assertThat(counters.count(RateCounters.Kind.ORDERS, start.plus(window).plus(step)))
                .isTrue();
    }

    @Test
    void clientsAreCountedApart() {
        for (int i = 0; i < 11; i++) {
            venue.post("/orders", order("BUY", 1, "490"));
        }
        venue.token = venue.fake.webToken(AVenue.OTHER);

        assertThat(venue.post("/orders", order("BUY", 1, "490").put("dhanClientId", AVenue.OTHER))
                        .status())
                .isEqualTo(200);
    }
}
