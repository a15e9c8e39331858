package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.core.portfolio.Books;
import sauda.events.Denial;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.TradingState;

/// Books what a venue's order book says of an account's orders: that it has them, what was
/// filled, how they ended, and which stops and targets it made beside an entry. A row may come
/// early, late, twice or out of order: a fill has an id, and an ending is believed when row and
/// fills tell one story.
final class FillDesk {

    /// Orders that one commit takes in: each has its audit record, and there may be trades.
    private static final int AT_ONCE = 20;

    private final Ledger ledger;
    private final Config config;
    private final InstantSource clock;
    private final BookKeeper keeper;

    FillDesk(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
    }

    /// Books everything that is new of one account.
    void book(String account, List<VenueOrder> rows) {
        boolean more = true;
        while (more) {
            more = Attempts.until("booking the venue's rows of " + account, () -> once(account, rows));
        }
    }

    /// @return whether there may be more, or empty when overtaken
    private Optional<Boolean> once(String account, List<VenueOrder> rows) {
        Instant now = clock.instant();
        Optional<Books> whole = keeper.whole(account, now);
        if (whole.isEmpty()) {
            return Optional.of(false);
        }
        Books books = whole.get();
        follow(books, rows, now);
        // After the entry's own fills: whoever sees its shares sees their stop.
        adoptLegs(books, rows, now);
        follow(books, rows, now);
        boolean reduced = books.account().state() != books.before().state();
        if (books.changedOrders().isEmpty() && !reduced) {
            return Optional.of(false);
        }
        boolean full = books.changedOrders().size() >= AT_ONCE;
        return keeper.save(books, Extra.plain("as the venue's book has it", now)) instanceof Saved.Done
                ? Optional.of(full)
                : Optional.empty();
    }

    private static void follow(Books books, List<VenueOrder> rows, Instant now) {
        for (Order order : books.orders()) {
            if (books.changedOrders().size() < AT_ONCE) {
                row(order, rows)
                        .ifPresentOrElse(
                                row -> follow(books, order.id(), row, now), () -> endOfYesterday(books, order, now));
            }
        }
    }

    /// Orders are good for a day: the book of the next one does not know them any more.
    private static void endOfYesterday(Books books, Order order, Instant now) {
        boolean old = TradingCalendar.dateOf(order.request().expiresAt()).isBefore(TradingCalendar.dateOf(now));
        if (!old || Books.VENUE.equals(order.venueId())) {
            return;
        }
        List<Reason> over = List.of(new Reason("DAY_OVER", Map.of()));
        switch (order.state()) {
            case ACCEPTED, PARTIALLY_FILLED -> books.become(order.id(), OrderState.EXPIRED, over, null, now);
            case SUBMITTING, UNKNOWN -> books.become(order.id(), OrderState.NOT_PLACED, over, null, now);
            case RESERVED, FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> {
                // Not at the venue.
            }
        }
    }

    /// The row of an order: by the venue's id, else by ours; the venue may call an order otherwise
    /// later on. Legs have the name of their entry and are known by the venue's id alone.
    static Optional<VenueOrder> row(Order order, List<VenueOrder> rows) {
        return rows.stream()
                .filter(row -> row.venueId().equals(order.venueId()))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> !row.isLeg() && order.id().equals(row.id()))
                        .findFirst());
    }

    /// Stops and targets that came with an entry become orders of ours, once.
    private void adoptLegs(Books books, List<VenueOrder> rows, Instant now) {
        for (VenueOrder leg : rows) {
            // One that ended with shares counts though its fills are not told yet: it took shares.
            boolean over =
                    leg.status().isFinal() && leg.filled() == 0 && leg.fills().isEmpty();
            if (!leg.isLeg()
                    || leg.id() == null
                    || over
                    || books.changedOrders().size() >= AT_ONCE) {
                continue;
            }
            books.position(leg.symbol())
                    .filter(position -> position.entry().equals(leg.id()) && position.open() + leg.traded() > 0)
                    .filter(position -> books.orders().stream()
                            .noneMatch(order -> leg.venueId().equals(order.venueId())))
                    .map(position -> Exits.leg(position, leg, config))
                    .filter(request -> ledger.get(Keys.order(request.account(), request.id()))
                            .isEmpty())
                    .ifPresent(request -> books.venueProtection(
                            request, leg.venueId(), Sent.first(limit(request, leg), null, null, now), now));
        }
    }

    /// What a leg's stop fills at, the venue does not say: two steps of protection are taken for it.
    private Rupees limit(OrderRequested request, VenueOrder leg) {
        if (request.stop() == null) {
            return leg.limit() == null ? Objects.requireNonNull(request.target()) : leg.limit();
        }
        Rupees beyond = request.stop()
                .percent(config.live().protectionPercent())
                .times(2)
                .toPaisa();
        return request.side() == Side.SELL
                ? request.stop().minus(beyond)
                : request.stop().plus(beyond);
    }

    private static void follow(Books books, OrderId id, VenueOrder row, Instant now) {
        OrderState state = books.order(id).state();
        if (state == OrderState.RESERVED || state.isFinal()) {
            return;
        }
        if (!state.isAtVenue()) {
            books.become(id, OrderState.ACCEPTED, List.of(), row.venueId(), now);
        } else if (!row.venueId().equals(books.order(id).venueId())) {
            books.knownAs(id, row.venueId());
        }
        for (VenueFill fill : row.fills()) {
            fill(books, id, fill, now);
        }
        if (row.status().isFinal() && row.isComplete()) {
            end(books, id, row, now);
        }
    }

    private static void fill(Books books, OrderId id, VenueFill told, Instant now) {
        Order order = books.order(id);
        if (order.fills().stream().anyMatch(known -> known.id().equals(told.id()))) {
            return;
        }
        Optional<Position> position = books.position(order.request().symbol());
        long open = position.map(Position::open).orElse(0L);
        boolean closes = !order.request().isEntry();
        if (order.state().isFinal()
                || told.quantity() < 1
                || told.quantity() > order.remaining()
                || closes && told.quantity() > open) {
            // More than there is. Reconcile takes the account up again when the books agree.
            if (books.account().state() == TradingState.ACTIVE) {
                books.trading(
                        TradingState.REDUCING,
                        "RECONCILE_BREAK: fill " + told.id() + " of order " + id + " cannot be booked");
            }
            return;
        }
        if (order.request().isProtection()) {
            giveUpUnsent(books, position.orElseThrow(), told.quantity(), now);
        }
        books.fill(id, new Fill(told.id(), told.quantity(), told.price(), told.at(), kind(order)));
    }

    /// A stop took shares that an exit was about to ask for: what was not sent yet is not sent.
    private static void giveUpUnsent(Books books, Position position, long shares, Instant now) {
        long free = position.free();
        for (Order exit : books.orders()) {
            boolean unsent = exit.state() == OrderState.RESERVED
                    && exit.request().isExit()
                    && exit.request().symbol().equals(position.symbol());
            if (free < shares && unsent) {
                free += exit.remaining();
                books.become(
                        exit.id(),
                        OrderState.DENIED,
                        List.of(Reason.of(
                                Denial.NOTHING_TO_EXIT, Map.of("left", java.math.BigDecimal.valueOf(shares)))),
                        null,
                        now);
            }
        }
    }

    private static Fill.Kind kind(Order order) {
        return switch (order.request().purpose()) {
            case ENTRY -> Fill.Kind.ENTRY;
            case EXIT -> Fill.Kind.EXIT;
            case PROTECTION -> order.request().isStop() ? Fill.Kind.STOP : Fill.Kind.TARGET;
        };
    }

    private static void end(Books books, OrderId id, VenueOrder row, Instant now) {
        Order order = books.order(id);
        if (order.state().isFinal() || order.filled() < row.filled()) {
            return;
        }
        OrderState end = switch (row.status()) {
            case REJECTED -> OrderState.REJECTED;
            case EXPIRED -> OrderState.EXPIRED;
            // A leg that ended with fewer shares than its entry had asked for.
            case TRADED, CANCELLED, IN_TRANSIT, RESTING, TRIGGERED, STRANGE -> OrderState.CANCELLED;
        };
        books.become(id, end, List.of(reason(row)), null, now);
    }

    /// The venue's words begin with a code of ours, such as `NO_FUNDS: RMS:...`; the words stand in
    /// the venue's book, the code in ours.
    static Reason reason(VenueOrder row) {
        int colon = row.reason().indexOf(':');
        String code = colon < 0 ? row.reason() : row.reason().substring(0, colon);
        boolean coded = code.matches("[A-Z][A-Z0-9_]{2,40}") && !code.equals("RMS");
        String plain = row.status() == Status.REJECTED ? "REJECTED_AT_VENUE" : row.status() + "_AT_VENUE";
        return new Reason(coded ? code : plain, Map.of());
    }
}
