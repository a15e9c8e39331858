package sauda.local.storm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.DayDesk;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.desk.OrderDesk;
import sauda.core.desk.ReconcileDesk;
import sauda.core.desk.WatchDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.CancelRequested;
import sauda.events.KillRequested;
import sauda.events.OrderRequested;
import sauda.events.Tick;

/// Ledger, venues, queues and the functions between them, in virtual time. A message is handled
/// as the executor's Lambda handles it: what fails comes again, or is lost.
final class World {

    private static final int DEEPEST = 2;
    private static final int DEEPEST_WAIT = 4;
    private static final int RECEIVED_AT_MOST = 4;
    private static final long SEEN_AGAIN_WITHIN = 200_000;
    private static final long LATE_BY = 600_000;
    private static final long SKEWED_BY = 120_000;
    private static final long MINUTE = 60_000;

    final Config config;
    final Weather weather;
    final StormClock clock;
    final Journal journal;
    final Tally tally;
    final Market market;
    final Inspector inspector;
    final InMemoryLedger stored;
    final Agenda agenda = new Agenda();

    private final ControlDesk control;
    private final Map<String, OrderDesk> executors = new LinkedHashMap<>();
    private final Map<String, List<WatchDesk>> watches = new LinkedHashMap<>();
    private final Map<String, ReconcileDesk> truths = new LinkedHashMap<>();
    private int depth;
    private boolean pricesMove = true;
    private @Nullable Runnable current;

    /// @param letter  an order request or a cancel
    /// @param receive how often it was received before
    private record Letter(String client, Object letter, int receive) {
        Letter again() {
            return new Letter(client, letter, receive + 1);
        }
    }

    World(long seed, boolean keepJournal, Plant plant) {
        this.weather = new Weather(seed);
        this.config = Settings.of(weather);
        this.clock = new StormClock(Settings.START);
        this.journal = new Journal(keepJournal, clock);
        this.tally = new Tally();
        this.inspector = new Inspector(config, clock, journal, tally);
        this.market = new Market(weather, Settings.symbols());
        this.stored = new InMemoryLedger(inspector::changed);
        Dealings dealings = new Dealings(weather, clock, journal);
        dealings.others(this::others);
        dealings.whileFrozen(this::othersUntil);
        Ledger ledger = plant.ledger(new StormLedger(stored, dealings, weather));
        StormPost post = new StormPost(weather, clock, dealings, tally, this::arrived);
        this.control = new ControlDesk(ledger, config, post, clock);
        config.accounts().forEach(account -> new DayDesk(stored, config, clock).open(account, Settings.DATE));
        for (String client : Settings.CLIENTS) {
            Exchange exchange = new Exchange(
                    client,
                    weather,
                    clock,
                    market,
                    journal,
                    inspector,
                    config.live().superOrders());
            inspector.watches(exchange);
            LiveBroker venue = plant.broker(new StormVenue(exchange, market, weather, clock, dealings, journal));
            truths.put(client, new ReconcileDesk(ledger, config, client, venue, clock));
            executors.put(client, new OrderDesk(ledger, config, venue, clock, this::pauseOfExecutor));
            watches.put(
                    client,
                    List.of(
                            new WatchDesk(ledger, config, client, venue, post, clock, this::pauseOfWatch),
                            new WatchDesk(ledger, config, client, venue, post, clock, this::pauseOfWatch)));
        }
    }

    /// Both exchanges go on.
    ///
    /// @param prices whether prices move too
    void move(boolean prices) {
        pricesMove = prices;
        if (prices) {
            market.move();
        }
        inspector.exchanges().forEach(Exchange::move);
    }

    /// Puts a message on its way to a client's executor.
    void arrived(String client, Object letter) {
        long delay = weather.strikes(Fault.DELIVERED_LATE) ? weather.between(10_000, LATE_BY) : weather.between(0, 800);
        deliver(new Letter(client, letter, 0), clock.now() + delay);
    }

    private void deliver(Letter letter, long at) {
        agenda.add(at, true, () -> handle(letter));
    }

    private void handle(Letter letter) {
        boolean done = function(letter.client(), () -> {
            OrderDesk desk = Objects.requireNonNull(executors.get(letter.client()));
            switch (letter.letter()) {
                case OrderRequested request -> {
                    current = () -> desk.on(request);
                    desk.on(request);
                }
                case CancelRequested cancel -> desk.on(cancel);
                case KillRequested kill -> journal.note(() -> "", () -> "the kill is sent past the ledger: " + kill);
                default -> throw new IllegalArgumentException("no message: " + letter.letter());
            }
        });
        boolean again = done
                ? letter.receive() < RECEIVED_AT_MOST && weather.strikes(Fault.DELIVERED_AGAIN)
                : letter.receive() < RECEIVED_AT_MOST && !weather.strikes(Fault.MESSAGE_LOST);
        if (again) {
            deliver(letter.again(), clock.now() + weather.between(0, done ? LATE_BY : SEEN_AGAIN_WITHIN));
        }
    }

    /// A client's watch of a minute.
    void watch(String client, Instant minute) {
        WatchDesk desk = Objects.requireNonNull(watches.get(client)).get(Math.min(depth, 1));
        function("watch", () -> desk.on(new Tick(Tick.Duty.WATCH, minute)));
    }

    /// A client's books against its venue.
    void reconcile(String client, Instant minute) {
        ReconcileDesk desk = Objects.requireNonNull(truths.get(client));
        function("reconcile", () -> desk.on(new Tick(Tick.Duty.RECONCILE, minute)));
    }

    void say(ControlDesk.Verb verb) {
        if (verb == ControlDesk.Verb.RESUME) {
            inspector.exchanges().forEach(Exchange::unlock);
        }
        function("owner", () -> control.say(verb, "owner", "storm"));
    }

    /// Runs what a function does, with a clock of its own, as far as it gets.
    private boolean function(String who, Runnable what) {
        long skewBefore = clock.skew();
        Runnable currentBefore = current;
        clock.skew(weather.strikes(Fault.CLOCK_WRONG) ? weather.between(-SKEWED_BY, SKEWED_BY) : 0);
        depth++;
        try {
            what.run();
            return true;
        } catch (Killed | LedgerUnavailable | MailboxUnavailable | ControlDesk.KillSent failed) {
            journal.note(() -> "", () -> who + " failed: " + failed.getMessage());
            return false;
        } catch (RuntimeException broken) {
            inspector.found(Breach.BROKEN, "", "", who + ": " + broken + " at " + where(broken));
            return false;
        } finally {
            depth--;
            clock.skew(skewBefore);
            current = currentBefore;
        }
    }

    private static String where(RuntimeException broken) {
        for (StackTraceElement frame : broken.getStackTrace()) {
            if (frame.getClassName().startsWith("sauda.core.desk")) {
                return frame.toString();
            }
        }
        return broken.getStackTrace().length == 0 ? "nowhere" : broken.getStackTrace()[0].toString();
    }

    /// In the middle of one function another one works: on the same message, on the next one, or
    /// as a watch.
    private void others() {
        if (depth > DEEPEST) {
            return;
        }
        Runnable same = current;
        if (same != null && weather.oneIn(2)) {
            journal.note(() -> "", () -> "the same message at once");
            function("the same at once", same);
        } else if (weather.oneIn(6)) {
            watch(Settings.CLIENTS.get(weather.below(Settings.CLIENTS.size())), minute());
        } else {
            agenda.nextUntil(clock.now() + 5_000)
                    .ifPresent(event -> event.what().run());
        }
    }

    Instant minute() {
        return Instant.ofEpochMilli(clock.now() / MINUTE * MINUTE);
    }

    private boolean pauseOfExecutor(Instant giveUpAt) {
        return pause(giveUpAt, weather.between(300, 1_500));
    }

    private boolean pauseOfWatch(Instant giveUpAt) {
        // Not to the last: each function waits on one thread here, and the others would be late.
        return pause(giveUpAt, weather.between(3_000, 10_000)) && !weather.oneIn(3);
    }

    private boolean pause(Instant giveUpAt, long millis) {
        othersUntil(clock.now() + millis);
        move(pricesMove);
        return clock.instant().isBefore(giveUpAt);
    }

    /// Others work while one waits. How deep they may do so is bounded: then time stands still for
    /// the one who waits.
    private void othersUntil(long until) {
        if (depth > DEEPEST_WAIT) {
            return;
        }
        for (var next = agenda.nextUntil(until); next.isPresent(); next = agenda.nextUntil(until)) {
            clock.reach(next.get().at());
            next.get().what().run();
        }
        clock.reach(until);
    }
}
