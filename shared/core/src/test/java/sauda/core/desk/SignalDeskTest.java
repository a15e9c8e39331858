package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.OPEN;
import static sauda.core.desk.Floor.TCS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.core.market.CandleSource;
import sauda.events.Instrument;
import sauda.events.Alert;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.Missing;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Tick;

/// One stock's candles become its reading, once per tick, or a coded reason why not.
class SignalDeskTest {

    private static final Duration BAR = Duration.ofMinutes(5);

    private final Floor floor = Floor.of(Floor.DEFAULTS.withAccounts(
            List.of(Floor.trading(Floor.byRules(Floor.DEFAULTS).accounts().getFirst(), List.of(TCS)))));
    private final Source source = new Source();
    private final SignalDesk warm = desk();

    @Test
    void aTickBecomesAReadingAndTellsItsAccount() {
        tick(warm, OPEN.plus(BAR));

        Reading reading = reading(OPEN.plus(BAR));
        assertThat(reading.last()).isEqualTo(Source.bar(OPEN));
        assertThat(floor.letters.received(BarsReady.class))
                .containsExactly(new BarsReady("claude", OPEN.plus(BAR), List.of(TCS), List.of()));
    }

    @Test
    void aSecondDeliveryIsTheSameTickEvenWhenTheSourceChangedItsMind() {
        tick(warm, OPEN.plus(BAR));
        Reading first = reading(OPEN.plus(BAR));
        source.instead.put(OPEN, new Bar(OPEN, Rupees.of(1), Rupees.of(1), Rupees.of(1), Rupees.of(1), 1));

        tick(warm, OPEN.plus(BAR));
        tick(desk(), OPEN.plus(BAR));

        assertThat(reading(OPEN.plus(BAR))).isEqualTo(first);
        assertThat(floor.letters.received(BarsReady.class)).hasSize(1);
    }

    @Test
    void aTickOlderThanFourMinutesIsNotedAndNothingElse() {
        Instant t = OPEN.plus(BAR);
        floor.clock.set(t.plus(Duration.ofMinutes(4)));
        warm.on(new Tick(Tick.Duty.TICK, t));
        assertThat(floor.stored.get(Keys.reading(TCS, t)))
                .as("four minutes are not older")
                .isPresent();

        Instant next = t.plus(BAR);
        floor.clock.set(next.plus(Duration.ofMinutes(4)).plusMillis(1));
        warm.on(new Tick(Tick.Duty.TICK, next));

        assertThat(note(next)).isEqualTo("STALE_TICK");
        assertThat(floor.stored.get(Keys.reading(TCS, next))).isEmpty();
        assertThat(floor.letters.received(BarsReady.class)).hasSize(1);
    }

    @Test
    void aTickThatTheCalendarDoesNotKnowIsNoted() {
        for (Instant t : List.of(OPEN, OPEN.plusSeconds(60), CLOSE.plus(BAR), Instant.parse("2026-03-07T04:45:00Z"))) {
            tick(warm, t);
            assertThat(note(t)).isEqualTo("NO_SUCH_TICK");
        }
        assertThat(floor.letters.sent).isEmpty();
    }

    @Test
    void aBarThatDoesNotComeIsMissingAndAGapAfterwards() {
        Instant t = OPEN.plus(BAR.multipliedBy(3));
        tick(warm, OPEN.plus(BAR));
        source.missing.add(OPEN.plus(BAR));
        tick(warm, OPEN.plus(BAR.multipliedBy(2)));
        assertThat(floor.letters.received(BarsReady.class).getLast())
                .isEqualTo(new BarsReady(
                        "claude", OPEN.plus(BAR.multipliedBy(2)), List.of(), List.of(new Missing(TCS, "LATE"))));

        source.missing.clear();
        tick(warm, t);
        tick(desk(), t.plus(BAR));

        assertThat(reading(t).last()).isEqualTo(Source.bar(t.minus(BAR)));
        assertThat(stored(t).gaps()).as("noted for good, by the warm desk").containsExactly(OPEN.plus(BAR));
        assertThat(stored(t).bars()).as("the bar itself came late").contains(Source.bar(OPEN.plus(BAR)));
    }

    @Test
    void aBarThatCannotBeTrueIsQuarantinedAndMissing() {
        source.instead.put(OPEN, new Bar(OPEN, Rupees.of(1_000), Rupees.of(990), Rupees.of(1_000), Rupees.of(995), 10));

        tick(warm, OPEN.plus(BAR));

        assertThat(floor.stored.get(Keys.quarantine(TCS, OPEN.plus(BAR)))).isPresent();
        assertThat(floor.letters.received(BarsReady.class).getFirst().missing())
                .extracting(Missing::code)
                .containsExactly("HIGH_BELOW_LOW");
        assertThat(floor.stored.get(Keys.reading(TCS, OPEN.plus(BAR)))).isEmpty();
    }

    @Test
    void aSourceThatDoesNotAnswerIsSaidByItsCode() {
        source.down = true;
        tick(warm, OPEN.plus(BAR));
        assertThat(floor.letters.received(BarsReady.class).getFirst().missing())
                .containsExactly(new Missing(TCS, "CANDLES_UNAVAILABLE"));

        source.down = false;
        tick(warm, OPEN.plus(BAR.multipliedBy(2)));
        assertThat(reading(OPEN.plus(BAR.multipliedBy(2))).last()).isEqualTo(Source.bar(OPEN.plus(BAR)));
    }

    @Test
    void aBarThatIsLateIsWaitedFor() {
        source.missing.add(OPEN);
        SignalDesk patient =
                new SignalDesk(floor.stored, floor.config, TCS, source, floor.letters, floor.clock, giveUpAt -> {
                    assertThat(giveUpAt).isEqualTo(OPEN.plus(BAR).plusSeconds(110));
                    return source.missing.remove(OPEN);
                });
        tick(patient, OPEN.plus(BAR));
        assertThat(reading(OPEN.plus(BAR)).last()).isEqualTo(Source.bar(OPEN));
    }

    @Test
    void aColdStartReadsTheSameAsAWarmOne() {
        Map<Instant, Reading> byWarm = new HashMap<>();
        List<Instant> ticks = floor.session().ticks().subList(0, 12);
        source.missing.add(OPEN.plus(BAR.multipliedBy(5)));
        for (Instant t : ticks) {
            tick(warm, t);
            floor.stored.get(Keys.reading(TCS, t)).ifPresent(item -> byWarm.put(t, item.as(Reading.class)));
        }

        Floor other = Floor.of(floor.config);
        for (Instant t : ticks) {
            other.clock.set(t.plusSeconds(2));
            new SignalDesk(other.stored, other.config, TCS, source, other.letters, other.clock, Pause.NONE)
                    .on(new Tick(Tick.Duty.TICK, t));
        }

        assertThat(byWarm).hasSize(11);
        byWarm.forEach((t, reading) -> assertThat(
                        other.stored.get(Keys.reading(TCS, t)).orElseThrow().as(Reading.class))
                .isEqualTo(reading));
    }

    @Test
    void theTickSizeOfThisMorningsFileComesBeforeTheTable() {
        source.instead.put(
                OPEN, new Bar(OPEN, Rupees.of("1000.1"), Rupees.of("1001"), Rupees.of(999), Rupees.of("1000.1"), 10));
        floor.stored.commit(List.of(Write.put(Item.of(
                Keys.instrument(TCS, Floor.DATE),
                "instrument",
                new Instrument(TCS, "11536", Rupees.of("0.25"), 1, Floor.DATE)))));

        tick(warm, OPEN.plus(BAR));

        assertThat(floor.letters.received(BarsReady.class).getFirst().missing())
                .containsExactly(new Missing(TCS, "OFF_TICK"));
    }

    @Test
    void historyIsAskedForInOneQuestion() {
        tick(warm, OPEN.plus(BAR));

        assertThat(source.questions).hasSize(2);
        assertThat(Duration.between(source.questions.getFirst(), OPEN)).isGreaterThan(Duration.ofDays(25));
        assertThat(source.questions.getLast()).isEqualTo(OPEN);
    }

    @Test
    void historyOfAnotherScaleIsReadAgainAndSaidToPeople() {
        tick(warm, OPEN.plus(BAR));
        Instant friday = Source.FIRST;
        Rupees before = stored(friday).bars().getFirst().close();
        floor.stored.commit(List.of(new Write.Delete(Keys.reading(TCS, OPEN.plus(BAR)), List.of())));

        source.scale = new BigDecimal("0.5");
        tick(desk(), OPEN.plus(BAR.multipliedBy(2)));

        assertThat(stored(friday).bars().getFirst().close()).isEqualTo(before.times(source.scale));
        assertThat(stored(friday).bars()).hasSize(75);
        assertThat(floor.stored.list(Keys.ALERTS, "", true, 10)).singleElement().satisfies(item -> {
            Alert alert = item.as(Alert.class);
            assertThat(alert.code()).isEqualTo("HISTORY_ADJUSTED");
            assertThat(alert.subject()).isEqualTo("TCS");
            assertThat(alert.numbers()).isEqualTo(Map.of("factor", new BigDecimal("0.5")));
        });
    }

    @Test
    void aCloseThatDiffersAloneChangesNothing() {
        tick(warm, OPEN.plus(BAR));
        SignalDesk.Candles before = stored(Source.FIRST);

        source.close = new BigDecimal("1.02");
        tick(desk(), OPEN.plus(BAR.multipliedBy(2)));

        assertThat(stored(Source.FIRST)).isEqualTo(before);
        assertThat(floor.stored.list(Keys.ALERTS, "", true, 10)).isEmpty();
        assertThat(reading(OPEN.plus(BAR.multipliedBy(2))).last()).isEqualTo(Source.bar(OPEN.plus(BAR)));
    }

    @Test
    void aHistoryOfAnotherScaleThatIsNotWholeIsNotUsed() {
        tick(warm, OPEN.plus(BAR));
        SignalDesk.Candles before = stored(Source.FIRST.minus(Duration.ofDays(1)));
        assertThat(before.bars()).isNotEmpty();

        source.scale = new BigDecimal("0.5");
        source.since = Source.FIRST;
        tick(desk(), OPEN.plus(BAR.multipliedBy(2)));

        assertThat(floor.letters.received(BarsReady.class).getLast().missing())
                .containsExactly(new Missing(TCS, "CANDLES_UNAVAILABLE"));
        assertThat(stored(Source.FIRST.minus(Duration.ofDays(1)))).isEqualTo(before);
    }

    private SignalDesk desk() {
        return new SignalDesk(floor.stored, floor.config, TCS, source, floor.letters, floor.clock, Pause.NONE);
    }

    private void tick(SignalDesk desk, Instant t) {
        floor.clock.set(t.plusSeconds(2));
        desk.on(new Tick(Tick.Duty.TICK, t));
    }

    private Reading reading(Instant t) {
        return floor.stored.get(Keys.reading(TCS, t)).orElseThrow().as(Reading.class);
    }

    private SignalDesk.Candles stored(Instant t) {
        return floor.stored
                .get(Keys.candles(TCS, sauda.core.calendar.TradingCalendar.dateOf(t)))
                .orElseThrow()
                .as(SignalDesk.Candles.class);
    }

    private Object note(Instant t) {
        return floor.stored
                .get(Keys.note(t, "signals-TCS"))
                .orElseThrow()
                .attributes()
                .get("code");
    }

    /// A believable bar for every slot since the session before, unless it is told otherwise.
    private static final class Source implements CandleSource {
        private static final Instant FIRST = Instant.parse("2026-02-27T03:45:00Z");
        private final List<Instant> questions = new ArrayList<>();
        private Instant since = FIRST.minus(Duration.ofDays(1));
        private BigDecimal scale = BigDecimal.ONE;
        private BigDecimal close = BigDecimal.ONE;
        private final Set<Instant> missing = new HashSet<>();
        private final Map<Instant, Bar> instead = new HashMap<>();
        private boolean down;

        @Override
        public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
            if (down) {
                throw new CandlesUnavailable("no answer");
            }
            questions.add(from);
            List<Bar> bars = new ArrayList<>();
            for (Instant start = from; !start.plus(BAR).isAfter(to); start = start.plus(BAR)) {
                if (!start.isBefore(since) && !missing.contains(start)) {
                    Bar bar = instead.getOrDefault(start, bar(start));
                    bars.add(start.isBefore(OPEN) ? scaled(bar) : bar);
                }
            }
            return bars;
        }

        @Override
        public Optional<BigDecimal> factor(Symbol symbol, LocalDate date, Rupees storedClose) {
            return Optional.of(scale.multiply(close));
        }

        private Bar scaled(Bar bar) {
            return new Bar(
                    bar.start(),
                    bar.open().times(scale),
                    bar.high().times(scale),
                    bar.low().times(scale),
                    bar.close().times(scale),
                    bar.volume());
        }

        static Bar bar(Instant start) {
            long slot = start.getEpochSecond() / 300;
            Rupees price = Rupees.of(1_000 + slot % 7);
            return new Bar(
                    start, price, price.plus(Rupees.of(1)), price.minus(Rupees.of(1)), price, 1_000 + slot % 9_973);
        }

        @Override
        public boolean isUnadjusted() {
            return true;
        }
    }
}
