package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.cloud.FaultyDynamoDb.cancelled;
import static sauda.cloud.FaultyDynamoDb.conflict;
import static sauda.cloud.FaultyDynamoDb.lostAnswer;
import static sauda.cloud.FaultyDynamoDb.lostAnswerOfAServerInTrouble;
import static sauda.cloud.FaultyDynamoDb.lostRequest;
import static sauda.cloud.FaultyDynamoDb.serverError;
import static sauda.cloud.FaultyDynamoDb.throttled;
import static sauda.cloud.FaultyDynamoDb.throughputExceeded;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.cloud.FaultyDynamoDb.Fault;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbLedgerFaultsTest {

    private static final Key BOOK = new Key("ACCOUNT#claude", "BOOK");
    private static final Key ORDER = new Key("ACCOUNT#claude", "ORDER#1");
    private static final Item RESERVED = new Item(ORDER, "order", Map.of("state", "RESERVED", "seq", 1));

    /// An entry's reserve in short: the order once, and one more open position within the limit.
    private static final List<Write> RESERVE = List.of(
            Write.put(RESERVED, new Condition.Absent()),
            add(BOOK, new Condition.AbsentOrAtMost("open", BigDecimal.valueOf(2))));

    private final String table = LocalDynamoDb.aTable();
    private final FaultyDynamoDb dynamoDb = new FaultyDynamoDb();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();

    /// Waits by moving its own clock.
    private final Patience patience = new Patience(Duration.ofSeconds(5), nanos::get, new Random(7), span -> {
        pauses.add(span);
        nanos.addAndGet(span.toNanos());
    });

    private final Ledger ledger = new DynamoDbLedger(dynamoDb.client(), table, patience);

    static List<Fault> passing() {
        return List.of(
                cancelled("TransactionConflict", "None"),
                cancelled("None", "TransactionConflict"),
                cancelled("ConditionalCheckFailed", "TransactionConflict"),
                cancelled("ThrottlingError", "None"),
                cancelled("ProvisionedThroughputExceeded", "ConditionalCheckFailed"),
                conflict(),
                throughputExceeded(),
                throttled(),
                serverError(),
                lostRequest());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesAgainWhatPassesAndCommitsOnce(Fault fault) {
        dynamoDb.next(6, fault);

        assertThat(ledger.commit(RESERVE)).isEqualTo(new Commit.Done());

        assertThat(dynamoDb.calls()).isEqualTo(7);
        assertReservedOnce();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void triesReadsAgainToo(Fault fault) {
        ledger.commit(RESERVE);

        dynamoDb.next(3, fault);
        assertThat(ledger.get(ORDER)).contains(RESERVED);
        dynamoDb.next(3, fault);
        assertThat(ledger.list("ACCOUNT#claude", "ORDER#", false, 5)).containsExactly(RESERVED);
        dynamoDb.next(3, fault);
        assertThat(ledger.range("ACCOUNT#claude", "ORDER#1", "ORDER#1")).containsExactly(RESERVED);
    }

    @Test
    void endsAConflictStormWithinTheDeadlineWithNothingWritten() {
        dynamoDb.always(() -> cancelled("TransactionConflict", "TransactionConflict"));

        assertThatThrownBy(() -> ledger.commit(RESERVE))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("PT5S")
                .hasCauseInstanceOf(TransactionCanceledException.class);

        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(10));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(640)) <= 0);
        assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(320)) > 0);
        assertThat(pauses).doesNotHaveDuplicates();
        dynamoDb.always(() -> null);
        assertThat(ledger.list("ACCOUNT#claude", "", false, 10)).isEmpty();
    }

    @Test
    void recoversAfterAnOutage() {
        dynamoDb.always(FaultyDynamoDb::throttled);
        assertThatThrownBy(() -> ledger.get(BOOK)).isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> ledger.commit(RESERVE)).isInstanceOf(LedgerUnavailable.class);

        dynamoDb.always(() -> null);

        assertThat(ledger.commit(RESERVE)).isEqualTo(new Commit.Done());
        assertReservedOnce();
    }

    static List<Fault> lost() {
        return List.of(lostAnswer(), lostAnswerOfAServerInTrouble());
    }

    @ParameterizedTest
    @MethodSource("lost")
    void findsItsOwnOrderWhenTheAnswerToItsReserveWasLost(Fault fault) {
        dynamoDb.next(fault);

        assertThat(ledger.commit(RESERVE)).isEqualTo(new Commit.Refused(List.of(new Commit.Failed(0, RESERVED))));

        assertReservedOnce();
    }

    @ParameterizedTest
    @MethodSource("lost")
    void takesAStepOnceWhenItsAnswerWasLost(Fault fault) {
        ledger.commit(RESERVE);
        Item submitting = new Item(ORDER, "order", Map.of("state", "SUBMITTING", "seq", 2));
        dynamoDb.next(fault);

        Commit commit = ledger.commit(List.of(Write.put(submitting, new Condition.Equal("seq", 1))));

        assertThat(commit).isEqualTo(new Commit.Refused(List.of(new Commit.Failed(0, submitting))));
        assertThat(ledger.get(ORDER)).contains(submitting);
    }

    @ParameterizedTest
    @MethodSource("lost")
    void storesTheSameValuesAgainWhenTheAnswerToAPlainPutWasLost(Fault fault) {
        dynamoDb.next(fault, fault);

        assertThat(ledger.commit(List.of(Write.put(RESERVED)))).isEqualTo(new Commit.Done());

        assertThat(ledger.get(ORDER)).contains(RESERVED);
    }

    @ParameterizedTest
    @MethodSource("lost")
    void neverAddsTwiceWhenTheAnswerToAnAdditionWasLost(Fault fault) {
        dynamoDb.next(fault);

        assertThatThrownBy(() ->
                        ledger.commit(List.of(add(BOOK, new Condition.AbsentOrAtMost("open", BigDecimal.TEN)))))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("lost");

        assertThat(dynamoDb.calls()).isEqualTo(1);
        assertThat(ledger.get(BOOK).orElseThrow().attributes()).containsEntry("open", BigDecimal.ONE);
    }

    @Test
    void triesAnAdditionAgainWhenItCertainlyDidNotTakePlace() {
        dynamoDb.next(conflict(), throttled(), throughputExceeded());

        assertThat(ledger.commit(List.of(add(BOOK)))).isEqualTo(new Commit.Done());

        assertThat(ledger.get(BOOK).orElseThrow().attributes()).containsEntry("open", BigDecimal.ONE);
    }

    @Test
    void repeatsOnlyWhatCannotTakePlaceTwice() {
        Condition seq = new Condition.Equal("open", 3);
        Write unguarded = Write.put(RESERVED, new Condition.Present());

        assertThat(LostAnswer.mayRepeat(RESERVE)).isTrue();
        assertThat(LostAnswer.mayRepeat(List.of(unguarded))).isTrue();
        assertThat(LostAnswer.mayRepeat(List.of(new Write.Delete(ORDER, List.of()))))
                .isTrue();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK, seq)))).isTrue();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK, new Condition.Absent()))))
                .isTrue();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK), new Write.Delete(ORDER, List.of(new Condition.Present())))))
                .isTrue();
        assertThat(LostAnswer.mayRepeat(
                        List.of(add(BOOK), Write.put(RESERVED, new Condition.Equal("state", "UNKNOWN")))))
                .isTrue();

        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK)))).isFalse();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK, new Condition.Present()))))
                .isFalse();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK, new Condition.Equal("other", 3)))))
                .isFalse();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK), unguarded))).isFalse();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK), new Write.Delete(ORDER, List.of()))))
                .isFalse();
        assertThat(LostAnswer.mayRepeat(List.of(add(BOOK), Write.check(ORDER, new Condition.Absent()))))
                .isFalse();
    }

    @Test
    void givesBackWhatIsWrongWithTheCallItselfAtOnce() {
        Ledger nowhere = new DynamoDbLedger(dynamoDb.client(), "no-such-table", patience);
        Item tooLarge = new Item(ORDER, "order", Map.of("much", "x".repeat(410_000)));

        assertThatThrownBy(() -> nowhere.get(BOOK)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> nowhere.commit(RESERVE)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> ledger.commit(List.of(Write.put(tooLarge)))).isInstanceOf(DynamoDbException.class);
        assertThat(dynamoDb.calls()).isEqualTo(3);

        dynamoDb.next(cancelled("ValidationError", "TransactionConflict"));
        assertThatThrownBy(() -> ledger.commit(RESERVE)).isInstanceOf(TransactionCanceledException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void stopsWaitingWhenItsThreadIsToldTo() {
        dynamoDb.always(FaultyDynamoDb::conflict);
        Ledger real = new DynamoDbLedger(dynamoDb.client(), table, Patience.of(Duration.ofSeconds(30)));

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> real.commit(RESERVE)).isInstanceOf(LedgerUnavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void holdsALimitOfFiftyThroughAStormOfEveryTrouble() throws Exception {
        Random chance = new Random(11);
        List<Fault> troubles = List.of(
                cancelled("TransactionConflict", "None"),
                cancelled("ConditionalCheckFailed", "TransactionConflict"),
                throttled(),
                serverError(),
                lostRequest(),
                lostAnswer(),
                lostAnswerOfAServerInTrouble());
        dynamoDb.always(() -> chance.nextInt(2) == 0 ? null : troubles.get(chance.nextInt(troubles.size())));
        Ledger stormy = new DynamoDbLedger(
                dynamoDb.client(),
                table,
                new Patience(Duration.ofSeconds(30), System::nanoTime, new Random(5), _ -> Thread.onSpinWait()));

        try (ExecutorService racers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 80; i++) {
                Item order = new Item(new Key("ORDERS", "ORDER#" + i), "order", Map.of());
                var _ = racers.submit(() -> stormy.commit(List.of(
                        Write.put(order, new Condition.Absent()),
                        add(BOOK, new Condition.AbsentOrAtMost("open", BigDecimal.valueOf(49))))));
            }
        }

        dynamoDb.always(() -> null);
        assertThat(ledger.list("ORDERS", "", false, 100)).hasSize(50);
        assertThat(ledger.get(BOOK).orElseThrow().attributes()).containsEntry("open", BigDecimal.valueOf(50));
    }

    private void assertReservedOnce() {
        assertThat(ledger.get(ORDER)).contains(RESERVED);
        assertThat(ledger.get(BOOK)).contains(new Item(BOOK, "account", Map.of("open", 1)));
    }

    private static Write add(Key key, Condition... when) {
        return new Write.Add(key, "account", Map.of("open", BigDecimal.ONE), List.of(when));
    }
}
