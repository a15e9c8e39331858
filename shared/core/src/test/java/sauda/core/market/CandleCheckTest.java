package sauda.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sauda.core.market.CandleCheck.Fault;
import sauda.core.market.CheckedCandles.Doubt;
import sauda.core.market.CheckedCandles.Quarantined;
import sauda.core.market.CheckedCandles.Warning;
import sauda.events.Bar;
import sauda.events.Reason;
import sauda.events.Rupees;

class CandleCheckTest {

    private static final Instant OPEN = MarketDays.at("2024-01-16", "09:15");
    private static final Rupees TICK = Rupees.of("0.05");

    private final CandleCheck check = new CandleCheck(MarketDays.normal("2024-01-16"), yesterday("100.00"), null);

    @Test
    void acceptsTheBarsOfTheSessionUpToTheTick() {
        List<Bar> bars = List.of(good(0), good(1), good(2));

        assertThat(check.at(end(2), bars))
                .isEqualTo(new CheckedCandles(bars, List.of(), List.of(), List.of(), Optional.of(start(2))));
    }

    @Test
    void acceptsAFullDay() {
        List<Bar> day = run(75);

        CheckedCandles checked = check.at(MarketDays.at("2024-01-16", "15:30"), day);

        assertThat(checked.bars()).isEqualTo(day);
        assertThat(checked.missing()).isEmpty();
        assertThat(checked.isFresh()).isTrue();
    }

    @Test
    void quarantinesAPriceOfZero() {
        assertFault(bar(0, "100", "101", "0", "100", 5), Fault.NOT_POSITIVE, Map.of("price", number("0")));
    }

    @Test
    void quarantinesANegativePriceWhereverItStands() {
        assertFault(bar(0, "-0.05", "101", "99", "100", 5), Fault.NOT_POSITIVE, Map.of("price", number("-0.05")));
    }

    @Test
    void acceptsTheLeastPrice() {
        CandleCheck unknown = new CandleCheck(MarketDays.normal("2024-01-16"), List.of(), null);

        assertThat(unknown.at(end(0), List.of(bar(0, "0.01", "0.01", "0.01", "0.01", 5)))
                        .bars())
                .hasSize(1);
    }

    @Test
    void quarantinesANegativeVolume() {
        assertFault(bar(0, "100", "101", "99", "100", -1), Fault.NEGATIVE_VOLUME, Map.of("volume", number("-1")));
    }

    @Test
    void acceptsABarWithoutTrades() {
        assertThat(check.at(end(0), List.of(bar(0, "100", "100", "100", "100", 0)))
                        .isFresh())
                .isTrue();
    }

    @Test
    void quarantinesAHighBelowItsLow() {
        assertFault(
                bar(0, "100", "99.95", "100.05", "100", 5),
                Fault.HIGH_BELOW_LOW,
                Map.of("high", number("99.95"), "low", number("100.05")));
    }

    @Test
    void quarantinesACloseAboveTheHigh() {
        assertFault(
                bar(0, "100", "101", "99", "101.05", 5),
                Fault.CLOSE_OUTSIDE_RANGE,
                Map.of("close", number("101.05"), "high", number("101"), "low", number("99")));
    }

    @Test
    void quarantinesACloseBelowTheLow() {
        assertFault(
                bar(0, "100", "101", "99", "98.95", 5),
                Fault.CLOSE_OUTSIDE_RANGE,
                Map.of("close", number("98.95"), "high", number("101"), "low", number("99")));
    }

    @Test
    void acceptsACloseAtTheHighAndAtTheLow() {
        assertThat(check.at(end(1), List.of(bar(0, "100", "101", "99", "101", 5), bar(1, "100", "101", "99", "99", 5)))
                        .missing())
                .isEmpty();
    }

    @Test
    void onlyWarnsOfAnOpenOutsideTheRange() {
        Bar auction = bar(0, "102", "101", "99", "100", 5);

        assertThat(check.at(end(0), List.of(auction)))
                .isEqualTo(new CheckedCandles(
                        List.of(auction),
                        List.of(),
                        List.of(new Warning(start(0), Doubt.OPEN_OUTSIDE_RANGE)),
                        List.of(),
                        Optional.of(start(0))));
    }

    @Test
    void quarantinesAHighMoreThanFortyPercentAboveTheLastClose() {
        assertFault(
                bar(0, "100", "140.01", "99", "100", 5),
                Fault.JUMP,
                Map.of("price", number("140.01"), "previousClose", number("100")));
    }

    @Test
    void quarantinesALowMoreThanFortyPercentBelowTheLastClose() {
        assertFault(
                bar(0, "100", "101", "59.99", "100", 5),
                Fault.JUMP,
                Map.of("price", number("59.99"), "previousClose", number("100")));
    }

    @Test
    void acceptsAMoveOfExactlyFortyPercent() {
        assertThat(check.at(end(0), List.of(bar(0, "100", "140", "60", "100", 5)))
                        .isFresh())
                .isTrue();
    }

    @Test
    void acceptsAnyPriceWhenNothingIsKnownOfTheSessionBefore() {
        CandleCheck unknown = new CandleCheck(MarketDays.normal("2024-01-16"), List.of(), null);

        assertThat(unknown.at(end(0), List.of(bar(0, "500", "500", "500", "500", 5)))
                        .isFresh())
                .isTrue();
    }

    @Test
    void quarantinesATimeBetweenTwoSlots() {
        Bar late = at(OPEN.plusSeconds(1), "100");

        assertThat(check.at(end(0), List.of(late)).quarantined())
                .containsExactly(new Quarantined(late, Reason.of(Fault.OFF_GRID_TIME)));
    }

    @Test
    void quarantinesBarsBeforeTheOpenAndFromTheCloseOn() {
        Bar preOpen = at(MarketDays.at("2024-01-16", "09:10"), "100");
        Bar auction = at(MarketDays.at("2024-01-16", "15:30"), "100");

        assertThat(check.at(MarketDays.at("2024-01-16", "16:00"), List.of(preOpen, auction))
                        .quarantined())
                .containsExactly(
                        new Quarantined(preOpen, Reason.of(Fault.OUTSIDE_SESSION)),
                        new Quarantined(auction, Reason.of(Fault.OUTSIDE_SESSION)));
    }

    @Test
    void quarantinesABarInThePauseOfATwoPartSession() {
        CandleCheck drill = new CandleCheck(MarketDays.drill("2024-03-02"), List.of(), null);
        Bar pause = at(MarketDays.at("2024-03-02", "10:00"), "100");

        assertThat(drill.at(MarketDays.at("2024-03-02", "11:35"), List.of(pause))
                        .quarantined())
                .containsExactly(new Quarantined(pause, Reason.of(Fault.OUTSIDE_SESSION)));
    }

    @Test
    void thePauseOfATwoPartSessionIsNoGap() {
        CandleCheck drill = new CandleCheck(MarketDays.drill("2024-03-02"), List.of(), null);
        List<Bar> both = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            both.add(at(MarketDays.at("2024-03-02", "09:15").plus(Duration.ofMinutes(5L * i)), "100"));
        }
        both.add(at(MarketDays.at("2024-03-02", "11:30"), "100"));

        CheckedCandles checked = drill.at(MarketDays.at("2024-03-02", "11:35"), both);

        assertThat(checked.missing()).isEmpty();
        assertThat(checked.isFresh()).isTrue();
    }

    @Test
    void quarantinesTheBarThatIsStillForming() {
        assertThat(check.at(end(0), List.of(good(0), good(1))).quarantined())
                .containsExactly(new Quarantined(good(1), Reason.of(Fault.FORMING)));
    }

    @Test
    void quarantinesABarOneSecondBeforeItsEnd() {
        assertThat(check.at(end(0).minusSeconds(1), List.of(good(0))).quarantined())
                .containsExactly(new Quarantined(good(0), Reason.of(Fault.FORMING)));
    }

    @Test
    void quarantinesABarFromTheFuture() {
        assertThat(check.at(end(0), List.of(good(0), good(30))).quarantined())
                .containsExactly(new Quarantined(good(30), Reason.of(Fault.FORMING)));
    }

    @Test
    void quarantinesAPriceBetweenTwoTicksWherePricesAreAsQuoted() {
        CandleCheck quoted = new CandleCheck(MarketDays.normal("2024-01-16"), List.of(), TICK);
        Bar off = bar(0, "100", "100.07", "99", "100", 5);

        assertThat(quoted.at(end(0), List.of(off)).quarantined())
                .containsExactly(new Quarantined(
                        off, Reason.of(Fault.OFF_TICK, Map.of("price", number("100.07"), "tick", number("0.05")))));
    }

    @Test
    void acceptsAPriceBetweenTwoTicksInAdjustedHistory() {
        assertThat(check.at(end(0), List.of(bar(0, "100", "100.07", "99", "100", 5)))
                        .isFresh())
                .isTrue();
    }

    @Test
    void aBadBarCountsAsMissing() {
        Bar bad = bar(1, "100", "99", "101", "100", 5);

        CheckedCandles checked = check.at(end(2), List.of(good(0), bad, good(2)));

        assertThat(checked.bars()).containsExactly(good(0), good(2));
        assertThat(checked.missing()).containsExactly(start(1));
        assertThat(checked.isFresh()).isTrue();
    }

    @Test
    void theReasonOfABadNewestBarIsItsFault() {
        assertThat(check.at(end(1), List.of(good(0), bar(1, "100", "101", "99", "100", -1)))
                        .whyNotFresh())
                .contains(Reason.of(Fault.NEGATIVE_VOLUME, Map.of("volume", number("-1"))));
    }

    @Test
    void aBarThatDidNotComeIsLate() {
        CheckedCandles checked = check.at(end(2), List.of(good(0), good(1)));

        assertThat(checked.missing()).containsExactly(start(2));
        assertThat(checked.whyNotFresh()).contains(Reason.of(Fault.LATE));
    }

    @Test
    void namesEveryGap() {
        assertThat(check.at(end(4), List.of(good(1), good(4))).missing()).containsExactly(start(0), start(2), start(3));
    }

    @Test
    void nothingIsFreshBeforeTheFirstBarEnds() {
        CheckedCandles checked = check.at(end(0).minusSeconds(1), List.of());

        assertThat(checked.missing()).isEmpty();
        assertThat(checked.whyNotFresh()).contains(Reason.of(Fault.LATE));
    }

    @Test
    void afterTheCloseTheLastBarIsTheNewest() {
        assertThat(check.at(MarketDays.at("2024-01-16", "18:00"), run(75)).isFresh())
                .isTrue();
    }

    @Test
    void yesterdaysBarsAreMissingAndNeverFresh() {
        List<Bar> stale = yesterday("100.00");

        CheckedCandles checked = check.at(end(1), stale);

        assertThat(checked.bars()).isEmpty();
        assertThat(checked.missing()).containsExactly(start(0), start(1));
        assertThat(checked.whyNotFresh()).contains(Reason.of(Fault.LATE));
        assertThat(checked.quarantined())
                .hasSameSizeAs(stale)
                .allMatch(bad -> bad.reason().is(Fault.OUTSIDE_SESSION));
    }

    @Test
    void yesterdaysBarsUnderTodaysDateAreStale() {
        List<Bar> restamped = yesterday("100.00").stream()
                .map(bar -> moved(bar, Duration.ofDays(1)))
                .toList();

        CheckedCandles checked = check.at(MarketDays.at("2024-01-16", "15:30"), restamped);

        assertThat(checked.bars()).isEmpty();
        assertThat(checked.missing()).hasSize(75);
        assertThat(checked.whyNotFresh()).contains(Reason.of(Fault.STALE));
    }

    @Test
    void fridaysBarsUnderMondaysDateAreStale() {
        List<Bar> friday = List.of(at(MarketDays.at("2024-01-12", "09:15"), "100"));
        CandleCheck monday = new CandleCheck(MarketDays.normal("2024-01-15"), friday, null);

        assertThat(monday.at(
                                MarketDays.at("2024-01-15", "09:20"),
                                List.of(moved(friday.getFirst(), Duration.ofDays(3))))
                        .whyNotFresh())
                .contains(Reason.of(Fault.STALE));
    }

    @Test
    void thePricesOfYesterdayWithAnotherVolumeAreNews() {
        Bar old = yesterday("100.00").getFirst();
        Bar bar = new Bar(OPEN, old.open(), old.high(), old.low(), old.close(), old.volume() + 1);

        assertThat(check.at(end(0), List.of(bar)).isFresh()).isTrue();
    }

    @Test
    void dropsIdenticalDuplicatesInSilence() {
        assertThat(check.at(end(1), List.of(good(0), good(0), good(1), good(1), good(1))))
                .isEqualTo(check.at(end(1), List.of(good(0), good(1))));
    }

    @Test
    void believesNeitherOfTwoBarsThatContradictEachOther() {
        Bar other = bar(0, "100", "102", "99", "100", 5);

        CheckedCandles checked = check.at(end(1), List.of(good(0), other, good(1)));

        Reason conflict = Reason.of(Fault.CONFLICTING, Map.of("candles", number("2")));
        assertThat(checked.bars()).containsExactly(good(1));
        assertThat(checked.quarantined())
                .containsExactly(new Quarantined(good(0), conflict), new Quarantined(other, conflict));
        assertThat(checked.missing()).containsExactly(start(0));
    }

    @Test
    void aBadBarDoesNotContradictAGoodOne() {
        CheckedCandles checked = check.at(end(0), List.of(bar(0, "0", "0", "0", "0", 0), good(0)));

        assertThat(checked.bars()).containsExactly(good(0));
        assertThat(checked.isFresh()).isTrue();
    }

    @Test
    void sortsWhatCameOutOfOrderAndWarns() {
        CheckedCandles checked = check.at(end(2), List.of(good(2), good(0), good(1)));

        assertThat(checked.bars()).containsExactly(good(0), good(1), good(2));
        assertThat(checked.warnings()).containsExactly(new Warning(start(0), Doubt.OUT_OF_ORDER));
    }

    @Property(tries = 200)
    void shufflingAndDuplicatingCleanBarsGivesTheCleanRun(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 75) int count) {
        Random random = new Random(seed);
        List<Bar> clean = run(count);
        List<Bar> messy = new ArrayList<>(clean);
        for (int i = random.nextInt(count); i > 0; i--) {
            messy.add(clean.get(random.nextInt(count)));
        }
        Collections.shuffle(messy, random);

        CheckedCandles checked = check.at(end(count - 1), messy);

        assertThat(checked.bars()).isEqualTo(clean);
        assertThat(checked.quarantined()).isEmpty();
        assertThat(checked.missing()).isEmpty();
        assertThat(checked.isFresh()).isTrue();
    }

    @Property(tries = 200)
    void whateverComesEverySlotIsEitherAcceptedOrMissing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Bar> raw = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            raw.add(bar(
                    random.nextInt(90) - 10,
                    String.valueOf(random.nextInt(200) - 10),
                    String.valueOf(random.nextInt(200)),
                    String.valueOf(random.nextInt(200)),
                    String.valueOf(random.nextInt(200)),
                    random.nextInt(100) - 5L));
        }

        CheckedCandles checked = check.at(end(49), raw);

        assertThat(checked.bars().size() + checked.missing().size()).isEqualTo(50);
        assertThat(checked.bars()).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
        assertThat(checked.bars())
                .doesNotContainAnyElementsOf(
                        checked.quarantined().stream().map(Quarantined::bar).toList());
        assertThat(checked.bars().size() + checked.quarantined().size())
                .isEqualTo((int) raw.stream().distinct().count());
    }

    private void assertFault(Bar bar, Fault fault, Map<String, BigDecimal> numbers) {
        assertThat(check.at(end(0), List.of(bar)))
                .isEqualTo(new CheckedCandles(
                        List.of(),
                        List.of(new Quarantined(bar, Reason.of(fault, numbers))),
                        List.of(),
                        List.of(start(0)),
                        Optional.of(start(0))));
    }

    private static List<Bar> run(int count) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(good(i));
        }
        return bars;
    }

    private static List<Bar> yesterday(String close) {
        return run(75).stream()
                .map(bar -> moved(bar, Duration.ofDays(-1)))
                .map(bar ->
                        new Bar(bar.start(), bar.open(), bar.high(), bar.low(), Rupees.of(close), bar.volume() + 1_000))
                .toList();
    }

    private static Bar moved(Bar bar, Duration by) {
        return new Bar(bar.start().plus(by), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    private static Bar good(int slot) {
        return bar(slot, "100", "101", "99", "100.50", 10 + slot);
    }

    private static Bar at(Instant start, String price) {
        return new Bar(start, Rupees.of(price), Rupees.of(price), Rupees.of(price), Rupees.of(price), 7);
    }

    private static Bar bar(int slot, String open, String high, String low, String close, long volume) {
        return new Bar(start(slot), Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }

    private static Instant start(int slot) {
        return OPEN.plus(Duration.ofMinutes(5L * slot));
    }

    private static Instant end(int slot) {
        return start(slot + 1);
    }

    private static BigDecimal number(String number) {
        return new BigDecimal(number);
    }
}
