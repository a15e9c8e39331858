package sauda.cloud;

import java.time.Duration;
import java.util.List;
import sauda.events.Routes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// Makes the ledger's table where no deployment does it: on a laptop and in emulators.
public final class LedgerTable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private LedgerTable() {}

    /// Makes the table with its stream and expiry unless it is there, and waits until it
    /// can be used.
    ///
    /// @return the name (ARN) of its stream
    public static String make(DynamoDbClient client, String table) {
        try {
            client.createTable(definition(table));
        } catch (ResourceInUseException alreadyThere) {
            // Made before, or by another process just now: both are fine.
        }
        client.waiter()
                .waitUntilTableExists(
                        describe -> describe.tableName(table), waiting -> waiting.waitTimeout(LONGEST_WAIT));
        letItemsExpire(client, table);
        TableDescription made =
                client.describeTable(describe -> describe.tableName(table)).table();
        return made.latestStreamArn();
    }

    private static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .attributeDefinitions(List.of(text(Routes.LEDGER.partitionKey()), text(Routes.LEDGER.sortKey())))
                .keySchema(key(Routes.LEDGER.partitionKey(), KeyType.HASH), key(Routes.LEDGER.sortKey(), KeyType.RANGE))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                        .build())
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static void letItemsExpire(DynamoDbClient client, String table) {
        TimeToLiveStatus status = client.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(update -> update.tableName(table)
                    .timeToLiveSpecification(expiry ->
                            expiry.attributeName(Routes.LEDGER.expiry()).enabled(true)));
        }
    }
}
