package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who takes which call, and what is checked before: rate, token, address.
final class Desk {

    private final Venue venue;
    private final Answers answers;
    private final AuthCalls auth;
    private final OrderCalls orders;
    private final SuperCalls supers;
    private final PortfolioCalls portfolio;
    private final ControlCalls controls;
    private final Charts charts;
    private final Quotes quotes;
    private final Instruments instruments;

    Desk(Venue venue) {
        this.venue = venue;
        this.answers = new Answers(venue);
        this.auth = new AuthCalls(venue);
        this.orders = new OrderCalls(venue, answers);
        this.supers = new SuperCalls(venue, answers, orders);
        this.portfolio = new PortfolioCalls(venue, answers);
        this.controls = new ControlCalls(venue);
        this.charts = new Charts(venue);
        this.quotes = new Quotes(venue);
        this.instruments = new Instruments(venue);
    }

    /// @param base the first part of the path: which of Dhan's hosts is meant
    Reply answer(String base, Call call, Instant now) {
        try {
            Reply reply = switch (base) {
                case "auth" -> auth.mint(call, now);
                case "api-data" ->
                    call.route().equals("GET/api-scrip-master.csv") ? instruments.compact(call.fault(), now) : null;
                case "v2" -> rest(call, now);
                default -> null;
            };
            if (reply == null) {
                throw Refusal.noSuchPath(call.path(), now.toEpochMilli());
            }
            return reply;
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private @Nullable Reply rest(Call call, Instant now) {
        Fault fault = call.fault();
        Client client = client(call, now).orElseThrow(() -> deadToken(call));
        venue.settling().to(client, now);
        boolean passes = client.counters().count(RateCounters.Kind.of(call), now);
        if (fault instanceof Fault.TooMany || venue.behaviour().rateLimits() && !passes) {
            throw Refusal.tooMany();
        }
        if (fault instanceof Fault.NoSuchPath) {
            return null;
        }
        if (fault instanceof Fault.DeadToken) {
            client.tokens().revoke();
            throw deadToken(call);
        }
        boolean wrongIp = fault instanceof Fault.WrongIp || !client.addresses().mayOrder();
        if (needsAddress(call) && wrongIp) {
            throw Refusal.input("Invalid IP");
        }
        if (fault instanceof Fault.StaleBook(Duration by)) {
            freeze(client, now, by);
        }
        return switch (call.segment(0)) {
            case "orders" -> orders.answer(client, call, now);
            case "super" -> supers.answer(client, call, now);
            case "charts" -> charts.answer(call, now);
            case "marketfeed" -> quotes.answer(client, call, now);
            case "killswitch", "pnlExit" -> controls.answer(client, call, now);
            case "profile", "RenewToken", "ip" -> auth.answer(client, call, now);
            case "instrument" -> call.route().equals("GET/instrument/NSE_EQ") ? instruments.detailed(fault, now) : null;
            default -> portfolio.answer(client, call, now);
        };
    }

    Optional<Client> client(Call call, Instant now) {
        String token = call.header("access-token");
        return venue.clients().stream()
                .filter(client -> client.tokens().accepts(token, now))
                .findFirst();
    }

    private Refusal deadToken(Call call) {
        boolean orderCall = call.segment(0).equals("orders") || call.segment(0).equals("super");
        return orderCall && venue.behaviour().deadTokenIsOrderError()
                ? Refusal.order("Invalid Token")
                : Refusal.deadToken();
    }

    /// Orders are taken from the registered address alone; everybody may read.
    private static boolean needsAddress(Call call) {
        return !call.isRead()
                && switch (call.segment(0)) {
                    case "orders", "super", "positions", "killswitch", "pnlExit" -> true;
                    default -> false;
                };
    }

    private void freeze(Client client, Instant now, Duration by) {
        client.book().freeze(now.plus(by));
        for (VenueOrder order : client.book().of(IndianTime.date(now))) {
            client.book().freeze(order.id(), answers.order(client, order));
        }
        for (SuperOrder order : client.book().supersOf(IndianTime.date(now))) {
            client.book().freeze("super " + order.entry().id(), answers.superOrder(client, order, now));
        }
    }
}
