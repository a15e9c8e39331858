package sauda.fakedhan;

import java.time.Instant;
import java.util.Optional;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Against the price as it moves inside the bar. An order deals while it is marketable
/// and rests while it is not; a stop becomes a limit order when the price touches its
/// trigger.
final class PathMatching implements Matching {

    private final Tape tape;
    private final Dealing dealing;
    private final Behaviour behaviour;

    PathMatching(Tape tape, Dealing dealing, Behaviour behaviour) {
        this.tape = tape;
        this.dealing = dealing;
        this.behaviour = behaviour;
    }

    @Override
    public void work(Client client, Symbol symbol, Instant now) {
        Bar bar = tape.slot(now).flatMap(slot -> tape.bar(symbol, slot)).orElse(null);
        if (bar == null) {
            return;
        }
        Rupees raw = tape.raw(symbol, now);
        for (VenueOrder order : client.book().working(symbol)) {
            if (isArmed(order) && PricePath.reaches(raw, order.trigger(), order.side() == Side.SELL)) {
                trigger(order, now);
            }
            if (order.isWorking() && !isArmed(order) && PricePath.deals(order.side(), order.price(), raw)) {
                deal(client, order, bar, now);
            }
            if (order.immediate() && order.isWorking() && !isArmed(order)) {
                dealing.end(order, OrderStatus.CANCELLED, "IOC", now);
            }
        }
    }

    private void deal(Client client, VenueOrder order, Bar bar, Instant now) {
        boolean entry = order.role() == VenueOrder.Role.ENTRY;
        long shares = Math.min(order.remaining(), dealing.room(client, order.symbol(), bar, entry));
        Rupees last = tape.last(order.symbol(), now);
        Rupees price = order.side() == Side.BUY ? last.min(order.price()) : last.max(order.price());
        dealing.deal(client, order, bar, entry, shares, price, now);
    }

    private static boolean isArmed(VenueOrder order) {
        return order.role() == VenueOrder.Role.STOP && !order.hasFired();
    }

    /// The stop of a super order has no limit of its own: it gets that of a market order.
    private void trigger(VenueOrder stop, Instant now) {
        stop.fire();
        SuperOrder parent = stop.parent();
        if (parent != null) {
            SuperOrder.cancel(parent.target(), now);
            Rupees tick = tape.tick(stop.symbol(), IndianTime.date(now));
            Rupees limit = MarketProtection.limit(stop.side(), stop.trigger(), tick, behaviour);
            stop.became(OrderType.LIMIT, limit, stop.trigger());
        }
    }

    @Override
    public void slotOver(Client client, Symbol symbol, Instant slot, Instant now) {
        // What rests goes on resting.
    }

    @Override
    public Optional<Instant> next(Client client, Symbol symbol, Instant after, Instant until) {
        Bar bar = tape.slot(after).flatMap(slot -> tape.bar(symbol, slot)).orElse(null);
        if (bar == null) {
            return Optional.empty();
        }
        Rupees raw = tape.raw(symbol, after);
        PricePath path = new PricePath(bar);
        return client.book().working(symbol).stream()
                .flatMap(order -> touch(order, path, raw, after, until).stream())
                .min(Instant::compareTo);
    }

    private static Optional<Instant> touch(VenueOrder order, PricePath path, Rupees raw, Instant after, Instant until) {
        boolean armed = isArmed(order);
        Rupees level = armed ? order.trigger() : order.price();
        boolean down = armed == (order.side() == Side.SELL);
        return PricePath.reaches(raw, level, down) ? Optional.empty() : path.touch(level, down, after, until);
    }
}
