package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RupeesTest {

    @Example
    void amountsOfTheSameValueAreEqualWhateverTheirScale() {
        assertThat(Rupees.of("1.50")).isEqualTo(Rupees.of("1.5")).hasSameHashCodeAs(Rupees.of("1.5000"));
        assertThat(Rupees.of("1E+3")).isEqualTo(Rupees.of(1000));
        assertThat(Rupees.of("-0.00")).isEqualTo(Rupees.ZERO);
    }

    @Example
    void anAmountReadsAsPlainTextWithItsPaise() {
        assertThat(Rupees.of("1E+6")).hasToString("1000000.00");
        assertThat(Rupees.of("2781.9")).hasToString("2781.90");
        assertThat(Rupees.of("0.0297")).hasToString("0.0297");
        assertThat(Rupees.of("-3")).hasToString("-3.00");
    }

    @Example
    void halfAPaisaIsRoundedAwayFromZero() {
        assertThat(Rupees.of("1.005").toPaisa()).isEqualTo(Rupees.of("1.01"));
        assertThat(Rupees.of("1.0049999").toPaisa()).isEqualTo(Rupees.of("1.00"));
        assertThat(Rupees.of("-1.005").toPaisa()).isEqualTo(Rupees.of("-1.01"));
    }

    @Example
    void halfARupeeIsRoundedAwayFromZero() {
        assertThat(Rupees.of("10.50").toRupee()).isEqualTo(Rupees.of(11));
        assertThat(Rupees.of("10.49").toRupee()).isEqualTo(Rupees.of(10));
    }

    @Example
    void percentIsExact() {
        assertThat(Rupees.of("141320").percent(new BigDecimal("0.025"))).isEqualTo(Rupees.of("35.33"));
        assertThat(Rupees.of("0.01").percent(new BigDecimal("0.0001"))).isEqualTo(Rupees.of("0.00000001"));
    }

    @Example
    void thePriceGoesToTheTickGrid() {
        var tick = Rupees.of("0.05");

        assertThat(Rupees.of("2764.2074").downToTick(tick)).isEqualTo(Rupees.of("2764.20"));
        assertThat(Rupees.of("2764.2074").upToTick(tick)).isEqualTo(Rupees.of("2764.25"));
        assertThat(Rupees.of("-0.01").downToTick(tick)).isEqualTo(Rupees.of("-0.05"));
        assertThat(Rupees.of("2764.20").isOnTick(tick)).isTrue();
        assertThat(Rupees.of("2764.21").isOnTick(tick)).isFalse();
    }

    @Example
    void nothingFitsIntoNothingOrIntoADebt() {
        assertThat(Rupees.ZERO.wholeTimes(Rupees.of(1))).isZero();
        assertThat(Rupees.of("-5").wholeTimes(Rupees.of(1))).isZero();
        assertThat(Rupees.of("99.99").wholeTimes(Rupees.of(100))).isZero();
        assertThat(Rupees.of("100").wholeTimes(Rupees.of(100))).isEqualTo(1);
    }

    @Example
    void aPartOfNothingIsAMistake() {
        assertThatThrownBy(() -> Rupees.of(1).wholeTimes(Rupees.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rupees.of(1).over(Rupees.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rupees.of(1).dividedBy(0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Rupees.of("ten")).isInstanceOf(NumberFormatException.class);
    }

    @Property
    void equalityHashAndOrderAreThoseOfTheValue(@ForAll("amounts") BigDecimal a, @ForAll("amounts") BigDecimal b) {
        var left = new Rupees(a);
        var right = new Rupees(b);

        assertThat(left.equals(right)).isEqualTo(a.compareTo(b) == 0);
        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(a.compareTo(b));
        assertThat(new Rupees(a.setScale(a.scale() + 3))).isEqualTo(left).hasSameHashCodeAs(left);
        assertThat(left.above(right)).isEqualTo(right.below(left));
        assertThat(left.min(right).plus(left.max(right))).isEqualTo(left.plus(right));
    }

    @Property
    void sumsAndProductsLoseNothing(@ForAll("amounts") BigDecimal a, @ForAll("amounts") BigDecimal b) {
        var left = new Rupees(a);
        var right = new Rupees(b);

        assertThat(left.plus(right).minus(right)).isEqualTo(left);
        assertThat(left.plus(right)).isEqualTo(right.plus(left)).isEqualTo(new Rupees(a.add(b)));
        assertThat(left.times(b)).isEqualTo(new Rupees(a.multiply(b)));
        assertThat(left.times(7)).isEqualTo(left.plus(left.times(6)));
        assertThat(left.negated().plus(left)).isEqualTo(Rupees.ZERO);
        assertThat(left.percent(BigDecimal.valueOf(100))).isEqualTo(left);
    }

    @Property
    void theGridIsTheNearestOnItsSide(@ForAll("amounts") BigDecimal amount, @ForAll("ticks") Rupees tick) {
        var price = new Rupees(amount);
        var down = price.downToTick(tick);
        var up = price.upToTick(tick);

        assertThat(down.isOnTick(tick)).isTrue();
        assertThat(up.isOnTick(tick)).isTrue();
        assertThat(down).isLessThanOrEqualTo(price);
        assertThat(up).isGreaterThanOrEqualTo(price);
        assertThat(up.minus(down)).isEqualTo(price.isOnTick(tick) ? Rupees.ZERO : tick);
        assertThat(down.downToTick(tick)).isEqualTo(down);
        assertThat(down.upToTick(tick)).isEqualTo(down);
        assertThat(price.negated().upToTick(tick)).isEqualTo(down.negated());
    }

    @Property
    void theRoundedPaisaIsNeverMoreThanHalfAPaisaAway(@ForAll("amounts") BigDecimal amount) {
        var rounded = new Rupees(amount).toPaisa();

        assertThat(rounded.minus(new Rupees(amount)).abs()).isLessThanOrEqualTo(Rupees.of("0.005"));
        assertThat(rounded).isEqualTo(new Rupees(amount.setScale(2, RoundingMode.HALF_UP)));
        assertThat(rounded.toPaisa()).isEqualTo(rounded);
    }

    @Property
    void soManyFitAndNotOneMore(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long paise,
            @ForAll @IntRange(min = 1, max = 10_000_000) int price) {
        var cash = new Rupees(BigDecimal.valueOf(paise, 2));
        var each = new Rupees(BigDecimal.valueOf(price, 2));
        var shares = cash.wholeTimes(each);

        assertThat(each.times(shares)).isLessThanOrEqualTo(cash);
        assertThat(each.times(shares + 1)).isGreaterThan(cash);
    }

    @Property
    void aQuotientIsTheExactOneToThirtyFourDigits(
            @ForAll("amounts") BigDecimal amount, @ForAll @LongRange(min = 1, max = 1_000_000) long shares) {
        var exact = amount.divide(BigDecimal.valueOf(shares), MathContext.DECIMAL128);

        assertThat(new Rupees(amount).dividedBy(shares)).isEqualTo(new Rupees(exact));
        assertThat(new Rupees(amount).over(Rupees.of(shares))).isEqualByComparingTo(exact);
    }

    @Property
    void anAmountSurvivesItsJson(@ForAll("amounts") BigDecimal amount) {
        var rupees = new Rupees(amount);

        assertThat(EventJson.read(EventJson.write(rupees), Rupees.class)).isEqualTo(rupees);
        assertThat(EventJson.write(rupees)).doesNotContainIgnoringCase("e");
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000000"), new BigDecimal("1000000000"))
                .ofScale(6);
    }

    @Provide
    Arbitrary<Rupees> ticks() {
        return Arbitraries.of("0.01", "0.05", "0.10", "0.50", "1", "5").map(Rupees::of);
    }

    @Example
    void isPrintedByLakhAndCrore() {
        assertThat(Stream.of("0", "-0.004", "999.995", "-500", "1234.5", "99999.99", "100000", "-123456789.5")
                        .map(amount -> Rupees.of(amount).printed()))
                .containsExactly(
                        "₹0.00",
                        "₹0.00",
                        "₹1,000.00",
                        "-₹500.00",
                        "₹1,234.50",
                        "₹99,999.99",
                        "₹1,00,000.00",
                        "-₹12,34,56,789.50");
    }
}
