package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.Client;
import sauda.core.desk.DeadManRules.Suspicion;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.DeadMan.Ask;
import sauda.events.DeadMan.Leg;
import sauda.events.DeadMan.Phase;
import sauda.events.DeadMan.Shot;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManPressed;

/// Looks each minute whether the rest is alive and its limits hold. If not, or when somebody
/// presses, it locks the ledger, has every real venue leave everything, and locks those too; it goes
/// on each minute until that is done. Of the rest it needs nothing: without the ledger it acts at
/// the venues, without a table of its own it remembers in its process.
///
/// Each step is stored before it is taken and may be taken again, so it may end anywhere and be
/// begun anew.
public final class DeadManDesk {

    /// It acts for so long in a run; the next goes on.
    static final Duration ACTS_FOR = Duration.ofSeconds(30);

    /// Between asking to unlock and confirming it lies so long at least, and at most.
    static final Duration WAIT = Duration.ofSeconds(60);

    static final Duration ASK_HOLDS = Duration.ofMinutes(15);

    /// People are told when it is not done after so long, and again as often.
    static final Duration STUCK = Duration.ofMinutes(2);

    private static final String NAME = "dead-man";

    private final Parts parts;
    private final Config config;
    private final InstantSource clock;
    private final DeadManMemory memory;
    private final DeadManRules rules;

    /// The first of what failed otherwise than by being away since it was last told.
    private Optional<RuntimeException> trouble = Optional.empty();

    /// @param client  whose registered address this process has: its venue alone is left from here,
    ///                and others see in the own table what to do; null for all
    /// @param ledger  of the system: read, and in it the control item and alerts written
    /// @param own     the dead man's own table
    /// @param brokers by client
    /// @param people  are told by a way of the dead man's own
    /// @param codes   new ones for unlocking
    /// @param pause   between two looks at a venue that is being left
    public record Parts(
            Config config,
            @Nullable String client,
            Ledger ledger,
            Ledger own,
            Function<String, LiveBroker> brokers,
            Consumer<Alert> people,
            Supplier<String> codes,
            InstantSource clock,
            Pause pause) {}

    public DeadManDesk(Parts parts) {
        this.parts = parts;
        this.config = parts.config();
        this.clock = parts.clock();
        this.memory = new DeadManMemory(parts.own(), clock);
        this.rules = new DeadManRules(config);
    }

    /// What it knows; nothing is done.
    public DeadManAnswer state() {
        return answer(memory.now());
    }

    /// The Scheduler's minute.
    ///
    /// @throws RuntimeException what failed; everything else was done all the same
    public DeadManAnswer look() {
        DeadManAnswer answer = switch (memory.now().phase()) {
            case WATCHING -> watch();
            case FIRED, LOCKED -> act();
            case UNLOCKING -> release();
        };
        tellTrouble();
        return answer;
    }

    private void tellTrouble() {
        Optional<RuntimeException> had = trouble.or(memory::trouble);
        trouble = Optional.empty();
        memory.forgetTrouble();
        had.ifPresent(failed -> {
            throw failed;
        });
    }

    private void note(RuntimeException failed) {
        trouble = trouble.or(() -> Optional.of(failed));
    }

    /// Somebody presses. A press of another day, or from before it was unlocked, does nothing any
    /// more.
    ///
    /// @throws RuntimeException what failed; everything else was done all the same
    public DeadManAnswer press(DeadManPressed press) {
        DeadManAnswer answer = pressed(press);
        tellTrouble();
        return answer;
    }

    private DeadManAnswer pressed(DeadManPressed press) {
        DeadMan now = memory.now();
        if (now.isLocking()) {
            return act();
        }
        if (!dateOf(press.at()).equals(today()) || press.at().isBefore(now.from())) {
            return answer("TOO_OLD", "it was pressed at " + press.at() + ", which does not count any more", now);
        }
        return fire(new Shot("PRESSED:" + press.at(), press.by(), press.because(), clock.instant()));
    }

    /// First step of unlocking.
    public DeadManAnswer unlock(String by) {
        if (memory.now().phase() == Phase.WATCHING) {
            try {
                adopt(new ControlChain(parts.ledger()).now());
            } catch (LedgerUnavailable away) {
                return answer(
                        "LEDGER_AWAY", "the ledger does not answer, and only it may know of a lock", memory.now());
            }
        }
        DeadMan now = memory.now();
        if (!now.isLocking()) {
            return answer("NOT_LOCKED", "nothing is locked", now);
        }
        Ask ask = new Ask(parts.codes().get(), by, clock.instant());
        DeadMan asked = memory.change(state -> state.isLocking() ? Optional.of(state.asked(ask)) : Optional.empty())
                .orElseGet(memory::now);
        return new DeadManAnswer(
                "ASKED",
                "confirm with the code in " + WAIT.toSeconds() + " seconds at the earliest and " + ASK_HOLDS.toMinutes()
                        + " minutes at the latest",
                ask.code(),
                asked);
    }

    /// A lock in the ledger that the memory lost is taken up again, with its cause: otherwise nobody
    /// could lift it.
    private void adopt(Optional<Control> control) {
        control.filter(now -> now.lock() != null).ifPresent(locked -> {
            Control.Lock lock = Objects.requireNonNull(locked.lock());
            Shot shot = new Shot(lock.cause(), locked.by(), locked.because(), lock.at());
            memory.change(state -> state.phase() == Phase.WATCHING
                    ? Optional.of(state.fired(shot, clients()).lockedInLedger(lock.at()))
                    : Optional.empty());
        });
    }

    public DeadManAnswer confirm(String by, String code) {
        return confirm(by, code, false);
    }

    /// Second step. It is never done at a venue: that opens by itself the next day.
    ///
    /// @param force also while a venue that cannot be read may not be flat
    public DeadManAnswer confirm(String by, String code, boolean force) {
        DeadMan now = memory.now();
        if (now.phase() == Phase.UNLOCKING) {
            return release();
        }
        Instant at = clock.instant();
        Ask ask = now.ask();
        if (!now.isLocking()) {
            return answer("NOT_LOCKED", "nothing is locked", now);
        }
        if (ask == null) {
            return answer("NOT_ASKED", "ask to unlock first", now);
        }
        if (at.isBefore(ask.at().plus(WAIT))) {
            long left = Duration.between(at, ask.at().plus(WAIT)).toSeconds();
            return answer("TOO_EARLY", "confirm again in " + left + " seconds", now);
        }
        if (at.isAfter(ask.at().plus(ASK_HOLDS)) || !code.equals(ask.code())) {
            // A guess costs the whole way.
            memory.change(state -> Optional.of(state.asked(null)));
            return answer(code.equals(ask.code()) ? "ASK_EXPIRED" : "WRONG_CODE", "ask to unlock anew", memory.now());
        }
        Shot shot = now.shot();
        List<String> open = shot == null || !isOfToday(shot)
                ? List.of()
                : now.legs().stream()
                        .filter(leg -> leg.flatAt() == null && leg.lockedAt() == null)
                        .map(Leg::client)
                        .toList();
        if (!open.isEmpty() && !force) {
            return answer(
                    "STILL_LEAVING",
                    "not flat yet: " + String.join(", ", open) + "; force passes over a venue that cannot be read",
                    now);
        }
        if (open.stream().anyMatch(this::isReadable)) {
            return answer("STILL_LEAVING", "a venue that can be read is not flat yet: force does not help", now);
        }
        // Who it was stands in the operators' chain, and this with it.
        String who = open.isEmpty() ? by : by + ", by force over " + String.join(", ", open);
        // Noted first: whoever is overtaken between the two goes on from here.
        Optional<DeadMan> mine = memory.change(state -> ask.equals(state.ask())
                ? Optional.of(state.in(Phase.UNLOCKING).asked(new Ask(ask.code(), who, at)))
                : Optional.empty());
        return mine.isPresent() ? release() : state();
    }

    private boolean isReadable(String client) {
        try {
            LiveBroker broker = parts.brokers().apply(client);
            broker.orders();
            broker.books();
            return true;
        } catch (RuntimeException silent) {
            return false;
        }
    }

    private DeadManAnswer release() {
        DeadMan now = memory.now();
        String by = now.ask() == null ? NAME : now.ask().by();
        try {
            new ControlLock(parts.ledger(), clock).off(by, "unlocked at the dead man");
        } catch (LedgerUnavailable away) {
            return answer("UNLOCKING", "the ledger does not answer; it is unlocked as soon as it does", now);
        }
        DeadMan free = memory.change(state -> state.phase() == Phase.UNLOCKING
                        ? Optional.of(state.unlocked(clock.instant()))
                        : Optional.empty())
                .orElseGet(memory::now);
        alert(
                "DEAD_MAN_UNLOCKED",
                by + " unlocked it: trading stays halted until it is resumed, and a venue that was locked stays so"
                        + " today",
                Alert.Level.WARN);
        return answer("UNLOCKED", "trading is halted until somebody resumes it", free);
    }

    // Watching

    private DeadManAnswer watch() {
        Instant now = clock.instant();
        Optional<Session> session;
        try {
            session = config.calendar().session(today());
        } catch (TradingCalendar.YearMissing blind) {
            tell(
                    "DEAD_MAN_BLIND:" + today(),
                    "the calendar does not know this year: the dead man sees no market hours, and watches nothing",
                    Alert.Level.URGENT);
            return state();
        }
        if (session.isEmpty()) {
            return state();
        }
        @Nullable DeadManSight sight = sight();
        if (sight != null) {
            adopt(sight.control());
            if (memory.now().isLocking()) {
                return act();
            }
        }
        List<Suspicion> suspected =
                rules.of(now, session.get(), sight, sight == null ? venuesToday() : 0, memory.now());
        Map<String, Instant> since = new HashMap<>();
        suspected.forEach(one -> since.put(one.cause(), one.since()));
        DeadMan seen =
                memory.change(state -> Optional.of(state.looked(now, since))).orElseThrow();
        return suspected.stream()
                .filter(one -> one.isDue(now))
                .findFirst()
                .map(due -> fire(new Shot(due.cause(), NAME, due.because(), now)))
                .orElseGet(() -> answer(seen));
    }

    private @Nullable DeadManSight sight() {
        try {
            return DeadManSight.of(parts.ledger(), config, today());
        } catch (LedgerUnavailable away) {
            return null;
        }
    }

    private long venuesToday() {
        long shares = 0;
        for (String client : mine(clients())) {
            try {
                shares += parts.brokers().apply(client).books().positions().stream()
                        .filter(held -> held.intraday())
                        .mapToLong(held -> Math.abs(held.net()))
                        .sum();
            } catch (BrokerUnavailable silent) {
                // Nothing is concluded from it.
            }
        }
        return shares;
    }

    // Acting

    private DeadManAnswer fire(Shot shot) {
        memory.change(state -> !state.isLocking() && !state.done().contains(shot.cause())
                ? Optional.of(state.fired(shot, clients()))
                : Optional.empty());
        return memory.now().isLocking() ? act() : state();
    }

    /// The clients whose orders are real.
    private List<String> clients() {
        return config.live().dryRun()
                ? List.of()
                : config.liveClients().stream()
                        .filter(config::isLive)
                        .map(Client::id)
                        .toList();
    }

    /// The ledger first, so that no order of ours follows what is left; then the venues, each told
    /// before any is waited for.
    private DeadManAnswer act() {
        Instant until = clock.instant().plus(ACTS_FOR);
        lockLedger();
        Map<String, DeadManLeave> ways = new HashMap<>();
        Optional<RuntimeException> failed;
        do {
            failed = step(ways);
            tellFired();
        } while (!mine(due()).isEmpty() && parts.pause().again(until));
        failed.ifPresent(this::note);
        if (memory.now().inLedger() == null) {
            lockLedger();
        }
        finish();
        return state();
    }

    private List<String> mine(List<String> clients) {
        return clients.stream()
                .filter(client -> parts.client() == null || client.equals(parts.client()))
                .toList();
    }

    /// Venues that are not locked yet. Of another day nothing is left to do: their lock ended with
    /// it, and what is open since is the owner's.
    private List<String> due() {
        DeadMan now = memory.now();
        return now.shot() == null || !isOfToday(now.shot())
                ? List.of()
                : now.legs().stream()
                        .filter(leg -> leg.lockedAt() == null)
                        .map(Leg::client)
                        .toList();
    }

    /// The trouble of one venue keeps no other waiting.
    private Optional<RuntimeException> step(Map<String, DeadManLeave> ways) {
        Optional<RuntimeException> first = Optional.empty();
        for (String client : mine(due())) {
            try {
                ways.computeIfAbsent(
                                client,
                                id -> new DeadManLeave(id, parts.brokers().apply(id), memory, clock))
                        .step();
            } catch (RuntimeException failed) {
                first = first.or(() -> Optional.of(failed));
            }
        }
        return first;
    }

    /// Said again each minute: a ledger that was restored or changed by hand is locked anew.
    private void lockLedger() {
        Shot shot = memory.now().shot();
        if (shot == null) {
            return;
        }
        try {
            new ControlLock(parts.ledger(), clock).on(shot.cause(), shot.by(), shot.because());
            memory.change(state -> state.isLocking() && state.inLedger() == null
                    ? Optional.of(state.lockedInLedger(clock.instant()))
                    : Optional.empty());
        } catch (LedgerUnavailable away) {
            // The venues are locked without it.
        } catch (RuntimeException refused) {
            // So they are when it answers wrongly; that is told once they are.
            note(refused);
        }
    }

    private void finish() {
        DeadMan now = memory.now();
        Shot shot = now.shot();
        if (shot == null || !now.isLocking()) {
            return;
        }
        if (now.inLedger() != null && due().isEmpty()) {
            memory.change(state -> state.phase() == Phase.FIRED
                    ? Optional.of(state.in(Phase.LOCKED).looked(clock.instant(), Map.of()))
                    : Optional.empty());
            tellLocked(now);
        } else if (clock.instant().isAfter(shot.at().plus(STUCK))) {
            long times = Duration.between(shot.at(), clock.instant()).dividedBy(STUCK);
            tell("DEAD_MAN_STUCK:" + times, stuck(now), Alert.Level.URGENT);
        }
    }

    /// Good news only where each venue said that it is locked: a day may end before that.
    private void tellLocked(DeadMan now) {
        List<String> open = open(now);
        if (!open.isEmpty()) {
            tell(
                    "DEAD_MAN_NOT_FLAT",
                    "its day is over, and these were never seen locked: " + String.join(", ", open)
                            + "; look in the broker's application, what is open there is yours. The ledger stays"
                            + " locked",
                    Alert.Level.URGENT);
        } else {
            tell(
                    "DEAD_MAN_LOCKED",
                    now.legs().isEmpty()
                            ? "trading is locked; no client is live, so nothing was to be left at a venue"
                            : "all is flat and locked; it is unlocked in two steps, see the runbook",
                    Alert.Level.WARN);
        }
    }

    private static List<String> open(DeadMan now) {
        return now.legs().stream()
                .filter(leg -> leg.lockedAt() == null)
                .map(leg -> leg.client() + (leg.flatAt() == null ? " (not flat)" : " (flat)"))
                .toList();
    }

    private String stuck(DeadMan now) {
        List<String> open = open(now);
        return (now.inLedger() == null ? "the ledger is not locked yet; " : "")
                + (open.isEmpty() ? "" : "not locked yet: " + String.join(", ", open) + "; ")
                + "look in the broker's application, it is tried again each minute";
    }

    private void tellFired() {
        Shot shot = memory.now().shot();
        if (shot != null) {
            tell(
                    "DEAD_MAN_FIRED",
                    "everything is cancelled, left and locked: " + shot.because() + " (" + shot.by() + ")",
                    Alert.Level.URGENT);
        }
    }

    /// Once for a shot. Told first and noted then: better twice than never.
    ///
    /// @param what the alert's code, and after a colon which of several
    private void tell(String what, String text, Alert.Level level) {
        if (!memory.now().told().contains(what) && alert(what.replaceAll(":.*", ""), text, level)) {
            memory.change(state -> Optional.of(state.told(what)));
        }
    }

    /// By its own way, and by the ledger's where that answers. Neither keeps it from acting.
    ///
    /// @return whether its own way took it
    private boolean alert(String code, String text, Alert.Level level) {
        Alert alert = new Alert(code, "system", text, level, Map.of(), ControlDesk.minuteOf(clock.instant()));
        try {
            parts.ledger().commit(List.of(Alerts.write(alert)));
        } catch (LedgerUnavailable away) {
            // Its own way is there for that.
        } catch (RuntimeException refused) {
            note(refused);
        }
        try {
            parts.people().accept(alert);
            return true;
        } catch (RuntimeException untold) {
            return false;
        }
    }

    // Answers

    private DeadManAnswer answer(DeadMan state) {
        Shot shot = state.shot();
        return answer(
                state.phase().name(),
                shot == null
                        ? "it watches; last look " + Keys.minute(state.lookedAt())
                        : state.phase() == Phase.LOCKED
                                ? "locked because of " + shot.cause()
                                : "it acts because of " + shot.cause(),
                state);
    }

    private static DeadManAnswer answer(String code, String text, DeadMan state) {
        return new DeadManAnswer(code, text, null, state);
    }

    private boolean isOfToday(Shot shot) {
        return dateOf(shot.at()).equals(today());
    }

    private LocalDate today() {
        return dateOf(clock.instant());
    }

    private static LocalDate dateOf(Instant instant) {
        return TradingCalendar.dateOf(instant);
    }
}
