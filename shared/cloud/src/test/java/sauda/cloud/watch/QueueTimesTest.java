package sauda.cloud.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sauda.events.EventJson;
import sauda.events.KillRequested;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Side;
import sauda.events.Symbol;

class QueueTimesTest {

    private static final Instant T = Instant.parse("2026-01-15T04:45:00Z");
    private static final Instant COMMIT = T.plusMillis(9_000);
    private static final Instant QUEUED = COMMIT.plusMillis(25);
    private static final SQSBatchResponse DONE = new SQSBatchResponse(List.of());

    private final List<String> lines = new ArrayList<>();
    private Instant now = QUEUED.plusMillis(40);
    private final QueueTimes times = new QueueTimes(() -> now, new MetricLines("paper", lines::add));

    @Test
    void anOrderTellsHowLongItWasOnItsWayIntoTheQueueAndInIt() {
        assertThat(times.of(batch(message(exit(), QUEUED, 1)), this::takesASecond))
                .isSameAs(DONE);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"OrderPostedMillis\":[25]", "\"OrderQueuedMillis\":[40]");
    }

    @Test
    void whatIsNoOrderTellsTheQueueAlone() {
        String kill = EventJson.write(new KillRequested("main", "asha", "enough", T));

        times.of(batch(message(kill, QUEUED, 1)), this::takesASecond);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"OrderQueuedMillis\":[40]")
                .doesNotContain("Posted");
    }

    @Test
    void whatComesAgainOrDoesNotSayWhenItWasSentTellsNothing() {
        times.of(batch(message(exit(), QUEUED, 2), message(exit(), null, 1)), this::takesASecond);
        times.of(new SQSEvent(), this::takesASecond);

        assertThat(lines).isEmpty();
    }

    @Test
    void clocksThatDifferMakeNoTimeBelowZero() {
        times.of(batch(message(exit(), now.plusMillis(7), 1)), this::takesASecond);

        assertThat(lines).singleElement().asString().contains("\"OrderQueuedMillis\":[0]");
    }

    @Test
    void whatCannotBeToldDoesNotCostTheAnswer() {
        SQSMessage odd = message(exit(), QUEUED, 1);
        odd.setAttributes(Map.of("SentTimestamp", "yesterday"));

        assertThat(times.of(batch(odd), this::takesASecond)).isSameAs(DONE);
    }

    private SQSBatchResponse takesASecond() {
        now = now.plusSeconds(1);
        return DONE;
    }

    private static String exit() {
        Symbol infy = new Symbol("INFY");
        return EventJson.write(new OrderRequested(
                OrderId.of(T, "claude", "test", infy, Side.SELL, 0),
                "claude",
                infy,
                Side.SELL,
                Purpose.EXIT,
                10,
                null,
                null,
                null,
                "vwap",
                "test",
                "because",
                T,
                COMMIT.plus(OrderRequested.AFTER_COMMIT),
                "config"));
    }

    private static SQSMessage message(String body, @Nullable Instant sent, int received) {
        SQSMessage message = new SQSMessage();
        message.setBody(body);
        message.setAttributes(
                sent == null
                        ? null
                        : Map.of(
                                "SentTimestamp",
                                Long.toString(sent.toEpochMilli()),
                                "ApproximateReceiveCount",
                                Integer.toString(received)));
        return message;
    }

    private static SQSEvent batch(SQSMessage... messages) {
        SQSEvent batch = new SQSEvent();
        batch.setRecords(List.of(messages));
        return batch;
    }
}
