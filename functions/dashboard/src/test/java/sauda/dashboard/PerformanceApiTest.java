package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.dashboard.Performance.Point;
import sauda.dashboard.Performance.Series;
import sauda.events.EventJson;
import sauda.events.Rupees;

class PerformanceApiTest {

    private static final Instant T0 = Instant.parse("2024-01-15T04:40:00Z");
    private static final Instant T1 = Instant.parse("2024-01-15T04:45:00Z");

    private final AMorning morning = AMorning.traded();

    private static Series series(String account, String kind, Point... points) {
        return new Series(account, kind, false, List.of(points));
    }

    private static Series none(String account) {
        return series("hold:" + account, "buyAndHold");
    }

    @Test
    void performanceIsOneSeriesForEachAccountAndTheirTotalWithoutTheBaseline() {
        AMorning.Answer answer = morning.get("/api/portfolio/performance");

        assertThat(answer.body())
                .isEqualTo(EventJson.write(new Performance(
                        "tick",
                        series("total", "total", point(T1, "1000150", "150", "150")),
                        List.of(
                                series(
                                        "claude",
                                        "model",
                                        point(T0, "600050", "50", "50"),
                                        point(T1, "600150", "150", "150")),
                                series("gpt", "model", point(T1, "400000", "0", "0")),
                                series("rules", "rules", point(T1, "1000700", "700", "700"))),
                        List.of(none("claude"), none("gpt"), none("rules")))));
    }

    @Test
    void buyingAndHoldingIsMarkedWhenTheAccountIs() {
        // a third of 6,00,000 in RELIANCE at 2,700: 73 shares and a bill of 234.95; no other stock has a price
        morning.candles(AMorning.RELIANCE, AMorning.DATE, 12);

        assertThat(morning.get("/api/portfolio/claude/performance").body())
                .isEqualTo(EventJson.write(new Performance(
                        "tick",
                        null,
                        List.of(series(
                                "claude", "model", point(T0, "600050", "50", "50"), point(T1, "600150", "150", "150"))),
                        List.of(series(
                                "hold:claude",
                                "buyAndHold",
                                point(T0, "600568.05", "568.05", "568.05"),
                                point(T1, "600641.05", "641.05", "641.05"))))));
    }

    @Test
    void anAccountWithoutASnapshotAtATickCountsWithItsLastOneAndItsDayWithTheDay() {
        Instant tomorrow = Instant.parse("2024-01-16T03:50:00Z");

        assertThat(Performance.total(List.of(
                        series("a", "model", point(T0, "100", "1", "2"), point(tomorrow, "110", "10", "12")),
                        series("b", "model", point(T0, "200", "3", "4"), point(T1, "205", "8", "9")))))
                .isEqualTo(series(
                        "total",
                        "total",
                        point(T0, "300", "4", "6"),
                        point(T1, "305", "9", "11"),
                        point(tomorrow, "315", "10", "21")));
    }

    @Test
    void theNewestPointsCountWhenThereAreMoreThanTheLimit() {
        assertThat(morning.get("/api/portfolio/claude/performance?limit=1").body())
                .isEqualTo(EventJson.write(new Performance(
                        "tick",
                        null,
                        List.of(new Series("claude", "model", true, List.of(point(T1, "600150", "150", "150")))),
                        List.of(none("claude")))));
    }

    @Test
    void anEmptyLedgerHasSeriesWithoutPoints() {
        for (String every : List.of("tick", "day", "auto")) {
            AMorning.Answer answer = AMorning.unborn().get("/api/portfolio/performance?every=" + every);

            assertThat(answer.list("total.points")).isEmpty();
            assertThat(answer.list("series.2.points")).isEmpty();
            assertThat(answer.list("baselines.2.points")).isEmpty();
        }
    }

    @Test
    void closingValuesAreOnePointADayAndTheDayThatIsNotOverHasItsNewestMark() {
        AFewDays days = new AFewDays();

        assertThat(days.morning
                        .get("/api/portfolio/claude/performance?every=day")
                        .body())
                .isEqualTo(EventJson.write(new Performance(
                        "day",
                        null,
                        List.of(series(
                                "claude",
                                "model",
                                point(days.close(AFewDays.FRIDAY), "600900", "900", "900"),
                                point(days.close(AFewDays.MONDAY), "598800", "-2100", "-1200"),
                                point(days.close(AFewDays.TUESDAY), "601700", "2900", "1700"))),
                        List.of(none("claude")))));
    }

    @Test
    void autoTellsMarksOfFewDaysAndKeepsTheFirstAndTheLastWhenItThins() {
        AFewDays days = new AFewDays();
        AMorning.Answer all = days.morning.get("/api/portfolio/claude/performance?every=auto&limit=500");
        AMorning.Answer four = days.morning.get("/api/portfolio/claude/performance?every=auto&limit=4");
        AMorning.Answer one = days.morning.get("/api/portfolio/performance?every=auto&limit=1");

        assertThat(all.at("every")).isEqualTo("tick");
        assertThat(all.list("series.0.points")).hasSize(9);
        assertThat(four.at("series.0.more")).isEqualTo(false);
        assertThat(timestamps(four)).hasSize(4).startsWith(timestamps(all).getFirst());
        assertThat(timestamps(four).getLast()).isEqualTo(timestamps(all).getLast());
        assertThat(one.list("series.0.points")).hasSize(1);
        assertThat(one.list("total.points")).hasSize(1);
    }

    private static List<String> timestamps(AMorning.Answer answer) {
        List<String> timestamps = new ArrayList<>();
        answer.list("series.0.points").forEach(point -> timestamps.add((String) ((Map<?, ?>) point).get("timestamp")));
        return timestamps;
    }

    @Test
    void thinningIsEven() {
        Series many = new Series(
                "a",
                "model",
                false,
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj(i -> point(T0.plusSeconds(i), "" + i, "0", "0"))
                        .toList());

        assertThat(many.thinned(5).points().stream()
                        .map(point -> point.totalValue().toString()))
                .containsExactly("0.00", "250.00", "500.00", "750.00", "1000.00");
        assertThat(many.thinned(500).points()).hasSize(500).doesNotHaveDuplicates();
        assertThat(many.thinned(1_001)).isSameAs(many);
    }

    @Test
    void aWarmFunctionSeesWhatWasWrittenSince() {
        AFewDays days = new AFewDays();
        DashboardHandler warm = days.morning.handler();
        String path = "/api/portfolio/claude/performance?every=day";
        days.morning.ask(warm, AMorning.event("GET", path));

        days.day(LocalDate.parse("2024-01-17"), "claude", "100", "0", "0");

        AMorning.Answer answer = days.morning.ask(warm, AMorning.event("GET", path));
        assertThat(answer.list("series.0.points")).hasSize(4);
        assertThat(answer.body()).isEqualTo(days.morning.get(path).body());
    }

    @ParameterizedTest
    @CsvSource({
        "from=2024-01-15T04:45:00Z, 1",
        "from=2024-01-15T04:40:00Z, 2",
        "from=2024-01-15T04:40:01Z, 1",
        "to=2024-01-15T04:44:59Z, 1",
        "from=2024-01-15&to=2024-01-15, 2",
        "to=2024-01-14, 0",
        "from=2024-01-16&to=2024-01-16, 0"
    })
    void aSpanBoundsTheSeries(String query, int points) {
        assertThat(morning.get("/api/portfolio/claude/performance?" + query).list("series.0.points"))
                .hasSize(points);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=501, limit",
        "limit=-1, limit",
        "limit=1e2, limit",
        "limit=007, limit",
        "limit=99999999999999999999, limit",
        "limit=, limit",
        "from=yesterday, from",
        "from=2024-02-30, from",
        "from=2024-01-15T10:15, from",
        "to=2024-13-01T00:00:00Z, to",
        "to=1999-12-31, to",
        "to=+999999999-01-01, to",
        "from=2024-01-16&to=2024-01-15, from",
        "from=2023-01-01&to=2024-01-15, from",
        "every=hour, every",
        "every=day&from=2022-01-01&to=2024-01-15, from"
    })
    void whatIsNoSpanOrLimitIsNamed(String query, String field) {
        assertThat(morning.get("/api/portfolio/performance?" + query).problem())
                .isEqualTo("400 BAD_PARAMETER " + field);
    }

    private static Point point(Instant t, String value, String day, String total) {
        return new Point(t, Rupees.of(value), Rupees.of(day), Rupees.of(total));
    }
}
