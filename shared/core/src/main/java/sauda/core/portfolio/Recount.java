package sauda.core.portfolio;

import java.util.ArrayList;
import java.util.List;
import sauda.events.Account;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Rupees;

/// Counts an account's counters again from its orders and positions. They are kept one by
/// one as things happen; here they are added up.
public final class Recount {

    private Recount() {}

    /// What does not agree, one sentence each; empty when all does.
    ///
    /// @param books all open positions and working orders of an account
    public static List<String> breaks(Books books) {
        Account account = books.before();
        List<Position> positions = books.positions();
        List<String> breaks = new ArrayList<>();
        compare(breaks, "slots", account.slots(), positions.size());
        compare(breaks, "reserved cash", account.cash().reserved(), sum(books.orders(), Order::reserved));
        compare(breaks, "exposure", account.exposure(), exposure(books));
        for (Position position : positions) {
            long exits = books.orders().stream()
                    .filter(order -> order.request().isExit()
                            && !order.state().isFinal()
                            && order.request().symbol().equals(position.symbol()))
                    .mapToLong(Order::remaining)
                    .sum();
            compare(breaks, "shares reserved for exits of " + position.symbol(), position.exitReserved(), exits);
            if (position.exitReserved() > position.open()) {
                breaks.add("more shares of " + position.symbol() + " are reserved than open");
            }
        }
        for (OrderId id : account.working()) {
            if (books.order(id).state().isFinal()) {
                breaks.add("order " + id + " is final and still listed as working");
            }
        }
        return List.copyOf(breaks);
    }

    private static Rupees exposure(Books books) {
        Rupees waiting = sum(
                books.orders().stream()
                        .filter(order ->
                                order.request().isEntry() && !order.state().isFinal())
                        .toList(),
                order -> java.util.Objects.requireNonNull(order.request().limit())
                        .times(order.remaining()));
        return books.positions().stream().map(Position::cost).reduce(waiting, Rupees::plus);
    }

    private static Rupees sum(List<Order> orders, java.util.function.Function<Order, Rupees> part) {
        return orders.stream().map(part).reduce(Rupees.ZERO, Rupees::plus);
    }

    private static void compare(List<String> breaks, String what, Object kept, Object counted) {
        boolean same = kept instanceof Number a && counted instanceof Number b
                ? a.longValue() == b.longValue()
                : kept.equals(counted);
        if (!same) {
            breaks.add(what + " is " + kept + " but counts to " + counted);
        }
    }
}
