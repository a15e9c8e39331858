package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.order.LiveBroker;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DecisionMade;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Symbol;
import sauda.events.Tick;

/// Each minute, for one broker client: ends what hangs. Orders whose fate is unknown are
/// looked up, reservations that were never sent expire, lost decisions become a hold, and
/// exits that were not done are asked for again.
public final class WatchDesk {

    /// Longer than the executor may run, and than an order may take to show at the venue.
    static final Duration SETTLE = Duration.ofMinutes(2);

    /// While anything is in flight a live venue is looked at again and again, so long.
    private static final Duration LOOKS_FOR = Duration.ofSeconds(50);

    /// Looks of so many minutes prove it: they are a minute apart, whatever the clocks say.
    static final int LOOK_UPS = 3;

    /// Refusals that another try does not change.
    private static final Set<String> NOT_AGAIN = Set.of("KILL_SWITCH", "NO_SHARES", "OFF_TICK", "DRY_RUN");

    private static final Duration LOOKED_FOR = Duration.ofMinutes(6);
    private static final Duration ASKED_AGAIN_FOR = Duration.ofMinutes(10);
    private static final int NEWEST_ORDERS = 10;

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final OrderDesk orders;
    private final ControlDesk control;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final Optional<VenueRound> venue;
    private final Pause pause;
    private final Optional<LiveWatch> live;
    private final TickWatch ticks;
    private final Map<String, Instant> decided = new HashMap<>();

    /// Audit sequence of an account's books when its orders were last looked through.
    private final Map<String, Long> looked = new HashMap<>();

    public WatchDesk(Ledger ledger, Config config, String client, Broker broker, Mailbox mailbox, InstantSource clock) {
        this(ledger, config, client, broker, mailbox, clock, Pause.NONE);
    }

    /// @param pause between two looks at a live venue
    public WatchDesk(
            Ledger ledger,
            Config config,
            String client,
            Broker broker,
            Mailbox mailbox,
            InstantSource clock,
            Pause pause) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.orders = new OrderDesk(ledger, config, broker, clock);
        this.control = new ControlDesk(ledger, config, mailbox, clock);
        this.mailbox = mailbox;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.venue = broker instanceof LiveBroker live
                ? Optional.of(new VenueRound(ledger, config, client, live, mailbox, clock))
                : Optional.empty();
        this.pause = pause;
        this.ticks = new TickWatch(ledger, client);
        this.live = LiveWatch.of(ledger, config, client, broker, clock);
    }

    public void on(Tick tick) {
        Optional<Session> session = config.calendar().session(TradingCalendar.dateOf(tick.at()));
        if (session.isEmpty()) {
            return;
        }
        live.ifPresent(watch -> watch.kill(control.now()));
        Optional<RuntimeException> failed = new EachAccount(ledger, clock)
                .of(
                        config.accountsOf(client),
                        spec -> keeper.account(spec.name())
                                .ifPresent(account -> watch(spec, account, session.get(), tick.at())));
        Optional<RuntimeException> unseen = lookAtTicks(session.get(), tick.at());
        venue.ifPresent(this::lookUntilQuiet);
        // Last, for it may take its time: what is open has been looked after.
        live.ifPresent(watch -> watch.preflight(session.get()));
        failed.or(() -> venue.flatMap(VenueRound::trouble)).or(() -> unseen).ifPresent(trouble -> {
            throw trouble;
        });
    }

    /// Its trouble costs the venue no round.
    private Optional<RuntimeException> lookAtTicks(Session session, Instant at) {
        try {
            ticks.look(config.accountsOf(client), session, at);
            return Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.of(failed);
        }
    }

    private void lookUntilQuiet(VenueRound round) {
        Instant until = clock.instant().plus(LOOKS_FOR);
        boolean inFlight = round.look();
        while (inFlight && pause.again(until)) {
            inFlight = round.look();
        }
        round.tellUncovered();
    }

    private void watch(AccountSpec spec, Account account, Session session, Instant at) {
        account.working()
                .forEach(id -> ledger.get(Keys.order(spec.name(), id))
                        .map(item -> item.as(Order.class))
                        .ifPresent(this::settle));
        endLostDecision(spec, session, at);
        if (account.slots() > 0 && !isLeftByTheDeadMan()) {
            askAgain(spec, session, at);
            askUndoneAgain(spec, account.seq(), at);
            control.now().filter(Control::flatten).ifPresent(going -> control.flatten(going, spec));
        }
    }

    /// No order of ours would pass at a live client, and none is asked for.
    private boolean isLeftByTheDeadMan() {
        return venue.isPresent()
                && control.now().filter(now -> now.lock() != null).isPresent();
    }

    private void settle(Order order) {
        Instant now = clock.instant();
        switch (order.state()) {
            case RESERVED -> {
                if (now.isAfter(order.request().expiresAt())) {
                    orders.move(
                            order,
                            OrderState.EXPIRED,
                            List.of(new Reason("NEVER_SENT", Map.of())),
                            Optional.empty(),
                            "never sent");
                }
            }
            case SUBMITTING -> {
                if (now.isAfter(order.changedAt().plus(Duration.ofSeconds(30)))) {
                    orders.lookUp(order);
                }
            }
            case UNKNOWN -> resolve(order, now);
            case ACCEPTED, PARTIALLY_FILLED, FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> {
                // At the venue, or final: nothing hangs.
            }
        }
    }

    private void resolve(Order order, Instant now) {
        Order seen = orders.lookUp(order);
        // Without an answer just now nothing is proved: the venue's book may have been late before.
        boolean notFoundNow = seen.state() == OrderState.UNKNOWN && seen.lookUps() > order.lookUps();
        boolean settled = now.isAfter(order.request().expiresAt().plus(SETTLE));
        if (notFoundNow && seen.lookUps() >= LOOK_UPS && settled) {
            orders.move(
                    seen,
                    OrderState.NOT_PLACED,
                    List.of(new Reason("NEVER_FOUND", Map.of("lookUps", BigDecimal.valueOf(seen.lookUps())))),
                    Optional.empty(),
                    "looked up " + seen.lookUps() + " times, never found");
        }
    }

    /// A claim past its deadline is a hold. The model is not asked a second time. Each tick's
    /// decision is looked at in the five minutes after its deadline, until it is decided.
    private void endLostDecision(AccountSpec account, Session session, Instant at) {
        Instant due = at.minus(DecisionDesk.DECIDE_WITHIN);
        Optional<Instant> t = session.ticks().stream()
                .filter(tick -> tick.isBefore(due) && tick.isAfter(due.minus(LOOKED_FOR)))
                .reduce((first, second) -> second);
        if (t.isEmpty() || t.get().equals(decided.get(account.name()))) {
            return;
        }
        ledger.get(Keys.decision(account.name(), t.get()))
                .map(item -> item.as(DecisionMade.class))
                .ifPresent(decision -> {
                    if (decision.state() == DecisionMade.State.DECIDED) {
                        decided.put(account.name(), t.get());
                    } else if (clock.instant().isAfter(decision.deadline())) {
                        endLost(account, decision);
                    }
                });
    }

    private void endLost(AccountSpec account, DecisionMade claimed) {
        Instant now = clock.instant();
        Books books = keeper.whole(account.name(), now).orElseThrow();
        Write lost = Write.put(
                Decisions.item(Decisions.held(claimed, "DECISION_LOST")),
                new Condition.Equal("state", DecisionMade.State.CLAIMED.name()));
        Write alert = Alerts.write(new Alert(
                "DECISION_LOST",
                account.name(),
                account.name() + " claimed the decision of " + Keys.minute(claimed.t())
                        + " and did not finish it: it holds",
                Alert.Level.WARN,
                Map.of(),
                now));
        // Refused when it was decided after all, or the account is busy: the next minute looks again.
        keeper.save(books, Extra.with("DECISION_LOST", now, List.of(lost, alert)));
    }

    /// Closes that an advisor or an owner asked for and that never reached the venue, asked for
    /// once more each: for what is still free of their shares.
    private void askUndoneAgain(AccountSpec account, long seq, Instant at) {
        if (Long.valueOf(seq).equals(looked.get(account.name()))) {
            return;
        }
        Instant now = clock.instant();
        List<OrderRequested> again = new ArrayList<>();
        Set<Symbol> symbols = new HashSet<>();
        keeper.whole(account.name(), now).ifPresent(books -> {
            for (Item item : ledger.list(Keys.ofAccount(account.name()), "ORDER#", true, NEWEST_ORDERS)) {
                Order order = item.as(Order.class);
                boolean recent = order.request().t().isAfter(at.minus(ASKED_AGAIN_FOR));
                if (order.request().isExit()
                        && isUndone(order)
                        && recent
                        && symbols.add(order.request().symbol())) {
                    books.position(order.request().symbol())
                            .filter(position -> position.free() > 0
                                    && position.side() != order.request().side()
                                    && order.request().t().isAfter(position.openedAt()))
                            .map(position -> Exits.of(
                                    position,
                                    Math.min(position.free(), order.remaining()),
                                    order.request().t(),
                                    Exits.expiry(order.request().t(), now),
                                    "again:" + order.id(),
                                    order.request().because(),
                                    config))
                            .ifPresent(again::add);
                }
            }
        });
        new Outbox(mailbox).exits(again, client);
        looked.put(account.name(), seq);
    }

    /// What was cancelled was meant to be, unless the venue or its ladder's end did it; what the venue
    /// will refuse again is not asked for again.
    private static boolean isUndone(Order order) {
        String code =
                order.reasons().isEmpty() ? "" : order.reasons().getFirst().code();
        return switch (order.state()) {
            case EXPIRED, DENIED, NOT_PLACED -> true;
            case REJECTED -> !NOT_AGAIN.contains(code);
            case CANCELLED -> code.equals("CANCELLED_AT_VENUE");
            case RESERVED, SUBMITTING, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, FILLED -> false;
        };
    }

    /// Intraday positions that the square-off did not reach.
    private void askAgain(AccountSpec account, Session session, Instant at) {
        Instant due = session.close().minus(config.limits().squareOffBefore()).plus(Tick.DEADLINE_AFTER);
        if (account.product() == Product.INTRADAY && at.isAfter(due) && at.isBefore(session.close())) {
            keeper.whole(account.name(), clock.instant())
                    .ifPresent(books -> new Outbox(mailbox)
                            .exits(
                                    Exits.ofAll(
                                            books,
                                            at,
                                            clock.instant(),
                                            "square-off:" + session.date(),
                                            "intraday positions end today",
                                            config),
                                    client));
        }
    }
}
