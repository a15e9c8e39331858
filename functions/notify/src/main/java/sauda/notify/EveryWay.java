package sauda.notify;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import sauda.events.Alert;

/// Tells by several ways. One that fails does not silence the others: what is a warning or
/// urgent counts as told when one way has told it; only where none has, it is tried again.
public final class EveryWay implements Notifier {

    private static final System.Logger LOG = System.getLogger(EveryWay.class.getName());

    private final List<Way> ways;

    /// @param name  as the log has it
    /// @param wants which alerts are told by it
    public record Way(String name, Predicate<Alert> wants, Notifier notifier) {}

    public EveryWay(List<Way> ways) {
        this.ways = List.copyOf(ways);
    }

    /// @throws NotTold when no way told what is more than a note
    @Override
    public void tell(List<Alert> alerts) {
        Set<Alert> untold = new LinkedHashSet<>();
        Set<Alert> told = new LinkedHashSet<>();
        for (Way way : ways) {
            List<Alert> wanted = alerts.stream().filter(way.wants()).toList();
            if (wanted.isEmpty()) {
                continue;
            }
            try {
                way.notifier().tell(wanted);
                told.addAll(wanted);
            } catch (RuntimeException failed) {
                LOG.log(Level.ERROR, way.name() + " did not tell " + codes(wanted), failed);
                untold.addAll(wanted);
            }
        }
        untold.removeAll(told);
        untold.removeIf(alert -> alert.level() == Alert.Level.INFO);
        if (!untold.isEmpty()) {
            throw new NotTold(codes(untold));
        }
    }

    private static List<String> codes(Iterable<Alert> alerts) {
        Set<String> codes = new LinkedHashSet<>();
        alerts.forEach(alert -> codes.add(alert.code()));
        return List.copyOf(codes);
    }

    /// Nobody knows of these alerts yet.
    public static final class NotTold extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotTold(List<String> codes) {
            super("no way told " + codes);
        }
    }
}
