package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.ledger.Keys;

class MarketApiTest {

    private static final String RELIANCE = "/api/market-data/RELIANCE";

    private final AMorning morning = AMorning.traded();

    MarketApiTest() {
        morning.candles(AMorning.RELIANCE, LocalDate.parse("2024-01-12"), 75);
        morning.candles(AMorning.RELIANCE, AMorning.DATE, 12);
    }

    @Test
    void theNewestHundredFiveMinuteBarsComeOldestFirst() {
        AMorning.Answer answer = morning.get(RELIANCE);

        assertThat(answer.at("timeframe")).isEqualTo("5m");
        assertThat(answer.list("bars")).hasSize(87);
        assertThat(answer.at("more")).isEqualTo(false);
        assertThat(answer.at("bars.0"))
                .isEqualTo(Map.of(
                        "start", "2024-01-12T03:45:00Z",
                        "open", 2700,
                        "high", 2702,
                        "low", 2699,
                        "close", 2701,
                        "volume", 1000));
        assertThat(answer.at("bars.86.start")).isEqualTo("2024-01-15T04:40:00Z");
    }

    @ParameterizedTest
    @CsvSource({"5m, 87", "15m, 29", "1h, 8", "1d, 1"})
    void longerFramesAreMadeOfTheClosedBars(String timeframe, int bars) {
        // 12 January has 25, 7 and 1; the morning of the 15th has 4 and 1, and its day is not over
        assertThat(morning.get(RELIANCE + "?timeframe=" + timeframe).list("bars"))
                .hasSize(bars);
    }

    @Test
    void aLongerBarHasTheFiguresOfItsParts() {
        AMorning.Answer answer = morning.get(RELIANCE + "?timeframe=1d");

        assertThat(answer.at("bars.0"))
                .isEqualTo(Map.of(
                        "start", "2024-01-12T03:45:00Z",
                        "open", 2700,
                        "high", 2776,
                        "low", 2699,
                        "close", 2775,
                        "volume", 75_000));
    }

    @Test
    void theNewestCountWhenThereAreMoreThanTheLimit() {
        AMorning.Answer answer = morning.get(RELIANCE + "?limit=2");

        assertThat(answer.at("more")).isEqualTo(true);
        assertThat(answer.list("bars")).hasSize(2);
        assertThat(answer.at("bars.1.start")).isEqualTo("2024-01-15T04:40:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2024-01-15, 12",
        "to=2024-01-12, 75",
        "from=2024-01-12T09:55:00Z&to=2024-01-15T03:45:00Z, 2",
        "from=2024-01-13&to=2024-01-14, 0"
    })
    void aSpanBoundsTheBars(String query, int bars) {
        assertThat(morning.get(RELIANCE + "?" + query).list("bars")).hasSize(bars);
    }

    @ParameterizedTest
    @CsvSource({
        "?timeframe=1m, 400 BAD_PARAMETER timeframe",
        "?timeframe=5M, 400 BAD_PARAMETER timeframe",
        "?limit=501, 400 BAD_PARAMETER limit",
        "?from=2024-01-15&to=2024-01-12, 400 BAD_PARAMETER from",
        "?from=2022-01-01&to=2024-01-12, 400 BAD_PARAMETER from",
        "/signals?limit=0, 400 BAD_PARAMETER limit"
    })
    void whatIsNoParameterIsNamed(String query, String problem) {
        assertThat(morning.get(RELIANCE + query).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"SBIN", "reliance", "NSE:RELIANCE", "M%26M"})
    void aStockThatIsNotConfiguredIsNotFound(String symbol) {
        for (String what : List.of("", "/indicators", "/signals")) {
            assertThat(morning.get("/api/market-data/" + symbol + what).problem())
                    .isEqualTo("404 NOT_FOUND null");
        }
    }

    @Test
    void aQuarantinedCandleIsShownApart() {
        morning.put(Keys.quarantine(AMorning.RELIANCE, AMorning.T), "quarantine", Map.of("candles", List.of("bad")));

        assertThat(morning.get(RELIANCE).at("quarantined")).isEqualTo(List.of(Map.of("candles", List.of("bad"))));
    }

    @Test
    void indicatorsAreThoseOfTheNewestReading() {
        Instant earlier = AMorning.T.minusSeconds(300);
        morning.put(Keys.reading(AMorning.RELIANCE, earlier), "reading", AMorning.reading(AMorning.RELIANCE, earlier));
        AMorning.Answer answer = morning.get(RELIANCE + "/indicators");

        assertThat(answer.at("t")).isEqualTo("2024-01-15T04:45:00Z");
        assertThat(answer.at("ageSeconds")).isEqualTo(180);
        assertThat(answer.at("indicators")).isEqualTo(Map.of("ema20_15m", new BigDecimal("2701.25")));
        assertThat(answer.at("trends")).isEqualTo(Map.of("1d", "UP"));
        assertThat(answer.at("holds.0.code")).isEqualTo("NO_SIGNAL");
    }

    @Test
    void beforeTheFirstReadingThereAreNoIndicators() {
        assertThat(AMorning.unborn().get(RELIANCE + "/indicators").problem()).isEqualTo("404 NOT_FOUND null");
    }

    @Test
    void signalsComeNewestFirst() {
        Instant earlier = AMorning.T.minusSeconds(300);
        morning.put(Keys.reading(AMorning.RELIANCE, earlier), "reading", AMorning.reading(AMorning.RELIANCE, earlier));
        AMorning.Answer answer = morning.get(RELIANCE + "/signals");

        assertThat(answer.list("signals")).hasSize(2);
        assertThat(answer.at("signals.0.t")).isEqualTo("2024-01-15T04:45:00Z");
        assertThat(answer.at("signals.0.signal.kind")).isEqualTo("BULLISH_BREAKOUT");
        assertThat(morning.get(RELIANCE + "/signals?limit=1").list("signals")).hasSize(1);
        assertThat(morning.get(RELIANCE + "/signals?strategy=ema").list("signals"))
                .isEmpty();
    }
}
