package sauda.local.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import sauda.cloud.AwsClients;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.LedgerStream;
import sauda.cloud.LedgerTable;
import sauda.cloud.Patience;
import sauda.cloud.SecretsManagerSecrets;
import sauda.core.desk.Secrets;
import sauda.core.ledger.GuardedLedger;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// DynamoDB Local (or the in-memory ledger), ElasticMQ and a secrets endpoint in this process.
public final class EmbeddedCloud implements Cloud {

    static final String TABLE = "sauda-ledger";
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final SQSRestServer queues;
    private final SqsClient sqs;
    private final SecretsEndpoint secretsEndpoint;
    private final Secrets secrets;
    private final Store store;

    private record Store(Ledger ledger, Supplier<List<DynamodbStreamRecord>> changes, Runnable close) {}

    private EmbeddedCloud(SQSRestServer queues, SqsClient sqs, SecretsEndpoint endpoint, Secrets secrets, Store store) {
        this.queues = queues;
        this.sqs = sqs;
        this.secretsEndpoint = endpoint;
        this.secrets = secrets;
        this.store = store;
    }

    /// @param inMemory  the in-memory ledger instead of DynamoDB Local
    /// @param keptAt    folder that keeps the database, or empty for memory
    /// @param secretsIn secrets by name
    public static EmbeddedCloud start(boolean inMemory, Optional<Path> keptAt, Map<String, String> secretsIn) {
        CompletableFuture<SQSRestServer> queues = CompletableFuture.supplyAsync(EmbeddedCloud::startQueues);
        Store store = inMemory ? memory() : dynamoDb(keptAt);
        SQSRestServer started = queues.join();
        SecretsEndpoint endpoint = new SecretsEndpoint(secretsIn);
        System.setProperty("aws.region", "ap-south-1");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty(
                "aws.endpointUrlSqs",
                "http://localhost:" + started.waitUntilStarted().localAddress().getPort());
        System.setProperty("aws.endpointUrlSecretsManager", endpoint.url());
        Secrets secrets = new SecretsManagerSecrets(AwsClients.secretsManager(), InstantSource.system(), FRESH, FRESH);
        return new EmbeddedCloud(started, AwsClients.sqs(), endpoint, secrets, store);
    }

    private static SQSRestServer startQueues() {
        return SQSRestServerBuilder.withPort(0)
                .withInterface("localhost")
                .withAWSRegion("ap-south-1")
                .start();
    }

    private static Store memory() {
        MemoryStream stream = new MemoryStream();
        return new Store(new InMemoryLedger(stream::add), stream::poll, () -> {});
    }

    private static Store dynamoDb(Optional<Path> keptAt) {
        AmazonDynamoDBLocal local = keptAt.map(folder ->
                        DynamoDBEmbedded.create(KeptLedger.file(folder).toFile()))
                .orElseGet(() -> DynamoDBEmbedded.create(true));
        var client = local.dynamoDbClient();
        String stream = LedgerTable.make(client, TABLE);
        LedgerStream changes = LedgerStream.fromNowOn(local.dynamoDbStreamsClient(), stream);
        Ledger ledger =
                new GuardedLedger(new DynamoDbLedger(client, TABLE, Patience.of(DEADLINE)), InstantSource.system());
        return new Store(ledger, changes::poll, local::shutdown);
    }

    @Override
    public Ledger ledger() {
        return store.ledger();
    }

    @Override
    public SqsClient sqs() {
        return sqs;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public List<DynamodbStreamRecord> changes() {
        return store.changes().get();
    }

    @Override
    public void close() {
        // Else clients of another cloud in this process would still be led here.
        System.clearProperty("aws.endpointUrlSqs");
        System.clearProperty("aws.endpointUrlSecretsManager");
        sqs.close();
        queues.stopAndWait();
        secretsEndpoint.close();
        store.close().run();
    }
}
