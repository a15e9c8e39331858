package sauda.fakedhan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// A client's positions of the day and what lies in his depository account.
final class Portfolio {

    private final Map<Key, Position> positions = new LinkedHashMap<>();
    private final Map<Symbol, Holding> holdings = new TreeMap<>();

    private record Key(Symbol symbol, ProductType product) {}

    /// @param settled shares that were there before yesterday's purchases
    record Holding(long shares, long settled, Rupees cost) {

        Rupees average() {
            return cost.dividedBy(shares);
        }
    }

    /// What was bought and sold today under one product.
    record Position(Symbol symbol, ProductType product, long bought, Rupees buyValue, long sold, Rupees sellValue) {

        static Position none(Symbol symbol, ProductType product) {
            return new Position(symbol, product, 0, Rupees.ZERO, 0, Rupees.ZERO);
        }

        long net() {
            return bought - sold;
        }

        boolean isOpen() {
            return net() != 0;
        }

        /// Delivery shares that were sold out of the depository are not bought back.
        boolean canBeClosed() {
            return product == ProductType.INTRADAY ? isOpen() : net() > 0;
        }

        Rupees buyAverage() {
            return bought == 0 ? Rupees.ZERO : buyValue.dividedBy(bought);
        }

        Rupees sellAverage() {
            return sold == 0 ? Rupees.ZERO : sellValue.dividedBy(sold);
        }

        /// Average of what is open.
        Rupees average() {
            return net() >= 0 ? buyAverage() : sellAverage();
        }

        Rupees realised() {
            return sellAverage().minus(buyAverage()).times(Math.min(bought, sold));
        }

        Rupees unrealised(Rupees last) {
            return last.minus(average()).times(net());
        }

        /// All profit of the day at a price, exactly.
        Rupees profit(Rupees last) {
            return sellValue.minus(buyValue).plus(last.times(net()));
        }

        Position traded(Side side, long shares, Rupees value) {
            return side == Side.BUY
                    ? new Position(symbol, product, bought + shares, buyValue.plus(value), sold, sellValue)
                    : new Position(symbol, product, bought, buyValue, sold + shares, sellValue.plus(value));
        }
    }

    void traded(VenueTrade trade) {
        VenueOrder order = trade.order();
        move(order.symbol(), order.product(), order.side(), trade.quantity(), trade.value());
    }

    private void move(Symbol symbol, ProductType product, Side side, long shares, Rupees value) {
        positions.merge(
                new Key(symbol, product),
                Position.none(symbol, product).traded(side, shares, value),
                (before, _) -> before.traded(side, shares, value));
    }

    List<Position> positions() {
        return List.copyOf(positions.values());
    }

    Position position(Symbol symbol, ProductType product) {
        Position known = positions.get(new Key(symbol, product));
        return known == null ? Position.none(symbol, product) : known;
    }

    long net(Symbol symbol, ProductType product) {
        return position(symbol, product).net();
    }

    /// Takes shares from one product to another at what they cost.
    void convert(Position from, ProductType to, long shares) {
        Rupees value = from.average().times(shares);
        Position rest = from.net() > 0
                ? new Position(
                        from.symbol(),
                        from.product(),
                        from.bought() - shares,
                        from.buyValue().minus(value),
                        from.sold(),
                        from.sellValue())
                : new Position(
                        from.symbol(),
                        from.product(),
                        from.bought(),
                        from.buyValue(),
                        from.sold() - shares,
                        from.sellValue().minus(value));
        positions.put(new Key(from.symbol(), from.product()), rest);
        move(from.symbol(), to, from.net() > 0 ? Side.BUY : Side.SELL, shares, value);
    }

    Map<Symbol, Holding> holdings() {
        return Map.copyOf(holdings);
    }

    Optional<Holding> holding(Symbol symbol) {
        return Optional.ofNullable(holdings.get(symbol));
    }

    void hold(Symbol symbol, long shares, Rupees average) {
        holdings.put(symbol, new Holding(shares, shares, average.times(shares)));
    }

    /// Delivery shares that may be sold: those held and those bought today, less those
    /// sold.
    long deliverable(Symbol symbol) {
        return holding(symbol).map(Holding::shares).orElse(0L) + net(symbol, ProductType.CNC);
    }

    /// The night: what was bought for delivery is held, what was sold is gone.
    void newDay() {
        List<Position> delivered = new ArrayList<>(positions.values());
        positions.clear();
        holdings.replaceAll((_, held) -> new Holding(held.shares(), held.shares(), held.cost()));
        for (Position position : delivered) {
            if (position.net() > 0) {
                Rupees cost = position.buyAverage().times(position.net());
                holdings.merge(
                        position.symbol(),
                        new Holding(position.net(), 0, cost),
                        (held, more) -> new Holding(
                                held.shares() + more.shares(),
                                held.settled(),
                                held.cost().plus(more.cost())));
            } else if (position.net() < 0) {
                holdings.computeIfPresent(position.symbol(), (_, held) -> after(held, -position.net()));
            }
        }
        holdings.values().removeIf(held -> held.shares() <= 0);
    }

    private static Holding after(Holding held, long sold) {
        long left = held.shares() - sold;
        return new Holding(left, Math.min(left, held.settled()), held.average().times(left));
    }

    /// A split or a bonus: so many shares become so many, at the same cost.
    void becomes(Symbol symbol, long before, long after) {
        holdings.computeIfPresent(
                symbol,
                (_, held) -> new Holding(held.shares() * after / before, held.settled() * after / before, held.cost()));
    }
}
