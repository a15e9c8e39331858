package sauda.fakedhan;

import java.time.Instant;
import java.util.Optional;
import sauda.core.market.PriceBand;
import sauda.events.Rupees;
import sauda.events.Side;

/// What the broker's risk system and the exchange check once an order was taken.
final class Rms {

    private final Tape tape;

    Rms(Tape tape) {
        this.tape = tape;
    }

    /// @return why the order is rejected, empty when it may go on
    Optional<String> objection(Client client, VenueOrder order, Instant now) {
        String text = first(client, order, now);
        return text.isEmpty() ? Optional.empty() : Optional.of("RMS:" + order.id() + ":" + text);
    }

    private String first(Client client, VenueOrder order, Instant now) {
        if (client.controls().isKilled()) {
            return "Kill switch is active, trading is disabled for the day";
        }
        if (!tape.isTrading(now)) {
            return "Market is closed";
        }
        if (!order.product().isOffered()) {
            return "Product " + order.product() + " is not allowed for this scrip";
        }
        if (order.product() == ProductType.INTRADAY && isPastSquareOff(now)) {
            return "Intraday orders are not allowed after auto square off";
        }
        String price = priceObjection(order, now);
        return price.isEmpty() ? holdingOrFunds(client, order) : price;
    }

    /// What is wrong with the prices alone.
    String priceObjection(VenueOrder order, Instant now) {
        return priceObjection(order, order.type(), order.price(), order.trigger(), now);
    }

    String priceObjection(VenueOrder order, OrderType type, Rupees price, Rupees trigger, Instant now) {
        Rupees tick = tape.tick(order.symbol(), IndianTime.date(now));
        boolean onTick = price.isOnTick(tick) && trigger.isOnTick(tick) && legsOnTick(order, tick);
        if (!onTick) {
            return "Price is not a multiple of tick size " + tick;
        }
        PriceBand band = tape.band(order.symbol(), now);
        if (!band.holds(price)) {
            return "Price is not within circuit limits " + band.low() + " - " + band.high();
        }
        return type == OrderType.STOP_LOSS && !order.isExitLeg() ? stopObjection(order, price, trigger, now) : "";
    }

    private static boolean legsOnTick(VenueOrder order, Rupees tick) {
        SuperOrder parent = order.parent();
        return parent == null
                || parent.target().price().isOnTick(tick)
                        && parent.stop().trigger().isOnTick(tick);
    }

    private String stopObjection(VenueOrder order, Rupees price, Rupees trigger, Instant now) {
        Rupees last = tape.last(order.symbol(), now);
        boolean sells = order.side() == Side.SELL;
        if (sells ? trigger.below(price) : trigger.above(price)) {
            return "Trigger price is on the wrong side of the price";
        }
        return (sells ? !trigger.below(last) : !trigger.above(last))
                ? "Trigger price is on the wrong side of the last traded price"
                : "";
    }

    private static String holdingOrFunds(Client client, VenueOrder order) {
        if (order.product() == ProductType.CNC && order.side() == Side.SELL) {
            long promised = client.book().working().stream()
                    .filter(other -> other.symbol().equals(order.symbol())
                            && other.product() == ProductType.CNC
                            && other.side() == Side.SELL
                            && other.role() != VenueOrder.Role.TARGET)
                    .mapToLong(VenueOrder::remaining)
                    .sum();
            return client.portfolio().deliverable(order.symbol()) - promised < order.remaining()
                    ? "Holding is not sufficient for this sell order"
                    : "";
        }
        Rupees needed = Funds.margin(client, order);
        Rupees available = Funds.available(client);
        return needed.isPositive() && available.below(needed)
                ? "Insufficient funds: required margin is " + needed.toPaisa() + " and available is "
                        + available.toPaisa()
                : "";
    }

    private boolean isPastSquareOff(Instant now) {
        return tape.session(IndianTime.date(now))
                .filter(session -> !now.isBefore(SquareOff.of(session)))
                .isPresent();
    }
}
