package sauda.cloud.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.measure.Measure;
import sauda.events.EventJson;
import sauda.events.Metric;

class MetricLinesTest {

    private static final Instant AT = Instant.parse("2026-01-15T04:45:01.500Z");

    private final List<String> lines = new ArrayList<>();
    private final MetricLines metrics = new MetricLines("paper", lines::add);

    @Test
    void aLineIsWhatCloudWatchReads() {
        metrics.write(List.of(
                Measure.of(Metric.ORDER_MILLIS, 120, AT),
                Measure.of(Metric.ORDER_MILLIS, 80, AT),
                Measure.of(Metric.ORDERS_DENIED, 1, AT)));

        assertThat(lines)
                .containsExactly("{\"OrderMillis\":[120,80],\"OrdersDenied\":[1],\"Stage\":\"paper\",\"_aws\":{"
                        + "\"CloudWatchMetrics\":[{\"Dimensions\":[[\"Stage\"]],"
                        + "\"Metrics\":[{\"Name\":\"OrderMillis\",\"Unit\":\"Milliseconds\"},"
                        + "{\"Name\":\"OrdersDenied\",\"Unit\":\"Count\"}],\"Namespace\":\"Sauda\"}],"
                        + "\"Timestamp\":1768452301500}}");
    }

    @Test
    void whatIsTheAccountsIsInALineOfItsOwnAndExact() {
        metrics.write(List.of(
                Measure.of(Metric.DAY_PNL, "claude", new BigDecimal("-1234.55"), AT),
                Measure.of(Metric.DAY_PNL, "gpt", new BigDecimal("12.50"), AT),
                Measure.of(Metric.TICK_SECONDS, 3, AT)));

        assertThat(lines.stream().map(EventJson::object).map(line -> line.get("Account")))
                .containsExactly("claude", "gpt", null);
        assertThat(lines.getFirst()).contains("\"DayPnl\":[-1234.55]", "[[\"Stage\",\"Account\"]]");
    }

    @Test
    void noLineHasMoreValuesThanCloudWatchReads() {
        metrics.write(Collections.nCopies(250, Measure.of(Metric.ORDERS_FILLED, 1, AT)));

        assertThat(lines.stream().map(EventJson::object).map(line -> ((List<?>) line.get("OrdersFilled")).size()))
                .containsExactly(100, 100, 50);
    }

    @Test
    void nothingMeasuredIsNothingWritten() {
        metrics.write(List.of());

        assertThat(lines).isEmpty();
    }
}
