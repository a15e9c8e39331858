package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.local.scenario.LiveDay.HDFCBANK;
import static sauda.local.scenario.LiveDay.ICICIBANK;
import static sauda.local.scenario.LiveDay.INFY;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.desk.KillDesk;
import sauda.events.Control;
import sauda.events.KillRequested;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;

/// A kill is in force at the next transaction, ends everything, and has a second way.
class KillTest {

    private final LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));

    @AfterEach
    void close() {
        day.close();
    }

    private void send(OrderRequested entry) {
        day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
    }

    /// The broker's exits take a moment, and it locks nothing while they are on their
    /// way: the message comes again.
    private void deliverUntilLocked() {
        for (int received = 0; received < 3 && !day.post.waiting().isEmpty(); received++) {
            try {
                day.deliver();
            } catch (KillDesk.NotLocked again) {
                day.clock.advance(Duration.ofMinutes(5));
            }
        }
    }

    @Test
    @Scenario(44)
    void aKillDeniesWhatWaitsAndClosesWhatIsOnTheWire() {
        OrderRequested wire = day.entry("a", RELIANCE, 10);
        List<OrderRequested> queued =
                List.of(day.entry("a", TCS, 10), day.entry("b", INFY, 10), day.entry("b", HDFCBANK, 10));
        send(wire);
        queued.forEach(this::send);
        // The venue has taken it, and the answer is on its way.
        day.ledger.before(
                HookedLedger.moving(OrderState.ACCEPTED), () -> day.control().say(Verb.KILL, "owner", "a test"));
        day.deliver();

        assertThat(day.order(wire).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(queued).allSatisfy(entry -> {
            assertThat(day.order(entry).state()).isEqualTo(OrderState.DENIED);
            assertThat(LiveDay.codes(day.order(entry))).contains("HALTED");
            assertThat(day.placed(entry)).isEmpty();
        });
        day.minutes(5);

        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.account("a").working()).isEmpty();
        assertThat(day.slots()).isZero();
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
        assertThat(day.alerted()).contains("BROKER_LOCKED");
        assertThat(day.placed(wire)).hasSize(1);
        day.ties();
    }

    @Test
    @Scenario(44)
    void aKillAdoptsAndClosesAnOrderOfUnknownFate() {
        OrderRequested wire = day.entry("a", RELIANCE, 10);
        day.fake.faults().next("POST", "/v2/super/orders", new Fault.Silence(When.AFTER_ACCEPTANCE));
        assertThat(day.deliver(wire).state()).isEqualTo(OrderState.UNKNOWN);
        day.control().say(Verb.KILL, "owner", "a test");
        day.minutes(5);
        assertThat(day.placed(wire)).hasSize(1);
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.slots()).isZero();
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
        day.ties();
    }

    @Test
    @Scenario(44)
    void aHaltWithoutFlattenKeepsWhatIsThere() {
        OrderRequested wire = day.entry("a", RELIANCE, 10);
        day.ledger.before(
                HookedLedger.moving(OrderState.ACCEPTED), () -> day.control().say(Verb.HALT, "owner", "a test"));
        day.deliver(wire);
        day.minutes(3);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.stopped(RELIANCE)).isEqualTo(10);
        assertThat(day.fake.isKilled(day.clientId())).isFalse();
        day.ties();
    }

    @Test
    @Scenario(45)
    void pressingItTwiceIsOnceAndEachChangeRaisesTheEpoch() {
        ControlDesk control = day.control();
        long first = control.now().orElseThrow().epoch();
        Control killed = control.say(Verb.KILL, "owner", "once");
        Control again = control.say(Verb.KILL, "owner", "twice");
        assertThat(killed.epoch()).isEqualTo(first + 1);
        assertThat(again).isEqualTo(killed);
        OrderRequested while_ = day.entry("a", RELIANCE, 10);
        assertThat(day.deliver(while_).state()).isEqualTo(OrderState.DENIED);

        Control released = control.say(Verb.RESUME, "owner", "all is well");
        assertThat(released.epoch()).isEqualTo(first + 2);
        assertThat(day.deliver(day.entry("a", TCS, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.net(TCS)).isEqualTo(10);

        Control pressed = control.say(Verb.KILL, "owner", "again");
        assertThat(pressed.epoch()).isEqualTo(first + 3);
        assertThat(day.deliver(day.entry("b", ICICIBANK, 10)).state()).isEqualTo(OrderState.DENIED);
        day.minutes(5);
        assertThat(day.net(TCS)).isZero();
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
        assertThat(day.placed(while_)).isEmpty();
        day.ties();
    }

    @Test
    @Scenario(46)
    void withoutTheLedgerTheBrokerLeavesEverythingAndLocks() {
        day.holds("a", RELIANCE, 10);
        OrderRequested resting = day.entry("b", TCS, 5, sauda.events.Rupees.of("990"));
        day.deliver(resting);
        day.clock.advance(Duration.ofSeconds(2));
        day.ledger.away(true);

        assertThatThrownBy(() -> day.control().say(Verb.KILL, "owner", "the ledger is away"))
                .isInstanceOfSatisfying(
                        ControlDesk.KillSent.class,
                        sent -> assertThat(sent.clients()).containsExactly("main"));
        assertThat(day.post.waiting()).singleElement().isInstanceOf(KillRequested.class);
        deliverUntilLocked();

        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
        assertThat(day.fake.orders(day.clientId()))
                .noneMatch(order -> order.status().isLive());

        day.ledger.away(false);
        day.minutes(4);
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.order(resting).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(day.slots()).isZero();
        day.ties();
    }

    @Test
    @Scenario(46)
    void aBrokerThatIsNotLockedYetIsToldAgain() {
        day.holds("a", RELIANCE, 10);
        day.ledger.away(true);
        assertThatThrownBy(() -> day.control().say(Verb.KILL, "owner", "the ledger is away"))
                .isInstanceOf(ControlDesk.KillSent.class);
        day.fake.faults().next("DELETE", "/v2/positions", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502));
        assertThatThrownBy(day::deliver).isInstanceOf(KillDesk.NotLocked.class);
        assertThat(day.net(RELIANCE)).isEqualTo(10);

        day.clock.advance(Duration.ofMinutes(5));
        deliverUntilLocked();
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
    }
}
