package sauda.fakedhan;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import sauda.brokers.paper.BarPrices;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What happens to orders: shares are dealt, orders are ended, positions are closed.
final class Dealing {

    private static final Rupees SQUARE_OFF_FEE = Rupees.of(20);
    private static final BigDecimal GST = new BigDecimal(18);

    private final Tape tape;
    private final Ids ids;

    Dealing(Tape tape, Ids ids) {
        this.tape = tape;
        this.ids = ids;
    }

    BarPrices prices(Symbol symbol, Bar bar) {
        return new BarPrices(bar, tape.tick(symbol, IndianTime.date(bar.start())));
    }

    /// Shares of the bar that are still to be had: entries and exits each have a tenth.
    long room(Client client, Symbol symbol, Bar bar, boolean entries) {
        return Math.max(0, prices(symbol, bar).capacity() - client.taken(symbol, bar.start(), entries));
    }

    /// Deals from the bar.
    void deal(Client client, VenueOrder order, Bar bar, boolean entries, long shares, Rupees price, Instant now) {
        if (shares > 0) {
            client.take(order.symbol(), bar.start(), entries, shares);
            deal(client, order, shares, price, now);
        }
    }

    private void deal(Client client, VenueOrder order, long shares, Rupees price, Instant now) {
        order.filled(shares, price, now);
        VenueTrade trade = new VenueTrade(ids.trade(), order, shares, price, now);
        client.book().add(trade);
        client.portfolio().traded(trade);
        SuperOrder parent = order.parent();
        if (parent != null) {
            parent.filled(order, shares, now);
        }
    }

    void end(VenueOrder order, OrderStatus with, String text, Instant now) {
        order.end(with, text, now);
        SuperOrder parent = order.parent();
        if (parent != null) {
            parent.settle(now);
        }
    }

    /// Cancels what waits at the exchange, in the queue to it and for the open.
    void cancelAll(Client client, List<ProductType> products, String text, Instant now) {
        for (VenueOrder order : client.book().all()) {
            if ((order.status().isLive() || order.isInTransit()) && products.contains(order.product())) {
                end(order, OrderStatus.CANCELLED, text, now);
            }
        }
    }

    /// The broker closes positions himself: whole, at the last price with slippage.
    ///
    /// @param fee whether he takes his fee for it
    void close(Client client, List<ProductType> products, boolean fee, Instant now) {
        for (Portfolio.Position position : client.portfolio().positions()) {
            if (position.canBeClosed() && products.contains(position.product())) {
                close(client, position, now);
                if (fee) {
                    client.funds().fee(SQUARE_OFF_FEE.plus(SQUARE_OFF_FEE.percent(GST)));
                }
            }
        }
    }

    private void close(Client client, Portfolio.Position position, Instant now) {
        long shares = Math.abs(position.net());
        Side side = position.net() > 0 ? Side.SELL : Side.BUY;
        Rupees last = tape.last(position.symbol(), now);
        Rupees price = tape.barBy(position.symbol(), now)
                .map(bar -> prices(position.symbol(), bar))
                .map(prices -> prices.worse(side, last, prices.slippage(last, shares)))
                .orElse(last);
        immediately(client, position.symbol(), side, position.product(), shares, price, VenueOrder.Source.BROKER, now);
    }

    /// An order that is traded as it is written: the broker's own, or the owner's in
    /// the app.
    VenueOrder immediately(
            Client client,
            Symbol symbol,
            Side side,
            ProductType product,
            long shares,
            Rupees price,
            VenueOrder.Source source,
            Instant now) {
        VenueOrder order = new VenueOrder(
                ids.order(now),
                new VenueOrder.Wish(
                        "NA", symbol, side, product, OrderType.LIMIT, false, shares, price, Rupees.ZERO, false),
                Leg.NA,
                source,
                now);
        client.book().add(order);
        order.accepted(VenueOrder.Role.EXIT, now);
        deal(client, order, shares, price, now);
        return order;
    }
}
