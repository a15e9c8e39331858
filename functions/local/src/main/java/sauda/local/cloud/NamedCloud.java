package sauda.local.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import sauda.cloud.AwsClients;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.LedgerStream;
import sauda.cloud.LedgerTable;
import sauda.cloud.Patience;
import sauda.cloud.SecretsManagerSecrets;
import sauda.core.desk.Secrets;
import sauda.core.ledger.GuardedLedger;
import sauda.core.ledger.Ledger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The services at the endpoints that the environment names (`AWS_ENDPOINT_URL`): LocalStack
/// or any other emulator. The same clients as on AWS.
public final class NamedCloud implements Cloud {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final Ledger ledger;
    private final LedgerStream stream;
    private final Secrets secrets;

    /// @param table   made if it is not there
    /// @param secrets values by name; those that are not there are made
    public NamedCloud(String table, Map<String, String> secrets) {
        this.dynamoDb = AwsClients.dynamoDb();
        this.sqs = AwsClients.sqs();
        String changes = LedgerTable.make(dynamoDb, table);
        this.ledger =
                new GuardedLedger(new DynamoDbLedger(dynamoDb, table, Patience.of(DEADLINE)), InstantSource.system());
        this.stream = LedgerStream.fromNowOn(AwsClients.dynamoDbStreams(), changes);
        SecretsManagerClient manager = AwsClients.secretsManager();
        secrets.forEach((name, value) -> make(manager, name, value));
        this.secrets = new SecretsManagerSecrets(manager, InstantSource.system(), FRESH, FRESH);
    }

    private static void make(SecretsManagerClient manager, String name, String value) {
        try {
            manager.createSecret(create -> create.name(name).secretString(value));
        } catch (ResourceExistsException alreadyThere) {
            // Its owner's value counts.
        }
    }

    @Override
    public Ledger ledger() {
        return ledger;
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
        return stream.poll();
    }

    @Override
    public void close() {
        sqs.close();
        dynamoDb.close();
    }
}
