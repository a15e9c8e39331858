package sauda.core.charges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import sauda.core.charges.Charges.Bill;
import sauda.core.config.Config;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.events.Rupees;
import sauda.events.Side;

/// What holds for every day, whatever was traded.
class ChargesPropertyTest {

    private static final Config DEFAULTS = ConfigFile.defaults();

    @Property
    void noLineIsEverBelowZero(@ForAll("charges") Charges charges, @ForAll("days") Turnover day) {
        Bill bill = charges.bill(day);

        assertThat(lines(bill)).noneMatch(Rupees::isNegative);
    }

    @Property
    void theTotalIsInWholePaiseAndTaxesInWholeRupees(@ForAll("charges") Charges charges, @ForAll("days") Turnover day) {
        Bill bill = charges.bill(day);

        assertThat(bill.total()).isEqualTo(bill.total().toPaisa());
        assertThat(bill.stt()).isEqualTo(bill.stt().toRupee());
        assertThat(bill.stamp()).isEqualTo(bill.stamp().toRupee());
    }

    @Property
    void theTotalIsTheSumOfTheLinesToHalfAPaisa(@ForAll("charges") Charges charges, @ForAll("days") Turnover day) {
        Bill bill = charges.bill(day);
        Rupees sum = lines(bill).reduce(Rupees.ZERO, Rupees::plus).minus(bill.total());

        assertThat(sum.minus(bill.total()).abs()).isLessThanOrEqualTo(Rupees.of("0.005"));
    }

    @Property
    void tradingMoreNeverCostsLess(
            @ForAll("charges") Charges charges, @ForAll("days") Turnover day, @ForAll("days") Turnover more) {
        assertThat(charges.bill(day.plus(more)).total())
                .isGreaterThanOrEqualTo(charges.bill(day).total());
    }

    @Property
    void aLargerOrderNeverCostsLess(
            @ForAll("charges") Charges charges,
            @ForAll Side side,
            @ForAll("amounts") Rupees value,
            @ForAll("amounts") Rupees more) {
        assertThat(charges.ofOrder(side, value.plus(more))).isGreaterThanOrEqualTo(charges.ofOrder(side, value));
    }

    @Property
    void splittingTheFillsOfOneOrderChangesNothing(
            @ForAll("charges") Charges charges,
            @ForAll Side side,
            @ForAll("prices") Rupees price,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 5000) Long> fills) {
        Rupees inPieces = fills.stream().map(price::times).reduce(Rupees.ZERO, Rupees::plus);
        Rupees atOnce = price.times(fills.stream().mapToLong(Long::longValue).sum());

        assertThat(charges.turnover(side, inPieces)).isEqualTo(charges.turnover(side, atOnce));
        assertThat(charges.bill(charges.turnover(side, inPieces)))
                .isEqualTo(charges.bill(charges.turnover(side, atOnce)));
    }

    @Property
    void anOrderWithoutRoundingIsWithinARupeeOfItsBill(
            @ForAll("charges") Charges charges, @ForAll Side side, @ForAll("amounts") Rupees value) {
        Rupees billed = charges.bill(charges.turnover(side, value)).total();

        assertThat(billed.minus(charges.ofOrder(side, value)).abs()).isLessThanOrEqualTo(Rupees.of("1.005"));
    }

    @Provide
    Arbitrary<Charges> charges() {
        return Combinators.combine(
                        Arbitraries.of(Product.class),
                        Arbitraries.of(LocalDate.parse("2023-01-02"), LocalDate.parse("2026-11-20")))
                .as((product, date) -> new Charges(DEFAULTS.chargesOn(date), product));
    }

    @Provide
    Arbitrary<Turnover> days() {
        return Combinators.combine(
                        amounts(), amounts(), amounts(), Arbitraries.integers().between(0, 5))
                .as((bought, sold, brokerage, sales) ->
                        new Turnover(bought, sold, brokerage.percent(BigDecimal.ONE), sales));
    }

    @Provide
    Arbitrary<Rupees> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("10000000"))
                .ofScale(2)
                .map(Rupees::new);
    }

    @Provide
    Arbitrary<Rupees> prices() {
        return Arbitraries.longs()
                .between(1, 200_000)
                .map(ticks -> Rupees.of("0.05").times(ticks));
    }

    /// All of the bill, the total included.
    private static Stream<Rupees> lines(Bill bill) {
        return Stream.of(
                bill.brokerage(),
                bill.stt(),
                bill.transaction(),
                bill.sebi(),
                bill.ipft(),
                bill.stamp(),
                bill.gst(),
                bill.dp(),
                bill.total());
    }
}
