package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.Rupees;
import sauda.events.TradingState;

/// When the dead man acts by himself: in continuous trading only, and only on what lasted. Pure:
/// the same sight at the same time gives the same suspicions.
final class DeadManRules {

    private static final Duration BAR = Duration.ofMinutes(5);

    private final Config config;

    DeadManRules(Config config) {
        this.config = config;
    }

    /// @param cause    what it would act on, once
    /// @param since    when it began, or was first seen
    /// @param patience how long it may last
    record Suspicion(String cause, String because, Instant since, Duration patience) {

        boolean isDue(Instant now) {
            return !now.isBefore(since.plus(patience));
        }
    }

    /// @param sight null while the ledger does not answer
    /// @param atVenue real shares that have to go today, as the venues themselves say; asked for
    ///                where the ledger cannot
    List<Suspicion> of(Instant now, Session session, @Nullable DeadManSight sight, long atVenue, DeadMan memory) {
        List<Suspicion> all = new ArrayList<>();
        if (session.isTrading(now) && !config.activeAccounts().isEmpty()) {
            if (sight == null) {
                all.add(away(now, session, memory));
                missed(now, session, atVenue).ifPresent(all::add);
            } else {
                silent(session, sight, memory).ifPresent(all::add);
                killed(sight, memory).ifPresent(all::add);
                all.addAll(lost(now, session, sight, memory));
                missed(now, session, sight.today()).ifPresent(all::add);
            }
        }
        return all.stream().filter(one -> !memory.done().contains(one.cause())).toList();
    }

    /// Counted from the start of the bar that the missing tick would have closed: so the open counts
    /// as a tick, and the pause of a session in two parts is no silence.
    private Optional<Suspicion> silent(Session session, DeadManSight sight, DeadMan memory) {
        return session.ticks().stream()
                .filter(tick ->
                        sight.marked().filter(last -> !tick.isAfter(last)).isEmpty())
                .findFirst()
                .map(missing -> {
                    Instant since = later(missing.minus(BAR), memory.from());
                    return new Suspicion(
                            "SILENT:" + Keys.minute(since),
                            "no tick was finished since " + Keys.minute(since),
                            since,
                            config.deadMan().silentFor());
                });
    }

    private Suspicion away(Instant now, Session session, DeadMan memory) {
        String cause = "LEDGER_AWAY:" + session.date();
        Instant since = memory.since().getOrDefault(cause, now);
        return new Suspicion(
                cause,
                "the ledger does not answer since " + Keys.minute(since),
                since,
                config.deadMan().silentFor());
    }

    private Optional<Suspicion> killed(DeadManSight sight, DeadMan memory) {
        Optional<Control> kill =
                sight.control().filter(control -> control.state() == TradingState.HALTED && control.flatten());
        return sight.fresh() == 0
                ? Optional.empty()
                : kill.map(control -> new Suspicion(
                        "KILL:" + control.epoch(),
                        sight.fresh() + " shares are still open under a kill",
                        later(control.at(), memory.from()),
                        config.deadMan().notFlatFor()));
    }

    /// What a day may lose is lost, by one account or by all together, and real shares are open.
    private List<Suspicion> lost(Instant now, Session session, DeadManSight sight, DeadMan memory) {
        List<Suspicion> all = new ArrayList<>();
        Rupees total = Rupees.ZERO;
        for (DeadManSight.Held held : sight.held()) {
            total = total.plus(held.dayPnl());
            Rupees most =
                    config.capitalOf(held.account()).percent(config.limits().dailyLossPercent());
            Rupees absolute = config.limits().dailyLossRupees();
            if (held.real() > 0 && isLost(held.dayPnl(), absolute == null ? most : most.min(absolute))) {
                all.add(lost(held.account().name(), held.dayPnl(), now, session, memory));
            }
        }
        if (sight.real() > 0
                && isLost(total, config.totalCapital().percent(config.limits().dailyLossPercent()))) {
            all.add(lost("all", total, now, session, memory));
        }
        return all;
    }

    private static boolean isLost(Rupees pnl, Rupees most) {
        return !pnl.above(most.negated());
    }

    private Suspicion lost(String whose, Rupees pnl, Instant now, Session session, DeadMan memory) {
        String cause = "DAY_LOSS:" + whose + ":" + session.date();
        return new Suspicion(
                cause,
                "the day's result of " + whose + " is " + pnl.toPaisa()
                        + " rupees, below what a day may lose, and shares are still open",
                memory.since().getOrDefault(cause, now),
                config.deadMan().notFlatFor());
    }

    private Optional<Suspicion> missed(Instant now, Session session, long shares) {
        Instant alarm = session.close().minus(config.limits().flatAlarmBefore());
        return shares == 0 || now.isBefore(alarm)
                ? Optional.empty()
                : Optional.of(new Suspicion(
                        "SQUARE_OFF:" + session.date(),
                        shares + " intraday shares are still open near the end of trading",
                        alarm,
                        Duration.ZERO));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
