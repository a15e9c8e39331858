package sauda.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.calendar.TradingCalendar.YearMissing;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.Denial;
import sauda.events.Preflight;
import sauda.events.Reading;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.events.TradingState;

/// Everything that must hold for an entry to pass, as the rules of the executor have it, told
/// in sentences. It explains; it decides nothing.
final class Preconditions {

    static final String SYSTEM = "system";

    private static final int DAYS_AHEAD = 30;
    private static final Set<String> SHARED_LIMITS = Stream.of(
                    Denial.MAX_POSITIONS_TOTAL, Denial.DAY_LOSS, Denial.EXPOSURE_TOTAL)
            .map(limit -> camel(limit.name()))
            .collect(Collectors.toUnmodifiableSet());
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(TradingCalendar.INDIA);

    private final Config config;
    private final Instant now;

    Preconditions(Config config, Instant now) {
        this.config = config;
        this.now = now;
    }

    /// @param check   such as `session`, `control`, `dayLoss`
    /// @param subject `system`, an account, a stock or a broker client
    /// @param detail  one sentence, times in India
    /// @param denial  what an entry is denied with when it does not hold, null when it does
    record Check(
            String check,
            String subject,
            boolean ok,
            String detail,
            @Nullable Denial denial) {

        static Check of(String check, String subject, boolean ok, String detail, Denial denial) {
            return new Check(check, subject, ok, detail, ok ? null : denial);
        }
    }

    /// @param ownTotals of the baselines, by name: they stand in the place of those of the system
    List<Check> all(
            Optional<Control> control,
            LedgerView.Totals totals,
            Map<String, LedgerView.Totals> ownTotals,
            Map<String, Account> books,
            Map<Symbol, Reading> readings,
            Map<String, Preflight> preflights) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("ledger", SYSTEM, true, "the ledger answers", null));
        checks.add(tradingEnabled());
        checks.add(control(control));
        checks.add(sessionNow());
        checks.add(lastEntry());
        LimitView.of(totals, config).forEach(limit -> checks.add(limit(SYSTEM, limit)));
        for (AccountSpec account : config.accounts()) {
            account(account, books.get(account.name()), checks);
            Optional.ofNullable(ownTotals.get(account.name())).stream()
                    .flatMap(own -> LimitView.of(own, config).stream())
                    .forEach(limit -> checks.add(limit(account.name(), limit)));
            if (config.isLive(account)) {
                checks.add(preflight(account, preflights.get(account.client())));
            }
        }
        config.liveClients().forEach(client -> venue(client.id(), preflights.get(client.id()), checks));
        config.tradedStocks().forEach(symbol -> checks.add(data(symbol, readings.get(symbol))));
        return List.copyOf(checks);
    }

    /// The session of today, empty when there is none.
    Optional<Session> session() {
        return sessionOf(TradingCalendar.dateOf(now));
    }

    /// The first session after today, as far as the calendar is known and a month reaches.
    Optional<Session> nextSession() {
        LocalDate tomorrow = TradingCalendar.dateOf(now).plusDays(1);
        return tomorrow.datesUntil(tomorrow.plusDays(DAYS_AHEAD))
                .flatMap(date -> sessionOf(date).stream())
                .findFirst();
    }

    private Optional<Session> sessionOf(LocalDate date) {
        try {
            return config.calendar().session(date);
        } catch (YearMissing outdated) {
            return Optional.empty();
        }
    }

    /// The newest tick of today whose deadline is over.
    Optional<Instant> dueTick() {
        return session()
                .flatMap(session -> session.ticks().stream()
                        .filter(t -> !t.plus(Tick.DEADLINE_AFTER).isAfter(now))
                        .reduce((first, second) -> second));
    }

    /// Whether somebody trades; a baseline alone is nobody.
    boolean trades(List<Check> checks) {
        return holds(checks, SYSTEM)
                && config.sharingAccounts().stream().anyMatch(account -> holds(checks, account.name()));
    }

    boolean trades(List<Check> checks, AccountSpec account) {
        return holds(concerning(checks, account), SYSTEM) && holds(checks, account.name());
    }

    String because(List<Check> checks) {
        if (!holds(checks, SYSTEM)) {
            return failing(checks, SYSTEM);
        }
        return trades(checks)
                ? "every precondition holds"
                : config.sharingAccounts().stream()
                        .map(account -> account.name() + ": " + failing(checks, account.name()))
                        .collect(Collectors.joining("; "));
    }

    String because(List<Check> checks, AccountSpec account) {
        if (trades(checks, account)) {
            return "every precondition holds";
        }
        return holds(checks, account.name())
                ? failing(concerning(checks, account), SYSTEM)
                : failing(checks, account.name());
    }

    /// The limits that the others share are none of a baseline's.
    private static List<Check> concerning(List<Check> checks, AccountSpec account) {
        return checks.stream()
                .filter(check -> !account.baseline()
                        || !check.subject().equals(SYSTEM)
                        || !SHARED_LIMITS.contains(check.check()))
                .toList();
    }

    private static boolean holds(List<Check> checks, String subject) {
        return checks.stream().filter(check -> check.subject().equals(subject)).allMatch(Check::ok);
    }

    private static String failing(List<Check> checks, String subject) {
        return checks.stream()
                .filter(check -> check.subject().equals(subject) && !check.ok())
                .map(Check::detail)
                .collect(Collectors.joining("; "));
    }

    private Check tradingEnabled() {
        return Check.of(
                "tradingEnabled",
                SYSTEM,
                config.tradingEnabled(),
                config.tradingEnabled()
                        ? "trading is enabled in the configuration"
                        : "trading is switched off in the configuration",
                Denial.HALTED);
    }

    private static Check control(Optional<Control> control) {
        TradingState state = control.map(Control::state).orElse(TradingState.HALTED);
        return Check.of(
                "control",
                SYSTEM,
                state == TradingState.ACTIVE,
                control.map(said -> said.state() + (said.flatten() ? " and being flattened" : "") + " since "
                                + MINUTE.format(said.at()) + " by " + said.by() + ": " + said.because())
                        .orElse("no trading day was opened yet"),
                state == TradingState.REDUCING ? Denial.PAUSED : Denial.HALTED);
    }

    private Check sessionNow() {
        LocalDate today = TradingCalendar.dateOf(now);
        try {
            Optional<Session> session = config.calendar().session(today);
            return Check.of(
                    "session",
                    SYSTEM,
                    session.map(day -> day.isTrading(now)).orElse(false),
                    session.map(this::told).orElseGet(() -> closed(today)) + next(),
                    Denial.OUTSIDE_SESSION);
        } catch (YearMissing outdated) {
            return Check.of("session", SYSTEM, false, String.valueOf(outdated.getMessage()), Denial.OUTSIDE_SESSION);
        }
    }

    private String closed(LocalDate date) {
        return "the exchange is closed on " + date
                + config.calendar().whyClosed(date).map(why -> " (" + why + ")").orElse("");
    }

    private String told(Session session) {
        String hours = session.parts().stream()
                .map(part -> MINUTE.format(part.from()) + " to "
                        + MINUTE.format(part.to()).substring("yyyy-MM-dd ".length()))
                .collect(Collectors.joining(" and "));
        return session.name() + ", " + hours + (session.isTrading(now) ? "" : ", not trading now");
    }

    private String next() {
        return nextSession()
                .map(session -> "; the next session opens " + MINUTE.format(session.open()))
                .orElse("");
    }

    private Check lastEntry() {
        Duration before = config.limits().lastEntryBefore();
        Optional<Instant> last = session().map(session -> session.close().minus(before));
        return Check.of(
                "lastEntry",
                SYSTEM,
                last.map(now::isBefore).orElse(true),
                last.map(end -> "entries of ticks before " + MINUTE.format(end)).orElse("no session today"),
                Denial.LATE_ENTRY);
    }

    private void account(AccountSpec spec, @Nullable Account account, List<Check> checks) {
        checks.add(Check.of(
                "active",
                spec.name(),
                spec.active(),
                spec.active() ? "the account is active" : "the account is switched off in the configuration",
                Denial.NOT_ALLOWED));
        Optional<LocalDate> opened =
                Optional.ofNullable(account).map(book -> book.day().date());
        boolean open = session().isEmpty() || opened.equals(session().map(Session::date));
        checks.add(Check.of(
                "dayOpen",
                spec.name(),
                open,
                opened.map(date -> "its books are of " + date).orElse("its books were never opened"),
                Denial.DAY_NOT_OPEN));
        if (account == null) {
            return;
        }
        checks.add(Check.of(
                "state",
                spec.name(),
                account.state() == TradingState.ACTIVE,
                account.state() + ": " + account.stateBecause(),
                account.state() == TradingState.REDUCING ? Denial.PAUSED : Denial.HALTED));
        LimitView.of(spec, account, config).forEach(limit -> checks.add(limit(spec.name(), limit)));
    }

    /// What the rule of the executor asks for: a preflight of today that passed.
    private Check preflight(AccountSpec account, @Nullable Preflight preflight) {
        if (preflight == null || !preflight.date().equals(TradingCalendar.dateOf(now))) {
            return Check.of(
                    "preflight",
                    account.name(),
                    false,
                    "no preflight of " + account.client() + " was made today",
                    Denial.NOT_PREFLIGHTED);
        }
        String ended = preflight.failed().stream()
                .map(sauda.events.Check::name)
                .collect(Collectors.joining(", ", "failed at " + MINUTE.format(preflight.at()) + ": ", ""));
        String told = preflight.passed() ? "passed at " + MINUTE.format(preflight.at()) : ended;
        return Check.of(
                "preflight",
                account.name(),
                preflight.passed(),
                "the preflight of " + account.client() + " " + told,
                Denial.NOT_PREFLIGHTED);
    }

    /// One by one what was checked of a broker client, such as its token and its address.
    private void venue(String client, @Nullable Preflight preflight, List<Check> checks) {
        if (preflight == null) {
            return;
        }
        for (sauda.events.Check check : preflight.checks()) {
            checks.add(Check.of(
                    camel(check.name()),
                    client,
                    check.ok(),
                    check.ok() || check.todo().isEmpty() ? check.found() : check.found() + "; " + check.todo(),
                    Denial.NOT_PREFLIGHTED));
        }
    }

    private static Check limit(String subject, LimitView limit) {
        return Check.of(
                camel(limit.limit().name()),
                subject,
                !limit.isUsedUp(),
                limit.used().toPlainString() + " of " + limit.most().toPlainString() + " " + limit.unit() + " used",
                limit.limit());
    }

    private static String camel(String code) {
        StringBuilder name = new StringBuilder();
        for (String word : code.split("_", -1)) {
            String small = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? small : word.charAt(0) + small.substring(1));
        }
        return name.toString();
    }

    private Check data(Symbol symbol, @Nullable Reading reading) {
        Optional<Instant> due = dueTick();
        boolean in = due.map(t -> reading != null && !reading.t().isBefore(t)).orElse(true);
        String newest = reading == null ? "no candle yet" : "newest candle of " + MINUTE.format(reading.t());
        return Check.of(
                "data",
                symbol.code(),
                in,
                newest + due.map(t -> "; due is that of " + MINUTE.format(t)).orElse(""),
                Denial.DATA_MISSING);
    }
}
