package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// The trader's control: kill switch and exit by profit and loss.
final class ControlCalls {

    private final Venue venue;

    ControlCalls(Venue venue) {
        this.venue = venue;
    }

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        return switch (call.route()) {
            case "GET/killswitch" ->
                Reply.ok(Json.object()
                        .put("dhanClientId", client.id())
                        .put("killSwitchStatus", client.controls().isKilled() ? "ACTIVATE" : "DEACTIVATE"));
            case "POST/killswitch" -> killSwitch(client, call.query("killSwitchStatus"));
            case "GET/pnlExit" -> shown(client.controls().pnlExit());
            case "POST/pnlExit" -> arm(client, new Fields(call.json()), now);
            case "DELETE/pnlExit" -> disarm(client);
            default -> null;
        };
    }

    private static Reply killSwitch(Client client, String status) {
        boolean on = switch (status) {
            case "ACTIVATE" -> true;
            case "DEACTIVATE" -> false;
            default -> throw Refusal.badField();
        };
        boolean busy = client.portfolio().positions().stream().anyMatch(Portfolio.Position::canBeClosed)
                || client.book().all().stream()
                        .anyMatch(order -> order.isInTransit() || order.isWaitingForTheOpen() || order.isWorking());
        if (on && busy) {
            throw Refusal.order("Kill switch cannot be activated with open positions or pending orders");
        }
        client.controls().kill(on);
        return Reply.ok(Json.object()
                .put("dhanClientId", client.id())
                .put("killSwitchStatus", "Kill Switch has been successfully " + (on ? "activated" : "deactivated")));
    }

    private Reply arm(Client client, Fields fields, Instant now) {
        fields.nameClient(client);
        Rupees profit = fields.written("profitValue");
        Rupees loss = fields.written("lossValue");
        Set<ProductType> products = EnumSet.noneOf(ProductType.class);
        for (var name : fields.body().path("productType")) {
            products.add(
                    switch (name.asText()) {
                        case "INTRADAY" -> ProductType.INTRADAY;
                        case "DELIVERY" -> ProductType.CNC;
                        default -> throw Refusal.badField();
                    });
        }
        if (products.isEmpty() || !profit.isPositive() || !loss.isPositive()) {
            throw Refusal.badField();
        }
        client.controls()
                .pnlExit(new Controls.PnlExit(
                        profit,
                        loss,
                        products,
                        fields.body().path("enableKillSwitch").asBoolean(false)));
        venue.settling().follow(client, now);
        return Reply.ok(
                Json.object().put("pnlExitStatus", "ACTIVE").put("message", "P&L based exit configured successfully"));
    }

    private static Reply disarm(Client client) {
        client.controls().pnlExit(null);
        return Reply.ok(
                Json.object().put("pnlExitStatus", "DISABLED").put("message", "P&L based exit stopped successfully"));
    }

    private static Reply shown(Controls.@Nullable PnlExit exit) {
        if (exit == null) {
            return Reply.ok(Json.object().put("pnlExitStatus", "DISABLED"));
        }
        var body = Json.object()
                .put("pnlExitStatus", "ACTIVE")
                .put("profit", exit.profit().toPaisa().toString())
                .put("loss", exit.loss().toPaisa().toString());
        ArrayNode products = body.putArray("productType");
        exit.products().stream()
                .sorted()
                .map(product -> product == ProductType.CNC ? "DELIVERY" : product.name())
                .forEach(products::add);
        return Reply.ok(body.put("enable_kill_switch", exit.killSwitch()));
    }
}
