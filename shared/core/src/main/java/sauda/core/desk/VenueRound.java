package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Position;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;

/// One look at a live venue, and what follows from it for every account of its client: fills are
/// booked, entries that had their time are cancelled, exits that wait get a worse limit, each open
/// share gets its stop. Done again within the minute while anything is in flight.
final class VenueRound {

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
    }

    /// @return whether anything is on its way: then it is worth another look soon
    boolean look() {
        List<VenueOrder> rows;
        try {
            rows = live.orders();
        } catch (BrokerUnavailable down) {
            return true;
        }
        boolean inFlight = false;
        for (AccountSpec account : config.accountsOf(client)) {
            inFlight |= look(account.name(), rows);
        }
        return inFlight;
    }

    private boolean look(String account, List<VenueOrder> rows) {
        fills.book(account, rows);
        if (keeper.account(account).filter(book -> !book.working().isEmpty() || book.slots() > 0).isEmpty()) {
            return false;
        }
        Books books = keeper.whole(account, clock.instant()).orElseThrow();
        books.orders().stream().filter(order -> order.state().isAtVenue()).forEach(this::tend);
        leaveWhereDue(books);
        protector.cover(account, this::ask);
        return keeper.whole(account, clock.instant()).orElseThrow().orders().stream()
                .anyMatch(order -> !order.request().isProtection() || !order.state().isAtVenue());
    }

    private void tend(Order order) {
        switch (order.request().purpose()) {
            case ENTRY -> endWhenOld(order);
            case EXIT -> reprice(order);
            case PROTECTION -> {
                // It rests until its price comes, or until an exit wants its shares.
            }
        }
    }

    private void endWhenOld(Order entry) {
        Instant until = entry.request().t().plus(config.live().entryLifetime());
        if (!clock.instant().isBefore(until)) {
            live.cancel(entry);
        }
    }

    /// The ladder: each new limit lies one step further from the last price. When its steps are
    /// used up people are told, and it stays where it is.
    private void reprice(Order exit) {
        Sent sent = exit.sent();
        // Without a price of ours it is the owner's own order.
        if (sent == null || clock.instant().isBefore(sent.at().plus(config.live().repriceAfter()))) {
            return;
        }
        if (sent.changes() >= config.live().repriceMost()) {
            tell(exit, sent);
        } else {
            prices.next(exit, live).ifPresent(next -> sender.reprice(exit, next, live));
        }
    }

    private void tell(Order exit, Sent sent) {
        OrderRequested request = exit.request();
        ledger.commit(List.of(Alerts.write(new Alert(
                "EXIT_STUCK",
                request.account(),
                exit.remaining() + " shares of " + request.symbol() + " cannot be left: limit " + sent.limit()
                        + " after " + sent.changes() + " changes; see whether the stock is locked at its circuit",
                Alert.Level.URGENT,
                Map.of(
                        "shares", BigDecimal.valueOf(exit.remaining()),
                        "limit", sent.limit().amount(),
                        "changes", BigDecimal.valueOf(sent.changes())),
                ControlDesk.minuteOf(clock.instant())))));
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
            List<Order> protections = protections(books, position.symbol());
            boolean hasTarget = protections.stream().anyMatch(order -> !order.request().isStop());
            if (!hasTarget && isReached(position, quote)) {
                ask(protector.leave(position, position.free(), "target:", "target " + position.target()));
            } else if (isJumped(protections, position, quote)) {
                ask(protector.leave(
                        position, position.free(), "stop-jumped:", "the price is beyond the limit of the stop"));
            }
        }
    }

    private static List<Order> protections(Books books, Symbol symbol) {
        return books.orders().stream()
                .filter(order -> order.request().isProtection()
                        && order.request().symbol().equals(symbol)
                        && order.state().isAtVenue())
                .toList();
    }

    private static boolean isReached(Position position, Quote quote) {
        return position.side() == Side.BUY
                ? !quote.last().below(position.target())
                : !quote.last().above(position.target());
    }

    private static boolean isJumped(List<Order> protections, Position position, Quote quote) {
        return protections.stream()
                .filter(order -> order.request().isStop() && order.sent() != null)
                .map(order -> Objects.requireNonNull(order.sent()).limit())
                .anyMatch(limit -> position.side() == Side.BUY
                        ? quote.last().below(limit)
                        : quote.last().above(limit));
    }

    private void ask(OrderRequested exit) {
        outbox.exits(List.of(exit), client);
    }
}
