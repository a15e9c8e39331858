package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.portfolio.BuyAndHold.Day;
import sauda.core.portfolio.BuyAndHold.Mark;
import sauda.core.portfolio.BuyAndHold.Prices;
import sauda.events.Rupees;

class BuyAndHoldTest {

    private static final LocalDate MONDAY = LocalDate.parse("2024-01-15");
    private static final Instant T = Instant.parse("2024-01-15T03:50:00Z");
    private static final Config CONFIG = ConfigFile.defaults();

    private static Prices prices(int first, int... closes) {
        return new Prices(
                MONDAY,
                Rupees.of(first),
                IntStream.range(0, closes.length)
                        .mapToObj(i -> mark(i, closes[i]))
                        .toList());
    }

    private static Mark mark(int bar, long value) {
        return new Mark(T.plusSeconds(300L * bar), Rupees.of(value));
    }

    private static BuyAndHold hold(long money, int stocks) {
        return new BuyAndHold(Rupees.of(money), stocks, CONFIG::chargesOn);
    }

    @Test
    void asManyWholeSharesAreBoughtAsTheMoneyPaysForWithTheirBillAndTheRestIsCash() {
        // 99 shares of 1,000: STT 99, stamp 14.85 as 15, exchange, SEBI and IPFT 3.3858 and GST on them 0.609444:
        // 118.00; a hundredth share would need more than is there. 882 are left.
        Day day = hold(100_000, 1).day(MONDAY, List.of(prices(1_000, 1_010, 990)));

        assertThat(day)
                .isEqualTo(new Day(
                        MONDAY,
                        Rupees.of(100_000),
                        Rupees.of(118),
                        List.of(mark(0, 882 + 99 * 1_010), mark(1, 882 + 99 * 990)),
                        new Drawdown(Rupees.of(100_872), Rupees.of(98_892), Rupees.of(100_872), Rupees.of(98_892))));
    }

    @Test
    void aStockWithoutAPriceStaysCashUntilItHasOne() {
        BuyAndHold hold = hold(200_000, 2);
        Day first = hold.day(MONDAY, List.of(prices(1_000, 1_000), prices(0)));
        Day second = hold.day(MONDAY.plusDays(1), List.of(prices(0), prices(1_000, 1_100)));

        assertThat(first.charges()).isEqualTo(Rupees.of(118));
        assertThat(first.closing()).isEqualTo(Rupees.of(200_000 - 118));
        assertThat(second.opening()).isEqualTo(first.closing());
        assertThat(second.charges()).isEqualTo(Rupees.of(118));
        assertThat(second.closing()).isEqualTo(Rupees.of(200_000 - 2 * 118 + 99 * 100));
    }

    @Test
    void aStockThatHasNoBarAtAMarkCountsWithItsLastClose() {
        Prices late = new Prices(MONDAY, Rupees.of(1_000), List.of(mark(0, 1_000), mark(2, 1_200)));
        Day day = hold(200_000, 2).day(MONDAY, List.of(prices(1_000, 1_000, 1_100, 1_100), late));
        long rest = 200_000 - 2 * 118 - 2 * 99_000;

        assertThat(day.marks())
                .containsExactly(mark(0, rest + 99 * 2_000), mark(1, rest + 99 * 2_100), mark(2, rest + 99 * 2_300));
    }

    @Test
    void withoutStocksTheMoneyStaysWhatItIs() {
        assertThat(hold(100_000, 0).day(MONDAY, List.of()))
                .isEqualTo(
                        new Day(MONDAY, Rupees.of(100_000), Rupees.ZERO, List.of(), Drawdown.at(Rupees.of(100_000))));
    }

    @Test
    void aShareThatCostsMoreThanItsPartIsNotBought() {
        Day day = hold(100_000, 1).day(MONDAY, List.of(prices(100_000, 120_000)));

        assertThat(day.closing()).isEqualTo(Rupees.of(100_000));
        assertThat(day.charges()).isEqualTo(Rupees.ZERO);
    }

    @Property
    void nothingIsSpentThatIsNotThere(
            @ForAll @IntRange(min = 0, max = 2_000_000) int money,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 30_000) Integer> firsts) {
        List<Prices> worthless = new ArrayList<>();
        firsts.forEach(first -> worthless.add(prices(first, 0)));
        List<Prices> same = new ArrayList<>();
        firsts.forEach(first -> same.add(prices(first, first)));

        Day gone = hold(money, firsts.size()).day(MONDAY, worthless);
        Day kept = hold(money, firsts.size()).day(MONDAY, same);

        assertThat(gone.closing().isNegative()).isFalse();
        assertThat(kept.closing().plus(kept.charges())).isEqualTo(Rupees.of(money));
    }
}
