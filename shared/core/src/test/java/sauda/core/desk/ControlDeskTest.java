package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.HDFCBANK;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.TCS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.AuditRecord;
import sauda.events.CancelRequested;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.TradingState;

/// What an owner says is in force at the executor's next transaction.
class ControlDeskTest {

    private final Floor floor = Floor.ready();

    @AfterEach
    void theLedgerTies() {
        assertThat(floor.imbalances()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAUSE, PAUSED", "FLATTEN, PAUSED", "HALT, HALTED", "KILL, HALTED"})
    void theNextEntryIsDeniedAndTheNextExitPasses(Verb verb, String code) {
        floor.holds("claude", TCS, 10);

        floor.control().say(verb, "owner", "because");

        Order entry = floor.orders().on(floor.entry("claude", INFY, 10));
        assertThat(entry.reasons().getFirst().toString()).isEqualTo(code + " (epoch=2)");
        assertThat(floor.orders()
                        .on(floor.exit("claude", TCS, 10, "manual:out"))
                        .state())
                .isEqualTo(OrderState.ACCEPTED);

        floor.control().say(Verb.RESUME, "owner", "go on");
        OrderRequested again = floor.entry("claude", INFY, sauda.events.Side.BUY, 10, "manual:again");
        assertThat(floor.orders().on(again).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void aVerbThatIsSaidBetweenReadingAndCommitIsStillInForce() {
        floor.ledger = new PassingLedger(floor.stored) {
            private boolean said;

            @Override
            public Commit commit(List<Write> writes) {
                if (!said) {
                    said = true;
                    new ControlDesk(floor.stored, floor.config, floor.letters, floor.clock)
                            .say(Verb.HALT, "owner", "fire");
                }
                return super.commit(writes);
            }
        };

        Order entry = floor.orders().on(floor.entry("claude", TCS, 10));

        assertThat(entry.reasons().getFirst().toString()).isEqualTo("HALTED (epoch=2)");
        assertThat(floor.venue.journal).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAUSE", "FLATTEN", "HALT", "KILL"})
    void sayingItTwiceChangesNothing(Verb verb) {
        Control once = floor.control().say(verb, "owner", "first");
        floor.clock.turn(Duration.ofSeconds(5));

        assertThat(floor.control().say(verb, "another", "second")).isEqualTo(once);
        assertThat(floor.controlled()).isEqualTo(once);
    }

    @Test
    void resumingWhatRunsChangesNothing() {
        assertThat(floor.control().say(Verb.RESUME, "owner", "go").epoch()).isEqualTo(1);
    }

    @Test
    void aFlattenThatIsGoingOnGoesOnThroughAHaltUntilTradingIsResumed() {
        floor.control().say(Verb.FLATTEN, "owner", "out");
        assertThat(floor.control().say(Verb.HALT, "owner", "stop").flatten()).isTrue();
        assertThat(floor.control().say(Verb.RESUME, "owner", "go").flatten()).isFalse();
    }

    @Test
    void killedTwiceReleasedAndKilledAgainRaisesTheEpochWithEachChange() {
        assertThat(floor.control().say(Verb.KILL, "owner", "1").epoch()).isEqualTo(2);
        assertThat(floor.control().say(Verb.KILL, "owner", "2").epoch()).isEqualTo(2);
        assertThat(floor.control().say(Verb.RESUME, "owner", "3").epoch()).isEqualTo(3);
        assertThat(floor.control().say(Verb.KILL, "owner", "4").epoch()).isEqualTo(4);
        assertThat(floor.stored.list(Keys.ofAudit(Keys.OPERATORS), "", false, 10))
                .extracting(item -> item.as(AuditRecord.class).what())
                .containsExactly("control OPENED", "control KILL", "control RESUME", "control KILL");
        assertThat(floor.controlled().state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void flattenCancelsWhatWaitsAndLeavesWhatIsHeldInEveryAccount() {
        floor.holds("claude", TCS, 10);
        floor.holds("gpt", HDFCBANK, 7);
        OrderRequested waiting = floor.entry("claude", INFY, 5);
        floor.orders().on(waiting);

        floor.control().say(Verb.FLATTEN, "owner", "enough");
        floor.control().say(Verb.FLATTEN, "owner", "enough");

        assertThat(floor.letters.received(CancelRequested.class))
                .extracting(CancelRequested::order)
                .containsExactly(waiting.id());
        assertThat(floor.letters.received(OrderRequested.class))
                .extracting(OrderRequested::symbol, OrderRequested::quantity, OrderRequested::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(TCS, 10L, "flatten:2"),
                        org.assertj.core.groups.Tuple.tuple(HDFCBANK, 7L, "flatten:2"));
        assertThat(floor.letters.waiting).extracting(Letters.Letter::queue).containsOnly("exits-paper.fifo");
    }

    @Test
    void theWatchAsksAgainEachMinuteUntilAllIsFlat() {
        floor.holds("claude", TCS, 10);
        OrderRequested waiting = floor.entry("claude", INFY, 5);
        floor.orders().on(waiting);
        floor.control().say(Verb.KILL, "owner", "enough");
        floor.letters.waiting.clear();

        floor.watch(1);

        assertThat(floor.letters.received(OrderRequested.class)).hasSize(1);
        assertThat(floor.letters.received(CancelRequested.class))
                .as("a cancel that was lost is asked for again")
                .hasSize(1);
        floor.letters.received(OrderRequested.class).forEach(floor.orders()::on);
        floor.letters.received(CancelRequested.class).forEach(floor.orders()::on);
        floor.letters.waiting.clear();
        floor.watch(1);
        assertThat(floor.letters.waiting)
                .as("nothing is free and nothing waits")
                .isEmpty();
    }

    @Test
    void anOrderOnTheWireAtTheKillIsFoundAndCancelled() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        OrderRequested wire = floor.entry("claude", TCS, 10);
        floor.orders().on(wire);

        floor.control().say(Verb.KILL, "owner", "fire");
        floor.letters.received(CancelRequested.class).forEach(floor.orders()::on);

        assertThat(floor.order(wire).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.venue.journal).hasSize(1);
    }
}
