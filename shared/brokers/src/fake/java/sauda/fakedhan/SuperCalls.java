package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// `/super/orders`: an entry with a target and a stop.
final class SuperCalls {

    private final Venue venue;
    private final Answers answers;
    private final OrderCalls orders;

    SuperCalls(Venue venue, Answers answers, OrderCalls orders) {
        this.venue = venue;
        this.answers = answers;
        this.orders = orders;
    }

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        if (!call.segment(1).equals("orders")) {
            return null;
        }
        return switch (call.method() + " " + call.segments().size()) {
            case "POST 2" -> place(client, call, now);
            case "GET 2" -> list(client, now);
            case "PUT 3" -> modify(client, call, now);
            case "DELETE 4" -> cancel(client, call, now);
            default -> null;
        };
    }

    private Reply place(Client client, Call call, Instant now) {
        Fields fields = new Fields(call.json());
        fields.nameClient(client);
        OrderType type = fields.choice("orderType", OrderType.class);
        if (type.isStop() || !fields.has("trailingJump")) {
            throw Refusal.badField();
        }
        Side side = fields.choice("transactionType", Side.class);
        Rupees price = fields.positivePrice("price");
        Rupees target = fields.positivePrice("targetPrice");
        Rupees stop = fields.positivePrice("stopLossPrice");
        inOrder(side, price, target, stop);
        String name = orders.correlation(client, fields);
        Symbol symbol = orders.symbol(fields);
        ProductType product = fields.choice("productType", ProductType.class);
        long quantity = fields.positive("quantity");
        VenueOrder entry = new VenueOrder(
                venue.ids().order(now),
                new VenueOrder.Wish(name, symbol, side, product, type, false, quantity, price, Rupees.ZERO, false),
                Leg.ENTRY_LEG,
                VenueOrder.Source.API,
                now);
        SuperOrder order = new SuperOrder(
                entry,
                leg(entry, Leg.TARGET_LEG, target, Rupees.ZERO, now),
                leg(entry, Leg.STOP_LOSS_LEG, stop, stop, now),
                fields.price("trailingJump"));
        OrderCalls.mark(entry, call.fault(), now);
        client.book().add(order);
        venue.settling().follow(client, now);
        return Reply.ok(Answers.taken(entry));
    }

    private static void inOrder(Side side, Rupees price, Rupees target, Rupees stop) {
        boolean rises = target.above(price) && price.above(stop);
        boolean falls = target.below(price) && price.below(stop);
        if (side == Side.BUY ? !rises : !falls) {
            throw Refusal.badField();
        }
    }

    private VenueOrder leg(VenueOrder entry, Leg leg, Rupees price, Rupees trigger, Instant now) {
        OrderType type = leg == Leg.STOP_LOSS_LEG ? OrderType.STOP_LOSS : OrderType.LIMIT;
        return new VenueOrder(
                venue.ids().order(now),
                new VenueOrder.Wish(
                        entry.correlationId(),
                        entry.symbol(),
                        entry.side().opposite(),
                        entry.product(),
                        type,
                        false,
                        0,
                        price,
                        trigger,
                        false),
                leg,
                VenueOrder.Source.API,
                now);
    }

    private Reply list(Client client, Instant now) {
        List<ObjectNode> rows = new ArrayList<>();
        for (SuperOrder order : client.book().supersOf(IndianTime.date(now))) {
            if (!order.entry().isHidden(now)) {
                venue.look(client, order.entry(), now);
                rows.add(client.book()
                        .shown("super " + order.entry().id(), answers.superOrder(client, order, now), now));
            }
        }
        return Reply.ok(Json.array(rows));
    }

    private Reply modify(Client client, Call call, Instant now) {
        Fields fields = new Fields(call.json());
        fields.nameClient(client);
        SuperOrder order = known(client, call.segment(2));
        Leg leg = fields.choice("legName", Leg.class);
        VenueOrder changed = order.leg(leg);
        orders.mayChange(changed, now);
        switch (leg) {
            case ENTRY_LEG -> modifyEntry(client, order, fields, now);
            case TARGET_LEG ->
                orders.change(
                        client,
                        changed,
                        changed.type(),
                        changed.quantity(),
                        fields.positivePrice("targetPrice"),
                        Rupees.ZERO,
                        now);
            case STOP_LOSS_LEG -> modifyStop(client, order, fields, now);
            case NA -> throw Refusal.badField();
        }
        return Reply.ok(Answers.taken(order.entry()));
    }

    private void modifyEntry(Client client, SuperOrder order, Fields fields, Instant now) {
        VenueOrder entry = order.entry();
        Rupees price = fields.has("price") ? fields.positivePrice("price") : entry.price();
        Rupees target = fields.has("targetPrice")
                ? fields.positivePrice("targetPrice")
                : order.target().price();
        Rupees stop = fields.has("stopLossPrice")
                ? fields.positivePrice("stopLossPrice")
                : order.stop().trigger();
        inOrder(entry.side(), price, target, stop);
        order.target().became(OrderType.LIMIT, target, Rupees.ZERO);
        order.stop().became(OrderType.STOP_LOSS, stop, stop);
        order.trail(fields.price("trailingJump"), price);
        orders.change(
                client,
                entry,
                fields.choice("orderType", OrderType.class),
                fields.has("quantity") ? fields.positive("quantity") : entry.quantity(),
                price,
                Rupees.ZERO,
                now);
    }

    /// Leaving the jump out ends the trailing.
    private void modifyStop(Client client, SuperOrder order, Fields fields, Instant now) {
        Rupees stop = fields.positivePrice("stopLossPrice");
        Rupees last = venue.tape().last(order.entry().symbol(), now);
        order.trail(fields.price("trailingJump"), last);
        orders.change(client, order.stop(), OrderType.STOP_LOSS, order.stop().quantity(), stop, stop, now);
    }

    private Reply cancel(Client client, Call call, Instant now) {
        SuperOrder order = known(client, call.segment(2));
        Leg leg;
        try {
            leg = Leg.valueOf(call.segment(3));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badField();
        }
        if (leg == Leg.NA) {
            throw Refusal.badField();
        }
        VenueOrder cancelled = order.leg(leg);
        orders.cancel(client, cancelled, now);
        return Reply.json(202, Answers.state(order.entry(), OrderStatus.CANCELLED));
    }

    private static SuperOrder known(Client client, String id) {
        return client.book().findSuper(id).orElseThrow(Refusal::notFound);
    }
}
