package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;

/// Sees to it that each open share that no exit sells has a stop of equal size at the venue, and
/// that no exit meets a stop that could sell its shares a second time: a stop is cancelled, the
/// venue's book confirms it, and only then the exit is sent. Nothing is sold that the venue does
/// not have.
final class Protector {

    private static final int LOOKS = 6;
    private static final Duration MAKE_ROOM_WITHIN = Duration.ofSeconds(10);
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Duration NOT_AGAIN_FOR = Duration.ofSeconds(20);
    private static final Duration MOST_BETWEEN_CANCELS = Duration.ofMinutes(1);
    private static final int FAILURES = 2;
    private static final int NEWEST_ORDERS = 60;

    private final Ledger ledger;
    private final Config config;
    private final LiveBroker live;
    private final Sender sender;
    private final InstantSource clock;
    private final Pause pause;
    private final BookKeeper keeper;
    private final FillDesk fills;
    private final Prices prices;
    private final VenueEvidence evidence;
    private final Map<String, Asked> asked = new HashMap<>();

    Protector(Ledger ledger, Config config, LiveBroker live, Sender sender, InstantSource clock, Pause pause) {
        this.ledger = ledger;
        this.config = config;
        this.live = live;
        this.sender = sender;
        this.clock = clock;
        this.pause = pause;
        this.keeper = new BookKeeper(ledger, config);
        this.fills = new FillDesk(ledger, config, clock);
        this.prices = new Prices(ledger, config, clock);
        this.evidence = new VenueEvidence(ledger, config, live);
    }

    /// Sends a reserved order; an exit only once nothing else at the venue can sell its shares.
    /// Without the venue's word on that it stays reserved, and its shares keep or get their stop.
    Order send(Order reserved) {
        OrderRequested request = reserved.request();
        // Before any stop is taken away, and without it too where the venue has none to give.
        Optional<Sent> first = prices.first(reserved, live);
        if (first.isEmpty()) {
            return current(reserved);
        }
        Sent sent = first.get();
        if (!request.isExit() || clock.instant().isAfter(request.expiresAt())) {
            return sender.submit(reserved, sent);
        }
        boolean room = makeRoom(reserved);
        Order order = current(reserved);
        if (room && order.state() == OrderState.RESERVED) {
            order = sender.submit(
                    order, sent, books -> inTheWay(books, reserved).isEmpty());
        }
        coverTheRest(request.account());
        return order;
    }

    private Order current(Order order) {
        return ledger.get(Keys.order(order.request().account(), order.id()))
                .orElseThrow()
                .as(Order.class);
    }

    private boolean makeRoom(Order exit) {
        String account = exit.request().account();
        Instant until = clock.instant().plus(MAKE_ROOM_WITHIN);
        for (int look = 0; look < LOOKS && (look == 0 || pause.again(until) || look == 1); look++) {
            List<VenueOrder> rows;
            try {
                rows = live.orders();
            } catch (BrokerUnavailable down) {
                return false;
            }
            fills.book(account, rows);
            Books books = keeper.whole(account, clock.instant()).orElseThrow();
            // Somebody else may have sent it, or ended it: then the books do not list it any more.
            if (books.orders().stream()
                    .noneMatch(order -> order.id().equals(exit.id()) && order.state() == OrderState.RESERVED)) {
                return false;
            }
            List<Order> inTheWay = inTheWay(books, exit);
            if (inTheWay.isEmpty()
                    && isThere(account, exit.request().symbol(), exit.request().side(), rows)) {
                return true;
            }
            clear(inTheWay);
        }
        return false;
    }

    /// None is cancelled while the fate of one is not known: the exit could not go anyway.
    private void clear(List<Order> inTheWay) {
        if (inTheWay.stream().allMatch(order -> order.state().isAtVenue())) {
            inTheWay.forEach(this::cancel);
        }
    }

    private List<Order> inTheWay(Books books, Order exit) {
        return Coverage.of(books, exit.request().symbol(), clock.instant()).inTheWayOf(exit.remaining());
    }

    /// @param side of the order that would sell it
    private boolean isThere(String account, Symbol symbol, Side side, List<VenueOrder> rows) {
        String client = config.account(account).orElseThrow().client();
        return !evidence.isLeftElsewhere(client, symbol, side, rows, clock.instant())
                && evidence.notThere(client).map(gone -> !gone.contains(symbol)).orElse(true);
    }

    private void coverTheRest(String account) {
        try {
            cover(account, live.orders(), nobody -> {});
        } catch (BrokerUnavailable down) {
            // The watch looks within the minute.
        }
    }

    /// Places what stops are missing for an account and cancels what is too many.
    ///
    /// @param rows the venue's book, booked already
    /// @param ask  asks for an exit of shares that a stop cannot protect any more
    /// @return whether all that rests at the venue is as it should be
    boolean cover(String account, List<VenueOrder> rows, Consumer<OrderRequested> ask) {
        Optional<Books> books = keeper.whole(account, clock.instant());
        boolean settled = true;
        if (books.isPresent()) {
            for (Position position : books.get().positions()) {
                settled &= position.open() == 0 || cover(books.get(), position, rows, ask);
            }
            settled &= cancelOrphans(books.get());
        }
        return settled;
    }

    private boolean cover(Books books, Position position, List<VenueOrder> rows, Consumer<OrderRequested> ask) {
        Coverage coverage = Coverage.of(books, position.symbol(), clock.instant());
        if (coverage.selling() > coverage.open()) {
            coverage.exits().stream().filter(order -> order.state().isAtVenue()).forEach(this::cancel);
            return false;
        }
        if (coverage.excess() > 0) {
            cancelExcess(coverage);
            return false;
        }
        List<Order> tooLarge = tooLarge(coverage, position, rows);
        if (!tooLarge.isEmpty()) {
            tooLarge.forEach(this::cancel);
            return false;
        }
        if (coverage.missing() == 0 || coverage.making() || !isTrading()) {
            return !coverage.isUnclear();
        }
        protect(position, coverage, rows, ask);
        return false;
    }

    /// What came with an entry and rests for more than is left, as when its owner sold some by hand.
    private static List<Order> tooLarge(Coverage coverage, Position position, List<VenueOrder> rows) {
        long most = position.open() + position.waiting();
        return Stream.concat(coverage.stops().stream(), coverage.targets().stream())
                .filter(order -> order.state().isAtVenue() && Exits.isLeg(order.request()))
                .filter(order -> FillDesk.row(order, rows)
                        .filter(row -> !row.status().isFinal() && row.quantity() - row.filled() > most)
                        .isPresent())
                .toList();
    }

    private void protect(Position position, Coverage coverage, List<VenueOrder> rows, Consumer<OrderRequested> ask) {
        Failures failures = failures(position);
        if (failures.justNow()
                || !isThere(
                        position.account(), position.symbol(), position.side().opposite(), rows)) {
            return;
        }
        // A stop of its own knows nothing of a target that came with the entry.
        coverage.targets().stream().filter(order -> order.state().isAtVenue()).forEach(this::cancel);
        Quote quote = prices.quoteFor(position, live);
        long shares = Math.min(coverage.missing(), position.free());
        if (shares > 0 && isBeyond(position, quote)) {
            ask.accept(leave(position, shares, "stop-passed:", "the stop was passed before it could rest"));
        } else if (shares > 0 && failures.count() >= FAILURES) {
            ask.accept(leave(position, shares, "unprotected:", "no stop can be placed at the venue"));
        } else {
            place(position, quote);
        }
    }

    private boolean isTrading() {
        Instant now = clock.instant();
        return config.calendar()
                .session(TradingCalendar.dateOf(now))
                .filter(session -> session.isTrading(now))
                .isPresent();
    }

    private static boolean isBeyond(Position position, Quote quote) {
        return position.side() == Side.BUY
                ? !quote.last().above(position.stop())
                : !quote.last().below(position.stop());
    }

    /// @param count   stops of the position that the venue rejected of late
    /// @param justNow one of them a moment ago: it is not asked again at once
    private record Failures(long count, boolean justNow) {}

    private Failures failures(Position position) {
        Instant now = clock.instant();
        List<Order> failed = ledger.list(Keys.ofAccount(position.account()), "ORDER#", true, NEWEST_ORDERS).stream()
                .map(item -> item.as(Order.class))
                .filter(order -> order.request().cause().equals("stop:" + position.entry()))
                .filter(order -> order.state() == OrderState.REJECTED)
                .filter(order -> order.changedAt().isAfter(now.minus(RECENT)))
                .toList();
        return new Failures(
                failed.stream().filter(Protector::isForItself).count(),
                failed.stream().anyMatch(order -> order.changedAt().isAfter(now.minus(NOT_AGAIN_FOR))));
    }

    /// The venue did not want this stop; it was not just busy, or our login dead.
    private static boolean isForItself(Order rejected) {
        String code = rejected.reasons().getFirst().code();
        return !List.of(
                        LiveBroker.RATE_LIMITED,
                        LiveBroker.TOKEN_DEAD,
                        LiveBroker.IP_NOT_REGISTERED,
                        "SUBMIT_TOO_LATE",
                        "NOT_SENT")
                .contains(code);
    }

    private void place(Position seen, Quote quote) {
        Prices.Stop stop = prices.stop(seen, quote);
        Optional<Order> reserved = Attempts.until(
                "protecting " + seen.symbol(), () -> reserve(seen, stop).map(Reservation::order));
        reserved.ifPresent(order -> sender.submit(order, order.sent()));
    }

    /// @param order empty when no stop is missing any more
    private record Reservation(Optional<Order> order) {}

    private Optional<Reservation> reserve(Position seen, Prices.Stop stop) {
        Instant now = clock.instant();
        Books books = keeper.whole(seen.account(), now).orElseThrow();
        Optional<Position> position =
                books.position(seen.symbol()).filter(found -> found.entry().equals(seen.entry()));
        Coverage coverage = Coverage.of(books, seen.symbol(), now);
        if (position.isEmpty() || coverage.missing() == 0 || coverage.making()) {
            return Optional.of(new Reservation(Optional.empty()));
        }
        OrderRequested request = unused(position.get(), coverage.missing(), stop, now);
        books.protect(request, 0, stop.sent(), now);
        return keeper.save(books, Extra.plain(request.because(), now)) instanceof Saved.Done
                ? Optional.of(new Reservation(Optional.of(books.order(request.id()))))
                : Optional.empty();
    }

    /// The first id of this minute's stops that no order has.
    private OrderRequested unused(Position position, long shares, Prices.Stop stop, Instant now) {
        int sequence = 0;
        OrderRequested request = Exits.stop(position, shares, stop.trigger(), now, sequence, config);
        while (ledger.get(Keys.order(position.account(), request.id())).isPresent()) {
            request = Exits.stop(position, shares, stop.trigger(), now, ++sequence, config);
        }
        return request;
    }

    /// Stops of their own go before what came with the entry.
    private void cancelExcess(Coverage coverage) {
        List<Order> resting = coverage.stops().stream()
                .filter(order -> order.state().isAtVenue())
                .toList();
        resting.stream()
                .filter(order -> !Exits.isLeg(order.request()))
                .reduce((first, second) -> second)
                .or(() -> resting.stream().findFirst())
                .ifPresent(this::cancel);
    }

    /// A stop or target whose position is gone would open the opposite one.
    private boolean cancelOrphans(Books books) {
        List<Order> orphans = books.orders().stream()
                .filter(order -> order.request().isProtection() && order.state().isAtVenue())
                .filter(order -> books.position(order.request().symbol())
                        .filter(position -> position.open() > 0
                                && order.request()
                                        .cause()
                                        .endsWith(position.entry().value()))
                        .isEmpty())
                .toList();
        orphans.forEach(this::cancel);
        return orphans.isEmpty();
    }

    /// @param next when it may be asked again
    private record Asked(Instant next, Duration pause) {}

    /// Each time after twice as long: a cancel is one of the orders that the venue counts.
    void cancel(Order order) {
        Instant now = clock.instant();
        String venueId = String.valueOf(order.venueId());
        Asked before = asked.getOrDefault(venueId, new Asked(now, Duration.ofSeconds(1)));
        if (!now.isBefore(before.next())) {
            Duration twice = before.pause().multipliedBy(2);
            asked.put(
                    venueId,
                    new Asked(
                            now.plus(before.pause()),
                            twice.compareTo(MOST_BETWEEN_CANCELS) > 0 ? MOST_BETWEEN_CANCELS : twice));
            live.cancel(order);
        }
    }

    /// Asks for an exit in place of stops.
    OrderRequested leave(Position position, long shares, String cause, String because) {
        Instant now = clock.instant();
        Instant t = ControlDesk.minuteOf(now);
        return Exits.of(position, shares, t, Exits.expiry(t, now), cause + position.entry(), because, config);
    }
}
