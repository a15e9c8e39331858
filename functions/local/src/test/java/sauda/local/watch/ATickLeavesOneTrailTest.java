package sauda.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sauda.cloud.watch.Logs;
import sauda.cloud.watch.MetricLines;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.events.EventJson;
import sauda.events.Metric;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Pace;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;
import sauda.notify.Measuring;
import sauda.notify.NotifyHandler;
import sauda.notify.NotifyWiring;

/// A morning of the handlers with the log that they have on Lambda, and its measures.
class ATickLeavesOneTrailTest {

    private static final String KEY = "canary-4f1c-opens-nothing";

    private static final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private static final List<String> metrics = new ArrayList<>();
    private static List<Map<String, Object>> lines = List.of();

    @BeforeAll
    static void play() throws IOException {
        Logs.start(Map.of("SAUDA_STAGE", "paper"), new PrintStream(out, true, StandardCharsets.UTF_8));
        try (ModelServer models = StandInModel.start();
                Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), keys())) {
            Config config = Play.standIn();
            List<DynamodbStreamRecord> changes = new ArrayList<>();
            LocalRun run = new LocalRun(
                    config,
                    cloud,
                    new Models(models.baseUrl(), true),
                    Venues.paper(config, cloud, Play.market()),
                    Pace.MAX,
                    alerts -> {},
                    Connections.NONE,
                    changes::add);
            run.trade(
                    config.agendaOn(Play.DAY).stream()
                            .filter(tick -> tick.at().isBefore(Play.at("10:45")))
                            .toList(),
                    (tick, done, all) -> {});
            DynamodbEvent stream = new DynamodbEvent();
            stream.setRecords(changes);
            new NotifyHandler(new NotifyWiring(
                            alerts -> {}, new Measuring(config, new MetricLines("paper", metrics::add))))
                    .handleRequest(stream, null);
        } finally {
            LogManager.getLogManager().readConfiguration();
        }
        lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(EventJson::object)
                .toList();
    }

    private static Map<String, String> keys() {
        return Play.secrets().keySet().stream().collect(Collectors.toMap(name -> name, name -> KEY));
    }

    @AfterAll
    static void forget() {
        lines = List.of();
        metrics.clear();
        out.reset();
    }

    @Test
    void everyLineHasACorrelationId() {
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat((String) line.get("correlation")).matches("[0-9]{10}"));
    }

    @Test
    void fromTheTickToTheLastFillItIsTheSame() {
        Map<String, Object> filled = lines.stream()
                .filter(line -> ((String) line.get("message")).startsWith("FILLED ENTRY"))
                .findFirst()
                .orElseThrow();
        List<Map<String, Object>> trail = lines.stream()
                .filter(line -> line.get("correlation").equals(filled.get("correlation")))
                .toList();

        assertThat((String) filled.get("order")).startsWith((String) filled.get("correlation"));
        assertThat(trail)
                .extracting(line -> line.get("logger"))
                .contains("sauda.cloud.SnsTicks", "sauda.cloud.SqsBatch", "sauda.notify.Measuring");
        assertThat(trail.stream()
                        .filter(line -> filled.get("order").equals(line.get("order")))
                        .map(line -> ((String) line.get("message")).split(" ")[0]))
                .contains("RESERVED", "SUBMITTING", "ACCEPTED", "message")
                .endsWith("FILLED");
    }

    @Test
    void noLineAndNoMeasureHoldsAKey() {
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(KEY);
        assertThat(metrics).isNotEmpty().noneMatch(line -> line.contains(KEY));
    }

    @Test
    void theMorningIsMeasured() {
        Set<String> measured = metrics.stream()
                .map(EventJson::object)
                .flatMap(line -> line.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(measured)
                .contains(
                        Metric.TICK_SECONDS.title(),
                        Metric.DECISION_MILLIS.title(),
                        Metric.MODEL_ERRORS.title(),
                        Metric.MODEL_BUDGET_USE.title(),
                        Metric.ORDER_RESERVED_MILLIS.title(),
                        Metric.ORDER_SENT_MILLIS.title(),
                        Metric.ORDER_ANSWERED_MILLIS.title(),
                        Metric.ORDER_MILLIS.title(),
                        Metric.ORDERS_FILLED.title(),
                        Metric.DAY_LOSS.title(),
                        Metric.LIMIT_USE.title(),
                        Metric.VALUE.title())
                .doesNotContain(Metric.LIMITS_OVER.name(), Metric.TICKS_MISSED.title());
    }
}
