package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

class LedgerStreamTest {

    private static final Key KEY = new Key("A", "1");

    private final String table = LocalDynamoDb.aTable();
    private final String stream = LedgerTable.make(LocalDynamoDb.CLIENT, table);
    private final Ledger ledger = new DynamoDbLedger(LocalDynamoDb.CLIENT, table, Patience.of(Duration.ofSeconds(5)));

    @Test
    void tellsEveryChangeOfAnItemInOrderWithWhatWasBefore() {
        LedgerStream reading = LedgerStream.fromTheStart(LocalDynamoDb.STREAMS, stream);
        Item one = new Item(
                KEY,
                "thing",
                Map.of(
                        "n",
                        new BigDecimal("1400.10"),
                        "yes",
                        true,
                        "bytes",
                        new byte[] {1, -1},
                        "nested",
                        Map.of("list", List.of("a", Map.of(), 2), "empty", ""),
                        "none",
                        List.of()));
        Item two = new Item(KEY, "changed", Map.of("n", 2));
        Item three = new Item(KEY, "added", Map.of("n", 5));

        ledger.commit(List.of(Write.put(one)));
        ledger.commit(List.of(Write.put(two)));
        ledger.commit(List.of(Write.put(two)));
        ledger.commit(List.of(Write.put(one, new Condition.Absent())));
        ledger.commit(List.of(new Write.Add(KEY, "added", Map.of("n", BigDecimal.valueOf(3)), List.of())));
        ledger.commit(List.of(new Write.Delete(KEY, List.of())));

        List<DynamodbStreamRecord> records = reading.poll();
        assertThat(records.stream().map(StreamRecords::before))
                .containsExactly(Optional.empty(), Optional.of(one), Optional.of(two), Optional.of(three));
        assertThat(records.stream().map(StreamRecords::item))
                .containsExactly(Optional.of(one), Optional.of(two), Optional.of(three), Optional.empty());
        assertThat(records.stream().map(DynamodbStreamRecord::getEventName))
                .containsExactly("INSERT", "MODIFY", "MODIFY", "REMOVE");
        assertThat(records.getFirst().getEventSourceARN()).isEqualTo(stream);
        assertThat(records.getFirst().getEventSource()).isEqualTo("aws:dynamodb");
    }

    @Test
    void tellsEachChangeOnce() {
        LedgerStream reading = LedgerStream.fromTheStart(LocalDynamoDb.STREAMS, stream);
        assertThat(reading.poll()).isEmpty();

        putNumbers(0, 3);
        assertThat(reading.poll()).hasSize(3);
        assertThat(reading.poll()).isEmpty();

        putNumbers(3, 5);
        assertThat(numbers(reading.poll())).containsExactly(3, 4);
        assertThat(reading.poll()).isEmpty();
    }

    @Test
    void tellsMoreThanOnePageInOrder() {
        LedgerStream reading = LedgerStream.fromTheStart(LocalDynamoDb.STREAMS, stream);
        putNumbers(0, 1100);

        assertThat(numbers(reading.poll()))
                .isEqualTo(IntStream.range(0, 1100).boxed().toList());
    }

    /// In a DynamoDB of its own: ending the shards of many tables takes it minutes.
    @Test
    void readsOnInOrderWhenTheStreamBeginsANewShard() {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
        String rolling = LedgerTable.make(local.dynamoDbClient(), table);
        Ledger rollingLedger = new DynamoDbLedger(local.dynamoDbClient(), table, Patience.of(Duration.ofSeconds(5)));
        LedgerStream early = LedgerStream.fromTheStart(local.dynamoDbStreamsClient(), rolling);
        LedgerStream fromNowOn = LedgerStream.fromNowOn(local.dynamoDbStreamsClient(), rolling);
        putNumbers(rollingLedger, 0, 3);
        assertThat(numbers(early.poll())).containsExactly(0, 1, 2);

        local.triggerShardRollovers();
        putNumbers(rollingLedger, 3, 6);
        local.triggerShardRollovers();
        putNumbers(rollingLedger, 6, 8);
        LedgerStream late = LedgerStream.fromTheStart(local.dynamoDbStreamsClient(), rolling);

        assertThat(numbers(early.poll())).containsExactly(3, 4, 5, 6, 7);
        assertThat(numbers(late.poll())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(numbers(fromNowOn.poll())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(early.poll()).isEmpty();
        local.shutdownNow();
    }

    @Test
    void tellsNothingFromBeforeWhenAskedForWhatIsNew() {
        putNumbers(0, 3);
        LedgerStream reading = LedgerStream.fromNowOn(LocalDynamoDb.STREAMS, stream);
        assertThat(reading.poll()).isEmpty();

        putNumbers(3, 5);

        assertThat(numbers(reading.poll())).containsExactly(3, 4);
    }

    @Test
    void makesTheTableOnceAndLeavesItAsItIs() {
        putNumbers(0, 1);

        assertThat(LedgerTable.make(LocalDynamoDb.CLIENT, table)).isEqualTo(stream);

        assertThat(ledger.list("N", "", false, 10)).hasSize(1);
        var expiry = LocalDynamoDb.CLIENT
                .describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription();
        assertThat(expiry.attributeName()).isEqualTo("expires");
        assertThat(expiry.timeToLiveStatusAsString()).startsWith("ENABL");
    }

    private void putNumbers(int from, int to) {
        putNumbers(ledger, from, to);
    }

    private static void putNumbers(Ledger ledger, int from, int to) {
        for (int i = from; i < to; i++) {
            ledger.commit(List.of(Write.put(new Item(new Key("N", "SAME"), "number", Map.of("i", i)))));
        }
    }

    private static List<Integer> numbers(List<DynamodbStreamRecord> records) {
        return records.stream()
                .map(record ->
                        StreamRecords.item(record).orElseThrow().attributes().get("i"))
                .map(number -> ((BigDecimal) number).intValue())
                .toList();
    }
}
