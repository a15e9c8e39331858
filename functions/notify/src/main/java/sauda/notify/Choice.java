package sauda.notify;

import java.time.InstantSource;
import java.util.function.Predicate;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.People;
import sauda.events.Alert;

/// Which alerts are told by which way. A telephone rings: it has its least level and its quiet
/// hours. Mail waits to be read: it has what is more than a note, at any hour, and the reports.
final class Choice {

    private Choice() {}

    static Predicate<Alert> byTelegram(People people, InstantSource clock) {
        return alert -> alert.level() == Alert.Level.URGENT
                || alert.level().compareTo(people.least()) >= 0
                        && !people.isQuietAt(
                                clock.instant().atZone(TradingCalendar.INDIA).toLocalTime());
    }

    static boolean isMailed(Alert alert) {
        return alert.level() != Alert.Level.INFO || alert.isReport();
    }
}
