package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import sauda.core.market.Frames;
import sauda.core.signal.Structure.Entry;
import sauda.core.signal.Structure.Kind;
import sauda.core.signal.Structure.Zone;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

class StructureTest {

    private static final Structure.Figures USUAL = new Structure.Figures(3, BigDecimal.valueOf(3), 0.5);

    private final Track track = new Track(Frame.M15.length());

    @Test
    void aBlockIsTheLastFallingBarOfAMoveThatBreaksTheSwingHighByThreeBlocks() {
        breakUpward("108"); // three heights above the block of 100 to 102

        assertThat(structure().zonesForEntry(Side.BUY))
                .contains(new Zone(Kind.ORDER_BLOCK, Side.BUY, 25, Rupees.of("100"), Rupees.of("102")));
    }

    @Test
    void aMoveThatIsTooShortLeavesNoBlock() {
        breakUpward("107.95");

        assertThat(structure().zonesForEntry(Side.BUY)).noneMatch(zone -> zone.kind() == Kind.ORDER_BLOCK);
    }

    @Test
    void aBreakOfTheSwingHighNeedsACloseAboveIt() {
        breakUpward("106"); // the swing high itself

        assertThat(structure().zonesForEntry(Side.BUY)).isEmpty();
    }

    @Test
    void aReturnToTheBlockIsABuyAndUsesItUp() {
        breakUpward("108");
        add("107", "108", "102", "107.5");

        assertThat(structure().entry())
                .contains(new Entry(new Zone(Kind.ORDER_BLOCK, Side.BUY, 25, Rupees.of("100"), Rupees.of("102")), 60));

        add("107", "108", "102", "107.5");
        assertThat(structure().entry()).isEmpty();
    }

    @Test
    void aReturnThatStopsAboveTheBlockIsNone() {
        breakUpward("108");
        add("107", "107.5", "102.05", "107.5");

        assertThat(structure().entry()).isEmpty();
    }

    @Test
    void aFallingBarThatClosesInsideTheBlockIsNoEntryAndLeavesItAlive() {
        breakUpward("108");
        add("107", "107", "101", "101.5");

        assertThat(structure().entry()).isEmpty();
        assertThat(structure().zonesForEntry(Side.BUY)).anyMatch(zone -> zone.kind() == Kind.ORDER_BLOCK);
    }

    @Test
    void aCloseExactlyOnTheBlocksLowKeepsItAndOneBelowKillsIt() {
        breakUpward("108");
        add("107", "107", "99", "100");
        assertThat(structure().zonesForEntry(Side.BUY)).anyMatch(zone -> zone.kind() == Kind.ORDER_BLOCK);

        add("100", "100", "99", "99.95");
        assertThat(structure().zonesForEntry(Side.BUY)).noneMatch(zone -> zone.kind() == Kind.ORDER_BLOCK);
    }

    @Test
    void whatIsOlderThanItsMemoryIsForgotten() {
        breakUpward("108");
        for (int i = 0; i < Structure.MEMORY; i++) {
            add("108", "112", "106", "108");
        }
        assertThat(structure().zonesForEntry(Side.BUY)).anyMatch(zone -> zone.kind() == Kind.ORDER_BLOCK);

        add("108", "112", "106", "108");

        assertThat(structure().zonesForEntry(Side.BUY)).isEmpty();
    }

    @Test
    void aGapIsHalfAnAtrAtLeast() {
        assertThat(gapAfterQuietBars("101.999")).isZero(); // 0.999 of ATR 2
        assertThat(gapAfterQuietBars("102")).isEqualTo(1);
    }

    /// Bars from 99 to 101 have ATR 2; so has the middle bar of the gap.
    private static int gapAfterQuietBars(String low) {
        StructureTest other = new StructureTest();
        other.quiet(20);
        other.add("100", "102", "100", "102");
        other.add("102", "103", low, "103");
        assertThat(other.structure().zonesForEntry(Side.BUY)).isEmpty(); // no break yet: it does not count
        return other.structure().zones().size();
    }

    @Test
    void theUpsideDownMarketGivesTheUpsideDownStructure() {
        breakUpward("108");
        add("107", "108", "102", "107.5");
        Track mirror = new Track(Frame.M15.length());
        track.bars().forEach(bar -> mirror.add(upsideDown(bar)));

        Entry entry = mirror.fold(Structure.class, USUAL, () -> new Structure(USUAL))
                .entry()
                .orElseThrow();

        assertThat(entry)
                .isEqualTo(new Entry(new Zone(Kind.ORDER_BLOCK, Side.SELL, 25, Rupees.of("98"), Rupees.of("100")), 60));
    }

    @Test
    void theFoldAgreesWithASecondTellingOnRealCandles() {
        int compared = 0;
        for (Symbol symbol : RealCandles.symbols()) {
            List<Bar> bars = RealCandles.of(symbol);
            int step = 1500;
            for (int from = 0; from + step <= bars.size(); from += step) {
                compared += compare(symbol + " from " + from, bars.subList(from, from + step));
            }
        }
        System.out.println(compared + " entries of smart money structure told twice");
        assertThat(compared).isGreaterThan(100);
    }

    private static int compare(String name, List<Bar> window) {
        List<Bar> bars = Frames.of(window, Sessions::of).bars(Frame.M15);
        Track track = new Track(Frame.M15.length());
        Structure fold = new Structure(USUAL);
        List<String> ours = new ArrayList<>();
        for (Bar bar : bars) {
            track.add(bar);
            fold.take(track);
            ours.add(fold.entry().map(StructureTest::told).orElse(""));
        }
        double[] atr = new double[bars.size()];
        for (int i = 0; i < atr.length; i++) {
            atr[i] = track.atr(14, i);
        }
        PlainStructure plain = new PlainStructure(
                column(bars, Bar::open),
                column(bars, Bar::high),
                column(bars, Bar::low),
                column(bars, Bar::close),
                atr);
        assertThat(ours).as(name).isEqualTo(plain.entries());
        return (int) ours.stream().filter(line -> !line.isEmpty()).count();
    }

    private static String told(Entry entry) {
        Zone zone = entry.zone();
        return PlainStructure.told(
                zone.kind() == Kind.ORDER_BLOCK,
                zone.side().sign(),
                zone.low().amount().doubleValue(),
                zone.high().amount().doubleValue(),
                entry.strength());
    }

    private static double[] column(List<Bar> bars, Function<Bar, Rupees> price) {
        ToDoubleFunction<Bar> value = bar -> price.apply(bar).amount().doubleValue();
        return bars.stream().mapToDouble(value).toArray();
    }

    /// A swing high at 106, a swing low at 100 on a falling bar (100 to 102: the block), and
    /// a close at bar 25. Wide bars before keep 1.5 ATR out of reach.
    private void breakUpward(String close) {
        for (int i = 0; i < 17; i++) {
            add("103", "105", "98", "103");
        }
        add("103", "106", "99", "104"); // 17: swing high
        add("104", "105", "99.5", "102");
        add("102", "103", "99.7", "102");
        add("102", "103", "99.4", "102");
        add("101.8", "102", "100", "101"); // 21
        add("101", "102.5", "98.5", "102"); // 22: swing low of a rising bar
        add("102", "103", "100.2", "102.5");
        add("102", "102", "100", "101"); // 24: the falling bar
        add("101", new BigDecimal(close).max(new BigDecimal("103")).toPlainString(), "100.5", close); // 25
    }

    private void quiet(int bars) {
        for (int i = 0; i < bars; i++) {
            add("100", "101", "99", "100");
        }
    }

    private void add(String open, String high, String low, String close) {
        Instant start = Instant.EPOCH.plusSeconds(900L * track.size());
        track.add(new Bar(start, Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), 1));
    }

    private Structure structure() {
        return track.fold(Structure.class, USUAL, () -> new Structure(USUAL));
    }

    private static Bar upsideDown(Bar bar) {
        Rupees two = Rupees.of(200);
        return new Bar(
                bar.start(),
                two.minus(bar.open()),
                two.minus(bar.low()),
                two.minus(bar.high()),
                two.minus(bar.close()),
                bar.volume());
    }
}
