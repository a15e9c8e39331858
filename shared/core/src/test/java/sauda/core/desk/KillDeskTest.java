package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.events.KillRequested;
import sauda.events.Killed;
import sauda.events.Tick;

/// A kill reaches the venue also when the ledger is away, and goes on until it is locked.
class KillDeskTest {

    private final LiveFloor live = LiveFloor.of("a", "b");
    private final Floor floor = live.floor;
    private final TestLiveBroker venue = live.venue;

    private KillDesk desk() {
        return new KillDesk(floor.ledger, floor.config, LiveFloor.CLIENT, venue, floor.clock);
    }

    private void ledgerIsAway() {
        floor.ledger = new PassingLedger(floor.stored) {
            @Override
            public Optional<Item> get(Key key) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }

            @Override
            public Commit commit(List<Write> writes) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }
        };
    }

    private void watch(Duration later) {
        floor.clock.turn(later);
        new WatchDesk(floor.stored, floor.config, LiveFloor.CLIENT, venue, floor.letters, floor.clock)
                .on(new Tick(Tick.Duty.WATCH, floor.clock.instant()));
    }

    private Optional<Killed> killed() {
        return floor.stored.get(Keys.kill(LiveFloor.CLIENT)).map(item -> item.as(Killed.class));
    }

    /// Scenario 46.
    @Test
    void withoutALedgerAKillGoesToTheBrokersAndTheCallerIsTold() {
        live.holds("a", TCS, 10);
        ledgerIsAway();
        Instant now = floor.clock.instant();

        assertThatThrownBy(() -> floor.control().say(Verb.KILL, "owner", "fire"))
                .isInstanceOf(ControlDesk.KillSent.class)
                .hasMessage("the ledger is away; the kill was sent to the brokers of main");

        KillRequested kill = new KillRequested(LiveFloor.CLIENT, "owner", "fire", now);
        assertThat(floor.letters.sent)
                .containsExactly(new Letters.Letter("exits-main.fifo", "kill", "kill|main|2026-03-02T10:15", kill));
        desk().on(kill);
        assertThat(venue.calls.subList(venue.calls.size() - 2, venue.calls.size()))
                .containsExactly("leaveEverything", "lock");
        assertThat(venue.locked).isTrue();
        assertThat(venue.positions()).allMatch(held -> held.net() == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"KILL"},
            mode = EnumSource.Mode.EXCLUDE)
    void otherVerbsNeedTheLedger(Verb verb) {
        ledgerIsAway();
        assertThatThrownBy(() -> floor.control().say(verb, "owner", "lunch")).isInstanceOf(LedgerUnavailable.class);
        assertThat(floor.letters.sent).isEmpty();
    }

    @Test
    void paperClientsAreNotSentAKill() {
        Floor paper = Floor.ready();
        paper.ledger = new PassingLedger(paper.stored) {
            @Override
            public Optional<Item> get(Key key) {
                throw new LedgerUnavailable("no answer", new IllegalStateException());
            }
        };
        assertThatThrownBy(() -> paper.control().say(Verb.KILL, "owner", "fire"))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(paper.letters.sent).isEmpty();

        new KillDesk(paper.stored, paper.config, "paper", paper.venue, paper.clock)
                .on(new KillRequested("paper", "owner", "fire", T));
    }

    @Test
    void whenTheQueueIsAwayTooTheLedgersFailureIsTold() {
        ledgerIsAway();
        floor.mailbox = (queue, group, id, message) -> {
            throw new Mailbox.MailboxUnavailable("down", new IllegalStateException());
        };
        assertThatThrownBy(() -> floor.control().say(Verb.KILL, "owner", "fire"))
                .isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void aKillThatIsToldTwiceDoesNothingNewAndOneThatIsNotLockedIsToldAgain() {
        KillRequested kill = new KillRequested(LiveFloor.CLIENT, "owner", "fire", T);
        venue.locking = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        assertThatThrownBy(() -> desk().on(kill)).isInstanceOf(KillDesk.NotLocked.class);
        venue.locking = TestLiveBroker.Mood.ACKNOWLEDGES;
        desk().on(kill);
        desk().on(kill);
        assertThat(venue.locked).isTrue();
    }

    /// Scenario 48.
    @Test
    void aKillOfYesterdayIsNoneOfToday() {
        desk().on(new KillRequested(LiveFloor.CLIENT, "owner", "fire", T.minus(Duration.ofDays(1))));
        desk().on(new KillRequested("another", "owner", "fire", T));
        assertThat(venue.calls).isEmpty();
    }

    @Test
    void whenOurExitsDoNotDoItInTwoMinutesTheVenueLeavesEverythingAndLocksOnceItIsFlat() {
        live.holds("a", TCS, 10);
        floor.control().say(Verb.KILL, "owner", "fire");
        venue.leaving = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        watch(Duration.ofMinutes(2));
        assertThat(venue.called("leaveEverything"))
                .as("two minutes for our own exits")
                .isZero();

        watch(Duration.ofSeconds(1));
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
        Instant left = floor.clock.instant();
        assertThat(killed()).contains(new Killed(LiveFloor.CLIENT, 2, left, null));
        assertThat(live.alerts()).as("nobody marks here").containsExactly("NO_TICK main", "KILL_AT_BROKER main");
        watch(Duration.ofMinutes(2));
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
        venue.leaving = TestLiveBroker.Mood.ACKNOWLEDGES;
        watch(Duration.ofSeconds(1));
        assertThat(venue.called("leaveEverything")).isEqualTo(2);
        assertThat(venue.called("lock")).isZero();

        // The comparison takes over what the venue sold.
        live.minutes(1);
        assertThat(floor.position("a", TCS)).isEmpty();
        endOrders("a");
        watch(Duration.ofMinutes(1));
        assertThat(venue.called("lock")).isEqualTo(1);
        watch(Duration.ofMinutes(1));
        watch(Duration.ofMinutes(5));
        assertThat(venue.called("lock")).as("once").isEqualTo(1);
        assertThat(live.alerts()).contains("BROKER_LOCKED main");
        assertThat(live.imbalances()).isEmpty();
    }

    /// As the watch books what the venue cancelled.
    private void endOrders(String account) {
        floor.account(account)
                .working()
                .forEach(id -> live.change(
                        account,
                        books -> books.become(
                                id, sauda.events.OrderState.CANCELLED, List.of(), null, floor.clock.instant())));
    }

    @Test
    void aLockThatIsRefusedIsTriedAgain() {
        floor.control().say(Verb.KILL, "owner", "fire");
        venue.locking = TestLiveBroker.Mood.REFUSES;
        watch(Duration.ofMinutes(3));
        watch(Duration.ofMinutes(1));
        assertThat(venue.called("lock")).isEqualTo(2);
        assertThat(killed()).isEmpty();
    }

    /// Scenario 45.
    @Test
    void pressedTwiceReleasedAndPressedAgainEachKillLocksOnceUnderItsOwnEpoch() {
        floor.control().say(Verb.KILL, "owner", "fire");
        watch(Duration.ofMinutes(3));
        assertThat(floor.control().say(Verb.KILL, "owner", "fire!").epoch()).isEqualTo(2);
        watch(Duration.ofMinutes(3));
        assertThat(venue.called("lock")).isEqualTo(1);

        assertThat(floor.control().say(Verb.RESUME, "owner", "out").epoch()).isEqualTo(3);
        watch(Duration.ofMinutes(3));
        assertThat(floor.control().say(Verb.KILL, "owner", "again").epoch()).isEqualTo(4);
        watch(Duration.ofMinutes(3));
        assertThat(venue.called("lock")).isEqualTo(2);
        assertThat(killed().map(Killed::epoch)).contains(4L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"KILL"},
            mode = EnumSource.Mode.EXCLUDE)
    void noOtherVerbReachesTheVenuesSwitch(Verb verb) {
        live.holds("a", TCS, 10);
        floor.control().say(verb, "owner", "lunch");
        watch(Duration.ofMinutes(3));
        assertThat(venue.calls).doesNotContain("leaveEverything", "lock");
    }

    @Test
    void aDeadManWhoDoesNotGetThroughInFiveMinutesIsHelped() {
        live.holds("a", TCS, 10);
        new ControlLock(floor.stored, floor.clock).on("SILENT:x", "dead-man", "silence");
        watch(DeadManDesk.STUCK.plus(KillDesk.OWN_EXITS));
        watch(Duration.ofMinutes(1));
        assertThat(venue.called("leaveEverything")).as("it is his").isZero();

        watch(Duration.ofSeconds(1));
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
        assertThat(venue.positions()).allMatch(held -> held.net() == 0);
        watch(Duration.ofMinutes(1));
        assertThat(venue.locked).isTrue();
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
    }

    @Test
    void whatTheDeadManLeftIsNotLeftAgainAndAnotherDayIsTheOwners() {
        live.holds("a", TCS, 10);
        new ControlLock(floor.stored, floor.clock).on("SILENT:x", "dead-man", "silence");
        venue.leaveEverything();
        watch(Duration.ofMinutes(6));
        assertThat(venue.called("leaveEverything")).isEqualTo(1);

        venue.positionsTold =
                _ -> List.of(new sauda.core.order.VenueBooks.Held(TCS, 10, 10, 0, true, sauda.events.Rupees.of(1_000)));
        floor.clock.turn(Duration.ofDays(1));
        new KillDesk(floor.stored, floor.config, LiveFloor.CLIENT, venue, floor.clock)
                .watch(new ControlChain(floor.stored).now().orElseThrow());
        assertThat(venue.called("leaveEverything")).isEqualTo(1);
    }

    @Test
    void aLookAtTheTicksThatFailsCostsTheVenueNoRound() {
        live.holds("a", TCS, 10);
        floor.clock.turn(Duration.ofMinutes(10));
        PassingLedger noAlert = new PassingLedger(floor.stored) {
            @Override
            public Commit commit(List<Write> writes) {
                if (writes.toString().contains("NO_TICK")) {
                    throw new IllegalStateException("refused");
                }
                return super.commit(writes);
            }
        };
        long before = venue.called("orders");
        assertThatThrownBy(
                        () -> new WatchDesk(noAlert, floor.config, LiveFloor.CLIENT, venue, floor.letters, floor.clock)
                                .on(new Tick(Tick.Duty.WATCH, floor.clock.instant())))
                .hasMessage("refused");
        assertThat(venue.called("orders")).isGreaterThan(before);
    }
}
