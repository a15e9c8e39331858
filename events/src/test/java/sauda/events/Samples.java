package sauda.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The golden samples in `events/samples`: what each message and fact looks like, told as
/// one morning of one account.
record Samples(String name, Class<?> type) {

    /// In the order in which they flow.
    static final List<Samples> ALL = List.of(
            new Samples("Tick", Tick.class),
            new Samples("Reading", Reading.class),
            new Samples("BarsReady", BarsReady.class),
            new Samples("SignalsReady", SignalsReady.class),
            new Samples("DecisionMade", DecisionMade.class),
            new Samples("OrderRequested.entry", OrderRequested.class),
            new Samples("OrderRequested.exit", OrderRequested.class),
            new Samples("CancelRequested", CancelRequested.class),
            new Samples("KillRequested", KillRequested.class),
            new Samples("Order.filled", Order.class),
            new Samples("Order.denied", Order.class),
            new Samples("Position", Position.class),
            new Samples("Trade", Trade.class),
            new Samples("Account", Account.class),
            new Samples("Snapshot", Snapshot.class),
            new Samples("AuditRecord", AuditRecord.class),
            new Samples("Control", Control.class),
            new Samples("Control.locked", Control.class),
            new Samples("Alert", Alert.class),
            new Samples("Instrument", Instrument.class),
            new Samples("Preflight", Preflight.class),
            new Samples("Reconciled", Reconciled.class),
            new Samples("External", External.class),
            new Samples("ExternalCount", ExternalCount.class),
            new Samples("Killed", Killed.class),
            new Samples("DeadManPressed", DeadManPressed.class),
            new Samples("DeadManAsked", DeadManAsked.class),
            new Samples("DeadManAnswer", DeadManAnswer.class),
            new Samples("DeadMan", DeadMan.class));

    static final Path FOLDER = Path.of("samples");

    private static final Pattern TEXT_OR_SPACE = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+");

    static <T> T read(String name, Class<T> type) {
        return EventJson.read(new Samples(name, type).json(), type);
    }

    /// As a person reads it.
    String json() {
        try {
            return Files.readString(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As it travels: without the space between its parts, and otherwise untouched.
    String wire() {
        return TEXT_OR_SPACE
                .matcher(json())
                .replaceAll(match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
    }

    @Override
    public String toString() {
        return name;
    }
}
