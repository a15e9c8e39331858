package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.core.order.LiveBroker;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.DeadMan.Leg;
import sauda.events.DeadMan.Phase;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManPressed;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.TradingState;

/// Cancels, leaves and locks, whatever else is there; and lets go in two steps only.
class DeadManDeskTest {

    private final LiveFloor live = LiveFloor.of("a", "b");
    private final Floor floor = live.floor;
    private final TestLiveBroker venue = live.venue;
    private final InMemoryLedger own = new InMemoryLedger();
    private final List<Alert> people = new ArrayList<>();
    private Ledger ownSeen = own;
    private DeadManDesk desk = fresh();

    @BeforeEach
    void lastTickAtAQuarterPastTen() {
        floor.clock.set(Floor.OPEN);
        desk.look();
        floor.clock.set(T.plusSeconds(20));
        floor.put(Item.whole(Keys.mark("a", T), "mark", Map.of()));
        live.holds("a", TCS, 10);
    }

    /// A process that was just started.
    private DeadManDesk fresh() {
        return desk(floor.ledger, ownSeen, venue, people::add);
    }

    private DeadManDesk desk(Ledger ledger, Ledger mine, LiveBroker broker, Consumer<Alert> tell) {
        return new DeadManDesk(new DeadManDesk.Parts(
                floor.config, null, ledger, mine, client -> broker, tell, () -> "481516", floor.clock, this::waits));
    }

    private boolean waits(Instant giveUpAt) {
        floor.clock.turn(Duration.ofSeconds(2));
        return floor.clock.instant().isBefore(giveUpAt);
    }

    private DeadManAnswer press() {
        return desk.press(new DeadManPressed("asha", "a test", floor.clock.instant()));
    }

    private Control control() {
        return floor.stored.get(Keys.CONTROL).orElseThrow().as(Control.class);
    }

    private static Ledger away(Ledger ledger) {
        return new PassingLedger(ledger) {
            @Override
            public Optional<Item> get(Key key) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }

            @Override
            public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }

            @Override
            public Commit commit(List<Write> writes) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }
        };
    }

    private List<String> told() {
        return people.stream().map(Alert::code).toList();
    }

    private void everythingIsLeftAndLocked() {
        assertThat(venue.positions()).allMatch(held -> held.net() == 0);
        assertThat(venue.rows.values()).allMatch(row -> row.status().isFinal());
        assertThat(venue.locked).isTrue();
    }

    private void theChainsHold() {
        assertThat(Reckoning.breaks(floor.stored, floor.config)).isEmpty();
    }

    @Test
    void aPressLeavesAndLocksTheVenueAndTheLedgerAndTellsPeople() {
        live.buys("b", INFY, 5);

        DeadManAnswer answer = press();

        assertThat(answer.code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
        Control control = control();
        assertThat(control.state()).isEqualTo(TradingState.HALTED);
        assertThat(control.flatten()).isTrue();
        assertThat(control.by()).isEqualTo("asha");
        assertThat(control.lock()).isEqualTo(new Control.Lock("PRESSED:2026-03-02T04:45:20Z", T.plusSeconds(20)));
        assertThat(told()).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
        assertThat(live.alerts()).contains("DEAD_MAN_FIRED system", "DEAD_MAN_LOCKED system");
        assertThat(answer.state().legs())
                .containsExactly(new Leg("main", T.plusSeconds(20), T.plusSeconds(20), T.plusSeconds(20)));
        theChainsHold();
    }

    @Test
    void silenceFiresOnceAndTheNextMinutesDoNothingMore() {
        floor.clock.set(T.plus(Duration.ofMinutes(11)));
        assertThat(desk.look().code()).isEqualTo("WATCHING");
        assertThat(venue.called("leaveEverything")).isZero();

        floor.clock.set(T.plus(Duration.ofMinutes(12)));
        assertThat(desk.look().code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
        long calls = venue.calls.size();
        long epoch = control().epoch();
        for (int minute = 13; minute < 20; minute++) {
            floor.clock.set(T.plus(Duration.ofMinutes(minute)));
            assertThat(fresh().look().code()).isEqualTo("LOCKED");
        }
        assertThat(venue.calls).hasSize((int) calls);
        assertThat(control().epoch()).isEqualTo(epoch);
        assertThat(told()).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
    }

    @Test
    void onAHolidayItDoesNothing() {
        floor.clock.set(Instant.parse("2026-03-07T06:00:00Z"));
        assertThat(desk.look().code()).isEqualTo("WATCHING");
        assertThat(venue.called("leaveEverything")).isZero();
    }

    @Test
    void inAYearThatTheCalendarDoesNotKnowItTellsPeopleThatItIsBlind() {
        floor.clock.set(Instant.parse("2031-03-03T06:00:00Z"));
        desk.look();
        desk.look();
        assertThat(told()).containsExactly("DEAD_MAN_BLIND");
        assertThat(venue.called("leaveEverything")).isZero();
    }

    @Test
    void whileItIsLockedNoOrderPassesAndAResumeDoesNotLiftIt() {
        press();
        Order entry = floor.orders().on(floor.entry("b", INFY, 10));
        assertThat(entry.state()).isEqualTo(OrderState.DENIED);
        assertThat(entry.reasons().getFirst()).extracting(Reason::code).isEqualTo("LOCKED");
        Order exit = floor.orders().on(floor.exit("a", TCS, 10, "manual:out"));
        assertThat(exit.reasons()).extracting(Reason::code).containsExactly("LOCKED");
        assertThat(venue.called("place")).isEqualTo(2);

        for (Verb verb : List.of(Verb.HALT, Verb.PAUSE, Verb.KILL)) {
            assertThat(floor.control().say(verb, "owner", "a word").lock()).isNotNull();
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> floor.control().say(Verb.RESUME, "owner", "go on")))
                .isInstanceOf(ControlDesk.Locked.class)
                .hasMessageStartingWith("locked by the dead man because of PRESSED:");
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void anOrderThatWasReservedBeforeTheLockIsNotSentAfterIt() {
        floor.ledger = new PassingLedger(floor.stored) {
            private boolean pressed;

            @Override
            public Commit commit(List<Write> writes) {
                boolean sending = writes.stream()
                        .anyMatch(write -> write instanceof Write.Put(var item, var _)
                                && item.kind().equals("order")
                                && item.as(Order.class).state() == OrderState.SUBMITTING);
                if (sending && !pressed) {
                    pressed = true;
                    desk = desk(floor.stored, own, venue, people::add);
                    press();
                }
                return super.commit(writes);
            }
        };
        Order exit = floor.orders().on(floor.exit("a", TCS, 10, "manual:out"));
        assertThat(exit.state()).isEqualTo(OrderState.DENIED);
        assertThat(exit.reasons()).extracting(Reason::code).contains("LOCKED");
        everythingIsLeftAndLocked();
    }

    @Test
    void withoutLedgerAndMemoryItActsAtTheVenueAndLocksTheLedgerWhenItIsBack() {
        Ledger stored = floor.stored;
        floor.ledger = away(stored);
        ownSeen = away(own);
        desk = fresh();
        for (int minute = 1; minute <= 12; minute++) {
            floor.clock.set(T.plus(Duration.ofMinutes(minute)));
            assertThat(desk.look().code()).isEqualTo("WATCHING");
        }
        floor.clock.set(T.plus(Duration.ofMinutes(13)));
        DeadManAnswer answer = desk.look();
        assertThat(answer.code()).isEqualTo("FIRED");
        assertThat(answer.state().shot())
                .isNotNull()
                .extracting(DeadMan.Shot::code)
                .isEqualTo("LEDGER_AWAY");
        everythingIsLeftAndLocked();
        assertThat(control().lock()).isNull();
        assertThat(told()).containsExactly("DEAD_MAN_FIRED");

        DeadManDesk another = desk(stored, own, venue, people::add);
        assertThat(another.look().code())
                .as("a process that knows nothing of it sees the silence itself")
                .isEqualTo("LOCKED");
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void theSameProcessLocksTheLedgerOnceItIsBack() {
        boolean[] isAway = {true};
        desk = desk(
                new PassingLedger(floor.stored) {
                    @Override
                    public Optional<Item> get(Key key) {
                        return isAway[0] ? away(floor.stored).get(key) : super.get(key);
                    }
                },
                own,
                venue,
                people::add);
        press();
        everythingIsLeftAndLocked();
        assertThat(control().lock()).isNull();
        isAway[0] = false;
        floor.clock.turn(Duration.ofMinutes(1));
        assertThat(desk.look().code()).isEqualTo("LOCKED");
        assertThat(control().lock()).isNotNull();
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
    }

    @Test
    void aVenueThatRefusesOrIsSilentIsToldAgainUntilItIsLocked() {
        venue.leaving = TestLiveBroker.Mood.REFUSES;
        venue.refusal = new Reason("DOWN", Map.of());
        assertThat(press().code()).isEqualTo("FIRED");
        long refused = venue.called("leaveEverything");
        assertThat(refused).isGreaterThan(5);

        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        floor.clock.turn(Duration.ofMinutes(1));
        assertThat(desk.look().code()).isEqualTo("FIRED");
        assertThat(venue.called("leaveEverything") - refused)
                .as("a silent venue may have heard: it is told again only where its book shows that it did not")
                .isBetween(2L, 3L);

        venue.leaving = TestLiveBroker.Mood.ACKNOWLEDGES;
        floor.clock.turn(Duration.ofMinutes(1));
        assertThat(desk.look().code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
        assertThat(told()).contains("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
    }

    @Test
    void exitsOfTheVenueThatAreUnderWayAreNotAskedForASecondTime() {
        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        venue.manual("LEFT-1", TCS, sauda.events.Side.SELL, 10);
        venue.locking = TestLiveBroker.Mood.REFUSES;
        press();
        floor.clock.turn(Duration.ofSeconds(20));
        desk.look();
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
        assertThat(told()).containsExactly("DEAD_MAN_FIRED");
        floor.clock.turn(Duration.ofSeconds(60));
        desk.look();
        assertThat(venue.called("leaveEverything")).as("they had their time").isEqualTo(2);
        assertThat(told()).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_STUCK");
    }

    @Test
    void aTokenThatDiedIsMadeAnewOnceInARun() {
        venue.leaving = TestLiveBroker.Mood.REFUSES;
        venue.locking = TestLiveBroker.Mood.REFUSES;
        venue.refusal = new Reason(LiveBroker.TOKEN_DEAD, Map.of());
        venue.rows.clear();
        press();
        assertThat(venue.called("login")).isEqualTo(1);
    }

    @Test
    void peopleWhoCannotBeToldDoNotKeepItFromActingAndAreToldLater() {
        desk = desk(floor.stored, own, venue, _ -> {
            throw new IllegalStateException("no answer");
        });
        assertThat(press().code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
        floor.clock.turn(Duration.ofMinutes(1));
        fresh().look();
        assertThat(told()).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
    }

    @Test
    void aPressOfYesterdayOrFromBeforeItWasUnlockedDoesNothing() {
        DeadManPressed yesterday =
                new DeadManPressed("asha", "old", floor.clock.instant().minus(Duration.ofDays(1)));
        assertThat(desk.press(yesterday).code()).isEqualTo("TOO_OLD");
        DeadManPressed once = new DeadManPressed("asha", "now", floor.clock.instant());
        desk.press(once);
        unlocked();
        assertThat(desk.press(once).code()).isEqualTo("TOO_OLD");
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
    }

    private void unlocked() {
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("UNLOCKED");
    }

    @Test
    void unlockingTakesTwoStepsAMinuteApartAndLeavesTradingHaltedAndTheVenueLocked() {
        assertThat(desk.unlock("asha").code()).isEqualTo("NOT_LOCKED");
        press();
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("NOT_ASKED");
        assertThat(desk.unlock("asha").unlock()).isEqualTo("481516");
        floor.clock.turn(DeadManDesk.WAIT.minusSeconds(1));
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("TOO_EARLY");
        assertThat(control().lock()).isNotNull();
        floor.clock.turn(Duration.ofSeconds(1));
        assertThat(desk.confirm("vijay", "481516").code()).isEqualTo("UNLOCKED");

        assertThat(control().lock()).isNull();
        assertThat(control().state()).isEqualTo(TradingState.HALTED);
        assertThat(control().by()).isEqualTo("vijay");
        assertThat(venue.locked).isTrue();
        assertThat(told()).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED", "DEAD_MAN_UNLOCKED");
        assertThat(floor.control().say(Verb.RESUME, "owner", "go on").state()).isEqualTo(TradingState.ACTIVE);
        assertThat(desk.look().code()).isEqualTo("WATCHING");
    }

    @Test
    void aWrongCodeOrALateOneCostsTheWholeWay() {
        press();
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        assertThat(desk.confirm("asha", "000000").code()).isEqualTo("WRONG_CODE");
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("NOT_ASKED");
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.ASK_HOLDS.plusSeconds(1));
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("ASK_EXPIRED");
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void whileAVenueIsNotFlatItIsNotUnlocked() {
        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        press();
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("STILL_LEAVING");
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void anUnlockingThatWasInterruptedGoesOnAndAPressInItsMiddleWins() {
        press();
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        DeadManDesk cut = desk(away(floor.stored), own, venue, people::add);
        assertThat(cut.confirm("asha", "481516").code()).isEqualTo("UNLOCKING");
        assertThat(control().lock()).isNotNull();
        assertThat(press().code()).isEqualTo("LOCKED");
        assertThat(control().lock()).isNotNull();

        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        cut.confirm("asha", "481516");
        assertThat(fresh().look().code()).isEqualTo("UNLOCKED");
        assertThat(control().lock()).isNull();
    }

    /// Each address has a process of its own; what one of them fires, all carry out.
    @Test
    void aProcessLeavesTheVenueOfItsOwnAddressAndTheOthersFollowByWhatIsRemembered() {
        DeadManDesk other = new DeadManDesk(new DeadManDesk.Parts(
                floor.config,
                "second",
                floor.stored,
                own,
                _ -> venue,
                people::add,
                () -> "1",
                floor.clock,
                this::waits));
        assertThat(other.press(new DeadManPressed("asha", "a test", floor.clock.instant()))
                        .code())
                .isEqualTo("FIRED");
        assertThat(control().lock()).isNotNull();
        assertThat(venue.called("leaveEverything")).isZero();
        assertThat(desk.look().code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
    }

    @Test
    void theLedgerIsLockedAnewWhenItsLockIsLost() {
        press();
        new ControlLock(floor.stored, floor.clock).off("somebody", "a restored table");
        floor.clock.turn(Duration.ofMinutes(1));
        desk.look();
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void onTheNextDayTheVenueIsItsOwnersAndTheLedgerStaysLocked() {
        press();
        long calls = venue.calls.size();
        floor.clock.set(Instant.parse("2026-03-04T05:00:00Z"));
        assertThat(fresh().look().code()).isEqualTo("LOCKED");
        assertThat(venue.calls).hasSize((int) calls);
        assertThat(control().lock()).isNotNull();
    }

    private static Ledger broken(Ledger ledger) {
        return new PassingLedger(ledger) {
            @Override
            public Optional<Item> get(Key key) {
                throw new IllegalStateException("table deleted");
            }

            @Override
            public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
                throw new IllegalStateException("table deleted");
            }

            @Override
            public Commit commit(List<Write> writes) {
                throw new IllegalStateException("table deleted");
            }
        };
    }

    @Test
    void aLedgerThatAnswersWronglyKeepsNoPressFromTheVenuesAndIsToldAfterThat() {
        desk = desk(broken(floor.stored), own, venue, people::add);
        assertThatThrownBy(this::press)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("table deleted");
        everythingIsLeftAndLocked();
        assertThat(told()).contains("DEAD_MAN_FIRED");

        floor.clock.turn(Duration.ofMinutes(1));
        assertThat(fresh().look().code()).isEqualTo("LOCKED");
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void anUnreadableControlItemKeepsNoPressFromTheVenues() {
        floor.put(Item.whole(Keys.CONTROL, "control", Map.of("state", "NONSENSE")));
        assertThatThrownBy(this::press).isInstanceOf(RuntimeException.class);
        everythingIsLeftAndLocked();
    }

    @Test
    void aMemoryThatAnswersWronglyKeepsNoPressFromTheVenuesAndTheLedger() {
        desk = desk(floor.stored, broken(own), venue, people::add);
        assertThatThrownBy(this::press)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("table deleted");
        everythingIsLeftAndLocked();
        assertThat(control().lock()).isNotNull();
    }

    @Test
    void aLedgerThatAnswersWronglyIsAnAlarmAndNoReasonToAct() {
        desk = desk(broken(floor.stored), own, venue, people::add);
        assertThatThrownBy(desk::look).hasMessage("table deleted");
        assertThat(venue.called("leaveEverything")).isZero();
    }

    @Test
    void aLockThatIsNotRememberedIsTakenUpAndUnlocked() {
        press();
        String cause = control().lock().cause();
        ownSeen = new InMemoryLedger();
        desk = fresh();
        assertThat(desk.unlock("asha").code()).isEqualTo("ASKED");
        DeadMan taken = desk.state().state();
        assertThat(taken.isLocking()).isTrue();
        assertThat(taken.shot()).isNotNull().extracting(DeadMan.Shot::cause).isEqualTo(cause);
        floor.clock.turn(DeadManDesk.WAIT);
        desk.look();
        assertThat(desk.confirm("asha", "481516").code()).isEqualTo("UNLOCKED");
        assertThat(control().lock()).isNull();
    }

    @Test
    void aLookTakesUpALockThatIsNotRemembered() {
        new ControlLock(floor.stored, floor.clock).on("SILENT:x", "dead-man", "silence");
        assertThat(desk.look().code()).isEqualTo("LOCKED");
        everythingIsLeftAndLocked();
    }

    @Test
    void byForceItIsUnlockedOverAVenueThatCannotBeReadAndNoOther() {
        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        press();
        desk.unlock("asha");
        floor.clock.turn(DeadManDesk.WAIT);
        assertThat(desk.confirm("asha", "481516", true).code()).isEqualTo("STILL_LEAVING");

        venue.down = "DOWN";
        assertThat(desk.confirm("asha", "481516", false).code()).isEqualTo("STILL_LEAVING");
        assertThat(control().lock()).isNotNull();
        assertThat(desk.confirm("asha", "481516", true).code()).isEqualTo("UNLOCKED");
        assertThat(control().lock()).isNull();
        assertThat(control().by()).isEqualTo("asha, by force over main");
        theChainsHold();
    }

    @Test
    void aVenueWithNothingOpenIsLockedAndNotToldToLeave() {
        venue.leaveEverything();
        long before = venue.called("leaveEverything");
        assertThat(press().code()).isEqualTo("LOCKED");
        assertThat(venue.called("leaveEverything")).isEqualTo(before);
        assertThat(venue.locked).isTrue();
    }

    @Test
    void whatNeverGotFlatIsNotToldAsFlatWhenItsDayIsOver() {
        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        press();
        people.clear();
        floor.clock.set(Instant.parse("2026-03-04T05:00:00Z"));
        desk.look();
        assertThat(told()).containsExactly("DEAD_MAN_NOT_FLAT");
        assertThat(people.getFirst().level()).isEqualTo(Alert.Level.URGENT);
        assertThat(people.getFirst().text()).contains("main (not flat)").doesNotContain("all is flat");
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void whereverItDiesTheNextMinuteBringsItToTheSameEnd(When when) {
        int steps = 0;
        for (int at = 1; dies(at, when); at++) {
            steps = at;
        }
        assertThat(steps).as("steps that it may die at").isGreaterThanOrEqualTo(10);
    }

    enum When {
        BEFORE,
        AFTER
    }

    private static final class Death extends Error {

        private static final long serialVersionUID = 1;

        Death(int step) {
            super("died at step " + step);
        }
    }

    /// One day in which the process ends at its so-manieth call of anything.
    ///
    /// @return false when there are not so many calls
    private static boolean dies(int step, When when) {
        DeadManDeskTest day = new DeadManDeskTest();
        day.lastTickAtAQuarterPastTen();
        day.live.buys("b", INFY, 5);
        AtomicInteger calls = new AtomicInteger();
        DeadManDesk mortal = day.desk(
                mortal(Ledger.class, day.floor.stored, step, when, calls),
                mortal(Ledger.class, day.own, step, when, calls),
                mortal(LiveBroker.class, day.venue, step, when, calls),
                alert -> {
                    boolean now = calls.incrementAndGet() == step;
                    if (now && when == When.BEFORE) {
                        throw new Death(step);
                    }
                    day.people.add(alert);
                    if (now) {
                        throw new Death(step);
                    }
                });
        day.floor.clock.set(T.plus(Duration.ofMinutes(12)));
        boolean died = false;
        try {
            mortal.look();
        } catch (Death expected) {
            died = true;
        }
        for (int minute = 13; minute <= 16; minute++) {
            day.floor.clock.set(T.plus(Duration.ofMinutes(minute)));
            day.fresh().look();
        }
        String what = when + " step " + step;
        assertThat(day.fresh().state().state().phase()).as(what).isEqualTo(Phase.LOCKED);
        day.everythingIsLeftAndLocked();
        assertThat(day.control().lock()).as(what).isNotNull();
        assertThat(day.venue.called("leaveEverything")).as(what).isBetween(1L, 2L);
        assertThat(day.told()).as(what).contains("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
        assertThat(day.told().size()).as(what).isLessThanOrEqualTo(3);
        day.theChainsHold();
        return died;
    }

    private static <T> T mortal(Class<T> type, T to, int step, When when, AtomicInteger calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, args) -> {
            boolean now = calls.incrementAndGet() == step;
            if (now && when == When.BEFORE) {
                throw new Death(step);
            }
            try {
                Object answer = method.invoke(to, args);
                if (now) {
                    throw new Death(step);
                }
                return answer;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }
}
