package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.local.scenario.LiveDay.HDFCBANK;
import static sauda.local.scenario.LiveDay.ICICIBANK;
import static sauda.local.scenario.LiveDay.INFY;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.desk.DeadManDesk;
import sauda.core.ledger.Keys;
import sauda.core.order.LiveBroker;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManPressed;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;

/// The main stack stops, and the dead man leaves and locks through the real client, over HTTP.
class DeadManTest {

    /// From the moment he acts until all is flat and locked, at a venue that answers.
    static final Duration FLAT_WITHIN = Duration.ofSeconds(10);

    /// The same when an order reaches the venue after it was left.
    private static final Duration FLAT_AGAIN_WITHIN = Duration.ofSeconds(30);

    private final LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));
    private final List<OrderRequested> queued = new ArrayList<>();
    private OrderRequested resting = day.entry("b", HDFCBANK, 5, Rupees.of("990"));
    private OrderRequested wire = day.entry("b", INFY, 10);

    @AfterEach
    void close() {
        day.close();
    }

    /// Shares with their stop, an entry that rests, one whose answer never came back, an executor that
    /// died about to send another, and orders in the queue that nobody takes.
    private void stopsInMidCycle() {
        day.mark("a");
        day.mark("b");
        day.deadMan().look();
        day.holds("a", RELIANCE, 10);
        resting = day.entry("b", HDFCBANK, 5, Rupees.of("990"));
        day.deliver(resting);
        day.fake.faults().next("POST", "/v2/super/orders", new Fault.Silence(When.AFTER_ACCEPTANCE));
        wire = day.entry("b", INFY, 10);
        assertThat(day.deliver(wire).state()).isEqualTo(OrderState.UNKNOWN);
        OrderRequested dying = day.entry("a", ICICIBANK, 10);
        day.ledger.dieAfter(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(dying)).isInstanceOf(Killed.class);
        queued.add(dying);
        for (OrderRequested entry : List.of(dying, day.entry("a", TCS, 10), day.entry("b", TCS, 10))) {
            day.post.send("entries-main.fifo", "main", entry.id().value(), entry);
            queued.add(entry);
        }
    }

    /// The main stack does nothing; he looks each minute.
    private DeadManAnswer silentMinutes(int minutes) {
        DeadManAnswer answer = day.deadMan().state();
        for (int i = 0; i < minutes; i++) {
            day.to(day.clock.instant().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MINUTES));
            answer = day.deadMan().look();
        }
        return answer;
    }

    private void allIsFlatAndLocked() {
        for (var symbol : Setups.STOCKS) {
            assertThat(day.net(symbol)).as(symbol.code()).isZero();
        }
        assertThat(day.fake.orders(day.clientId()))
                .noneMatch(order -> order.status().isLive());
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
    }

    private Control control() {
        return day.stored.get(Keys.CONTROL).orElseThrow().as(Control.class);
    }

    private static Duration took(DeadMan state) {
        DeadMan.Shot shot = Objects.requireNonNull(state.shot());
        Instant locked = Objects.requireNonNull(state.legs().getFirst().lockedAt());
        return Duration.between(shot.at(), locked);
    }

    private void comesBack() {
        day.clock.advance(Duration.ofSeconds(2));
        long sends = day.sends();
        day.deliver();
        day.minutes(4);
        assertThat(day.sends()).as("orders that were sent while it was locked").isEqualTo(sends);
        assertThat(queued).allSatisfy(entry -> {
            assertThat(day.order(entry).state()).isIn(OrderState.DENIED, OrderState.EXPIRED);
            assertThat(day.placed(entry)).isEmpty();
        });
        assertThat(day.account("a").working()).isEmpty();
        assertThat(day.account("b").working()).isEmpty();
        assertThat(day.slots()).isZero();
        day.ties();
    }

    @Test
    void whenTheMainStackStopsInMidCycleAllIsFlatAndLockedAndStaysSoWhenItComesBack() {
        stopsInMidCycle();
        DeadManAnswer before = silentMinutes(10);
        assertThat(before.code()).isEqualTo("WATCHING");
        assertThat(day.net(RELIANCE)).isEqualTo(10);

        DeadManAnswer after = silentMinutes(2);

        assertThat(after.code()).isEqualTo("LOCKED");
        assertThat(took(after.state())).isLessThanOrEqualTo(FLAT_WITHIN);
        allIsFlatAndLocked();
        assertThat(control().lock()).isNotNull().extracting(Control.Lock::cause).isEqualTo("SILENT:2026-10-07T10:15");
        assertThat(day.told).extracting(Alert::code).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");

        comesBack();
        assertThat(day.order(resting).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(day.placed(wire)).hasSize(1);
        OrderRequested next = day.entry("a", TCS, 10, Rupees.of("1002"));
        assertThat(LiveDay.codes(day.deliver(next))).first().isEqualTo("LOCKED");
        assertThatThrownBy(() -> day.control().say(Verb.RESUME, "owner", "it is back"))
                .isInstanceOf(ControlDesk.Locked.class);
        allIsFlatAndLocked();
    }

    @Test
    void aPressLeavesWhatTheLivingMainStackHoldsWhileAnOrderIsOnTheWire() {
        day.deadMan().look();
        day.holds("a", RELIANCE, 10);
        wire = day.entry("b", INFY, 10);
        // The venue has taken it, and the answer is on its way.
        day.ledger.before(
                HookedLedger.moving(OrderState.ACCEPTED),
                () -> day.deadMan().press(new DeadManPressed("telegram:1", "fire", day.clock.instant())));
        Order sent = day.deliver(wire);
        assertThat(sent.state()).isEqualTo(OrderState.ACCEPTED);
        allIsFlatAndLocked();
        comesBack();
    }

    /// What the ledger let pass a moment before it was locked may reach the venue after it was left.
    @Test
    void anOrderThatReachesTheVenueAfterItWasLeftIsLeftToo() {
        day.deadMan().look();
        day.holds("a", RELIANCE, 10);
        wire = day.entry("b", INFY, 10);
        day.ledger.dieBefore(OrderState.ACCEPTED);
        boolean[] late = {false};
        DeadManDesk desk = day.deadMan(broker -> after(broker, "leaveEverything", () -> {
            if (!late[0]) {
                late[0] = true;
                day.ledger.away(false);
                assertThatThrownBy(() -> day.deliver(wire)).isInstanceOf(Killed.class);
            }
        }));
        // The ledger cannot be locked: so the order passes it.
        day.ledger.away(true);
        DeadManAnswer answer = desk.press(new DeadManPressed("asha", "fire", day.clock.instant()));
        assertThat(day.placed(wire)).hasSize(1);
        assertThat(answer.code()).isEqualTo("LOCKED");
        assertThat(took(answer.state())).isLessThanOrEqualTo(FLAT_AGAIN_WITHIN);
        allIsFlatAndLocked();
        comesBack();
    }

    @Test
    void withoutTheLedgerTheVenueIsLeftAndLockedAndTheLedgerOnceItIsBack() {
        stopsInMidCycle();
        day.ledger.away(true);
        DeadManAnswer away = silentMinutes(16);
        assertThat(away.code()).isEqualTo("FIRED");
        assertThat(took(away.state())).isLessThanOrEqualTo(FLAT_WITHIN);
        allIsFlatAndLocked();
        assertThat(day.told).extracting(Alert::code).contains("DEAD_MAN_FIRED", "DEAD_MAN_STUCK");

        day.ledger.away(false);
        assertThat(silentMinutes(1).code()).isEqualTo("LOCKED");
        assertThat(control().lock()).isNotNull();
        comesBack();
    }

    @Test
    void aDayOfTicksNeverWakesHim() {
        day.deadMan().look();
        day.holds("a", RELIANCE, 10);
        while (day.clock.instant().isBefore(day.at(LocalTime.of(10, 50)))) {
            day.minutes(1);
            if (day.day().isTick(day.clock.instant())) {
                day.mark("a");
            }
            assertThat(day.deadMan().look().code()).isEqualTo("WATCHING");
        }
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.told).isEmpty();
    }

    @Test
    void unlockedAndResumedTheVenueStaysLockedForTheDay() {
        day.deadMan().look();
        day.deadMan().press(new DeadManPressed("asha", "a test", day.clock.instant()));
        day.deadMan().unlock("asha");
        day.clock.advance(Duration.ofSeconds(61));
        assertThat(day.deadMan().confirm("asha", "481516").code()).isEqualTo("UNLOCKED");
        day.control().say(Verb.RESUME, "asha", "all is well");
        assertThat(day.fake.isKilled(day.clientId())).isTrue();
        OrderRequested entry = day.entry("a", TCS, 10);
        day.deliver(entry);
        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.REJECTED);
        assertThat(day.net(TCS)).isZero();
    }

    /// No trouble of one venue, which he would carry on after: his process ends.
    private static final class Death extends Error {

        private static final long serialVersionUID = 1;

        Death(String where) {
            super("died when " + where);
        }
    }

    /// Between each of his steps.
    @ParameterizedTest
    @ValueSource(strings = {"remembered", "locked", "about to leave", "left", "at the venue's lock", "flat"})
    void whereverHeDiesTheNextMinuteEndsIt(String step) {
        stopsInMidCycle();
        silentMinutes(11);
        Runnable dies = () -> {
            throw new Death(step);
        };
        UnaryOperator<LiveBroker> between = broker -> switch (step) {
            case "left" -> after(broker, "leaveEverything", dies);
            case "at the venue's lock" -> before(broker, "lock", dies);
            default -> broker;
        };
        switch (step) {
            case "remembered" -> day.deadMansOwn.after(_ -> remembers("FIRED"), dies);
            case "locked" -> day.ledger.after(_ -> control().lock() != null, dies);
            case "about to leave" -> day.deadMansOwn.after(_ -> remembers("leftAt"), dies);
            case "flat" -> day.deadMansOwn.after(_ -> remembers("lockedAt"), dies);
            default -> {
                // At the venue.
            }
        }
        day.to(day.clock.instant().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MINUTES));
        assertThatThrownBy(() -> day.deadMan(between).look()).isInstanceOf(Death.class);

        assertThat(silentMinutes(1).code()).isEqualTo("LOCKED");
        allIsFlatAndLocked();
        comesBack();
    }

    private boolean remembers(String what) {
        return day.deadMansOwn.get(new sauda.core.ledger.Key("DEAD_MAN", "STATE")).stream()
                .anyMatch(item -> item.attributes().toString().contains(what));
    }

    private static LiveBroker before(LiveBroker to, String method, Runnable what) {
        return between(to, method, what, () -> {});
    }

    private static LiveBroker after(LiveBroker to, String method, Runnable what) {
        return between(to, method, () -> {}, what);
    }

    private static LiveBroker between(LiveBroker to, String name, Runnable before, Runnable after) {
        return (LiveBroker) Proxy.newProxyInstance(
                LiveBroker.class.getClassLoader(), new Class<?>[] {LiveBroker.class}, (_, method, args) -> {
                    boolean meant = method.getName().equals(name);
                    if (meant) {
                        before.run();
                    }
                    try {
                        Object answer = method.invoke(to, args);
                        if (meant) {
                            after.run();
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
