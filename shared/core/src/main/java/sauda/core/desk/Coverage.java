package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.portfolio.Books;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Symbol;

/// Who may sell the shares of one position at the venue just now. A reserved exit sells nothing
/// yet: its shares keep their stop until it is about to be sent.
///
/// @param open    shares of the position
/// @param exits   orders that sell them, sent and not over
/// @param stops   stops that may sell them, also those whose fate is not known
/// @param targets targets that may sell them
/// @param making  an exit is just making room for itself: its stop is being taken away
record Coverage(long open, List<Order> exits, List<Order> stops, List<Order> targets, boolean making) {

    /// Between its reservation and its sending an exit needs no longer.
    private static final Duration MAKES_ROOM_FOR = Duration.ofSeconds(15);

    static Coverage of(Books books, Symbol symbol, Instant now) {
        List<Order> working = books.orders().stream()
                .filter(order -> order.request().symbol().equals(symbol)
                        && !order.request().isEntry()
                        && !order.state().isFinal())
                .toList();
        return new Coverage(
                books.position(symbol).map(Position::open).orElse(0L),
                working.stream()
                        .filter(order -> order.request().isExit() && order.state() != OrderState.RESERVED)
                        .toList(),
                working.stream()
                        .filter(order -> order.request().isStop() && !isGone(order))
                        .toList(),
                working.stream()
                        .filter(order -> order.request().isProtection()
                                && !order.request().isStop())
                        .toList(),
                working.stream().anyMatch(order -> isMakingRoom(order, now)));
    }

    private static boolean isMakingRoom(Order order, Instant now) {
        return order.request().isExit()
                && order.state() == OrderState.RESERVED
                && now.isBefore(order.changedAt().plus(MAKES_ROOM_FOR));
    }

    /// A stop without an answer that was looked up in vain, minute after minute, is not there.
    private static boolean isGone(Order order) {
        return order.state() == OrderState.UNKNOWN && order.lookUps() >= WatchDesk.LOOK_UPS;
    }

    long selling() {
        return sum(exits);
    }

    /// Shares that must have a stop: those that no exit at the venue sells.
    long wanted() {
        return Math.max(0, open - selling());
    }

    long covered() {
        return covered(stops);
    }

    /// Shares without a stop.
    long missing() {
        return Math.max(0, wanted() - covered());
    }

    /// Shares that stops may sell beyond what there is to protect.
    long excess() {
        return Math.max(0, covered() - wanted());
    }

    boolean isUnclear() {
        return stops.stream().anyMatch(order -> !order.state().isAtVenue());
    }

    /// What could sell the shares of one more exit a second time.
    List<Order> inTheWayOf(long shares) {
        long left = open - selling() - shares;
        List<Order> inTheWay = new ArrayList<>();
        if (covered(targets) > left) {
            inTheWay.addAll(targets);
        }
        if (covered(stops) > left) {
            inTheWay.addAll(stops);
        }
        return List.copyOf(inTheWay);
    }

    /// What came with an entry covers all of it and grows with it.
    private long covered(List<Order> protections) {
        return protections.stream()
                .mapToLong(order -> Exits.isLeg(order.request()) ? open : order.remaining())
                .sum();
    }

    private static long sum(List<Order> orders) {
        return orders.stream().mapToLong(Order::remaining).sum();
    }
}
