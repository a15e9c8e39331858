package sauda.core.desk;

import static sauda.core.desk.Reconciliation.figures;
import static sauda.core.desk.Reconciliation.found;
import static sauda.core.desk.Reconciliation.shares;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.core.desk.BothSides.Pair;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.core.portfolio.Books;
import sauda.events.Break;
import sauda.events.External;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Rupees;

/// What is wrong between our orders and the rows of the venue's book.
final class OrderBreaks {

    private final BothSides sides;
    private final List<Break> breaks = new ArrayList<>();

    private OrderBreaks(BothSides sides) {
        this.sides = sides;
    }

    static List<Break> of(BothSides sides) {
        OrderBreaks found = new OrderBreaks(sides);
        sides.orders().forEach(found::withoutRow);
        sides.pairs().forEach(found::pair);
        found.ids();
        found.legs();
        sides.externalRows().forEach(found::external);
        return List.copyOf(found.breaks);
    }

    private void withoutRow(Order order) {
        if (Books.VENUE.equals(order.venueId()) || sides.rowOf(order).isPresent()) {
            return;
        }
        long booked = sides.fillsOfToday(order).size();
        if (order.state().isAtVenue()) {
            add(
                    BreakCode.MISSING_AT_VENUE,
                    order,
                    "order " + order.id() + " is " + order.state() + " here and unknown at the venue",
                    Map.of());
        } else if (booked > 0) {
            add(
                    BreakCode.UNKNOWN_FILL,
                    order,
                    shares(order.filled()) + " of order " + order.id()
                            + " are booked here and the venue does not know the order",
                    figures(order.filled(), 0));
        }
    }

    private void pair(Pair pair) {
        sameRequest(pair);
        if (!pair.isUnderWay()) {
            sameFills(pair);
            sameState(pair);
            sameLimit(pair);
        }
    }

    private void sameRequest(Pair pair) {
        OrderRequested request = pair.order().request();
        VenueOrder row = pair.row();
        // A stop is made larger and smaller as it rests: its size is held against the position's.
        if (row.quantity() != request.quantity() && !request.isProtection()) {
            add(
                    BreakCode.QUANTITY_DIFFERS,
                    pair.order(),
                    "order " + request.id() + " is for " + shares(request.quantity()) + " here and for "
                            + row.quantity() + " at the venue",
                    figures(request.quantity(), row.quantity()));
        }
        if (row.side() != request.side()) {
            add(
                    BreakCode.SIDE_DIFFERS,
                    pair.order(),
                    "order " + request.id() + " is a " + request.side() + " here and a " + row.side() + " at the venue",
                    Map.of());
        }
        if (!row.symbol().equals(request.symbol())) {
            add(
                    BreakCode.STOCK_DIFFERS,
                    pair.order(),
                    "order " + request.id() + " is in " + request.symbol() + " here and in " + row.symbol()
                            + " at the venue",
                    Map.of());
        }
    }

    private void sameFills(Pair pair) {
        Order order = pair.order();
        long here = order.filled();
        long there = pair.row().traded();
        if (there > here) {
            add(
                    BreakCode.MISSING_FILL,
                    order,
                    "order " + order.id() + " has " + shares(here) + " filled here and " + there + " at the venue",
                    figures(here, there));
        } else if (there < here) {
            add(
                    BreakCode.UNKNOWN_FILL,
                    order,
                    "order " + order.id() + " has " + shares(here) + " filled here and only " + there + " at the venue",
                    figures(here, there));
        } else if (!order.turnover().equals(valueOf(pair.row()))) {
            Rupees value = valueOf(pair.row());
            add(
                    BreakCode.FILL_PRICE_DIFFERS,
                    order,
                    "the " + shares(here) + " of order " + order.id() + " are booked for ₹" + order.turnover()
                            + " and the venue says ₹" + value,
                    Map.of("here", order.turnover().amount(), "there", value.amount()));
        }
    }

    static Rupees valueOf(VenueOrder row) {
        return row.fills().stream().map(OrderBreaks::valueOf).reduce(Rupees.ZERO, Rupees::plus);
    }

    private static Rupees valueOf(VenueFill fill) {
        return fill.price().times(fill.quantity());
    }

    private void sameState(Pair pair) {
        Order order = pair.order();
        boolean over = pair.row().status().isFinal();
        if (over && !order.state().isFinal()) {
            String why = pair.row().reason().isEmpty() ? "" : ": " + pair.row().reason();
            add(
                    BreakCode.OVER_AT_VENUE,
                    order,
                    "order " + order.id() + " is " + order.state() + " here and "
                            + pair.row().status() + " at the venue" + why,
                    figures(order.filled(), pair.row().traded()));
        } else if (!over && order.state().isFinal()) {
            add(
                    BreakCode.WORKING_AT_VENUE,
                    order,
                    "order " + order.id() + " is " + order.state() + " here and still "
                            + pair.row().status() + " at the venue",
                    figures(order.filled(), pair.row().traded()));
        }
    }

    private void sameLimit(Pair pair) {
        Order order = pair.order();
        Rupees there = pair.row().limit();
        if (order.sent() == null
                || there == null
                || order.request().isProtection()
                || pair.row().status().isFinal()
                || there.equals(order.sent().limit())) {
            return;
        }
        add(
                BreakCode.LIMIT_DIFFERS,
                order,
                "order " + order.id() + " was given the limit ₹" + order.sent().limit() + " and rests at ₹" + there,
                Map.of("here", order.sent().limit().amount(), "there", there.amount()));
    }

    private void ids() {
        Map<OrderId, List<VenueOrder>> byId = new TreeMap<>();
        sides.rows().stream()
                .filter(row -> !row.isLeg())
                .forEach(row -> Optional.ofNullable(row.id())
                        .ifPresent(id ->
                                byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(row)));
        Map<OrderId, Order> ours = new TreeMap<>();
        sides.orders().forEach(order -> ours.put(order.id(), order));
        byId.forEach((id, rows) -> {
            Order order = ours.get(id);
            if (rows.size() > 1) {
                breaks.add(found(
                        BreakCode.DOUBLED_ORDER,
                        order == null
                                ? sides.accountsIn(rows.getFirst().symbol())
                                : List.of(order.request().account()),
                        id.value(),
                        "the venue has " + rows.size() + " orders of the one id " + id + ": "
                                + String.join(
                                        ", ",
                                        rows.stream().map(VenueOrder::venueId).toList()),
                        figures(1, rows.size())));
            }
            if (order == null) {
                VenueOrder row = rows.getFirst();
                breaks.add(found(
                        BreakCode.UNKNOWN_ORDER,
                        sides.accountsIn(row.symbol()),
                        id.value(),
                        "the venue has a " + row.side() + " of " + shares(row.quantity()) + " of " + row.symbol()
                                + " with our id " + id + ", which no account knows",
                        figures(0, row.quantity())));
            }
        });
    }

    private void legs() {
        for (VenueOrder leg : sides.legsWithoutOrder()) {
            if (leg.status().isFinal() && leg.traded() == 0) {
                continue;
            }
            String account = sides.accountOf(leg);
            breaks.add(found(
                    BreakCode.UNKNOWN_LEG,
                    account.isEmpty() ? sides.accountsIn(leg.symbol()) : List.of(account),
                    leg.venueId(),
                    "the venue has a " + leg.leg() + " of " + shares(leg.quantity()) + " of " + leg.symbol()
                            + " for order " + leg.id() + ", " + leg.traded() + " of them executed, which is not booked",
                    figures(0, leg.traded())));
        }
    }

    private void external(VenueOrder row) {
        long known = sides.known(row).map(External::filled).orElse(0L);
        String what = "the owner's " + row.side() + " of " + shares(row.quantity()) + " of " + row.symbol() + " ("
                + row.venueId() + ")";
        if (row.traded() > known) {
            breaks.add(found(
                    BreakCode.EXTERNAL_TRADE,
                    sides.accountsIn(row.symbol()),
                    row.venueId(),
                    what + " has " + row.traded() + " filled",
                    figures(known, row.traded())));
        } else if (sides.known(row).isEmpty() && !row.status().isFinal()) {
            breaks.add(found(
                    BreakCode.EXTERNAL_RESTING,
                    sides.accountsIn(row.symbol()),
                    row.venueId(),
                    what + " waits at the venue",
                    Map.of("there", BigDecimal.valueOf(row.quantity()))));
        }
    }

    private void add(BreakCode code, Order order, String said, Map<String, BigDecimal> numbers) {
        breaks.add(found(code, List.of(order.request().account()), order.id().value(), said, numbers));
    }
}
