package sauda.local.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.Patience;
import sauda.core.ledger.GuardedLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// The database that a run kept, opened to be read.
public final class KeptLedger implements AutoCloseable {

    /// The name that DynamoDB Local's server gives it, so that either opens what the other kept.
    private static final String FILE = "shared-local-instance.db";

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final AmazonDynamoDBLocal local;
    private final DynamoDbLedger ledger;

    private KeptLedger(AmazonDynamoDBLocal local) {
        this.local = local;
        this.ledger = new DynamoDbLedger(local.dynamoDbClient(), EmbeddedCloud.TABLE, Patience.of(DEADLINE));
    }

    /// The database's file in a folder, which is made if it is not there. DynamoDB Local takes
    /// a file, and waits for ever when it is given a folder.
    static Path file(Path folder) {
        return folder(folder).resolve(FILE);
    }

    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException notAFolder) {
            throw new UncheckedIOException("cannot keep a database in " + folder, notAFolder);
        }
    }

    /// @throws IllegalArgumentException when no run kept its database there
    public static KeptLedger at(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            throw new IllegalArgumentException("no run kept its database in " + folder);
        }
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(file(folder).toFile());
        if (!local.dynamoDbClient().listTables().tableNames().contains(EmbeddedCloud.TABLE)) {
            local.shutdown();
            throw new IllegalArgumentException("no run kept its database in " + folder);
        }
        return new KeptLedger(local);
    }

    public Ledger ledger() {
        return new GuardedLedger(ledger, InstantSource.system());
    }

    /// All that the run kept, in order of its keys.
    public List<Item> items() {
        return ledger.everything()
                .sorted(Comparator.comparing(Item::key, KeptLedger::inOrder))
                .toList();
    }

    private static int inOrder(Key one, Key other) {
        int partitions = Key.inOrder(one.partition(), other.partition());
        return partitions == 0 ? Key.inOrder(one.sort(), other.sort()) : partitions;
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
