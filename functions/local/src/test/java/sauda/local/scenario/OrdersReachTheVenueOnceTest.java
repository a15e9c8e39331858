package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.codes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.Write;
import sauda.core.order.Broker.Answer;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;
import sauda.fakedhan.PlacedOrder;

/// However often a message comes and wherever a process ends, the venue gets an order
/// once, or not at all.
class OrdersReachTheVenueOnceTest {

    private static final String PLACE = "/v2/super/orders";

    private final LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));
    private final OrderRequested entry = day.entry("a", RELIANCE, 10);

    @AfterEach
    void theBooksTie() {
        try (day) {
            day.ties();
        }
    }

    private void isThereOnceAndFilled() {
        assertThat(day.placed(entry)).hasSize(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.stopped(RELIANCE)).isEqualTo(10);
        assertThat(day.slots()).isEqualTo(1);
        assertThat(day.state("a")).startsWith("ACTIVE");
    }

    private void holdsItsCounters() {
        assertThat(day.account("a").slots()).isEqualTo(1);
        assertThat(day.slots()).isEqualTo(1);
        assertThat(day.account("a").cash().reserved().isPositive()).isTrue();
        assertThat(day.exposure()).isEqualTo(entry.limit().times(10));
    }

    private void gaveBackItsCounters() {
        assertThat(day.account("a").slots()).isZero();
        assertThat(day.slots()).isZero();
        assertThat(day.account("a").cash().reserved().signum()).isZero();
        assertThat(day.exposure().signum()).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
    }

    @Test
    @Scenario(18)
    void aMessageThatComesASecondTimeAsksTheVenueNothing() {
        day.deliver(entry);
        Order first = day.order(entry);
        int calls = day.fake.requests().size();

        Order second = day.another("main").on(entry);

        assertThat(second).isEqualTo(first);
        assertThat(second.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(day.fake.requests()).hasSize(calls);
        day.minutes(1);
        isThereOnceAndFilled();
        assertThat(day.another("main").on(entry).state()).isEqualTo(OrderState.FILLED);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(19)
    void ofTwoThatTakeTheSameMessageAtOnceOneSends() throws Exception {
        day.ledger.dieAfter(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        // Both have read that it is only reserved before either says that it is about to be sent.
        CyclicBarrier both = new CyclicBarrier(2);
        day.ledger.before(HookedLedger.moving(OrderState.SUBMITTING), 2, () -> await(both));

        List<Order> ended = together(
                () -> day.another("main").on(entry), () -> day.another("main").on(entry));

        assertThat(day.sends()).isEqualTo(1);
        assertThat(ended).extracting(Order::id).containsOnly(entry.id());
        assertThat(day.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(19)
    void ofEightThatTakeTheSameMessageAtOnceOneSends() throws Exception {
        day.fake.behaviour().rateLimits(false);
        List<OrderDesk> desks = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> day.another("main"))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Order>> all = desks.stream()
                    .map(desk -> threads.submit(() -> desk.on(entry)))
                    .toList();
            for (Future<Order> one : all) {
                one.get();
            }
        }
        assertThat(day.sends()).isEqualTo(1);
        day.minutes(2);
        isThereOnceAndFilled();
    }

    private interface Taken {
        Order order();
    }

    private static List<Order> together(Taken one, Taken other) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Order> first = threads.submit(one::order);
            Future<Order> second = threads.submit(other::order);
            return List.of(first.get(), second.get());
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (InterruptedException | BrokenBarrierException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @Scenario(20)
    void anIntentThatComesAgainAfterTheQueueForgotItIsKnownByItsId() {
        day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
        day.deliver();
        day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
        assertThat(day.post.waiting()).isEmpty();

        day.minutes(6);
        day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
        assertThat(day.post.waiting()).containsExactly(entry);
        day.deliver();

        assertThat(day.sends()).isEqualTo(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(21)
    void whoDiesBeforeTheReservationLeavesAMessageThatPlacesOnce() {
        day.ledger.dieBefore(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        assertThat(day.knows(entry)).isFalse();
        assertThat(day.sends()).isZero();
        gaveBackItsCounters();

        assertThat(day.another("main").on(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(21)
    void aMessageThatComesBackAfterItsExpiryPlacesNothing() {
        day.ledger.dieBefore(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        // The queue shows it again when the function's time is over six times.
        day.to(day.clock.instant().plusSeconds(270));
        Order late = day.another("main").on(entry);
        assertThat(late.state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(late)).containsExactly("EXPIRED");
        assertThat(day.sends()).isZero();
        gaveBackItsCounters();
    }

    @Test
    @Scenario(22)
    void whoDiesAfterTheReservationLeavesAnOrderThatIsSentOnce() {
        day.ledger.dieAfter(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.RESERVED);
        assertThat(day.sends()).isZero();
        holdsItsCounters();

        assertThat(day.another("main").on(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(22)
    void whoDiesAfterSayingSoAndBeforeTheCallLeavesAnOrderThatIsNeverSent() {
        day.ledger.dieAfter(OrderState.SUBMITTING);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        holdsItsCounters();

        assertThat(day.another("main").on(entry).state()).isEqualTo(OrderState.UNKNOWN);
        holdsItsCounters();
        day.minutes(6);

        assertThat(day.order(entry).state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(day.sends()).isZero();
        gaveBackItsCounters();
    }

    @Test
    @Scenario(22)
    void aReservationThatNobodyTakesUpExpires() {
        day.ledger.dieAfter(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        day.minutes(2);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.EXPIRED);
        assertThat(codes(day.order(entry))).containsExactly("NEVER_SENT");
        assertThat(day.sends()).isZero();
        gaveBackItsCounters();
    }

    @Test
    @Scenario(23)
    void whoDiesBeforeTheAnswerIsStoredLeavesAnOrderThatTheRedeliveryFinds() {
        day.ledger.dieBefore(OrderState.ACCEPTED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.SUBMITTING);
        assertThat(day.placed(entry)).hasSize(1);
        holdsItsCounters();

        Order found = day.another("main").on(entry);

        assertThat(found.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(found.venueId()).contains(day.placed(entry).getFirst().orderId());
        assertThat(day.sends()).isEqualTo(1);
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(23)
    void whoDiesBeforeTheAnswerIsStoredLeavesAnOrderThatTheWatchFinds() {
        day.ledger.dieBefore(OrderState.ACCEPTED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);
        day.minutes(1);
        assertThat(day.sends()).isEqualTo(1);
        isThereOnceAndFilled();
    }

    static final List<Fault> afterAcceptance = List.of(
            new Fault.Silence(When.AFTER_ACCEPTANCE),
            new Fault.Reset(When.AFTER_ACCEPTANCE),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 500),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 502),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 504));

    static final List<Fault> beforeAcceptance = List.of(
            new Fault.Silence(When.BEFORE_ACCEPTANCE),
            new Fault.Reset(When.BEFORE_ACCEPTANCE),
            new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 500),
            new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502));

    @Test
    @Scenario(24)
    void anOrderThatTimedOutAndWasPlacedIsAdopted() {
        day.fake.faults().next("POST", PLACE, new Fault.Silence(When.AFTER_ACCEPTANCE));
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(codes(day.order(entry))).containsExactly("NO_ANSWER");
        holdsItsCounters();
        assertThat(day.placed(entry)).hasSize(1);

        day.minutes(1);
        assertThat(day.sends()).isEqualTo(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(25)
    void anOrderThatTimedOutAndWasNotPlacedIsGivenUpAfterTheSettleWindow() {
        day.fake.faults().next("POST", PLACE, new Fault.Silence(When.BEFORE_ACCEPTANCE));
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.UNKNOWN);

        // Two look-ups, within the settle window: it may still turn up.
        day.minutes(2);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        holdsItsCounters();
        day.minutes(3);

        assertThat(day.order(entry).state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(codes(day.order(entry))).containsExactly("NEVER_FOUND");
        gaveBackItsCounters();
        day.minutes(5);
        assertThat(day.sends()).isEqualTo(1);
        assertThat(day.fake.orders(day.clientId())).isEmpty();
        assertThat(day.orders("a")).hasSize(1);
    }

    @Test
    @Scenario(25)
    void withoutAnyAnswerToTheLookUpsNothingIsGivenUp() {
        day.fake.faults().next("POST", PLACE, new Fault.Silence(When.AFTER_ACCEPTANCE));
        day.deliver(entry);
        day.fake.faults().always("GET", "/v2/", new Fault.Silence(When.BEFORE_ACCEPTANCE));
        day.minutes(8);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        holdsItsCounters();

        day.fake.faults().clear();
        day.minutes(2);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(26)
    void anOrderThatShowsNinetySecondsLateIsNotLost() {
        day.fake.faults().next("POST", PLACE, new Fault.LateVisibility(Duration.ofSeconds(90)));
        day.ledger.dieBefore(OrderState.ACCEPTED);
        assertThatThrownBy(() -> day.deliver(entry)).isInstanceOf(Killed.class);

        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        holdsItsCounters();
        day.minutes(1);

        assertThat(day.sends()).isEqualTo(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(26)
    void anAcknowledgedOrderThatShowsNinetySecondsLateHoldsNobodyUp() {
        day.fake.faults().next("POST", PLACE, new Fault.LateVisibility(Duration.ofSeconds(90)));
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(27)
    void aVenueThatIsTooBusyIsAskedAgainALittleLaterUnderANewId() {
        day.fake.faults().next("POST", PLACE, new Fault.TooMany());
        Order placed = day.deliver(entry);

        assertThat(placed.id()).isEqualTo(entry.again(1).id());
        assertThat(placed.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.REJECTED);
        assertThat(codes(day.order(entry))).containsExactly("RATE_LIMITED");
        assertThat(day.placed(entry)).isEmpty();
        assertThat(day.placed(entry.again(1))).hasSize(1);
        List<java.time.Instant> sent = day.fake.requests().stream()
                .filter(call -> call.method().equals("POST") && call.path().equals(PLACE))
                .map(sauda.fakedhan.SeenCall::at)
                .toList();
        assertThat(Duration.between(sent.getFirst(), sent.getLast())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));

        // The message comes again, in time and too late: its orders are known.
        assertThat(day.another("main").on(entry).id()).isEqualTo(entry.again(1).id());
        day.minutes(1);
        assertThat(day.another("main").on(entry).state()).isEqualTo(OrderState.REJECTED);
        assertThat(day.sends()).isEqualTo(2);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.slots()).isEqualTo(1);
    }

    @Test
    @Scenario(27)
    void aVenueThatStaysTooBusyIsLeftAloneInTheEnd() {
        day.fake.faults().always("POST", PLACE, new Fault.TooMany());
        Order last = day.deliver(entry);
        assertThat(last.state()).isEqualTo(OrderState.REJECTED);
        assertThat(codes(last)).containsExactly("RATE_LIMITED");
        assertThat(day.sends()).isLessThanOrEqualTo(4);
        assertThat(day.clock.instant()).isBeforeOrEqualTo(entry.expiresAt().plusSeconds(3));

        day.fake.faults().clear();
        long sends = day.sends();
        day.minutes(5);
        assertThat(day.sends()).isEqualTo(sends);
        assertThat(day.fake.orders(day.clientId())).isEmpty();
        gaveBackItsCounters();
    }

    @ParameterizedTest
    @FieldSource("afterAcceptance")
    @Scenario(28)
    void noAnswerOrAPageOfAProxyIsUnknownAndTheOrderAdopted(Fault fault) {
        day.fake.faults().next("POST", PLACE, fault);
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.UNKNOWN);
        holdsItsCounters();
        day.minutes(1);
        assertThat(day.sends()).isEqualTo(1);
        isThereOnceAndFilled();
    }

    @ParameterizedTest
    @FieldSource("beforeAcceptance")
    @Scenario(28)
    void noAnswerOrAPageOfAProxyIsUnknownAndWhatIsNotThereGivenUp(Fault fault) {
        day.fake.faults().next("POST", PLACE, fault);
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.UNKNOWN);
        day.minutes(5);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(day.sends()).isEqualTo(1);
        gaveBackItsCounters();
    }

    @Test
    @Scenario(29)
    void theVenueWouldTakeTheSameIdTwiceSoThatNobodySendsItTwice() {
        Order sent = day.deliver(entry);
        // Whoever asks a broker past the desk: it remembers what it sent.
        Answer again = day.fresh("main").place(sent, day.clock.instant().plusSeconds(3));
        assertThat(again).isInstanceOf(Answer.Acknowledged.class);
        assertThat(day.sends()).isEqualTo(1);
        day.minutes(1);
        isThereOnceAndFilled();
    }

    @Test
    @Scenario(29)
    void withoutTheMemoryOfTheBrokerTheVenueTakesTwoAndReconcileNamesThem() {
        OrderRequested resting = day.entry("b", RELIANCE, 5, sauda.events.Rupees.of("990"));
        Order sent = day.deliver(resting);
        day.stored.commit(List.of(new Write.Delete(sauda.core.ledger.Keys.receipt("main", resting.id()), List.of())));
        day.fresh("main").place(sent, day.clock.instant().plusSeconds(3));

        assertThat(day.placed(resting)).extracting(PlacedOrder::correlationId).hasSize(2);
        day.reconcile();
        assertThat(day.state("b")).startsWith("REDUCING RECONCILE_BREAK: DOUBLED_ORDER");
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
    }
}
