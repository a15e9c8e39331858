package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.CONFIG;
import static sauda.fakedhan.AVenue.DAY;
import static sauda.fakedhan.AVenue.INFY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.brokers.paper.PaperVenue;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;

/// The same entry on the same bars is filled alike by the paper venue and by the fake on
/// whole bars: entry, stop and target, share by share and to the paisa.
class FakeDhanEqualsPaperTest {

    private static final Rupees TICK = Rupees.of("0.05");

    private record Dealt(long quantity, Rupees price) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFakeFillsAsPaperDoes(long seed) {
        Random chance = new Random(seed);
        for (int round = 0; round < 25; round++) {
            compare(chance);
        }
    }

    private static void compare(Random chance) {
        try (AVenue venue = new AVenue()) {
            List<Bar> bars = randomBars(chance);
            venue.tape.subMap(AVenue.at("10:00"), AVenue.at("12:00")).clear();
            bars.forEach(bar -> venue.tape.put(bar.start(), bar));
            Side side = chance.nextBoolean() ? Side.BUY : Side.SELL;
            Rupees limit = price(500 + chance.nextInt(-20, 21) / 10.0);
            int away = 1 + chance.nextInt(30);
            Rupees stop =
                    limit.minus(Rupees.of(1).times(side.sign()).times(away).dividedBy(10));
            Rupees target =
                    limit.plus(Rupees.of(1).times(side.sign()).times(away * 2L).dividedBy(10));
            long shares = 1 + chance.nextInt(400);

            ObjectNode order = AVenue.superOrder(
                    side.name(),
                    shares,
                    limit.amount().toPlainString(),
                    target.amount().toPlainString(),
                    stop.amount().toPlainString());
            venue.placedSuper(order);
            venue.time("12:00");

            assertThat(venue.trades().stream()
                            .map(trade -> new Dealt(trade.quantity(), trade.price()))
                            .toList())
                    .as("%s %d at %s, stop %s, target %s on %s", side, shares, limit, stop, target, bars)
                    .isEqualTo(new OnPaper(side, shares, limit, stop, target).over(bars));
            assertThat(venue.fake.unprotected(CLIENT)).isEmpty();
        }
    }

    private static List<Bar> randomBars(Random chance) {
        List<Bar> bars = new ArrayList<>();
        double at = 500;
        for (Instant start : CONFIG.calendar().session(DAY).orElseThrow().barSlots()) {
            if (start.isBefore(AVenue.at("10:00")) || !start.isBefore(AVenue.at("12:00"))) {
                continue;
            }
            double open = at + chance.nextGaussian() * 0.3;
            double close = open + chance.nextGaussian();
            double high = Math.max(open, close) + Math.abs(chance.nextGaussian()) * 0.5;
            double low = Math.min(open, close) - Math.abs(chance.nextGaussian()) * 0.5;
            long volume = chance.nextInt(10) == 0 ? chance.nextInt(20) : chance.nextInt(20, 4_000);
            if (chance.nextInt(20) > 0) {
                bars.add(new Bar(start, price(open), price(high), price(low), price(close), volume));
            }
            at = close;
        }
        return bars;
    }

    private static Rupees price(double price) {
        return TICK.times(Math.round(price / 0.05));
    }

    /// The paper venue, with books that are just big enough for one entry.
    private static final class OnPaper {

        private static final Instant T = AVenue.at("10:00");

        private final OrderRequested entry;
        private final List<Dealt> dealt = new ArrayList<>();
        private @Nullable Order waiting;
        private @Nullable Order rest;
        private long open;

        OnPaper(Side side, long shares, Rupees limit, Rupees stop, Rupees target) {
            entry = request("decision:1", side, Purpose.ENTRY, shares, limit, stop, target);
            waiting = order(entry);
        }

        List<Dealt> over(List<Bar> bars) {
            if (bars.stream().noneMatch(bar -> bar.start().equals(T))) {
                waiting = null;
            }
            for (Bar bar : bars) {
                List<Order> orders = new ArrayList<>();
                if (waiting != null) {
                    orders.add(waiting);
                }
                if (rest != null) {
                    orders.add(rest);
                }
                new PaperVenue()
                        .onBar(new Moment(
                                bar,
                                bar.start().minus(Duration.ofMinutes(5)),
                                TICK,
                                false,
                                false,
                                true,
                                orders,
                                open == 0 && rest == null ? null : position()))
                        .forEach(execution -> book(execution, bar.start()));
                waiting = null;
            }
            return dealt;
        }

        private void book(Execution execution, Instant bar) {
            switch (execution) {
                case Execution.Filled filled -> {
                    dealt.add(new Dealt(filled.quantity(), filled.price()));
                    if (filled.order().equals(entry.id())) {
                        open += filled.quantity();
                    } else {
                        rest = left(rest, filled, bar);
                    }
                }
                case Execution.Expired _ -> {}
                case Execution.Left left -> {
                    open -= left.ordered();
                    if (left.filled() > 0) {
                        dealt.add(new Dealt(left.filled(), left.price()));
                    }
                    if (left.ordered() > left.filled()) {
                        rest = order(request(
                                "stop:1",
                                entry.side().opposite(),
                                Purpose.EXIT,
                                left.ordered() - left.filled(),
                                null,
                                null,
                                null));
                    }
                }
            }
        }

        private static @Nullable Order left(@Nullable Order exit, Execution.Filled filled, Instant bar) {
            if (exit == null || exit.remaining() == filled.quantity()) {
                return null;
            }
            List<Fill> fills = new ArrayList<>(exit.fills());
            fills.add(new Fill(bar.toString(), filled.quantity(), filled.price(), bar, filled.kind()));
            return new Order(
                    exit.request(),
                    OrderState.PARTIALLY_FILLED,
                    exit.reasons(),
                    fills,
                    exit.venueId(),
                    exit.epoch(),
                    exit.reserved(),
                    exit.lookUps(),
                    bar,
                    null);
        }

        private Position position() {
            long reserved = rest == null ? 0 : rest.remaining();
            return new Position(
                    "claude",
                    INFY,
                    entry.side(),
                    entry.id(),
                    "rsi",
                    0,
                    open + reserved,
                    reserved,
                    Rupees.of(500).times(open + reserved),
                    entry.stop(),
                    entry.target(),
                    null,
                    T);
        }

        private static OrderRequested request(
                String cause,
                Side side,
                Purpose purpose,
                long shares,
                @Nullable Rupees limit,
                @Nullable Rupees stop,
                @Nullable Rupees target) {
            return new OrderRequested(
                    OrderId.of(T, "claude", cause, INFY, side, 0),
                    "claude",
                    INFY,
                    side,
                    purpose,
                    shares,
                    limit,
                    stop,
                    target,
                    "rsi",
                    cause,
                    "",
                    T,
                    T.plusSeconds(285),
                    "c0ffee");
        }

        private static Order order(OrderRequested request) {
            return new Order(request, OrderState.ACCEPTED, List.of(), List.of(), "P-1", 0, Rupees.ZERO, 0, T, null);
        }
    }
}
