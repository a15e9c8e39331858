package sauda.local.cloud;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.Patience;
import sauda.core.ledger.Ledger;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// The database that a run kept, opened to be read.
public final class KeptLedger implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final AmazonDynamoDBLocal local;
    private final Ledger ledger;

    private KeptLedger(AmazonDynamoDBLocal local) {
        this.local = local;
        this.ledger = new DynamoDbLedger(local.dynamoDbClient(), EmbeddedCloud.TABLE, Patience.of(DEADLINE));
    }

    /// @throws IllegalArgumentException when no run kept its database there
    public static KeptLedger at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no folder " + folder);
        }
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(folder.toFile());
        if (!local.dynamoDbClient().listTables().tableNames().contains(EmbeddedCloud.TABLE)) {
            local.shutdown();
            throw new IllegalArgumentException("no run kept its database in " + folder);
        }
        return new KeptLedger(local);
    }

    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
