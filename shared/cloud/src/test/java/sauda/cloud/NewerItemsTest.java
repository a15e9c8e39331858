package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Types of values that this release never writes, and a later one may.
class NewerItemsTest {

    private static final Key KEY = new Key("ACCOUNT#claude", "BOOK");

    private static final Item READ = new Item(
            KEY,
            "account",
            Map.of(
                    "words",
                    List.of("a"),
                    "numbers",
                    List.of(new BigDecimal("1.5")),
                    "list",
                    List.of("x"),
                    "map",
                    Map.of("y", "z")));

    private final String table = LocalDynamoDb.aTable();
    private final String stream = LedgerTable.make(LocalDynamoDb.CLIENT, table);

    @Test
    void aSetIsReadAsAListAndNothingAsNotThere() {
        LedgerStream changes = LedgerStream.fromTheStart(LocalDynamoDb.STREAMS, stream);
        LocalDynamoDb.CLIENT.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk", AttributeValue.fromS(KEY.partition()),
                        "sk", AttributeValue.fromS(KEY.sort()),
                        "kind", AttributeValue.fromS("account"),
                        "words", AttributeValue.fromSs(List.of("a")),
                        "numbers", AttributeValue.fromNs(List.of("1.5")),
                        "nothing", AttributeValue.fromNul(true),
                        "list", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromNul(true))),
                        "map",
                                AttributeValue.fromM(Map.of(
                                        "y", AttributeValue.fromS("z"), "gone", AttributeValue.fromNul(true))))));
        var ledger = new DynamoDbLedger(LocalDynamoDb.CLIENT, table, Patience.of(Duration.ofSeconds(5)));

        assertThat(ledger.get(KEY)).contains(READ);
        assertThat(ledger.everything()).containsExactly(READ);
        assertThat(changes.poll().stream().map(StreamRecords::item)).containsExactly(Optional.of(READ));
    }
}
