package sauda.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sauda.cloud.watch.MetricLines;
import sauda.core.config.ConfigFile;
import sauda.events.Alert;
import sauda.events.EventJson;
import sauda.events.Rupees;
import sauda.events.Snapshot;

class MeasuringTest {

    private static final Instant T = Instant.parse("2026-01-15T04:45:00Z");

    private final List<String> lines = new ArrayList<>();
    private final List<Alert> told = new ArrayList<>();
    private final NotifyHandler handler = new NotifyHandler(
            new NotifyWiring(told::addAll, new Measuring(ConfigFile.defaults(), new MetricLines("paper", lines::add))));

    @Test
    void whatTheStreamBringsIsMeasuredAtTheTimeTheLedgerHadIt() {
        handler.handleRequest(event(record("e1", "snapshot", snapshot())), null);

        assertThat(lines.stream().map(EventJson::object))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("_aws"))
                        .asString()
                        .contains("Timestamp=" + T.plusSeconds(3).toEpochMilli()));
        assertThat(lines).first().asString().contains("\"TickSeconds\":[3]", "\"DayLoss\":[0.01]");
        assertThat(lines).last().asString().contains("\"DayPnl\":[-60]", "\"Account\":\"claude\"");
    }

    @Test
    void anAlertIsMeasuredAndTold() {
        handler.handleRequest(event(record("e1", "alert", alert())), null);

        assertThat(told).containsExactly(alert());
        assertThat(lines).singleElement().asString().contains("\"TicksMissed\":[1]", "\"UrgentAlerts\":[1]");
    }

    @Test
    void aBatchThatComesAgainIsMeasuredOnce() {
        var event = event(record("e1", "alert", alert()), record("e2", "snapshot", snapshot()));
        handler.handleRequest(event, null);
        var once = List.copyOf(lines);
        handler.handleRequest(event, null);

        assertThat(lines).isEqualTo(once).isNotEmpty();
    }

    @Test
    void aChangeThatCannotBeReadHidesNoOther() {
        var torn = record("e1", "snapshot", Map.of("t", "noon"));
        var gone = record("e2", "snapshot", snapshot());
        gone.getDynamodb().setNewImage(null);

        handler.handleRequest(event(torn, gone, record("e3", "alert", alert())), null);

        assertThat(told).containsExactly(alert());
        assertThat(lines).singleElement().asString().contains("TicksMissed");
    }

    @Test
    void whoeverCannotBeToldDoesNotKeepMetricsBack() {
        var silent = new NotifyHandler(new NotifyWiring(
                alerts -> {
                    throw new IllegalStateException("nobody there");
                },
                new Measuring(ConfigFile.defaults(), new MetricLines("paper", lines::add))));

        assertThatThrownBy(() -> silent.handleRequest(event(record("e1", "alert", alert())), null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lines).hasSize(1);
    }

    private static Alert alert() {
        return new Alert("NO_TICK", "paper", "no tick", Alert.Level.URGENT, Map.of("n", BigDecimal.ONE), T);
    }

    private static Snapshot snapshot() {
        var pnl = Rupees.of(-60);
        var value = Rupees.of(599_940);
        return new Snapshot("claude", T, value, Rupees.ZERO, Rupees.ZERO, value, pnl, Rupees.ZERO, pnl, pnl, List.of());
    }

    private static DynamodbEvent event(DynamodbStreamRecord... records) {
        var event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    private static DynamodbStreamRecord record(String id, String kind, @Nullable Object fact) {
        var change = new StreamRecord()
                .withNewImage(Map.of(
                        "pk",
                        new AttributeValue("p"),
                        "sk",
                        new AttributeValue("s"),
                        "kind",
                        new AttributeValue(kind),
                        EventJson.WHOLE,
                        new AttributeValue(EventJson.write(fact))))
                .withApproximateCreationDateTime(Date.from(T.plusSeconds(3)));
        var record = new DynamodbStreamRecord();
        record.setEventID(id);
        record.setEventName("INSERT");
        record.setDynamodb(change);
        return record;
    }
}
