package sauda.core.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Order;
import sauda.events.OrderId;

/// Orders of ours, each once, and the rows of the venue's book that are theirs; worked out once,
/// for both lists grow all day.
///
/// @param orders those of today and those that still work, by id
/// @param rows   by the order's id
record Matched(List<Order> orders, Map<OrderId, VenueOrder> rows) {

    Matched {
        orders = List.copyOf(orders);
        rows = Map.copyOf(rows);
    }

    static Matched of(List<Books> books, List<Order> today, List<VenueOrder> rows) {
        Map<OrderId, Order> all = new HashMap<>();
        today.forEach(order -> all.put(order.id(), order));
        books.forEach(book -> book.orders().forEach(order -> all.put(order.id(), order)));
        List<Order> orders =
                all.values().stream().sorted(Comparator.comparing(Order::id)).toList();
        Map<OrderId, List<VenueOrder>> byId = new HashMap<>();
        Map<String, VenueOrder> legs = new HashMap<>();
        for (VenueOrder row : rows) {
            if (row.isLeg()) {
                legs.putIfAbsent(row.venueId(), row);
            } else if (row.id() != null) {
                byId.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row);
            }
        }
        Map<OrderId, VenueOrder> matched = new HashMap<>();
        orders.forEach(order -> rowOf(order, byId.getOrDefault(order.id(), List.of()), legs)
                .ifPresent(row -> matched.put(order.id(), row)));
        return new Matched(orders, matched);
    }

    /// A leg is known by its venue id, every other row by our id; of two rows with one id it is
    /// the one that was acknowledged.
    private static Optional<VenueOrder> rowOf(Order order, List<VenueOrder> named, Map<String, VenueOrder> legs) {
        Optional<VenueOrder> leg =
                order.venueId() == null ? Optional.empty() : Optional.ofNullable(legs.get(order.venueId()));
        return leg.or(() -> named.stream()
                        .filter(row -> row.venueId().equals(order.venueId()))
                        .findFirst())
                .or(() -> named.stream().findFirst());
    }
}
