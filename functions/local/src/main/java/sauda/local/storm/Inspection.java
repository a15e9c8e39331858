package sauda.local.storm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.Reckoning;
import sauda.core.ledger.Keys;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.TradingState;

/// Holds the ledger against what really happened at the venues, after a round.
final class Inspection {

    private static final int EVERYTHING = 1_000_000;

    private final World world;
    private final Inspector inspector;
    private final Map<String, Order> byId = new HashMap<>();
    private final Map<String, Order> byVenueId = new HashMap<>();

    private Inspection(World world) {
        this.world = world;
        this.inspector = world.inspector;
    }

    static void of(World world) {
        Inspection inspection = new Inspection(world);
        for (AccountSpec spec : world.config.accounts()) {
            inspection.orders(spec);
        }
        for (Exchange exchange : world.inspector.exchanges()) {
            exchange.all().stream().filter(slip -> !slip.account.isEmpty()).forEach(inspection::slip);
        }
        for (AccountSpec spec : world.config.accounts()) {
            inspection.holdings(spec);
        }
        for (String found : Reckoning.breaks(world.stored, world.config)) {
            world.inspector.found(found.contains("audit") ? Breach.AUDIT : Breach.RECKONING, "", "", found);
        }
    }

    private void orders(AccountSpec spec) {
        for (var item : world.stored.list(Keys.ofAccount(spec.name()), "ORDER#", false, EVERYTHING)) {
            Order order = item.as(Order.class);
            byId.put(order.id().value(), order);
            if (order.venueId() != null) {
                byVenueId.put(order.venueId(), order);
            }
            count(order);
            OrderState state = order.state();
            if (state == OrderState.UNKNOWN || state == OrderState.SUBMITTING) {
                found(Breach.UNKNOWN, order, state.name());
            } else if (!state.isFinal() && !(order.request().isProtection() && state.isAtVenue())) {
                found(Breach.UNFINISHED, order, order.request().purpose() + " " + state);
            }
        }
    }

    private void count(Order order) {
        String group =
                order.request().isProtection() ? "stops" : order.request().isEntry() ? "entries" : "exits";
        boolean named = order.state() == OrderState.DENIED || order.state() == OrderState.REJECTED;
        String part = order.state() != OrderState.FILLED && order.filled() > 0 ? " in part filled" : "";
        String name = order.state()
                + part
                + (named && !order.reasons().isEmpty()
                        ? " " + order.reasons().getFirst().code()
                        : "");
        world.tally.add(group, name, 1);
    }

    private void found(Breach breach, Order order, String what) {
        inspector.found(
                breach,
                order.id().value(),
                order.request().account() + " " + order.request().symbol(),
                what);
    }

    /// What the exchange has must be in the books: the order, each of its fills, its end.
    private void slip(Slip slip) {
        boolean leg = slip.leg != Leg.NONE;
        @Nullable Order order = leg || slip.id == null ? byVenueId.get(slip.venueId) : byId.get(slip.id.value());
        if (order == null) {
            if (!leg || slip.filled > 0) {
                inspector.found(Breach.LOST, slip.venueId, slip.subject(), slip.status + " at the venue, unknown here");
            }
            return;
        }
        boolean taken = order.state().isAtVenue()
                || order.state() == OrderState.FILLED
                || order.state() == OrderState.CANCELLED
                || slip.status == Status.REJECTED && order.state() == OrderState.REJECTED
                || slip.status == Status.EXPIRED && order.state() == OrderState.EXPIRED;
        if (!taken && order.state() != OrderState.UNKNOWN && order.state() != OrderState.SUBMITTING) {
            found(Breach.LOST, order, order.state() + " here, " + slip.status + " at the venue as " + slip.venueId);
        } else if (order.state().isFinal() != slip.status.isFinal()) {
            found(Breach.UNFINISHED, order, order.state() + " here, " + slip.status + " at the venue");
        }
        fills(slip, order);
    }

    private void fills(Slip slip, Order order) {
        Map<String, VenueFill> told = new HashMap<>();
        slip.deals.forEach(deal -> told.put(deal.fill().id(), deal.fill()));
        for (Fill booked : order.fills()) {
            VenueFill fill = told.remove(booked.id());
            if (fill == null) {
                found(Breach.DIFFERENT, order, "fill " + booked.id() + " is booked and not the venue's");
            } else if (fill.quantity() != booked.quantity() || !fill.price().equals(booked.price())) {
                found(Breach.DIFFERENT, order, "fill " + booked.id() + " is booked as " + booked);
            }
        }
        told.values().forEach(fill -> found(Breach.LOST, order, "fill is not booked: " + fill));
    }

    private void holdings(AccountSpec spec) {
        String name = spec.name();
        List<Position> positions = world.stored.list(Keys.ofAccount(name), "POSITION#", false, EVERYTHING).stream()
                .map(item -> item.as(Position.class))
                .toList();
        Set<String> held = new HashSet<>();
        for (Position position : positions) {
            String subject = name + " " + position.symbol();
            held.add(subject);
            same(subject, "shares", position.open() * position.side().sign(), inspector.net(subject));
            stops(position, subject);
        }
        new TreeSet<>(inspector.subjects())
                .stream()
                        .filter(subject -> subject.startsWith(name + " ") && !held.contains(subject))
                        .forEach(subject -> same(subject, "shares", 0, inspector.net(subject)));
        Account account = world.stored.get(Keys.account(name)).orElseThrow().as(Account.class);
        Rupees cash = account.cash().inHand().minus(account.capital());
        same(name, "cash in paise", Slip.paise(cash), inspector.cash(name));
        if (account.state() != TradingState.ACTIVE) {
            inspector.found(Breach.HELD, "", name, account.state() + " because " + account.stateBecause());
        }
    }

    private void same(String subject, String what, long booked, long true_) {
        if (booked != true_) {
            inspector.found(
                    Breach.DIFFERENT, "", subject, what + " are " + booked + " here, " + true_ + " at the venue");
        }
    }

    private void stops(Position position, String subject) {
        long stopped = 0;
        for (Slip slip : resting(position)) {
            boolean isStop = slip.leg == Leg.STOP || slip.leg == Leg.NONE && slip.trigger != 0;
            stopped += !isStop ? 0 : slip.parent == null ? slip.remaining() : position.open();
        }
        if (stopped < position.free()) {
            inspector.found(
                    Breach.NAKED, position.entry().value(), subject, position.free() + " shares, stops for " + stopped);
        } else if (stopped > position.free()) {
            inspector.found(
                    Breach.TOO_MANY_STOPS,
                    position.entry().value(),
                    subject,
                    position.free() + " shares, stops for " + stopped);
        }
    }

    private List<Slip> resting(Position position) {
        List<Slip> resting = new ArrayList<>();
        Side out = position.side().opposite();
        for (Exchange exchange : inspector.exchanges()) {
            exchange.all().stream()
                    .filter(slip -> !slip.status.isFinal()
                            && slip.account.equals(position.account())
                            && slip.symbol.equals(position.symbol())
                            && slip.side == out)
                    .forEach(resting::add);
        }
        return resting;
    }
}
