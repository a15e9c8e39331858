package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;

/// Where an order leaves transit: it is rejected, or the exchange has it.
final class Gate {

    /// An order that came so long after a bar's start or earlier meets this bar still.
    static final Duration IN_TIME = Duration.ofSeconds(285);

    private final Tape tape;
    private final Rms rms;
    private final Behaviour behaviour;

    Gate(Tape tape, Rms rms, Behaviour behaviour) {
        this.tape = tape;
        this.rms = rms;
        this.behaviour = behaviour;
    }

    boolean isDue(VenueOrder order, Instant now) {
        return !due(order).isAfter(now);
    }

    Instant due(VenueOrder order) {
        return order.createdAt().plus(behaviour.transit());
    }

    void pass(Client client, VenueOrder order, Instant now) {
        if (order.afterMarket() && !tape.isTrading(now) && order.rejectionText() == null) {
            order.waitsForTheOpen(now);
            return;
        }
        asLimit(order, now);
        String ordered = order.rejectionText();
        Optional<String> objection =
                ordered != null ? Optional.of("RMS:" + order.id() + ":" + ordered) : rms.objection(client, order, now);
        if (objection.isPresent()) {
            order.rejected(objection.get(), now);
        } else {
            order.meets(meets(order, now));
            order.accepted(role(client, order, now), now);
        }
        SuperOrder parent = order.parent();
        if (parent != null) {
            parent.settle(now);
        }
    }

    /// Market orders are limit orders since March 2026, and a stop-market order with
    /// them.
    void asLimit(VenueOrder order, Instant now) {
        if (order.type() == OrderType.MARKET || order.type() == OrderType.STOP_LOSS_MARKET) {
            order.became(OrderType.LIMIT, protectedPrice(order, now), Rupees.ZERO);
        }
    }

    Rupees protectedPrice(VenueOrder order, Instant now) {
        Rupees tick = tape.tick(order.symbol(), IndianTime.date(now));
        return MarketProtection.limit(order.side(), tape.last(order.symbol(), now), tick, behaviour);
    }

    /// Against a position it is an exit; one that asks for more than the market gives
    /// is a target, every other limit of an exit only protects.
    private VenueOrder.Role role(Client client, VenueOrder order, Instant now) {
        if (order.type().isStop()) {
            return VenueOrder.Role.STOP;
        }
        long held = order.product() == ProductType.CNC && order.side() == Side.SELL
                ? client.portfolio().deliverable(order.symbol())
                : client.portfolio().net(order.symbol(), order.product());
        boolean reduces = order.leg() == Leg.NA && held * order.side().sign() < 0;
        if (!reduces) {
            return VenueOrder.Role.ENTRY;
        }
        return asksForMore(order, now) ? VenueOrder.Role.TARGET : VenueOrder.Role.EXIT;
    }

    private boolean asksForMore(VenueOrder order, Instant now) {
        boolean buys = order.side() == Side.BUY;
        Rupees last = tape.last(order.symbol(), now);
        Rupees open = tape.barBy(order.symbol(), now).map(Bar::open).orElse(last);
        Rupees before = tape.barBy(order.symbol(), now)
                .map(bar -> tape.last(order.symbol(), bar.start().minusNanos(1)))
                .orElse(last);
        Rupees limit = order.price();
        return buys
                ? limit.below(last) && limit.below(open) && limit.below(before)
                : limit.above(last) && limit.above(open) && limit.above(before);
    }

    /// The first bar of the session that the order deals with; null when none is left.
    private @Nullable Instant meets(VenueOrder order, Instant now) {
        Tape.Slot present = tape.slot(now).orElseThrow();
        Tape.Slot came = tape.slot(order.createdAt()).orElse(present);
        boolean inTime = !order.createdAt().isAfter(came.start().plus(IN_TIME));
        Optional<Tape.Slot> first = inTime ? Optional.of(came) : tape.slotAfter(came.start());
        return first.map(slot -> slot.end().isAfter(now) ? slot : present)
                .map(Tape.Slot::start)
                .orElse(null);
    }
}
