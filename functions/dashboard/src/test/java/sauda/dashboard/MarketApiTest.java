package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Keys;
import sauda.events.Bar;

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
        for (String what : List.of("", "/series", "/indicators", "/signals")) {
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

    @ParameterizedTest
    @CsvSource({"5m, 100", "5m, 7", "15m, 100", "1h, 3", "1d, 100"})
    void theSeriesIsOfTheSameBarsAsTheCandles(String timeframe, int limit) {
        String query = "?timeframe=" + timeframe + "&limit=" + limit;

        assertThat(starts(morning.get(RELIANCE + "/series" + query), "points"))
                .isNotEmpty()
                .isEqualTo(starts(morning.get(RELIANCE + query), "bars"));
    }

    private static List<Object> starts(AMorning.Answer answer, String list) {
        List<Object> starts = new ArrayList<>();
        answer.list(list).forEach(one -> starts.add(((Map<?, ?>) one).get("start")));
        return starts;
    }

    @Test
    void theSeriesIsWhatTheStrategiesWouldSeeWhateverIsShownOfIt() {
        AMorning.Answer whole = morning.get(RELIANCE + "/series?limit=500");
        AMorning.Answer two = morning.get(RELIANCE + "/series?limit=2");

        assertThat(two.list("points").get(1)).isEqualTo(whole.list("points").getLast());
        // twelve bars of 15 January, each with a typical price of a third of a rupee below its close
        assertThat(whole.at("points.86"))
                .isEqualTo(Map.of(
                        "start", "2024-01-15T04:40:00Z",
                        "vwap", new BigDecimal("2706.1667"),
                        "emaFast", new BigDecimal("2713.1540"),
                        "emaSlow", new BigDecimal("2725.9177"),
                        "rsi", new BigDecimal("29.2776")));
        assertThat(((Map<?, ?>) whole.list("points").getFirst()).get("rsi")).isNull();
        assertThat(whole.at("timeframe")).isEqualTo("5m");
    }

    @Test
    void aStockWithoutCandlesHasAnEmptyChart() {
        assertThat(morning.get("/api/market-data/TCS/series").body())
                .isEqualTo("{\"symbol\":\"TCS\",\"timeframe\":\"5m\",\"points\":[],\"zones\":[]}");
        assertThat(morning.get("/api/market-data/TCS").list("bars")).isEmpty();
    }

    @Test
    void aGapIsAZoneThatLivesWhileThePriceDoesNotComeBackToIt() {
        // up by 300 between two quarters of the 15th, after 75 even bars
        Instant open =
                morning.config.calendar().session(AMorning.DATE).orElseThrow().open();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            bars.add(AMorning.bar(open.plusSeconds(300L * i), 2_775 + (i < 6 ? 0 : 300)));
        }
        morning.put(
                Keys.candles(AMorning.RELIANCE, AMorning.DATE),
                "candles",
                new SignalDesk.Candles(AMorning.RELIANCE, AMorning.DATE, bars, List.of()));

        String gap = "{\"kind\":\"gap\",\"side\":\"BUY\",\"low\":2777,\"high\":3074,\"from\":\"%s\",\"until\":null}";
        assertThat(morning.get(RELIANCE + "/series?limit=12").body())
                .contains(gap.formatted("2024-01-15T04:15:00Z"))
                .contains(gap.formatted("2024-01-15T04:30:00Z"));
    }

    private AMorning.Answer ask(String method, String path, String ifNoneMatch) {
        APIGatewayV2HTTPEvent event = AMorning.event(method, path);
        event.setHeaders(Map.of("If-None-Match", ifNoneMatch));
        return morning.ask(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/series", "/indicators", "/signals"})
    void whoHasTheAnswerAlreadyIsToldSo(String what) {
        AMorning.Answer first = morning.get(RELIANCE + what);
        String tag = first.header("etag");

        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            AMorning.Answer again = ask("GET", RELIANCE + what, known);
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.header("etag")).isEqualTo(tag);
            assertThat(again.header("cache-control")).isEqualTo(first.header("cache-control"));
        }
        assertThat(ask("GET", RELIANCE + what, "\"other\"").status()).isEqualTo(200);
        assertThat(ask("HEAD", RELIANCE + what, "\"other\"").header("etag")).isEqualTo(tag);
        assertThat(ask("HEAD", RELIANCE + what, tag).status()).isEqualTo(304);
    }

    @Test
    void anotherBarIsAnotherAnswer() {
        DashboardHandler warm = morning.handler();
        String before = morning.ask(warm, AMorning.event("GET", RELIANCE)).header("etag");

        morning.candles(AMorning.RELIANCE, AMorning.DATE, 13);

        AMorning.Answer after = morning.ask(warm, AMorning.event("GET", RELIANCE));
        assertThat(after.header("etag")).isNotEqualTo(before);
        assertThat(after.list("bars")).hasSize(88);
    }

    @ParameterizedTest
    @CsvSource({
        // a finished day; one that is not over, whose next bar is 120 s away; and 4 s before it
        "2024-01-15T04:48:00Z, ?from=2024-01-12&to=2024-01-12, 3600",
        "2024-01-15T04:48:00Z, ?from=2024-01-12&to=2024-01-15, 10",
        "2024-01-15T04:48:00Z, '', 10",
        "2024-01-15T04:49:56Z, '', 4",
        "2024-01-15T12:00:00Z, '', 10",
        "2024-01-14T12:00:00Z, '', 10"
    })
    void anAnswerIsKeptUntilThereMayBeAnother(String now, String query, int seconds) {
        morning.at(now);

        assertThat(morning.get(RELIANCE + query).header("cache-control")).isEqualTo("private, max-age=" + seconds);
    }

    @Test
    void aProblemIsNotKept() {
        assertThat(morning.get(RELIANCE + "?limit=0").header("cache-control")).isEqualTo("no-store");
        assertThat(morning.get(RELIANCE + "?limit=0").header("etag")).isNull();
    }
}
