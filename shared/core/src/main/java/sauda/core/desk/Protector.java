package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Side;
import sauda.events.Symbol;

/// Sees to it that each open share that no exit works on has a stop of equal size at the venue,
/// and that no exit meets a stop that could sell its shares a second time: a stop is cancelled,
/// the venue's book confirms it, and only then the exit is sent.
final class Protector {

    private static final int LOOKS = 6;
    private static final Duration MAKE_ROOM_WITHIN = Duration.ofSeconds(8);
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Duration NOT_AGAIN_FOR = Duration.ofSeconds(20);
    private static final int FAILURES = 2;
    private static final int NEWEST_ORDERS = 20;

    private final Ledger ledger;
    private final Config config;
    private final LiveBroker live;
    private final Sender sender;
    private final InstantSource clock;
    private final Pause pause;
    private final BookKeeper keeper;
    private final FillDesk fills;
    private final Prices prices;

    Protector(
            Ledger ledger, Config config, LiveBroker live, Sender sender, InstantSource clock, Pause pause) {
        this.ledger = ledger;
        this.config = config;
        this.live = live;
        this.sender = sender;
        this.clock = clock;
        this.pause = pause;
        this.keeper = new BookKeeper(ledger, config);
        this.fills = new FillDesk(ledger, config, clock);
        this.prices = new Prices(ledger, config, clock);
    }

    /// Sends a reserved order; an exit only once nothing else at the venue can sell its shares.
    /// Without the venue's word on that it stays reserved, and the watch asks again.
    Order send(Order reserved) {
        if (reserved.request().isEntry()) {
            return sender.submit(reserved);
        }
        boolean room = makeRoom(reserved);
        Order order = current(reserved);
        if (!room || order.state() != OrderState.RESERVED) {
            return order;
        }
        Order sent = sender.submit(order);
        cover(order.request().account(), nobody -> {});
        return sent;
    }

    private Order current(Order order) {
        return ledger.get(Keys.order(order.request().account(), order.id()))
                .orElseThrow()
                .as(Order.class);
    }

    private boolean makeRoom(Order exit) {
        Instant until = clock.instant().plus(MAKE_ROOM_WITHIN);
        for (int look = 0; look < LOOKS; look++) {
            try {
                fills.book(exit.request().account(), live.orders());
            } catch (BrokerUnavailable down) {
                return false;
            }
            Books books = keeper.whole(exit.request().account(), clock.instant())
                    .orElseThrow();
            List<Order> inTheWay = inTheWay(books, exit);
            if (inTheWay.isEmpty()) {
                return true;
            }
            inTheWay.stream().filter(order -> order.state().isAtVenue()).forEach(live::cancel);
            if (look > 0 && !pause.again(until)) {
                return false;
            }
        }
        return false;
    }

    /// All protections of the stock, unless what they may sell is free beside the exit.
    private static List<Order> inTheWay(Books books, Order exit) {
        Optional<Position> position = books.position(exit.request().symbol());
        List<Order> protections = protections(books, exit.request().symbol());
        if (position.isEmpty()) {
            return protections;
        }
        boolean unclear = protections.stream().anyMatch(order -> !order.state().isAtVenue());
        long stops = covered(protections.stream().filter(o -> o.request().isStop()).toList(), position.get());
        long targets =
                covered(protections.stream().filter(o -> !o.request().isStop()).toList(), position.get());
        return unclear || Math.max(stops, targets) > position.get().free() ? protections : List.of();
    }

    private static List<Order> protections(Books books, Symbol symbol) {
        return books.orders().stream()
                .filter(order -> order.request().isProtection()
                        && order.request().symbol().equals(symbol)
                        && !order.state().isFinal())
                .toList();
    }

    /// Shares of a position that these orders may sell. What came with an entry grows with it.
    private static long covered(List<Order> protections, Position position) {
        return protections.stream()
                .filter(order -> order.state().isAtVenue())
                .mapToLong(order -> Exits.isLeg(order.request()) ? position.open() : order.remaining())
                .sum();
    }

    /// Places what stops are missing for an account and cancels what stops are too many.
    ///
    /// @param ask asks for an exit of shares that a stop cannot protect any more
    void cover(String account, Consumer<OrderRequested> ask) {
        keeper.whole(account, clock.instant()).ifPresent(books -> {
            books.positions().stream()
                    .filter(position -> position.open() > 0)
                    .forEach(position -> cover(books, position, ask));
            cancelOrphans(books);
        });
    }

    private void cover(Books books, Position position, Consumer<OrderRequested> ask) {
        long missing = missing(books, position);
        if (missing < 0) {
            cancelExcess(books, position);
        }
        if (missing <= 0 || !isTrading()) {
            return;
        }
        long failed = recentFailures(position);
        if (failed < 0) {
            return;
        }
        Quote quote = prices.quoteFor(position, live);
        if (isBeyond(position, quote)) {
            ask.accept(leave(position, missing, "stop-passed:", "the stop was passed before it could rest"));
        } else if (failed >= FAILURES) {
            alert(position, missing);
            ask.accept(leave(position, missing, "unprotected:", "no stop can be placed at the venue"));
        } else {
            place(position, quote);
        }
    }

    /// Shares without a stop; below zero when stops could sell more than is free; zero while the
    /// fate of one is not known.
    private static long missing(Books books, Position position) {
        List<Order> stops = protections(books, position.symbol()).stream()
                .filter(order -> order.request().isStop())
                .toList();
        boolean unclear = stops.stream().anyMatch(order -> !order.state().isAtVenue());
        boolean covers = stops.stream().anyMatch(order -> Exits.isLeg(order.request()));
        // What came with the entry covers all of it: a stop of its own beside it is one too many.
        long wanted = covers ? position.open() : position.free();
        return unclear ? 0 : wanted - covered(stops, position);
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

    /// How many stops of the position the venue took not, of late; below zero right after one.
    private long recentFailures(Position position) {
        Instant now = clock.instant();
        List<Order> failed =
                ledger.list(Keys.ofAccount(position.account()), "ORDER#", true, NEWEST_ORDERS).stream()
                        .map(item -> item.as(Order.class))
                        .filter(order -> order.request().cause().equals("stop:" + position.entry()))
                        .filter(order -> order.state() == OrderState.REJECTED
                                || order.state() == OrderState.NOT_PLACED
                                || order.state() == OrderState.DENIED)
                        .filter(order -> order.changedAt().isAfter(now.minus(RECENT)))
                        .toList();
        boolean justNow =
                failed.stream().anyMatch(order -> order.changedAt().isAfter(now.minus(NOT_AGAIN_FOR)));
        return justNow ? -1 : failed.size();
    }

    private void place(Position seen, Quote quote) {
        Prices.Stop stop = prices.stop(seen, quote);
        Optional<Order> reserved = Attempts.until("protecting " + seen.symbol(), () -> {
            Instant now = clock.instant();
            Books books = keeper.whole(seen.account(), now).orElseThrow();
            Optional<Position> position =
                    books.position(seen.symbol()).filter(found -> found.entry().equals(seen.entry()));
            long missing = position.map(found -> missing(books, found)).orElse(0L);
            if (missing <= 0) {
                return Optional.of(Optional.empty());
            }
            OrderRequested request = unused(position.orElseThrow(), missing, stop, now);
            books.protect(request, 0, stop.sent(), now);
            return keeper.save(books, Extra.plain(request.because(), now)) instanceof Saved.Done
                    ? Optional.of(Optional.of(books.order(request.id())))
                    : Optional.empty();
        });
        reserved.ifPresent(sender::submit);
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

    private void cancelExcess(Books books, Position position) {
        protections(books, position.symbol()).stream()
                .filter(order -> order.state().isAtVenue() && order.request().isStop())
                .filter(order -> !Exits.isLeg(order.request()))
                .reduce((first, second) -> second)
                .ifPresent(live::cancel);
    }

    /// A stop whose position is gone would open the opposite one.
    private void cancelOrphans(Books books) {
        books.orders().stream()
                .filter(order -> order.request().isProtection() && order.state().isAtVenue())
                .filter(order -> books.position(order.request().symbol())
                        .filter(position -> position.open() > 0
                                && order.request().cause().endsWith(position.entry().value()))
                        .isEmpty())
                .forEach(live::cancel);
    }

    /// Asks for an exit in place of stops.
    OrderRequested leave(Position position, long shares, String cause, String because) {
        Instant now = clock.instant();
        Instant t = ControlDesk.minuteOf(now);
        return Exits.of(position, shares, t, Exits.expiry(t, now), cause + position.entry(), because, config);
    }

    private void alert(Position position, long shares) {
        Instant now = clock.instant();
        ledger.commit(List.of(Alerts.write(new Alert(
                "UNPROTECTED",
                position.account(),
                shares + " shares of " + position.symbol() + " have no stop at the venue and cannot get one: they are"
                        + " left",
                Alert.Level.URGENT,
                Map.of("shares", BigDecimal.valueOf(shares)),
                ControlDesk.minuteOf(now)))));
    }
}
