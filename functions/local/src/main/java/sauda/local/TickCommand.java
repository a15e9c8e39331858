package sauda.local;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.events.EventJson;
import sauda.events.Tick;
import sauda.local.cloud.Topic;

/// Says one tick on the topic, as the Scheduler would: for emulators whose Scheduler triggers
/// nothing, and to say again what was missed. Functions take a second tick for the same one.
@Command(
        name = "tick",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publishes one tick to the topic of AWS, or of the emulator that AWS_ENDPOINT_URL names.")
final class TickCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--duty",
            defaultValue = "TICK",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Tick.Duty duty = Tick.Duty.TICK;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "the scheduled time with its offset, such as 2024-01-15T09:20+05:30")
    String at = "";

    @Option(names = "--topic", paramLabel = "ARN", description = "the topic's name on AWS (its ARN)")
    @Nullable
    String topic;

    @Option(names = "--dry-run", description = "print the message and publish nothing")
    boolean dryRun;

    @Override
    public Integer call() {
        String message = message(duty, scheduled());
        if (dryRun) {
            System.out.println(message);
            return 0;
        }
        String arn = topic;
        if (arn == null) {
            throw fault("--topic is needed, unless with --dry-run");
        }
        String id = Topic.publish(arn, message);
        System.out.println("published " + duty.name().toLowerCase(Locale.ROOT) + " of " + at + " as " + id);
        return 0;
    }

    /// What the Scheduler puts on the topic.
    static String message(Tick.Duty duty, Instant at) {
        return EventJson.write(new Tick(duty, at));
    }

    private Instant scheduled() {
        Instant time;
        try {
            time = OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException notATime) {
            throw fault("--at is a time with its offset, such as 2024-01-15T09:20+05:30, but is " + at);
        }
        if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw fault("--at is a whole minute but is " + at);
        }
        return time;
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
