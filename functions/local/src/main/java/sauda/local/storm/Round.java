package sauda.local.storm;

import java.time.Instant;
import java.util.List;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Keys;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.TradingState;

/// One round: a storm of requests over a fresh ledger, then calm and watch minutes until nothing
/// moves any more, then the inspection.
final class Round {

    private static final long MINUTE = 60_000;
    private static final long MOVES_ON_FOR = 2 * MINUTE;
    private static final long STILL_FOR = 2 * MINUTE;
    private static final long QUIET_WITHIN = 60 * MINUTE;

    /// From then on the rest of the requests come at once: the calm must end before the session.
    private static final long LAST_HURRY = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();

    private static final List<Verb> STOPS = List.of(Verb.KILL, Verb.FLATTEN, Verb.HALT, Verb.PAUSE);

    private final World world;
    private final Traders traders;
    private final Weather weather;
    private final int intents;
    private final int hurry;
    private long resumeAt;
    private long pricesUntil = Long.MAX_VALUE;

    private Round(long seed, int intents, Plant plant, boolean keepJournal) {
        this.world = new World(seed, keepJournal, plant);
        this.traders = new Traders(world);
        this.weather = world.weather;
        this.intents = intents;
        this.hurry = 500 + weather.below(6_000);
    }

    /// @param fingerprint of everything that happened: the heads of all audit chains
    record Played(long seed, int intents, Tally tally, List<Finding> findings, String fingerprint, Journal journal) {}

    static Played play(long seed, int intents, Plant plant, boolean keepJournal) {
        Round round = new Round(seed, intents, plant, keepJournal);
        round.storm();
        round.calm();
        Inspection.of(round.world);
        round.weather.struck().forEach((fault, times) -> round.world.tally.add("faults", fault.name(), times));
        return new Played(
                seed,
                intents,
                round.world.tally,
                round.world.inspector.findings(),
                round.fingerprint(),
                round.world.journal);
    }

    private String fingerprint() {
        StringBuilder heads = new StringBuilder();
        for (AccountSpec spec : world.config.accounts()) {
            heads.append(account(spec).head(), 0, 8);
        }
        return heads.toString();
    }

    private void storm() {
        traders.publish(Instant.ofEpochMilli(world.minute().toEpochMilli() - 5 * MINUTE));
        traders.publish(world.minute());
        Settings.CLIENTS.forEach(client -> world.watch(client, world.minute()));
        everyMinute(world.minute().toEpochMilli() + MINUTE);
        trade(world.clock.now());
        while (traders.asked() < intents) {
            step();
        }
    }

    private void trade(long at) {
        world.agenda.add(at, false, () -> {
            traders.ask();
            if (traders.asked() < intents) {
                boolean late = world.clock.now() > LAST_HURRY;
                trade(Math.max(at, world.clock.now()) + weather.between(0, late ? 100 : hurry));
            }
        });
    }

    private void everyMinute(long minute) {
        world.agenda.add(minute, false, () -> {
            Instant at = Instant.ofEpochMilli(minute);
            if (minute % (5 * MINUTE) == 0) {
                traders.publish(at);
            }
            for (String client : Settings.CLIENTS) {
                if (!weather.strikes(Fault.WATCH_MISSED)) {
                    world.agenda.add(minute + weather.between(0, 5_000), false, () -> world.watch(client, at));
                }
                if (weather.oneIn(weather.isCalm() ? 2 : 5)) {
                    world.agenda.add(
                            minute + weather.between(20_000, 40_000), false, () -> world.reconcile(client, at));
                }
            }
            owner();
            everyMinute(minute + MINUTE);
        });
    }

    private void owner() {
        boolean open =
                world.stored.get(Keys.CONTROL).orElseThrow().as(Control.class).state() == TradingState.ACTIVE;
        if (open && weather.strikes(Fault.OWNER_STOPS)) {
            resumeAt = world.clock.now() + weather.between(MINUTE / 2, 4 * MINUTE);
            world.say(STOPS.get(weather.below(STOPS.size())));
        } else if (!open && !weather.isCalm() && world.clock.now() >= resumeAt) {
            world.say(Verb.RESUME);
        }
        if (!world.config.limits().shortSelling() && weather.strikes(Fault.OWNERS_ORDER)) {
            world.inspector
                    .exchanges()
                    .getFirst()
                    .ownersOrder(Settings.symbols().getFirst());
        }
    }

    private void step() {
        Agenda.Event event = world.agenda.next().orElseThrow();
        world.clock.reach(event.at());
        world.move(world.clock.now() < pricesUntil);
        event.what().run();
    }

    private void calm() {
        weather.calm();
        long from = world.clock.now();
        pricesUntil = from + MOVES_ON_FOR;
        long minute = from / MINUTE;
        while (world.clock.now() < from + QUIET_WITHIN) {
            step();
            if (world.clock.now() / MINUTE > minute) {
                minute = world.clock.now() / MINUTE;
                if (isQuiet()) {
                    return;
                }
            }
        }
    }

    /// Nothing moves, nothing waits, each share has its stop.
    private boolean isQuiet() {
        long now = world.clock.now();
        return now > pricesUntil + STILL_FOR
                && world.agenda.messages() == 0
                && world.inspector.exchanges().stream()
                        .flatMap(exchange -> exchange.all().stream())
                        .noneMatch(slip -> slip.changedAt > now - STILL_FOR || slip.visibleAt > now - STILL_FOR)
                && world.config.accounts().stream().allMatch(this::isQuiet);
    }

    private boolean isQuiet(AccountSpec spec) {
        Account account = account(spec);
        List<Order> orders = account.working().stream()
                .map(id -> world.stored
                        .get(Keys.order(spec.name(), id))
                        .orElseThrow()
                        .as(Order.class))
                .toList();
        return account.state() == TradingState.ACTIVE
                && orders.stream()
                        .allMatch(order ->
                                order.request().isProtection() && order.state().isAtVenue())
                && world.stored.list(Keys.ofAccount(spec.name()), "POSITION#", false, 100).stream()
                        .map(item -> item.as(Position.class))
                        .allMatch(position -> orders.stream()
                                .anyMatch(order -> order.request().isStop()
                                        && order.request().symbol().equals(position.symbol())));
    }

    private Account account(AccountSpec spec) {
        return world.stored.get(Keys.account(spec.name())).orElseThrow().as(Account.class);
    }
}
