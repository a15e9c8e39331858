package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.calendar.TradingCalendar.YearMissing;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Instrument;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Alert;
import sauda.events.Break;
import sauda.events.Check;
import sauda.events.Preflight;
import sauda.events.Rupees;
import sauda.events.TradingState;

/// Looks at everything that must be in order before a live broker client's first order of a
/// day. What is not holds the client's accounts, and is told; other clients trade.
public final class PreflightDesk {

    static final String HELD = "PREFLIGHT";

    /// A preflight that failed is done again after so long.
    static final Duration AGAIN_AFTER = Duration.ofMinutes(3);

    /// The broker ends intraday positions by itself so long before the close: 15:10 for 15:15.
    static final Duration BROKERS_SQUARE_OFF = Duration.ofMinutes(5);

    private static final Set<String> MENDED_BY_PREFLIGHT =
            Set.of(HELD, LiveBroker.TOKEN_DEAD, LiveBroker.IP_NOT_REGISTERED);

    /// Before the open nothing is on its way: what differs then is wrong. A split stops its own
    /// account, which is the reconciliation's business.
    private static final Set<BreakCode> OF_POSITIONS = Set.of(
            BreakCode.POSITION_DIFFERS,
            BreakCode.OVERSOLD,
            BreakCode.FOREIGN_POSITION,
            BreakCode.PRODUCT_DIFFERS,
            BreakCode.HOLDINGS_DIFFER);

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final LiveBroker broker;
    private final InstantSource clock;
    private final SideReader reader;
    private final AccountHolds holds;

    public PreflightDesk(Ledger ledger, Config config, String client, LiveBroker broker, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.broker = broker;
        this.clock = clock;
        this.reader = new SideReader(ledger, config, client);
        this.holds = new AccountHolds(ledger, config, clock);
    }

    /// While no preflight of the day passed, a further one every few minutes: what the owner put
    /// right lets the client trade without more ado.
    void again(LocalDate date) {
        Optional<Preflight> last = stored().filter(preflight -> preflight.date().equals(date));
        boolean passed = last.filter(Preflight::passed).isPresent();
        boolean early = last.filter(
                        preflight -> clock.instant().isBefore(preflight.at().plus(AGAIN_AFTER)))
                .isPresent();
        if (passed) {
            // Who let them go may have died over it, and who held them may have come late.
            holds.accountsOf(client).forEach(account -> release(account, date));
        } else if (!early) {
            run(date);
        }
    }

    private void release(String account, LocalDate date) {
        holds.release(
                account,
                cause -> MENDED_BY_PREFLIGHT.contains(cause.replaceAll(":.*", "")),
                "the preflight of " + date + " passed");
    }

    private Optional<Preflight> stored() {
        return ledger.get(Keys.preflight(client)).map(item -> item.as(Preflight.class));
    }

    void run(LocalDate date) {
        Preflight before = stored().orElse(null);
        Preflight now = new Preflight(client, date, checks(date), clock.instant());
        if (!store(before, now)) {
            return;
        }
        for (String account : holds.accountsOf(client)) {
            if (now.passed()) {
                release(account, date);
            } else {
                holds.hold(account, TradingState.HALTED, HELD + ": " + names(now));
            }
        }
    }

    private static String names(Preflight preflight) {
        return preflight.failed().stream().map(Check::name).collect(Collectors.joining(", "));
    }

    /// Somebody else's result that came in meanwhile is not written over. What failed before is
    /// not told again.
    private boolean store(@Nullable Preflight before, Preflight now) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(
                PreflightItem.of(now),
                before == null
                        ? new Condition.Absent()
                        : new Condition.Equal("at", before.at().toString())));
        Set<String> known = before == null || !before.date().equals(now.date())
                ? Set.of()
                : before.failed().stream().map(Check::name).collect(Collectors.toSet());
        now.failed().stream()
                .filter(check -> !known.contains(check.name()))
                .forEach(check -> writes.add(Alerts.write(new Alert(
                        HELD + "_" + check.name(),
                        client,
                        "the preflight of " + client + " found: " + check.found() + "; no account of it enters; "
                                + check.todo(),
                        Alert.Level.URGENT,
                        Map.of(),
                        now.at()))));
        return ledger.commit(writes).isDone();
    }

    /// Every check of a day, made now; nothing is held or stored for it but this morning's ticks.
    public List<Check> checks(LocalDate date) {
        List<Check> checks = new ArrayList<>();
        Check login = asked("LOGIN", broker::login);
        checks.add(login);
        // Without a login every question would be refused, and too many refusals lock us out.
        if (login.ok()) {
            checks.addAll(told(() -> broker.checks(date, capital(), delivery())));
            keepInstruments();
        }
        Check calendar = calendar(date);
        checks.add(calendar);
        checks.add(configured());
        if (login.ok()) {
            if (calendar.ok()) {
                checks.add(asked("POSITIONS", () -> positions(date)));
            }
            checks.add(asked("LOSS_EXIT", this::lossExit));
        }
        return List.copyOf(checks);
    }

    /// This morning's tick sizes, for whoever prices. Without them the table of the configuration
    /// counts, and the check of the file has failed already.
    private void keepInstruments() {
        try {
            for (Instrument instrument : broker.instruments()) {
                ledger.commit(List.of(Write.put(
                        Item.of(Keys.instrument(instrument.symbol(), instrument.date()), "instrument", instrument))));
            }
        } catch (BrokerUnavailable noFile) {
            // Said by the check of the instruments.
        }
    }

    private static Check asked(String name, Supplier<Check> question) {
        try {
            return question.get();
        } catch (BrokerUnavailable silent) {
            return unanswered(name, silent);
        }
    }

    private static List<Check> told(Supplier<List<Check>> question) {
        try {
            return question.get();
        } catch (BrokerUnavailable silent) {
            return List.of(unanswered("BROKER", silent));
        }
    }

    private static Check unanswered(String name, BrokerUnavailable silent) {
        return Check.failed(
                name, "the broker did not answer (" + silent.code() + ")", "it is asked again in three minutes");
    }

    private List<AccountSpec> accounts() {
        return config.activeAccounts().stream()
                .filter(account -> account.client().equals(client))
                .toList();
    }

    private Rupees capital() {
        return accounts().stream().map(config::capitalOf).reduce(Rupees.ZERO, Rupees::plus);
    }

    private boolean delivery() {
        return accounts().stream().anyMatch(account -> account.product() == Product.DELIVERY);
    }

    private Check calendar(LocalDate date) {
        try {
            return config.calendar()
                    .session(date)
                    .map(session -> Check.passed(
                            "CALENDAR",
                            session.name() + ", " + clock(session.open()) + " to " + clock(session.close())))
                    .orElseGet(() -> Check.failed(
                            "CALENDAR",
                            "the calendar has no session on " + date + " ("
                                    + config.calendar().whyClosed(date).orElse("closed") + ")",
                            "if the exchange does trade, add it with its hours under calendar.years." + date.getYear()
                                    + ".specialSessions in sauda.yaml"));
        } catch (YearMissing outdated) {
            return Check.failed(
                    "CALENDAR",
                    "the calendar has no entry for " + date.getYear(),
                    "add the holidays that the exchange published under calendar.years." + date.getYear()
                            + " in sauda.yaml");
        }
    }

    private static String clock(Instant instant) {
        return Keys.minute(instant).substring("yyyy-MM-ddT".length());
    }

    private Check configured() {
        Duration ours = config.limits().squareOffBefore();
        return ours.compareTo(BROKERS_SQUARE_OFF) < 0
                ? Check.failed(
                        "CONFIG",
                        "our square-off is " + ours.toMinutes() + " minutes before the close, the broker's own "
                                + BROKERS_SQUARE_OFF.toMinutes(),
                        "set limits.squareOffBefore to " + BROKERS_SQUARE_OFF.toMinutes() + "m or more")
                : Check.passed("CONFIG", "square-off " + ours.toMinutes() + " minutes before the close");
    }

    private Check positions(LocalDate date) {
        Session session = config.calendar().session(date).orElseThrow();
        BothSides sides = reader.read(session, clock.instant(), broker.orders(), broker.books());
        List<Break> breaks = ShareBreaks.of(sides).stream()
                .filter(met -> OF_POSITIONS.contains(BreakCode.valueOf(met.code())))
                .toList();
        return breaks.isEmpty()
                ? Check.passed("POSITIONS", "books and broker hold the same")
                : Check.failed(
                        "POSITIONS",
                        breaks.stream().map(Break::said).collect(Collectors.joining("; ")),
                        "put the position right in the broker's app");
    }

    /// What all accounts of the client may lose in a day, as the broker's own last line.
    private Check lossExit() {
        if (!config.live().lossExit()) {
            return Check.passed("LOSS_EXIT", "not asked for");
        }
        Rupees loss = accounts().stream()
                .map(this::mayLose)
                .reduce(Rupees.ZERO, Rupees::plus)
                .toPaisa();
        if (!broker.armedLossExit().equals(Optional.of(loss))) {
            broker.armLossExit(loss);
        }
        Optional<Rupees> armed = broker.armedLossExit();
        return armed.equals(Optional.of(loss))
                ? Check.passed("LOSS_EXIT", "armed at ₹" + loss)
                : Check.failed(
                        "LOSS_EXIT",
                        "the broker's own exit should be armed at ₹" + loss + " and is "
                                + armed.map(other -> "armed at ₹" + other).orElse("not armed"),
                        "arm it in the broker's app, or set live.lossExit to false");
    }

    private Rupees mayLose(AccountSpec account) {
        Rupees share = config.capitalOf(account).percent(config.limits().dailyLossPercent());
        Rupees absolute = config.limits().dailyLossRupees();
        return absolute == null ? share : share.min(absolute);
    }
}
