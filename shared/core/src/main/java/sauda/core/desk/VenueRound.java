package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;

/// One look at a live venue, and what follows from it for every account of its client: fills are
/// booked, entries that had their time are cancelled, exits that wait get a worse limit, each open
/// share gets its stop. Done again within the minute while anything is in flight.
final class VenueRound {

    /// So many changes of one order the venue takes, and one more is refused.
    private static final int MOST_CHANGES = 24;

    /// Past the steps of its ladder an exit is priced anew so often.
    private static final Duration LATE_STEP = Duration.ofSeconds(50);

    private static final Duration RESEND_AFTER = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final Config config;
    private final LiveBroker live;
    private final InstantSource clock;
    private final Outbox outbox;
    private final String client;
    private final BookKeeper keeper;
    private final FillDesk fills;
    private final Sender sender;
    private final Protector protector;
    private final Prices prices;
    private final EachAccount each;
    private final Set<String> suspects = new HashSet<>();
    private Optional<RuntimeException> trouble = Optional.empty();

    VenueRound(Ledger ledger, Config config, String client, LiveBroker live, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.live = live;
        this.client = client;
        this.clock = clock;
        this.outbox = new Outbox(mailbox);
        this.keeper = new BookKeeper(ledger, config);
        this.fills = new FillDesk(ledger, config, clock);
        this.sender = new Sender(ledger, config, live, clock);
        this.protector = new Protector(ledger, config, live, sender, clock, Pause.NONE);
        this.prices = new Prices(ledger, config, clock);
        this.each = new EachAccount(ledger, clock);
    }

    /// @return whether anything is on its way: then it is worth another look soon
    boolean look() {
        List<VenueOrder> rows;
        try {
            rows = live.orders();
        } catch (BrokerUnavailable down) {
            Hold.forRefusal(new Reason(down.code(), Map.of()))
                    .ifPresent(hold -> new HoldDesk(ledger, config, clock).holdClient(client, hold));
            return true;
        }
        boolean[] inFlight = {false};
        Optional<RuntimeException> failed =
                each.of(config.accountsOf(client), account -> inFlight[0] |= look(account, rows));
        trouble = trouble.or(() -> failed);
        return inFlight[0] || failed.isPresent();
    }

    /// The first trouble that an account had in the looks so far; told once.
    Optional<RuntimeException> trouble() {
        Optional<RuntimeException> had = trouble;
        trouble = Optional.empty();
        return had;
    }

    private boolean look(AccountSpec account, List<VenueOrder> rows) {
        fills.book(account.name(), rows);
        if (keeper.account(account.name()).isEmpty()) {
            return false;
        }
        boolean ghosts = cancelGhosts(account.name(), rows);
        Books books = keeper.whole(account.name(), clock.instant()).orElseThrow();
        if (books.orders().isEmpty() && books.positions().isEmpty()) {
            return false;
        }
        boolean settled = !ghosts;
        Optional<Control.Lock> lock = new ControlChain(ledger).now().map(Control::lock);
        if (isTrading() && lock.isEmpty()) {
            books.orders().forEach(order -> tend(books, order));
            leaveWhereDue(books);
            settled &= protector.cover(account.name(), rows, this::ask);
        } else if (isTrading()
                && !TradingCalendar.dateOf(lock.get().at()).equals(TradingCalendar.dateOf(clock.instant()))) {
            // What was kept from before the lock has its stops; nothing else of ours passes.
            settled &= protector.cover(account.name(), rows, _ -> {});
        }
        return !settled
                || keeper.whole(account.name(), clock.instant()).orElseThrow().orders().stream()
                        .anyMatch(order -> !order.request().isProtection()
                                || !order.state().isAtVenue());
    }

    private boolean isTrading() {
        Instant now = clock.instant();
        return config.calendar()
                .session(TradingCalendar.dateOf(now))
                .filter(session -> session.isTrading(now))
                .isPresent();
    }

    /// Orders of ours that are over here, without having been filled, and alive there: the venue's
    /// book was late by more than we wait. Seen in two looks they are cancelled, and people are told.
    ///
    /// @return whether there are any
    private boolean cancelGhosts(String account, List<VenueOrder> rows) {
        boolean any = false;
        for (VenueOrder row : rows) {
            if (row.id() == null || row.status().isFinal() || row.isLeg() || !row.isComplete()) {
                continue;
            }
            Optional<Order> ghost = ledger.get(Keys.order(account, row.id()))
                    .map(item -> item.as(Order.class))
                    .filter(order -> order.state().isFinal() && order.state() != OrderState.FILLED);
            any |= ghost.isPresent();
            ghost.filter(order -> !suspects.add(row.venueId())).ifPresent(order -> {
                protector.cancel(order.at(row.venueId()));
                alert(
                        "GHOST_ORDER",
                        account,
                        "order " + order.id() + " is " + order.state() + " here and alive at the venue: it is"
                                + " cancelled",
                        Map.of("shares", BigDecimal.valueOf(row.quantity())));
            });
        }
        return any;
    }

    private void tend(Books books, Order order) {
        if (order.state() == OrderState.RESERVED) {
            sendOrEnd(order);
        } else if (order.state().isAtVenue()) {
            switch (order.request().purpose()) {
                case ENTRY -> endWhereDue(books, order);
                case EXIT -> reprice(order);
                case PROTECTION -> {
                    // It rests until its price comes, or until an exit wants its shares.
                }
            }
        }
    }

    /// What leaves or protects and was reserved by a function that died, or could not make room, is
    /// taken up again while it may still be sent.
    private void sendOrEnd(Order reserved) {
        Instant now = clock.instant();
        OrderRequested request = reserved.request();
        if (now.isAfter(request.expiresAt())) {
            sender.move(
                    reserved,
                    OrderState.EXPIRED,
                    List.of(new Reason("NEVER_SENT", Map.of())),
                    Optional.empty(),
                    "never sent");
        } else if (!request.isEntry() && now.isAfter(reserved.changedAt().plus(RESEND_AFTER))) {
            protector.send(reserved);
        }
    }

    /// An entry ends when it had its time, and when its first shares are being left already.
    private void endWhereDue(Books books, Order entry) {
        Instant until = entry.request().t().plus(config.live().entryLifetime());
        Symbol symbol = entry.request().symbol();
        boolean leaving = !Coverage.of(books, symbol, clock.instant()).exits().isEmpty();
        long open = books.position(symbol).map(Position::open).orElse(0L);
        if (!clock.instant().isBefore(until) || leaving || open < entry.filled()) {
            protector.cancel(entry);
        }
    }

    /// The ladder: each new limit lies one step further from the last price. When its steps are
    /// used up people are told, and it follows the price at its widest step, as often as the venue
    /// allows; then it is cancelled, and asked for anew.
    private void reprice(Order exit) {
        Sent sent = exit.sent();
        // Without a price of ours it is the owner's own order.
        if (sent == null) {
            return;
        }
        boolean stuck = sent.changes() >= config.live().repriceMost();
        Instant due = sent.at().plus(stuck ? LATE_STEP : config.live().repriceAfter());
        if (clock.instant().isBefore(due)) {
            return;
        }
        if (stuck) {
            tell(exit, sent);
        }
        if (sent.changes() >= MOST_CHANGES) {
            protector.cancel(exit);
        } else {
            prices.next(exit, live).ifPresent(next -> sender.reprice(exit, next, live));
        }
    }

    private void tell(Order exit, Sent sent) {
        OrderRequested request = exit.request();
        alert(
                "EXIT_STUCK",
                request.account(),
                exit.remaining() + " shares of " + request.symbol() + " cannot be left: limit " + sent.limit()
                        + " after " + sent.changes() + " changes; see whether the stock is locked at its circuit",
                Map.of(
                        "shares", BigDecimal.valueOf(exit.remaining()),
                        "limit", sent.limit().amount(),
                        "changes", BigDecimal.valueOf(sent.changes())));
    }

    private void alert(String code, String account, String text, Map<String, BigDecimal> numbers) {
        ledger.commit(List.of(Alerts.write(
                new Alert(code, account, text, Alert.Level.URGENT, numbers, ControlDesk.minuteOf(clock.instant())))));
    }

    /// Positions whose target the venue does not watch, and stops that the price jumped over so
    /// that they cannot be filled at their limit any more.
    private void leaveWhereDue(Books books) {
        List<Position> held = books.positions().stream()
                .filter(position -> position.free() > 0)
                .toList();
        Map<Symbol, Quote> quotes =
                prices.quotes(held.stream().map(Position::symbol).toList(), live);
        for (Position position : held) {
            Quote quote = quotes.get(position.symbol());
            if (quote == null) {
                continue;
            }
            Coverage coverage = Coverage.of(books, position.symbol(), clock.instant());
            if (coverage.targets().isEmpty() && isReached(position, quote)) {
                ask(protector.leave(position, position.free(), "target:", "target " + position.target()));
            } else if (isJumped(coverage.stops(), position, quote)) {
                ask(protector.leave(
                        position, position.free(), "stop-jumped:", "the price is beyond the limit of the stop"));
            }
        }
    }

    private static boolean isReached(Position position, Quote quote) {
        return position.side() == Side.BUY
                ? !quote.last().below(position.target())
                : !quote.last().above(position.target());
    }

    private static boolean isJumped(List<Order> stops, Position position, Quote quote) {
        return stops.stream()
                .filter(order -> order.state().isAtVenue() && order.sent() != null)
                .map(order -> Objects.requireNonNull(order.sent()).limit())
                .anyMatch(limit -> position.side() == Side.BUY
                        ? quote.last().below(limit)
                        : quote.last().above(limit));
    }

    private void ask(OrderRequested exit) {
        outbox.exits(List.of(exit), client);
    }

    /// Tells people of shares that are without a stop when the minute's looks are over.
    void tellUncovered() {
        if (!isTrading()) {
            return;
        }
        Optional<RuntimeException> failed = each.of(
                config.accountsOf(client),
                account -> keeper.whole(account.name(), clock.instant())
                        .ifPresent(books -> books.positions().forEach(position -> {
                            Coverage coverage = Coverage.of(books, position.symbol(), clock.instant());
                            // What an exit without an answer may sell has no stop either.
                            long unclear = coverage.exits().stream()
                                    .filter(order -> !order.state().isAtVenue())
                                    .mapToLong(Order::remaining)
                                    .sum();
                            long missing = coverage.missing() + unclear;
                            if (missing > 0) {
                                alert(
                                        "UNPROTECTED",
                                        account.name(),
                                        missing + " shares of " + position.symbol() + " have no stop at the venue",
                                        Map.of("shares", BigDecimal.valueOf(missing)));
                            }
                        })));
        trouble = trouble.or(() -> failed);
    }
}
