package sauda.core.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sauda.events.Tick;
import sauda.events.Tick.Duty;

/// What the Scheduler says on the day of a session, and when.
public final class Agenda {

    /// Preflight, and the books are opened.
    private static final Duration OPENS_BEFORE = Duration.ofMinutes(30);

    /// The tick at which positions are left has had its time then; what is still open is
    /// left by the backstop.
    private static final Duration BACKSTOP_AFTER = Duration.ofMinutes(2);

    /// Limits that were not met go on into the closing auction, which ends twenty minutes after
    /// continuous trading; what it fills is still seen.
    private static final Duration WATCHED_AFTER = Duration.ofMinutes(25);

    private static final Duration REPORT_AFTER = Duration.ofMinutes(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Which goes first within one minute.
    private static final List<Duty> ORDER =
            List.of(Duty.SESSION, Duty.TICK, Duty.DEADLINE, Duty.WATCH, Duty.RECONCILE, Duty.REPORT);

    private static final Comparator<Tick> AS_SAID =
            Comparator.comparing(Tick::at).thenComparing(tick -> ORDER.indexOf(tick.duty()));

    private Agenda() {}

    /// Everything that is due on the day, in order, each once. Watch and reconcile go on
    /// through the pause of a session in two parts.
    ///
    /// @param squareOffBefore intraday positions are left so long before the close
    /// @param flatAlarmBefore alarm if not flat so long before the close
    public static List<Tick> of(Session session, Duration squareOffBefore, Duration flatAlarmBefore) {
        Instant close = session.close();
        Stream<Instant> sessionDuties = Stream.of(
                session.open().minus(OPENS_BEFORE),
                close.minus(squareOffBefore).plus(BACKSTOP_AFTER),
                close.minus(flatAlarmBefore));
        return Stream.of(
                        sessionDuties.map(at -> new Tick(Duty.SESSION, at)),
                        session.ticks().stream().map(at -> new Tick(Duty.TICK, at)),
                        session.ticks().stream().map(at -> new Tick(Duty.DEADLINE, at.plus(Tick.DEADLINE_AFTER))),
                        minutes(session).map(at -> new Tick(Duty.WATCH, at)),
                        minutes(session).map(at -> new Tick(Duty.RECONCILE, at)),
                        Stream.of(new Tick(Duty.REPORT, close.plus(REPORT_AFTER))))
                .flatMap(ticks -> ticks)
                .distinct()
                .sorted(AS_SAID)
                .toList();
    }

    private static Stream<Instant> minutes(Session session) {
        Instant last = session.close().plus(WATCHED_AFTER);
        return Stream.iterate(session.open(), at -> !at.isAfter(last), at -> at.plus(MINUTE));
    }
}
