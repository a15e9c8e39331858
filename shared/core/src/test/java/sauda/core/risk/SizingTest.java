package sauda.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config.Limits;
import sauda.core.config.ConfigFile;
import sauda.core.risk.Sizing.Bound;
import sauda.core.risk.Sizing.Size;
import sauda.core.risk.Sizing.Wish;
import sauda.events.Rupees;

/// The size of an entry is the least of its bounds, in whole shares (`strategies.md` §7).
class SizingTest {

    /// One rupee a share for the round trip, ten paise for the entry, at a price of ₹1,000;
    /// slippage twice ten paise.
    private static final Costs COSTS = new Costs(new BigDecimal("0.001"), new BigDecimal("0.0001"));
    private static final Limits DEFAULTS = ConfigFile.defaults().limits();

    @Test
    void theRiskDecidesWhenTheStopIsFar() {
        // 600,000 × 2 % = 12,000; 1,003 − 900 + 1 + 0.2 = 104.2 a share
        assertThat(size("600000", "600000", "2", "900", null)).isEqualTo(new Size(115, Bound.RISK));
    }

    @Test
    void thePositionsShareOfTheCapitalDecidesByDefault() {
        // 600,000 / 3 = 200,000; 1,003.1 a share
        assertThat(size("600000", "600000", "2", "985", null)).isEqualTo(new Size(199, Bound.POSITION));
    }

    @Test
    void theCashDecidesWhenItIsShort() {
        assertThat(size("600000", "10031", "2", "985", null)).isEqualTo(new Size(10, Bound.CASH));
        assertThat(size("600000", "10030.99", "2", "985", null)).isEqualTo(new Size(9, Bound.CASH));
        assertThat(size("600000", "-5", "2", "985", null)).isEqualTo(new Size(0, Bound.CASH));
    }

    @Test
    void theNotionalCapDecidesWhenThereIsOne() {
        Sizing capped = new Sizing(capped(Rupees.of("10030")), COSTS);
        assertThat(capped.size(wish("600000", "600000", "2", "985", null))).isEqualTo(new Size(10, Bound.NOTIONAL));
        Sizing less = new Sizing(capped(Rupees.of("10029.99")), COSTS);
        assertThat(less.size(wish("600000", "600000", "2", "985", null))).isEqualTo(new Size(9, Bound.NOTIONAL));
    }

    @Test
    void onTheFirstDayOfRealMoneyAnEntryIsOneShare() {
        Sizing first = new Sizing(DEFAULTS, COSTS, true);
        assertThat(first.size(wish("600000", "600000", "2", "985", null))).isEqualTo(new Size(1, Bound.FIRST_DAY));
        assertThat(first.size(wish("600000", "600000", "2", "985", 1L))).isEqualTo(new Size(1, Bound.FIRST_DAY));
        assertThat(first.size(wish("600000", "1003.09", "2", "985", null)))
                .as("not even one fits")
                .isEqualTo(new Size(0, Bound.CASH));
    }

    @Test
    void whatWasAskedDecidesWhenItIsLess() {
        assertThat(size("600000", "600000", "2", "985", 198L)).isEqualTo(new Size(198, Bound.ASKED));
        assertThat(size("600000", "600000", "2", "985", 200L)).isEqualTo(new Size(199, Bound.POSITION));
        assertThat(size("600000", "600000", "2", "985", 199L)).as("both fit").isEqualTo(new Size(199, Bound.POSITION));
    }

    @Test
    void aStrategyThatRisksMoreThanTwoPercentIsHeldToTwo() {
        assertThat(size("600000", "600000", "2.5", "900", null)).isEqualTo(size("600000", "600000", "2", "900", null));
        assertThat(size("600000", "600000", "1.5", "900", null)).isEqualTo(new Size(86, Bound.RISK));
    }

    @Test
    void aShortRisksTheWayUpToItsStop() {
        Wish wish = new Wish(
                Rupees.of(600_000),
                Rupees.of(600_000),
                new BigDecimal("2"),
                Rupees.of(1_000),
                Rupees.of("997"),
                Rupees.of("1100"),
                Rupees.of("0.05"),
                null);
        assertThat(new Sizing(DEFAULTS, COSTS).size(wish)).isEqualTo(new Size(115, Bound.RISK));
    }

    @Test
    void slippageIsAtLeastATickEachWay() {
        Costs free = new Costs(BigDecimal.ZERO, BigDecimal.ZERO);
        assertThat(free.ofRoundTrip(Rupees.of(100), Rupees.of("0.05"))).isEqualTo(Rupees.of("0.1"));
        assertThat(free.ofRoundTrip(Rupees.of(500), Rupees.of("0.05"))).isEqualTo(Rupees.of("0.1"));
        assertThat(free.ofRoundTrip(Rupees.of(501), Rupees.of("0.05"))).isEqualTo(Rupees.of("0.1002"));
    }

    @Property(tries = 2_000)
    void noSizeIsAboveAnyBoundAndOneShareMoreWouldBe(@ForAll("wishes") Wish wish, @ForAll("caps") Rupees cap) {
        Sizing sizing = new Sizing(capped(cap), COSTS);

        Size size = sizing.size(wish);

        assertThat(size.shares()).isNotNegative();
        assertThat(fits(sizing, wish, cap, size.shares())).isTrue();
        assertThat(fits(sizing, wish, cap, size.shares() + 1)).isFalse();
        Rupees lost = sizing.riskOfOne(wish.entry(), wish.limit(), wish.stop(), wish.tick())
                .times(size.shares());
        assertThat(lost).isLessThanOrEqualTo(wish.capital().percent(new BigDecimal("2")));
    }

    private static boolean fits(Sizing sizing, Wish wish, Rupees cap, long shares) {
        if (shares == 0) {
            return true;
        }
        Rupees cost = sizing.costOf(shares, wish.entry(), wish.limit());
        Rupees risk = sizing.riskOfOne(wish.entry(), wish.limit(), wish.stop(), wish.tick())
                .times(shares);
        return !risk.above(sizing.riskAllowed(wish.capital(), wish.riskPercent()))
                && !cost.times(3).above(wish.capital())
                && !cost.above(wish.freeCash())
                && !wish.limit().times(shares).above(cap)
                && (wish.asked() == null || shares <= wish.asked());
    }

    @Provide
    Arbitrary<Rupees> caps() {
        return paise(50_000, 90_000_000);
    }

    @Provide
    Arbitrary<Wish> wishes() {
        return Combinators.combine(
                        paise(1_000_000, 100_000_000),
                        paise(-100_000, 100_000_000),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.5"), new BigDecimal("4"))
                                .ofScale(2),
                        paise(1_000, 500_000),
                        paise(1, 50_000),
                        Arbitraries.longs().between(1, 3_000).injectNull(0.3))
                .as((capital, cash, percent, entry, way, asked) ->
                        new Wish(capital, cash, percent, entry, entry, entry.minus(way), Rupees.of("0.05"), asked));
    }

    private static Arbitrary<Rupees> paise(long from, long to) {
        return Arbitraries.longs().between(from, to).map(paise -> new Rupees(BigDecimal.valueOf(paise, 2)));
    }

    private static Size size(String capital, String cash, String percent, String stop, @Nullable Long asked) {
        return new Sizing(DEFAULTS, COSTS).size(wish(capital, cash, percent, stop, asked));
    }

    private static Wish wish(String capital, String cash, String percent, String stop, @Nullable Long asked) {
        return new Wish(
                Rupees.of(capital),
                Rupees.of(cash),
                new BigDecimal(percent),
                Rupees.of(1_000),
                Rupees.of(1_003),
                Rupees.of(stop),
                Rupees.of("0.05"),
                asked);
    }

    private static Limits capped(Rupees most) {
        return new Limits(
                DEFAULTS.riskPercent(),
                DEFAULTS.positionsPerAccount(),
                DEFAULTS.positionsTotal(),
                DEFAULTS.dailyLossPercent(),
                DEFAULTS.dailyLossRupees(),
                most,
                DEFAULTS.exposurePercent(),
                DEFAULTS.entriesPerDay(),
                DEFAULTS.coolDown(),
                DEFAULTS.lastEntryBefore(),
                DEFAULTS.squareOffBefore(),
                DEFAULTS.flatAlarmBefore(),
                DEFAULTS.shortSelling(),
                DEFAULTS.entriesNeedSignal());
    }
}
