package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.events.Symbol;

/// Every order and every trade of one client, since the fake began.
final class OrderBook {

    private final Map<String, VenueOrder> orders = new LinkedHashMap<>();
    private final List<SuperOrder> supers = new ArrayList<>();
    private final List<VenueTrade> trades = new ArrayList<>();
    private final Map<String, ObjectNode> frozen = new HashMap<>();
    private @Nullable Instant frozenUntil;

    void add(VenueOrder order) {
        orders.put(order.id(), order);
    }

    void add(SuperOrder order) {
        supers.add(order);
        add(order.entry());
        add(order.target());
        add(order.stop());
    }

    void add(VenueTrade trade) {
        trades.add(trade);
    }

    SequencedCollection<VenueOrder> all() {
        return List.copyOf(orders.values());
    }

    List<VenueTrade> trades() {
        return List.copyOf(trades);
    }

    Stream<VenueTrade> tradesOn(LocalDate date) {
        return trades.stream().filter(trade -> IndianTime.date(trade.at()).equals(date));
    }

    Optional<VenueOrder> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    Optional<SuperOrder> findSuper(String id) {
        return supers.stream().filter(order -> order.entry().id().equals(id)).findFirst();
    }

    /// The newest order of that name; the legs of a super order stand behind its entry.
    Optional<VenueOrder> newest(String correlationId) {
        return orders.values().stream()
                .filter(order -> order.correlationId().equals(correlationId) && !order.isExitLeg())
                .reduce((first, second) -> second);
    }

    /// What belongs to the day: its orders and those that came over from before.
    List<VenueOrder> of(LocalDate date) {
        return orders.values().stream()
                .filter(order -> !order.isExitLeg() || order.quantity() > 0)
                .filter(order -> isOf(order, date))
                .toList();
    }

    List<SuperOrder> supersOf(LocalDate date) {
        return supers.stream().filter(order -> isOf(order.entry(), date)).toList();
    }

    private static boolean isOf(VenueOrder order, LocalDate date) {
        return IndianTime.date(order.createdAt()).equals(date)
                || IndianTime.date(order.updatedAt()).equals(date)
                || order.isWaitingForTheOpen();
    }

    List<VenueOrder> inTransit() {
        return orders.values().stream().filter(VenueOrder::isInTransit).toList();
    }

    List<VenueOrder> waitingForTheOpen() {
        return orders.values().stream().filter(VenueOrder::isWaitingForTheOpen).toList();
    }

    List<VenueOrder> working() {
        return orders.values().stream().filter(VenueOrder::isWorking).toList();
    }

    List<VenueOrder> working(Symbol symbol) {
        return orders.values().stream()
                .filter(order -> order.symbol().equals(symbol) && order.isWorking())
                .toList();
    }

    List<SuperOrder> livingSupers() {
        return supers.stream()
                .filter(order -> !order.isEntryOver() || order.open() > 0)
                .toList();
    }

    // A book that goes stale

    void freeze(Instant until) {
        frozen.clear();
        frozenUntil = until;
    }

    boolean isFrozen(Instant now) {
        return frozenUntil != null && now.isBefore(frozenUntil);
    }

    void freeze(String key, ObjectNode row) {
        frozen.put(key, row);
    }

    /// The row as it is, or as it was when the book froze; what came since is in transit.
    ObjectNode shown(String key, ObjectNode row, Instant now) {
        return isFrozen(now) ? frozen.computeIfAbsent(key, _ -> inTransit(row)) : row;
    }

    private static ObjectNode inTransit(ObjectNode row) {
        return row.deepCopy()
                .put("orderStatus", OrderStatus.TRANSIT.name())
                .put("filledQty", 0)
                .put("averageTradedPrice", 0.0)
                .put("remainingQuantity", row.path("quantity").asLong());
    }
}
