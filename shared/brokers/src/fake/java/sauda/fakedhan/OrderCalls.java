package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// `/orders`: place, modify, cancel, look up.
final class OrderCalls {

    /// The wire takes 25 characters; the documentation says 30.
    private static final Pattern CORRELATION = Pattern.compile("[a-zA-Z0-9 _-]{1,25}");

    private final Venue venue;
    private final Answers answers;

    OrderCalls(Venue venue, Answers answers) {
        this.venue = venue;
        this.answers = answers;
    }

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        return switch (call.method() + " " + call.segments().size()) {
            case "POST 1" -> Reply.ok(Answers.taken(place(client, call, now)));
            case "POST 2" -> call.segment(1).equals("slicing") ? slice(client, call, now) : null;
            case "PUT 2" -> modify(client, call, now);
            case "DELETE 2" -> cancel(client, call.segment(1), now);
            case "GET 1" -> list(client, now);
            case "GET 2" -> byId(client, call.segment(1), now);
            case "GET 3" -> call.segment(1).equals("external") ? byName(client, call.segment(2), now) : null;
            default -> null;
        };
    }

    // Placing

    private VenueOrder place(Client client, Call call, Instant now) {
        VenueOrder order = order(client, call.json(), now);
        enter(client, order, call.fault(), now);
        return order;
    }

    private VenueOrder order(Client client, JsonNode body, Instant now) {
        return new VenueOrder(
                venue.ids().order(now), wish(client, new Fields(body)), Leg.NA, VenueOrder.Source.API, now);
    }

    private VenueOrder.Wish wish(Client client, Fields fields) {
        fields.nameClient(client);
        OrderType type = fields.choice("orderType", OrderType.class);
        boolean limited = type == OrderType.LIMIT || type == OrderType.STOP_LOSS;
        if (type == OrderType.STOP_LOSS_MARKET && venue.behaviour().stopMarket() == Behaviour.StopMarket.REFUSED) {
            throw Refusal.order("Trigger Price should be greater than Price");
        }
        boolean immediate = immediate(fields);
        return new VenueOrder.Wish(
                correlation(client, fields),
                symbol(fields),
                fields.choice("transactionType", Side.class),
                fields.choice("productType", ProductType.class),
                type,
                immediate,
                fields.positive("quantity"),
                limited ? fields.positivePrice("price") : fields.price("price"),
                type.isStop() ? fields.positivePrice("triggerPrice") : Rupees.ZERO,
                fields.body().path("afterMarketOrder").asBoolean(false));
    }

    private static boolean immediate(Fields fields) {
        return switch (fields.text("validity")) {
            case "DAY" -> false;
            case "IOC" -> true;
            default -> throw Refusal.badField();
        };
    }

    String correlation(Client client, Fields fields) {
        if (!fields.has("correlationId")) {
            return venue.ids().correlation(client.id());
        }
        String name = fields.text("correlationId");
        if (!CORRELATION.matcher(name).matches()) {
            throw Refusal.badField();
        }
        return name;
    }

    Symbol symbol(Fields fields) {
        Symbol symbol = venue.symbol(fields.text("securityId"));
        if (!fields.text("exchangeSegment").equals("NSE_EQ") || symbol == null) {
            throw Refusal.badField();
        }
        return symbol;
    }

    /// Takes the order, with what the call's fault does to it.
    static void mark(VenueOrder order, @Nullable Fault fault, Instant now) {
        if (fault instanceof Fault.RejectedByRms(String text)) {
            order.toBeRejected(text);
        }
        if (fault instanceof Fault.LateVisibility(Duration by)) {
            order.hide(now.plus(by));
        }
    }

    private void enter(Client client, VenueOrder order, @Nullable Fault fault, Instant now) {
        mark(order, fault, now);
        client.book().add(order);
        venue.settling().follow(client, now);
    }

    private Reply slice(Client client, Call call, Instant now) {
        ObjectNode body = (ObjectNode) call.json();
        long left = new Fields(body).positive("quantity");
        ArrayNode taken = Json.array();
        while (left > 0) {
            long shares = Math.min(left, venue.behaviour().sliceAbove());
            VenueOrder order = order(client, body.put("quantity", shares), now);
            enter(client, order, call.fault(), now);
            taken.add(Answers.taken(order));
            left -= shares;
        }
        return Reply.ok(taken);
    }

    // Changing

    private Reply modify(Client client, Call call, Instant now) {
        Fields fields = new Fields(call.json());
        fields.nameClient(client);
        VenueOrder order = known(client, call.segment(1));
        if (!fields.text("orderId").equals(order.id())) {
            throw Refusal.badField();
        }
        OrderType type = fields.choice("orderType", OrderType.class);
        immediate(fields);
        mayChange(order, now);
        long quantity = fields.has("quantity") ? fields.positive("quantity") : order.quantity();
        Rupees price = fields.has("price") ? fields.price("price") : order.price();
        Rupees trigger = fields.has("triggerPrice") ? fields.price("triggerPrice") : order.trigger();
        change(client, order, type, quantity, price, type.isStop() ? trigger : Rupees.ZERO, now);
        return Reply.ok(Answers.taken(order));
    }

    /// @throws Refusal when nothing of the order can be changed any more
    void mayChange(VenueOrder order, Instant now) {
        if (!order.isInTransit() && !order.status().isLive()) {
            throw Refusal.order("Order is already " + order.status());
        }
        if (order.modifications() >= VenueOrder.MOST_MODIFICATIONS) {
            throw Refusal.order("Maximum number of modifications reached for this order");
        }
        whileOpen(order, now);
    }

    /// What the exchange does not like of a change it refuses later: the order stays as
    /// it was.
    void change(
            Client client, VenueOrder order, OrderType type, long quantity, Rupees price, Rupees trigger, Instant now) {
        if (!order.isExitLeg() && quantity <= order.filled()) {
            throw Refusal.order("Quantity is not more than the traded quantity");
        }
        String objection = order.isWorking() ? venue.rms().priceObjection(order, type, price, trigger, now) : "";
        if (objection.isEmpty() || type == OrderType.MARKET) {
            order.modified(type, quantity, price, trigger, now);
            if (order.isWorking()) {
                venue.gate().asLimit(order, now);
            }
        } else {
            order.modified(order.type(), order.quantity(), order.price(), order.trigger(), now);
            order.note("RMS:" + order.id() + ":" + objection, now);
        }
        venue.settling().follow(client, now);
    }

    private void whileOpen(VenueOrder order, Instant now) {
        if (!order.afterMarket() && !venue.tape().isTrading(now)) {
            throw Refusal.order("Market is Closed! You cannot modify/cancel an order now.");
        }
    }

    VenueOrder known(Client client, String id) {
        return client.book().find(id).orElseThrow(Refusal::notFound);
    }

    private Reply cancel(Client client, String id, Instant now) {
        VenueOrder order = known(client, id);
        cancel(client, order, now);
        return Reply.json(202, Answers.state(order, OrderStatus.CANCELLED));
    }

    void cancel(Client client, VenueOrder order, Instant now) {
        venue.look(client, order, now);
        if (order.isInTransit()) {
            throw Refusal.order("Order is in Transit state");
        }
        if (!order.status().isLive()) {
            throw Refusal.order("Order is already " + order.status());
        }
        whileOpen(order, now);
        venue.dealing().end(order, OrderStatus.CANCELLED, "CANCELLED", now);
        venue.settling().follow(client, now);
    }

    // Looking

    private Reply list(Client client, Instant now) {
        List<ObjectNode> rows = new ArrayList<>();
        for (VenueOrder order : client.book().of(IndianTime.date(now))) {
            if (!order.isHidden(now)) {
                rows.add(seen(client, order, now));
            }
        }
        return Reply.ok(Json.array(rows));
    }

    private ObjectNode seen(Client client, VenueOrder order, Instant now) {
        venue.look(client, order, now);
        return client.book().shown(order.id(), answers.order(client, order), now);
    }

    private Reply byId(Client client, String id, Instant now) {
        Optional<VenueOrder> order = client.book().find(id).filter(it -> !it.isHidden(now));
        if (order.isEmpty()) {
            return Reply.ok(Json.array());
        }
        ObjectNode row = seen(client, order.get(), now);
        return Reply.ok(venue.behaviour().orderByIdIsArray() ? Json.array().add(row) : row);
    }

    private Reply byName(Client client, String name, Instant now) {
        VenueOrder order =
                client.book().newest(name).filter(it -> !it.isHidden(now)).orElseThrow(Refusal::notFound);
        ObjectNode row = seen(client, order, now);
        if (row.path("orderStatus").asText().equals(OrderStatus.TRANSIT.name())) {
            throw Refusal.notFound();
        }
        return Reply.ok(row);
    }
}
