package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.local.scenario.LiveDay.DATE;
import static sauda.local.scenario.LiveDay.HDFCBANK;
import static sauda.local.scenario.LiveDay.ICICIBANK;
import static sauda.local.scenario.LiveDay.INFY;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.TradingCalendar;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Symbol;

/// Limits hold whoever races for what is left of them, and while the ledger has its own
/// troubles.
class LimitsUnderRaceTest {

    private LiveDay day = LiveDay.ready(Setups.sharing("a", "b", "c"));

    @AfterEach
    void close() {
        day.close();
    }

    private void again(LiveDay other) {
        day.close();
        day = other;
    }

    /// All at once, each by a process of its own; all have read the ledger before the
    /// first writes.
    private List<Order> race(OrderRequested... requests) throws InterruptedException, ExecutionException {
        day.fake.behaviour().rateLimits(false);
        CyclicBarrier all = new CyclicBarrier(requests.length);
        day.ledger.before(HookedLedger.moving(OrderState.RESERVED), requests.length, () -> {
            try {
                all.await();
            } catch (InterruptedException | BrokenBarrierException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        List<sauda.core.desk.OrderDesk> desks =
                Stream.of(requests).map(_ -> day.another("main")).toList();
        List<Order> ended = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(requests.length)) {
            List<Future<Order>> running = new ArrayList<>();
            for (int i = 0; i < requests.length; i++) {
                OrderRequested request = requests[i];
                sauda.core.desk.OrderDesk desk = desks.get(i);
                running.add(threads.submit(() -> desk.on(request)));
            }
            for (Future<Order> one : running) {
                ended.add(one.get());
            }
        }
        return ended;
    }

    private static List<Order> in(List<Order> orders, OrderState state) {
        return orders.stream().filter(order -> order.state() == state).toList();
    }

    @Test
    @Scenario(37)
    void ofTwoAccountsThatRaceForTheSixthSlotOneWins() throws Exception {
        for (Symbol symbol : List.of(RELIANCE, TCS)) {
            day.deliver(day.entry("a", symbol, 10));
            day.deliver(day.entry("b", symbol, 10));
        }
        day.deliver(day.entry("c", RELIANCE, 10));
        day.minutes(1);
        assertThat(day.slots()).isEqualTo(5);

        List<Order> ended = race(day.entry("a", INFY, 10), day.entry("b", HDFCBANK, 10));

        assertThat(in(ended, OrderState.ACCEPTED)).hasSize(1);
        assertThat(in(ended, OrderState.DENIED)).singleElement().satisfies(denied -> {
            assertThat(codes(denied)).containsExactly("MAX_POSITIONS_TOTAL");
            assertThat(day.placed(denied.request())).isEmpty();
        });
        day.minutes(1);
        assertThat(day.slots()).isEqualTo(6);
        assertThat(day.net(INFY) + day.net(HDFCBANK)).isEqualTo(10);
        day.ties();
    }

    @Test
    @Scenario(38)
    void ofThreeIntentsThatRaceForTheThirdSlotOneWins() throws Exception {
        day.deliver(day.entry("a", RELIANCE, 10));
        day.deliver(day.entry("a", TCS, 10));
        day.minutes(1);
        assertThat(day.account("a").slots()).isEqualTo(2);

        List<Order> ended = race(day.entry("a", INFY, 10), day.entry("a", HDFCBANK, 10), day.entry("a", ICICIBANK, 10));

        assertThat(in(ended, OrderState.ACCEPTED)).hasSize(1);
        assertThat(in(ended, OrderState.DENIED))
                .hasSize(2)
                .allSatisfy(denied -> assertThat(codes(denied)).containsExactly("MAX_POSITIONS"));
        day.minutes(1);
        assertThat(day.account("a").slots()).isEqualTo(3);
        assertThat(day.net(INFY) + day.net(HDFCBANK) + day.net(ICICIBANK)).isEqualTo(10);
        assertThat(day.sends()).isEqualTo(3);
        day.ties();
    }

    @Test
    @Scenario(39)
    void aStormOfConflictsLosesNothingAndCountsNothingTwice() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        AtomicInteger others = new AtomicInteger();
        // Before each of its first twenty tries somebody else writes the same account.
        day.ledger.before(
                writes -> HookedLedger.moving(OrderState.RESERVED).test(writes),
                20,
                () -> day.another("main").on(day.exit("a", TCS, 1, "storm:" + others.incrementAndGet())));

        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.ACCEPTED);

        assertThat(others.get()).isEqualTo(20);
        day.minutes(1);
        assertThat(day.sends()).isEqualTo(1);
        assertThat(day.slots()).isEqualTo(1);
        assertThat(day.orders("a").stream().filter(order -> !order.request().isProtection()))
                .hasSize(21);
        day.ties();
    }

    @Test
    @Scenario(39)
    void manyAccountsThatWriteTheSameTotalsAtOnceLoseNothing() throws Exception {
        List<Order> ended = race(
                day.entry("a", RELIANCE, 10),
                day.entry("a", TCS, 10),
                day.entry("b", INFY, 10),
                day.entry("b", HDFCBANK, 10),
                day.entry("c", ICICIBANK, 10),
                day.entry("c", RELIANCE, 10));
        assertThat(in(ended, OrderState.ACCEPTED)).hasSize(6);
        day.minutes(1);
        assertThat(day.slots()).isEqualTo(6);
        assertThat(day.exposure().amount()).isEqualByComparingTo("60000");
        day.ties();
    }

    @Test
    @Scenario(39)
    void aStormThatOutlastsTheDeadlineEndsWithoutAnOrder() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.ledger.before(HookedLedger.moving(OrderState.RESERVED), 1_000, () -> {
            throw new LedgerUnavailable("conflicts all the time", new IllegalStateException("TransactionConflict"));
        });
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(LedgerUnavailable.class);
        assertThat(day.knows(entry)).isFalse();
        assertThat(day.sends()).isZero();
        day.ties();
    }

    @Test
    @Scenario(40)
    void withoutTheLedgerThereIsNoOrderAndAfterItThereIs() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
        day.ledger.away(true);
        for (int minute = 0; minute < 5; minute++) {
            // Each function fails, which is what the alarm on functions' errors counts.
            assertThatThrownBy(day::deliver).isInstanceOf(LedgerUnavailable.class);
            assertThatThrownBy(day::watch).isInstanceOf(LedgerUnavailable.class);
            assertThatThrownBy(day::reconcile).isInstanceOf(LedgerUnavailable.class);
            day.to(day.clock.instant().plusSeconds(60));
        }
        assertThat(day.sends()).isZero();

        day.ledger.away(false);
        day.deliver();
        assertThat(day.order(entry).state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(day.order(entry))).containsExactly("EXPIRED");
        assertThat(day.sends()).isZero();
        day.to(LocalTime.of(10, 25, 10));
        assertThat(day.deliver(day.entry("a", RELIANCE, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        day.ties();
    }

    @Test
    @Scenario(40)
    void aLedgerThatGoesAwayBetweenReservationAndCallLeavesNoOrder() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.ledger.after(HookedLedger.moving(OrderState.SUBMITTING), () -> day.ledger.away(true));
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(LedgerUnavailable.class);
        assertThat(day.sends()).isZero();
        day.to(day.clock.instant().plusSeconds(300));
        day.ledger.away(false);
        day.minutes(6);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(day.sends()).isZero();
        assertThat(day.slots()).isZero();
        day.ties();
    }

    @Test
    @Scenario(40)
    void aLedgerThatGoesAwayWhileTheOrderIsOnTheWireAdoptsItAfterwards() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.ledger.before(HookedLedger.moving(OrderState.ACCEPTED), () -> day.ledger.away(true));
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(LedgerUnavailable.class);
        assertThat(day.placed(entry)).hasSize(1);
        day.to(day.clock.instant().plusSeconds(300));
        day.ledger.away(false);
        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.sends()).isEqualTo(1);
        assertThat(day.stopped(RELIANCE)).isEqualTo(10);
        day.ties();
    }

    @Test
    @Scenario(41)
    void countersThatDriftReduceForAsLongAsTheyDiffer() {
        day.holds("a", RELIANCE, 10);
        tamper("a", 2);
        day.minutes(1);

        assertThat(day.state("a")).startsWith("REDUCING RECONCILE_BREAK: COUNTERS");
        assertThat(day.state("b")).isEqualTo("ACTIVE opened");
        assertThat(day.alerted()).contains("RECONCILE_BREAK");
        assertThat(codes(day.deliver(day.entry("a", TCS, 10)))).containsExactly("PAUSED");
        day.minutes(1);
        assertThat(day.state("a")).startsWith("REDUCING");

        tamper("a", 1);
        day.minutes(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        assertThat(day.deliver(day.entry("a", INFY, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        day.ties();
    }

    private void tamper(String account, int slots) {
        Item item = day.stored.get(Keys.account(account)).orElseThrow();
        Map<String, Object> attributes = new java.util.HashMap<>(item.attributes());
        attributes.put("slots", slots);
        day.stored.commit(List.of(Write.put(new Item(item.key(), item.kind(), attributes))));
    }

    @Test
    @Scenario(42)
    void aLossBetweenDecisionAndExecutionDeniesTheEntry() {
        again(LiveDay.ready(Setups.limited(Setups.sharing("a", "b", "c"), limits -> Setups.dailyLoss(limits, 2_000))));
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), LocalTime.of(15, 15), "988", 100_000);
        day.holds("a", RELIANCE, 200);
        day.to(LocalTime.of(10, 25, 10));
        OrderRequested decided = day.entry("a", TCS, 10);
        OrderRequested others = day.entry("b", TCS, 10);
        day.mark("a");

        Order denied = day.deliver(decided);
        assertThat(denied.state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(denied)).containsExactly("DAY_LOSS");
        assertThat(day.placed(decided)).isEmpty();
        assertThat(day.deliver(others).state()).isEqualTo(OrderState.ACCEPTED);
        OrderRequested exit = day.exit("a", RELIANCE, 200, "manual:1");
        day.deliver(exit);
        day.minutes(1);
        assertThat(day.order(exit).state()).isEqualTo(OrderState.FILLED);
        day.ties();
    }

    @Test
    @Scenario(42)
    void aLossThatIsMarkedWhileTheEntryIsBeingReservedDeniesIt() {
        again(LiveDay.ready(Setups.limited(Setups.sharing("a", "b", "c"), limits -> Setups.dailyLoss(limits, 2_000))));
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), LocalTime.of(15, 15), "988", 100_000);
        day.holds("a", RELIANCE, 200);
        day.to(LocalTime.of(10, 25, 10));
        day.ledger.before(HookedLedger.moving(OrderState.RESERVED), () -> day.mark("a"));
        Order denied = day.deliver(day.entry("a", TCS, 10));
        assertThat(denied.state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(denied)).containsExactly("DAY_LOSS");
        assertThat(day.placed(denied.request())).isEmpty();
    }

    @Test
    @Scenario(43)
    void aDaysLossEndsWithTheExchangesNextDayAndNotAtMidnight() {
        // Thursday before Gandhi Jayanti, a Friday; the next session is Monday's.
        LocalDate thursday = LocalDate.of(2026, 10, 1);
        LocalDate monday = LocalDate.of(2026, 10, 5);
        again(LiveDay.ready(
                Setups.limited(Setups.sharing("a", "b", "c"), limits -> Setups.dailyLoss(limits, 2_000)), thursday));
        day.tape.stands(RELIANCE, thursday, LocalTime.of(10, 20), LocalTime.of(15, 15), "988", 100_000);
        day.holds("a", RELIANCE, 200);
        day.to(LocalTime.of(10, 25, 10));
        day.mark("a");
        day.deliver(day.exit("a", RELIANCE, 200, "manual:1"));
        day.minutes(1);
        assertThat(codes(day.deliver(day.entry("a", TCS, 10)))).containsExactly("DAY_LOSS");

        // 19:00 UTC is half an hour past midnight in India: another date there, no session.
        Instant night = Instant.parse("2026-10-01T19:00:00Z");
        assertThat(TradingCalendar.dateOf(night)).isEqualTo(LocalDate.of(2026, 10, 2));
        for (Instant at : List.of(
                night,
                HandMade.at(thursday.plusDays(1), LocalTime.of(8, 45)),
                HandMade.at(thursday.plusDays(2), LocalTime.of(8, 45)))) {
            day.to(at);
            day.session();
            assertThat(day.account("a").day().date()).isEqualTo(thursday);
            assertThat(day.account("a").dayPnl().isNegative()).isTrue();
        }
        // 03:20 UTC on Monday, the same date in both.
        day.to(HandMade.at(monday, LocalTime.of(8, 50)));
        day.session();
        assertThat(day.account("a").day().date()).isEqualTo(monday);
        assertThat(day.account("a").dayPnl().signum()).isZero();
        day.to(HandMade.at(monday, LocalTime.of(10, 15, 20)));
        assertThat(day.deliver(day.entry("a", TCS, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        day.ties();
    }
}
