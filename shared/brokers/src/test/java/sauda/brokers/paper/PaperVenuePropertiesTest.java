package sauda.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.brokers.paper.ABar.START;
import static sauda.brokers.paper.ABar.TICK;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;

/// What holds of every bar, whatever the bar, the orders and the position are.
class PaperVenuePropertiesTest {

    @Property
    void noOrderIsFilledBeyondWhatIsLeftOfIt(@ForAll("moments") Moment moment) {
        Map<Object, Long> filled = filled(moment)
                .collect(Collectors.groupingBy(
                        Execution.Filled::order, Collectors.summingLong(Execution.Filled::quantity)));

        moment.orders()
                .forEach(
                        order -> assertThat(filled.getOrDefault(order.id(), 0L)).isBetween(0L, order.remaining()));
    }

    @Property
    void noExecutionIsOfNoShares(@ForAll("moments") Moment moment) {
        assertThat(filled(moment))
                .allSatisfy(fill -> assertThat(fill.quantity()).isPositive());
        assertThat(left(moment)).allSatisfy(left -> {
            assertThat(left.ordered()).isPositive();
            assertThat(left.filled()).isBetween(left.kind() == Fill.Kind.STOP ? 0 : left.ordered(), left.ordered());
        });
    }

    @Property
    void exitsNeverSellMoreThanIsOpen(@ForAll("moments") Moment moment) {
        long exits = filled(moment)
                        .filter(fill -> fill.kind() != Fill.Kind.ENTRY)
                        .mapToLong(Execution.Filled::quantity)
                        .sum()
                + left(moment).mapToLong(Execution.Left::ordered).sum();

        assertThat(exits).isLessThanOrEqualTo(open(moment) + entered(moment));
    }

    @Property
    void entriesAndExitsEachKeepToATenthOfTheVolumeUntilTheyAreForced(@ForAll("moments") Moment moment) {
        long exits = filled(moment)
                        .filter(fill -> fill.kind() == Fill.Kind.EXIT || fill.kind() == Fill.Kind.STOP)
                        .mapToLong(Execution.Filled::quantity)
                        .sum()
                + left(moment)
                        .filter(left -> left.kind() != Fill.Kind.FORCED)
                        .mapToLong(Execution.Left::filled)
                        .sum();

        assertThat(exits * 10).isLessThanOrEqualTo(moment.bar().volume());
        assertThat(entered(moment) * 10).isLessThanOrEqualTo(moment.bar().volume());
    }

    @Property
    void everyPriceIsPositiveAndOnTheTick(@ForAll("moments") Moment moment) {
        List<Rupees> prices = new ArrayList<>();
        filled(moment).forEach(fill -> prices.add(fill.price()));
        left(moment).forEach(left -> prices.add(left.price()));

        assertThat(prices).allMatch(price -> price.isOnTick(TICK) && price.isPositive());
    }

    @Property
    void anEntryIsNeverBeyondItsLimitAndNeverBetterThanTheOpenOrTheLimit(@ForAll("moments") Moment moment) {
        filled(moment).filter(fill -> fill.kind() == Fill.Kind.ENTRY).forEach(fill -> {
            OrderRequested entry = request(moment, fill);
            int sign = entry.side().sign();
            Rupees better = entry.side() == Side.BUY
                    ? moment.bar().open().min(entry.limit())
                    : moment.bar().open().max(entry.limit());

            assertThat(fill.price().minus(entry.limit()).times(sign).isPositive())
                    .isFalse();
            assertThat(better.minus(fill.price()).times(sign).isPositive()).isFalse();
        });
    }

    @Property
    void noExitAtTheOpenIsBetterThanTheOpenAndNoneAtTheCloseThanTheClose(@ForAll("moments") Moment moment) {
        filled(moment).filter(fill -> fill.kind() != Fill.Kind.ENTRY).forEach(fill -> {
            Rupees base = fill.kind() == Fill.Kind.FORCED
                    ? moment.bar().close()
                    : moment.bar().open();
            assertThat(base.minus(fill.price())
                            .times(request(moment, fill).side().sign())
                            .isPositive())
                    .isFalse();
        });
    }

    @Property
    void aStopThatIsLeftOnItsBarNeverBringsMoreThanTheStop(@ForAll("moments") Moment moment) {
        Position position = moment.position();
        left(moment)
                .filter(left -> left.kind() == Fill.Kind.STOP)
                .forEach(left -> assertThat(left.price()
                                .minus(position.stop())
                                .times(position.side().sign())
                                .isPositive())
                        .isFalse());
    }

    @Property
    void anIntradayPositionIsFlatAfterTheLastBar(@ForAll("moments") Moment moment) {
        if (!moment.last() || !moment.intraday()) {
            return;
        }
        long exits = filled(moment)
                        .filter(fill -> fill.kind() != Fill.Kind.ENTRY)
                        .mapToLong(Execution.Filled::quantity)
                        .sum()
                + left(moment).mapToLong(Execution.Left::filled).sum();

        assertThat(exits).isEqualTo(open(moment) + entered(moment));
    }

    @Property
    void theSameBarGivesTheSameTwice(@ForAll("moments") Moment moment) {
        assertThat(new PaperVenue().onBar(moment)).isEqualTo(new PaperVenue().onBar(moment));
    }

    private static Stream<Execution.Filled> filled(Moment moment) {
        return new PaperVenue()
                .onBar(moment).stream()
                        .filter(Execution.Filled.class::isInstance)
                        .map(Execution.Filled.class::cast);
    }

    private static Stream<Execution.Left> left(Moment moment) {
        return new PaperVenue()
                .onBar(moment).stream().filter(Execution.Left.class::isInstance).map(Execution.Left.class::cast);
    }

    private static long open(Moment moment) {
        return moment.position() == null ? 0 : moment.position().open();
    }

    private static long entered(Moment moment) {
        return filled(moment)
                .filter(fill -> fill.kind() == Fill.Kind.ENTRY)
                .mapToLong(Execution.Filled::quantity)
                .sum();
    }

    private static OrderRequested request(Moment moment, Execution.Filled fill) {
        return moment.orders().stream()
                .filter(order -> order.id().equals(fill.order()))
                .findFirst()
                .orElseThrow()
                .request();
    }

    @Provide
    Arbitrary<Moment> moments() {
        Arbitrary<Boolean> often = Arbitraries.of(true, false);
        return Combinators.combine(RandomBars.bars(START), often, often, often, scenes())
                .as((bar, last, over, intraday, scene) -> new Moment(
                        bar, ABar.BEFORE, TICK, last, last && over, intraday, scene.orders(), scene.position()));
    }

    private record Scene(List<Order> orders, Position position) {}

    /// A position of some hundred shares, some of them reserved by up to three exits, or an
    /// entry that waits.
    private static Arbitrary<Scene> scenes() {
        Arbitrary<Side> side = Arbitraries.of(Side.class);
        Arbitrary<Integer> near = Arbitraries.integers().between(1, 80);
        Arbitrary<Integer> limits = Arbitraries.integers().between(-40, 60);
        Arbitrary<Long> shares = Arbitraries.longs().between(1, 3_000);
        Arbitrary<List<Long>> exits =
                Arbitraries.longs().between(1, 1_200).list().ofMaxSize(3);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-10, 4);
        Arbitrary<Scene> waiting = Combinators.combine(side, shares, limits, near, near, minutes)
                .as((way, quantity, limit, stop, target, minute) -> {
                    Order entry = ABar.entry(
                            way,
                            quantity,
                            RandomBars.at(2_000 + limit * way.sign()).toString(),
                            RandomBars.at(2_000 - stop * way.sign()).toString(),
                            RandomBars.at(2_000 + target * way.sign()).toString(),
                            START.plusSeconds(60L * minute));
                    return new Scene(List.of(entry), ABar.waitingFor(entry));
                });
        Arbitrary<Scene> held = Combinators.combine(side, shares, exits, near, near, minutes)
                .as((way, free, reserved, stop, target, minute) -> {
                    List<String> causes = List.of("decision:claude:2", "square-off:2026-03-02", "stop:1");
                    List<Order> orders = new ArrayList<>();
                    for (int i = 0; i < reserved.size(); i++) {
                        orders.add(ABar.exit(
                                way.opposite(), reserved.get(i), causes.get(i), START.plusSeconds(60L * minute)));
                    }
                    long sum = reserved.stream().mapToLong(Long::longValue).sum();
                    String stopAt = RandomBars.at(2_000 - stop * way.sign()).toString();
                    String targetAt = RandomBars.at(2_000 + target * way.sign()).toString();
                    Position position = way == Side.BUY
                            ? ABar.longOf(free + sum, sum, stopAt, targetAt)
                            : ABar.shortOf(free + sum, sum, stopAt, targetAt);
                    return new Scene(orders, position);
                });
        return Arbitraries.oneOf(waiting, held).withoutEdgeCases();
    }
}
