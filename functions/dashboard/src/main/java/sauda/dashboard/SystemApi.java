package sauda.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.dashboard.ControlApi.ControlView;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DecisionMade;
import sauda.events.Missing;
import sauda.events.Preflight;
import sauda.events.Reading;
import sauda.events.Symbol;
import sauda.events.TradingState;

/// Whether the system is up, and whether it trades and why.
final class SystemApi {

    private static final int ALERTS = 20;
    private static final int NOTES = 50;

    private final LedgerView view;
    private final Config config;
    private final ControlDesk control;
    private final InstantSource clock;

    SystemApi(LedgerView view, Config config, ControlDesk control, InstantSource clock) {
        this.view = view;
        this.config = config;
        this.control = control;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "health", Operation.reads(Health.class, request -> health()),
                "status", Operation.reads(Status.class, request -> status()),
                "preflight", Operation.reads(Preflights.class, request -> preflight()));
    }

    /// @param config  hash of the configuration in force
    /// @param version of the jar
    record Health(String status, String ledger, String config, String version, Instant now) {}

    private Health health() {
        control.now();
        return new Health("UP", "UP", config.hash(), version(), clock.instant());
    }

    /// As the build wrote it into the jar.
    private static String version() {
        try (InputStream text = SystemApi.class.getResourceAsStream("version.txt")) {
            return text == null ? "unknown" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadableJar) {
            throw new UncheckedIOException(unreadableJar);
        }
    }

    /// @param trading    whether an entry may be made now by at least one account
    /// @param because    why it may not, or `every precondition holds`
    /// @param control    null before the first day was opened
    /// @param checks     every precondition of trading, those of the system first
    /// @param decisions  the last one of each account
    /// @param alerts     the newest 20, newest first
    record Status(
            Instant now,
            String mode,
            boolean trading,
            String because,
            @Nullable ControlView control,
            List<AccountState> accounts,
            SessionView session,
            LastTick lastTick,
            List<Preconditions.Check> checks,
            List<LastDecision> decisions,
            List<Alert> alerts) {}

    /// @param state the account's own; the stricter of it and the system's counts
    record AccountState(
            String account,
            boolean active,
            @Nullable TradingState state,
            TradingState counts,
            boolean trading,
            String because) {}

    /// @param today null when the exchange is closed all day, or the calendar does not know the year
    /// @param open  whether the exchange trades continuously now
    /// @param next  the next session after today, null when the calendar does not know it
    record SessionView(
            LocalDate date,
            boolean open,
            @Nullable Session today,
            @Nullable Session next) {}

    /// @param t          newest tick of which any stock has a reading, null before the first
    /// @param ageSeconds since then
    /// @param due        newest tick of today that should be in by now, null when none is
    /// @param notes      what functions noted about the tick at `t`
    record LastTick(
            @Nullable Instant t,
            @Nullable Long ageSeconds,
            @Nullable Instant due,
            List<StockTick> stocks,
            List<Map<String, Object>> notes) {}

    /// @param t       of its newest reading
    /// @param missing coded reason why it has none of the tick that is due, null when it has
    record StockTick(
            Symbol symbol,
            @Nullable Instant t,
            @Nullable Long ageSeconds,
            @Nullable String missing) {}

    record LastDecision(
            String account,
            Instant t,
            DecisionMade.State state,
            String advisor,
            @Nullable String model,
            boolean standIn,
            String because,
            int orders,
            int toolCalls) {}

    private Status status() {
        Instant now = clock.instant();
        Optional<Control> state = control.now();
        Map<String, Account> books = config.accounts().stream()
                .flatMap(account -> view.account(account.name()).stream())
                .collect(Collectors.toMap(Account::name, account -> account));
        Map<Symbol, Reading> readings = config.tradedStocks().stream()
                .flatMap(symbol -> view.newestReading(symbol).stream())
                .collect(Collectors.toMap(Reading::symbol, reading -> reading));
        Preconditions conditions = new Preconditions(config, now);
        List<Preconditions.Check> checks =
                conditions.all(state, view.totals(), view.ownTotals(), books, readings, view.preflights());
        return new Status(
                now,
                config.mode().name().toLowerCase(Locale.ROOT),
                conditions.trades(checks),
                conditions.because(checks),
                state.map(ControlView::of).orElse(null),
                config.accounts().stream()
                        .map(account -> accountState(account, state, books.get(account.name()), conditions, checks))
                        .toList(),
                session(conditions, now),
                lastTick(conditions, readings, now),
                checks,
                config.accounts().stream()
                        .flatMap(account -> lastDecision(account.name()).stream())
                        .toList(),
                view.newest(Keys.ALERTS, "", ALERTS, Alert.class));
    }

    /// @param clients in configured order
    record Preflights(LocalDate date, List<ClientPreflight> clients) {}

    /// @param live      whether its orders are real: a paper client needs no preflight
    /// @param passed    whether the accounts of the client may enter today, as far as this goes
    /// @param preflight the newest, null before the first
    record ClientPreflight(
            String client,
            boolean live,
            boolean passed,
            List<String> accounts,
            @Nullable Preflight preflight) {}

    private Preflights preflight() {
        LocalDate today = TradingCalendar.dateOf(clock.instant());
        Map<String, Preflight> newest = view.preflights();
        return new Preflights(
                today,
                config.clients().stream()
                        .map(client -> {
                            Preflight preflight = newest.get(client.id());
                            boolean passed =
                                    preflight != null && preflight.date().equals(today) && preflight.passed();
                            return new ClientPreflight(
                                    client.id(),
                                    !client.isPaper(),
                                    client.isPaper() || passed,
                                    config.accounts().stream()
                                            .filter(account -> account.client().equals(client.id()))
                                            .map(Config.AccountSpec::name)
                                            .toList(),
                                    preflight);
                        })
                        .toList());
    }

    private static AccountState accountState(
            Config.AccountSpec spec,
            Optional<Control> control,
            @Nullable Account account,
            Preconditions conditions,
            List<Preconditions.Check> checks) {
        TradingState system = control.map(Control::state).orElse(TradingState.ACTIVE);
        return new AccountState(
                spec.name(),
                spec.active(),
                account == null ? null : account.state(),
                account == null ? system : system.stricter(account.state()),
                conditions.trades(checks, spec),
                conditions.because(checks, spec));
    }

    private static SessionView session(Preconditions conditions, Instant now) {
        Optional<Session> today = conditions.session();
        return new SessionView(
                TradingCalendar.dateOf(now),
                today.map(session -> session.isTrading(now)).orElse(false),
                today.orElse(null),
                conditions.nextSession().orElse(null));
    }

    private LastTick lastTick(Preconditions conditions, Map<Symbol, Reading> readings, Instant now) {
        Instant due = conditions.dueTick().orElse(null);
        Map<Symbol, String> missing = due == null ? Map.of() : missing(due);
        Instant newest = readings.values().stream()
                .map(Reading::t)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new LastTick(
                newest,
                newest == null ? null : age(newest, now),
                due,
                config.tradedStocks().stream()
                        .map(symbol -> stockTick(symbol, readings.get(symbol), due, missing, now))
                        .toList(),
                newest == null
                        ? List.of()
                        : view.ledger().list(Keys.ofTick(newest), "NOTE#", false, NOTES).stream()
                                .map(Item::attributes)
                                .toList());
    }

    private static StockTick stockTick(
            Symbol symbol, @Nullable Reading reading, @Nullable Instant due, Map<Symbol, String> missing, Instant now) {
        boolean late = due != null && (reading == null || reading.t().isBefore(due));
        return new StockTick(
                symbol,
                reading == null ? null : reading.t(),
                reading == null ? null : age(reading.t(), now),
                late ? missing.getOrDefault(symbol, "NO_ANSWER") : null);
    }

    private static long age(Instant t, Instant now) {
        return Duration.between(t, now).toSeconds();
    }

    /// Why stocks are missing at a tick, as they arrived at it.
    private Map<Symbol, String> missing(Instant t) {
        return view.ledger().list(Keys.ofTick(t), "ARRIVAL#", false, Request.MOST).stream()
                .map(item -> item.as(Missing.class))
                .collect(Collectors.toMap(Missing::symbol, Missing::code));
    }

    private Optional<LastDecision> lastDecision(String account) {
        return view.newest(Keys.ofAccount(account), "DECISION#", 1, DecisionMade.class).stream()
                .findFirst()
                .map(made -> new LastDecision(
                        made.account(),
                        made.t(),
                        made.state(),
                        made.advisor(),
                        made.model(),
                        made.standIn(),
                        made.because(),
                        made.orders().size(),
                        made.toolCalls().size()));
    }
}
