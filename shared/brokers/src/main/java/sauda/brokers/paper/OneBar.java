package sauda.brokers.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;

/// One bar of one account and stock, from its open to its close: exits that wait, the entry,
/// stop and target of what nobody sells yet, and the end of an intraday session.
final class OneBar {

    private static final int TIMES_WHEN_FORCED = 3;

    /// A stop's rest goes first, then the square-off, then what was asked for first.
    private static final Comparator<Order> EXITS_IN_ORDER = Comparator.comparing(OneBar::isStopRest)
            .thenComparing(OneBar::isSquareOff)
            .reversed()
            .thenComparing(Order::id);

    private final Moment moment;
    private final Bar bar;
    private final BarPrices prices;
    private final List<Execution> executions = new ArrayList<>();
    private final Map<Order, Long> rests = new LinkedHashMap<>();

    private @Nullable Levels levels;
    private long unreserved;
    private long forEntries;
    private long forExits;

    /// Where the unreserved shares of a position are left.
    private record Levels(Side side, Rupees stop, Rupees target) {
        boolean isLong() {
            return side == Side.BUY;
        }
    }

    OneBar(Moment moment) {
        this.moment = moment;
        this.bar = moment.bar();
        this.prices = new BarPrices(bar, moment.tick());
        this.forEntries = prices.capacity();
        this.forExits = prices.capacity();
        Position position = moment.position();
        if (position != null) {
            this.levels = new Levels(position.side(), position.stop(), position.target());
            this.unreserved = position.free();
        }
        moment.orders().stream()
                .filter(order -> !order.request().isEntry())
                .sorted(EXITS_IN_ORDER)
                .forEach(exit -> rests.put(exit, exit.remaining()));
    }

    List<Execution> executions() {
        if (!moment.over()) {
            fillExits();
            fillEntries();
            leaveAtStopOrTarget();
        } else {
            entries().forEach(this::expire);
        }
        if (endsTheDay()) {
            forceOut();
        }
        return List.copyOf(executions);
    }

    private boolean endsTheDay() {
        return moment.last() && moment.intraday();
    }

    private void fillExits() {
        for (Map.Entry<Order, Long> exit : rests.entrySet()) {
            OrderRequested request = exit.getKey().request();
            long shares = request.t().isAfter(bar.start()) ? 0 : Math.min(exit.getValue(), forExits);
            if (shares > 0) {
                forExits -= shares;
                exit.setValue(exit.getValue() - shares);
                Fill.Kind kind = isStopRest(exit.getKey()) ? Fill.Kind.STOP : Fill.Kind.EXIT;
                executions.add(
                        new Execution.Filled(request.id(), shares, slipped(request.side(), bar.open(), shares), kind));
            }
        }
    }

    private static boolean isStopRest(Order order) {
        return order.request().cause().startsWith("stop:");
    }

    private static boolean isSquareOff(Order order) {
        return order.request().cause().startsWith("square-off:");
    }

    private void fillEntries() {
        for (Order entry : entries()) {
            if (entry.request().t().isAfter(bar.start())) {
                continue;
            }
            boolean meetsThisBar = entry.request().t().isAfter(moment.after());
            if (!meetsThisBar || enter(entry) < entry.remaining()) {
                expire(entry);
            }
        }
    }

    private List<Order> entries() {
        return moment.orders().stream()
                .filter(order -> order.request().isEntry())
                .toList();
    }

    private void expire(Order entry) {
        executions.add(new Execution.Expired(entry.id()));
    }

    /// @return shares that were entered
    private long enter(Order entry) {
        long shares = Math.min(entry.remaining(), forEntries);
        Rupees price = shares == 0 ? null : entryPrice(entry.request(), shares);
        if (price == null) {
            return 0;
        }
        forEntries -= shares;
        unreserved += shares;
        if (levels == null) {
            levels = new Levels(
                    entry.request().side(),
                    given(entry.request().stop()),
                    given(entry.request().target()));
        }
        executions.add(new Execution.Filled(entry.id(), shares, price, Fill.Kind.ENTRY));
        return shares;
    }

    /// The open with slippage; where that is beyond the limit, the limit once the bar trades
    /// through it by a tick; else null.
    private @Nullable Rupees entryPrice(OrderRequested entry, long shares) {
        Rupees limit = given(entry.limit());
        Rupees price = slipped(entry.side(), bar.open(), shares);
        boolean buys = entry.side() == Side.BUY;
        boolean within = buys ? !price.above(limit) : !price.below(limit);
        boolean through = buys
                ? !bar.low().above(limit.minus(moment.tick()))
                : !bar.high().below(limit.plus(moment.tick()));
        if (within) {
            return price;
        }
        return through ? limit : null;
    }

    private static Rupees given(@Nullable Rupees price) {
        if (price == null) {
            throw new IllegalArgumentException("an entry without limit, stop or target");
        }
        return price;
    }

    /// Shares that an exit works on have no stop and no target of their own. What the bar does
    /// before its stop is unknown, so the stop is first when both lie in it.
    private void leaveAtStopOrTarget() {
        if (levels == null || unreserved == 0) {
            return;
        }
        long shares = Math.min(unreserved, forExits);
        if (levels.isLong() ? !bar.low().above(levels.stop()) : !bar.high().below(levels.stop())) {
            stopOut(levels, shares);
        } else if (shares > 0
                && (levels.isLong()
                        ? !bar.high().below(levels.target())
                        : !bar.low().above(levels.target()))) {
            Rupees price = prices.worse(levels.side().opposite(), levels.target(), Rupees.ZERO);
            left(shares, shares, price, Fill.Kind.TARGET);
        }
    }

    /// What finds no volume is carried by the same exit order; at the end of the day there is
    /// nothing to carry it to, it is forced out.
    private void stopOut(Levels at, long shares) {
        boolean opensBeyond =
                at.isLong() ? bar.open().below(at.stop()) : bar.open().above(at.stop());
        Rupees base = opensBeyond ? bar.open() : at.stop();
        long ordered = endsTheDay() ? shares : unreserved;
        if (ordered > 0) {
            left(ordered, shares, slipped(at.side().opposite(), base, shares), Fill.Kind.STOP);
        }
    }

    private void left(long ordered, long filled, Rupees price, Fill.Kind kind) {
        unreserved -= ordered;
        executions.add(new Execution.Left(ordered, filled, price, kind));
    }

    /// Whatever is still open goes at the close, whether or not the bar has the volume.
    private void forceOut() {
        long shares =
                unreserved + rests.values().stream().mapToLong(Long::longValue).sum();
        Rupees slippage = prices.slippage(bar.close(), shares).times(TIMES_WHEN_FORCED);
        rests.forEach((exit, rest) -> {
            if (rest > 0) {
                Rupees price = prices.worse(exit.request().side(), bar.close(), slippage);
                executions.add(new Execution.Filled(exit.id(), rest, price, Fill.Kind.FORCED));
            }
        });
        if (levels != null && unreserved > 0) {
            Rupees price = prices.worse(levels.side().opposite(), bar.close(), slippage);
            executions.add(new Execution.Left(unreserved, unreserved, price, Fill.Kind.FORCED));
        }
    }

    private Rupees slipped(Side side, Rupees base, long shares) {
        return prices.worse(side, base, prices.slippage(base, shares));
    }
}
