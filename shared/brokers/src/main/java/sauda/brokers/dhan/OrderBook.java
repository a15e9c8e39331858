package sauda.brokers.dhan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.brokers.dhan.SuperRow.LegRow;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.OrderId;

/// The orders of a day, joined from the three lists that Dhan keeps of them. Pure.
record OrderBook(List<OrderRow> orders, List<SuperRow> supers, List<TradeRow> trades, Stocks stocks) {

    OrderBook {
        orders = List.copyOf(orders);
        supers = List.copyOf(supers);
        trades = List.copyOf(trades);
    }

    /// Every order once, oldest first. A leg stands as a row of its own behind its
    /// parent.
    List<VenueOrder> rows() {
        List<VenueOrder> rows = new ArrayList<>();
        for (OrderRow order : orders) {
            if (superOf(order).isEmpty()) {
                rows.add(plain(order));
            }
        }
        for (SuperRow row : supers) {
            VenueOrder entry = entry(row);
            rows.add(entry);
            row.legs().forEach(leg -> rows.add(leg(row, leg, entry)));
        }
        rows.sort(Comparator.comparing(VenueOrder::createdAt).thenComparing(VenueOrder::venueId));
        return List.copyOf(rows);
    }

    /// The super order that a row of the plain list belongs to, as its entry or as a leg.
    private Optional<SuperRow> superOf(OrderRow order) {
        return supers.stream()
                .filter(row -> isEntryOf(row, order) || isLegOf(row, order))
                .findFirst();
    }

    private static boolean isEntryOf(SuperRow row, OrderRow order) {
        return order.leg() == Leg.NONE && order.orderId().equals(row.entry().orderId());
    }

    private static boolean isLegOf(SuperRow row, OrderRow order) {
        return row.legs().stream().anyMatch(leg -> isSame(row, leg, order));
    }

    private static boolean isSame(SuperRow row, LegRow leg, OrderRow order) {
        boolean hasOwnId = !leg.orderId().equals(row.entry().orderId());
        boolean sameId = order.orderId().equals(leg.orderId());
        return sameId && (hasOwnId || order.leg() == leg.leg());
    }

    /// A leg without its super order is nobody's: it must not pass for the order whose
    /// id it carries.
    private VenueOrder plain(OrderRow order) {
        return row(
                VenueId.plain(order.orderId()).text(),
                order.leg() == Leg.NONE ? idOf(order) : null,
                order,
                order.status(),
                fills(trade -> trade.orderId().equals(order.orderId())),
                Leg.NONE,
                null);
    }

    private VenueOrder entry(SuperRow row) {
        OrderRow entry = orders.stream()
                .filter(order -> isEntryOf(row, order))
                .findFirst()
                .orElse(row.entry());
        // The list of super orders alone knows that all of it is done.
        Status status = row.entry().status() == Status.TRADED ? Status.TRADED : entry.status();
        return row(
                VenueId.ofSuper(entry.orderId()).text(),
                idOf(row.entry()) == null ? idOf(entry) : idOf(row.entry()),
                entry,
                status,
                fills(trade -> trade.orderId().equals(entry.orderId()) && trade.side() == entry.side()),
                Leg.NONE,
                null);
    }

    private VenueOrder leg(SuperRow row, LegRow leg, VenueOrder entry) {
        Optional<OrderRow> own =
                orders.stream().filter(order -> isSame(row, leg, order)).findFirst();
        List<VenueFill> fills = fills(trade -> isOf(row, leg, trade));
        Status said = own.map(OrderRow::status).filter(Status::isFinal).orElse(leg.status());
        Status status = said == Status.RESTING && entry.filled() == 0 && fills.isEmpty() ? Status.IN_TRANSIT : said;
        long quantity = own.map(OrderRow::quantity).filter(shares -> shares > 0).orElse(leg.quantity());
        long filled = own.map(OrderRow::filled)
                .orElseGet(() -> status == Status.TRADED
                        ? quantity
                        : fills.stream().mapToLong(VenueFill::quantity).sum());
        VenueId parent = VenueId.ofSuper(row.entry().orderId());
        return new VenueOrder(
                parent.leg(leg.leg()).text(),
                entry.id(),
                entry.symbol(),
                leg.side(),
                quantity,
                filled,
                status,
                fills,
                leg.leg(),
                parent.text(),
                own.map(OrderRow::limit).orElse(leg.price()),
                leg.leg() == Leg.STOP ? own.map(OrderRow::trigger).orElse(leg.price()) : null,
                own.map(OrderRow::reason).orElse(""),
                own.map(OrderRow::createdAt).orElse(entry.createdAt()));
    }

    /// Whether a fill is a leg's: by its own id, or by side where legs share their
    /// parent's; where both legs do, it is that of the one which fired.
    private static boolean isOf(SuperRow row, LegRow leg, TradeRow trade) {
        if (!trade.orderId().equals(leg.orderId()) || trade.side() != leg.side()) {
            return false;
        }
        List<LegRow> alike = row.legs().stream()
                .filter(other -> other.orderId().equals(leg.orderId()))
                .toList();
        return alike.size() == 1
                || leg.equals(
                        alike.stream().filter(OrderBook::hasFired).findFirst().orElse(alike.getFirst()));
    }

    private static boolean hasFired(LegRow leg) {
        return leg.status() == Status.TRADED || leg.status() == Status.TRIGGERED || leg.triggered() > 0;
    }

    private interface Which {
        boolean is(TradeRow trade);
    }

    private List<VenueFill> fills(Which which) {
        return trades.stream()
                .filter(which::is)
                .map(TradeRow::fill)
                .sorted(Comparator.comparing(VenueFill::at).thenComparing(VenueFill::id))
                .toList();
    }

    private VenueOrder row(
            String venueId,
            @Nullable OrderId id,
            OrderRow order,
            Status status,
            List<VenueFill> fills,
            Leg leg,
            @Nullable String parent) {
        return new VenueOrder(
                venueId,
                id,
                stocks.symbol(order.segment(), order.securityId(), order.tradingSymbol()),
                order.side(),
                order.quantity(),
                order.filled(),
                status,
                fills,
                leg,
                parent,
                order.limit(),
                order.trigger(),
                order.reason(),
                order.createdAt());
    }

    /// Our id, null for an order that is not ours.
    private static @Nullable OrderId idOf(OrderRow order) {
        String sender = order.correlationId();
        if (sender == null) {
            return null;
        }
        try {
            return new OrderId(sender);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    /// The newest order that carries our id, legs left out; several may.
    static Optional<OrderRow> newest(List<OrderRow> orders, OrderId id) {
        return orders.stream()
                .filter(order -> order.leg() == Leg.NONE && order.isFrom(id.value()))
                .max(Comparator.comparing(OrderRow::createdAt).thenComparing(OrderRow::orderId));
    }
}
