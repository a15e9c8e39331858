package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// Dhan's limits, over all functions of a client together.
class DhanRatesTest {

    private static final Instant START = Instant.parse("2026-11-20T04:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /// Calls that come together after a pause.
    record Burst(int pauseMillis, int calls, int gapMillis) {}

    @Provide
    Arbitrary<List<Burst>> bursts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30_000),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.of(0, 0, 90, 150, 230, 250, 400))
                .as(Burst::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(20);
    }

    @Property(tries = 500)
    void noWindowEverHoldsMoreThanItsLimitHoweverCallsCome(
            @ForAll("bursts") List<Burst> bursts, @ForAll RateClass rate) {
        RateUse use = RateUse.NONE;
        Instant now = START;
        List<Instant> calls = new ArrayList<>();
        for (Burst burst : bursts) {
            now = now.plusMillis(burst.pauseMillis());
            for (int i = 0; i < burst.calls(); i++) {
                RateUse.Turn turn = use.next(rate, now);
                assertThat(turn.at()).isAfterOrEqualTo(now);
                use = turn.then();
                calls.add(turn.at());
                now = now.plusMillis(burst.gapMillis());
            }
        }
        assertThat(calls).isSorted();
        assertThat(mostIn(calls, SECOND)).isLessThanOrEqualTo(rate.perSecond());
        if (rate.perMinute() > 0) {
            assertThat(mostIn(calls, MINUTE)).isLessThanOrEqualTo(rate.perMinute());
            assertThat(mostIn(calls, HOUR)).isLessThanOrEqualTo(rate.perHour());
        }
    }

    @Test
    void aMinuteAnHourAndADayHaveTheirOwnLimits() {
        RateUse use = RateUse.NONE;
        List<Instant> calls = new ArrayList<>();
        for (int i = 0; i < 7_100; i++) {
            RateUse.Turn turn = use.next(RateClass.ORDER, START);
            use = turn.then();
            calls.add(turn.at());
        }

        assertThat(mostIn(calls, MINUTE)).isEqualTo(250);
        assertThat(mostIn(calls, HOUR)).isEqualTo(1_000);
        Instant midnight = Instant.parse("2026-11-20T18:30:00Z");
        assertThat(calls.stream().filter(call -> call.isBefore(midnight))).hasSize(7_000);
        assertThat(calls.get(7_000)).isEqualTo(midnight);
        assertThat(use.minute().size() + use.hour().size()).isLessThan(30);
    }

    @Test
    void whatIsTooMuchIsSpreadAndDoesNotBurst() {
        RateUse use = RateUse.NONE;
        Instant last = START.minus(SECOND);
        for (int i = 0; i < 40; i++) {
            RateUse.Turn turn = use.next(RateClass.ORDER, START);
            assertThat(Duration.between(last, turn.at())).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            last = turn.at();
            use = turn.then();
        }
    }

    @Test
    void takersOfManyFunctionsShareOneCount() throws InterruptedException {
        InMemoryLedger ledger = new InMemoryLedger();
        ConcurrentLinkedQueue<Instant> turns = new ConcurrentLinkedQueue<>();
        List<Thread> functions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Rates rates = new Rates(ledger, "main", new Random(i), span -> Thread.sleep(1));
            functions.add(Thread.ofVirtual().start(() -> {
                for (int call = 0; call < 50; call++) {
                    rates.turn(RateClass.ORDER, START, START.plusSeconds(10)).ifPresent(turns::add);
                }
            }));
        }
        for (Thread function : functions) {
            function.join();
        }

        List<Instant> calls = turns.stream().sorted().toList();
        assertThat(calls).doesNotHaveDuplicates().hasSizeBetween(60, 101);
        assertThat(mostIn(calls, SECOND)).isLessThanOrEqualTo(10);
        assertThat(calls.getLast()).isBeforeOrEqualTo(START.plusSeconds(10));
    }

    @Test
    void aTurnThatWouldComeTooLateIsNotUsed() {
        InMemoryLedger ledger = new InMemoryLedger();
        Rates rates = new Rates(ledger, "main", new Random(1), span -> {});
        assertThat(rates.turn(RateClass.QUOTE, START, START)).contains(START);

        assertThat(rates.turn(RateClass.QUOTE, START, START.plusMillis(999))).isEmpty();
        assertThat(rates.turn(RateClass.QUOTE, START, START.plusSeconds(1))).contains(START.plusSeconds(1));
    }

    @Test
    void classesAndClientsAreCountedApart() {
        InMemoryLedger ledger = new InMemoryLedger();
        Rates main = new Rates(ledger, "main", new Random(1), span -> {});
        Rates other = new Rates(ledger, "other", new Random(1), span -> {});

        assertThat(main.turn(RateClass.QUOTE, START, START)).contains(START);
        assertThat(main.turn(RateClass.DATA, START, START)).contains(START);
        assertThat(other.turn(RateClass.QUOTE, START, START)).contains(START);
    }

    @Test
    void aWarningStopsTheClassForAllFunctions() {
        InMemoryLedger ledger = new InMemoryLedger();
        new Rates(ledger, "main", new Random(1), span -> {}).stop(RateClass.DATA, START.plusSeconds(60));
        Rates other = new Rates(ledger, "main", new Random(1), span -> {});

        assertThat(other.turn(RateClass.DATA, START, START.plusSeconds(59))).isEmpty();
        assertThat(other.turn(RateClass.DATA, START, START.plusSeconds(60))).contains(START.plusSeconds(60));
        assertThat(other.turn(RateClass.ORDER, START, START)).contains(START);
    }

    @Test
    void whileTheLedgerDoesNotAnswerAProcessCountsForItself() {
        NoLedger away = new NoLedger();
        Rates rates = new Rates(away, "main", new Random(1), span -> {});

        assertThat(rates.turn(RateClass.QUOTE, START, START)).isEqualTo(Optional.of(START));
        assertThat(rates.turn(RateClass.QUOTE, START, START)).isEmpty();
        rates.stop(RateClass.QUOTE, START.plusSeconds(60));
        assertThat(rates.turn(RateClass.QUOTE, START, START.plusSeconds(59))).isEmpty();
        assertThat(away.asked).as("not waited for at every call").isEqualTo(2);
        rates.turn(RateClass.QUOTE, START.plusSeconds(30), START.plusSeconds(90));
        assertThat(away.asked).isEqualTo(3);
    }

    /// Most calls in any window that is open at its start, as a sliding count has it.
    private static int mostIn(List<Instant> calls, Duration window) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < calls.size(); i++) {
            while (!calls.get(first).isAfter(calls.get(i).minus(window))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    private static final class NoLedger implements Ledger {

        private int asked;

        @Override
        public Optional<Item> get(Key key) {
            asked++;
            throw new LedgerUnavailable("silent", new IllegalStateException());
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            throw new LedgerUnavailable("silent", new IllegalStateException());
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw new LedgerUnavailable("silent", new IllegalStateException());
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            throw new LedgerUnavailable("silent", new IllegalStateException());
        }

        @Override
        public Commit commit(List<Write> writes) {
            throw new LedgerUnavailable("silent", new IllegalStateException());
        }
    }
}
