package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tokens, the profile and the registered addresses.
final class AuthCalls {

    private final Venue venue;

    AuthCalls(Venue venue) {
        this.venue = venue;
    }

    // On the host of their own

    /// Everything stands in the query; what is wrong is said with status 200.
    @Nullable
    Reply mint(Call call, Instant now) {
        if (!call.route().equals("POST/app/generateAccessToken")) {
            return null;
        }
        Client client = venue.client(call.query("dhanClientId")).orElse(null);
        if (client == null) {
            return wrong("Invalid Client ID");
        }
        if (!client.spec().pin().equals(call.query("pin"))) {
            return wrong("Invalid Pin");
        }
        if (!Totp.matches(client.spec().totpSeed(), call.query("totp"), now)) {
            return wrong("Invalid TOTP");
        }
        if (!client.tokens().mayMint(now)) {
            return wrong("Token can be generated once every 2 minutes");
        }
        return Reply.ok(token(client, client.tokens().mint(now, false)));
    }

    private static Reply wrong(String message) {
        return Reply.ok(Json.object().put("message", message).put("status", "error"));
    }

    static ObjectNode token(Client client, Tokens.Token token) {
        return Json.object()
                .put("dhanClientId", client.id())
                .put("dhanClientName", "A TRADER")
                .put(
                        "dhanClientUcc",
                        "ABCD" + client.id().substring(Math.max(0, client.id().length() - 6)))
                .put("givenPowerOfAttorney", false)
                .put("accessToken", token.text())
                .put("expiryTime", IndianTime.millis(token.expiry()));
    }

    // With a token

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        return switch (call.route()) {
            case "GET/RenewToken" -> renew(client, call, now);
            case "GET/profile" -> profile(client, now);
            case "GET/ip/getIP" -> addresses(client);
            case "POST/ip/setIP", "PUT/ip/modifyIP" -> set(client, new Fields(call.json()), now);
            default -> null;
        };
    }

    private static Reply renew(Client client, Call call, Instant now) {
        Tokens.Token live = client.tokens().live(now);
        if (live == null || !live.renewable() || !call.header("dhanclientid").equals(client.id())) {
            throw Refusal.input("Token cannot be renewed");
        }
        return Reply.ok(token(client, client.tokens().replace(now, true)));
    }

    private Reply profile(Client client, Instant now) {
        Tokens.Token live = client.tokens().live(now);
        return Reply.ok(Json.object()
                .put("dhanClientId", client.id())
                .put("tokenValidity", live == null ? "NA" : IndianTime.minutes(live.expiry()))
                .put("activeSegment", "E, D, C, M, ")
                .put("ddpi", "Active")
                .put("mtf", "Active")
                .put("dataPlan", venue.behaviour().dataPlan() ? "Active" : "Deactive")
                .put("dataValidity", IndianTime.date(now).plusDays(30) + " 09:37:52.0"));
    }

    private static Reply addresses(Client client) {
        Addresses known = client.addresses();
        return Reply.ok(Json.object()
                .put("primaryIP", known.primary())
                .put("secondaryIP", known.secondary())
                .put("modifyDatePrimary", known.primaryModifiable())
                .put("modifyDateSecondary", known.secondaryModifiable())
                .put("detectedIP", known.seen())
                .put("ipMatchStatus", known.mayOrder() ? "MATCH" : "MISMATCH")
                .put("ordersAllowed", known.mayOrder()));
    }

    private static Reply set(Client client, Fields fields, Instant now) {
        fields.nameClient(client);
        boolean first = switch (fields.text("ipFlag")) {
            case "PRIMARY" -> true;
            case "SECONDARY" -> false;
            default -> throw Refusal.badField();
        };
        if (client.addresses().set(first, fields.text("ip"), IndianTime.date(now))) {
            return Reply.ok(
                    Json.object().put("message", "IP saved successfully").put("status", "SUCCESS"));
        }
        ObjectNode error = Json.object()
                .put("message", "IP can be modified once in 7 days")
                .put("status", "ERROR");
        return Reply.ok(Json.array().add(error));
    }
}
