package sauda.cloud;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import sauda.cloud.watch.Trail;
import sauda.events.EventJson.BadMessage;

/// The messages of a FIFO queue, one after the other.
public final class SqsBatch {

    private static final System.Logger LOG = System.getLogger(SqsBatch.class.getName());

    private SqsBatch() {}

    /// Stops at the first message that fails and gives it back with all after it: a later
    /// message of its group must not overtake it. SQS delivers them again, and after so many
    /// times moves them to the dead letters; a body that is no good message goes that way too.
    /// What is given back behind a failure counts as received, so a queue whose messages must
    /// not die of their neighbours has a batch size of 1.
    ///
    /// @param take takes the body of a message; fails by throwing
    public static SQSBatchResponse inOrder(SQSEvent batch, Consumer<String> take) {
        List<SQSMessage> messages = batch.getRecords() == null ? List.of() : batch.getRecords();
        for (int i = 0; i < messages.size(); i++) {
            if (!isTaken(messages.get(i), (i + 1) + "/" + messages.size(), take)) {
                return givenBack(messages.subList(i, messages.size()));
            }
        }
        return givenBack(List.of());
    }

    /// Its lines, and those of whatever takes it, are on the message's trail.
    private static boolean isTaken(SQSMessage message, String place, Consumer<String> take) {
        return Trail.ofMessage(message.getBody())
                .orElseGet(() -> Trail.of(Instant.now()))
                .followed(() -> tried(message, place, take));
    }

    private static boolean tried(SQSMessage message, String place, Consumer<String> take) {
        long start = System.nanoTime();
        try {
            take.accept(message.getBody());
            LOG.log(
                    Level.DEBUG,
                    () -> "message " + message.getMessageId() + " done in " + (System.nanoTime() - start) / 1_000_000
                            + " ms");
            return true;
        } catch (RuntimeException failure) {
            // Neither body nor the exception's text, which may quote it: both may hold what no log should.
            LOG.log(
                    Level.ERROR,
                    "code=" + code(failure) + " message=" + message.getMessageId() + " place=" + place + " at="
                            + place(failure));
            return false;
        }
    }

    private static SQSBatchResponse givenBack(List<SQSMessage> messages) {
        return new SQSBatchResponse(messages.stream()
                .map(message -> new BatchItemFailure(message.getMessageId()))
                .toList());
    }

    private static String code(RuntimeException failure) {
        return failure instanceof BadMessage
                ? "BAD_MESSAGE"
                : failure.getClass().getSimpleName();
    }

    private static String place(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }
}
