package sauda.cloud;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

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

    /// A second one behind HTTP, spoken to as on AWS.
    static final class OverHttp {

        static final DynamoDbClient CLIENT = start();

        private OverHttp() {}

        private static DynamoDbClient start() {
            try {
                // The server does not load it by itself, and then fails every call.
                SQLiteLibraryLoader.initialize();
                int port = freePort();
                ServerRunner.createServerFromCommandLineArgs(
                                new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)})
                        .start();
                return AwsClients.built(
                        DynamoDbClient.builder()
                                .endpointOverride(URI.create("http://localhost:" + port))
                                .region(Region.AP_SOUTH_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
                        AwsRetryStrategy.doNotRetry());
            } catch (Exception cannotStart) {
                throw new IllegalStateException(cannotStart);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket any = new ServerSocket(0)) {
                return any.getLocalPort();
            }
        }

        static synchronized String aTable() {
            String table = "ledger-" + ++tables;
            LedgerTable.make(CLIENT, table);
            return table;
        }
    }
}
