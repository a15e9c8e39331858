package sauda.cloud;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// One DynamoDB Local for all tests of a JVM, in this process, in memory.
final class LocalDynamoDb {

    private static final AmazonDynamoDBLocal LOCAL = DynamoDBEmbedded.create(true);

    static final DynamoDbClient CLIENT = LOCAL.dynamoDbClient();
    static final DynamoDbStreamsClient STREAMS = LOCAL.dynamoDbStreamsClient();

    private static int tables;

    private LocalDynamoDb() {}

    /// The name of a fresh ledger table.
    static synchronized String aTable() {
        String table = "ledger-" + ++tables;
        LedgerTable.make(CLIENT, table);
        return table;
    }
}
