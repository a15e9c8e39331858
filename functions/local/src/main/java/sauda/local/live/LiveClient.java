package sauda.local.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sauda.brokers.Brokers;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.cloud.AwsClients;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.Patience;
import sauda.cloud.SecretsManagerSecrets;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Secrets;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.core.order.LiveBroker;

/// Options that name a live broker client, and the way to it.
final class LiveClient {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(1);

    @Option(names = "--config", required = true, description = "the sauda.yaml that has the client")
    Path file = Path.of("sauda.yaml");

    @Option(names = "--client", required = true, description = "its name under clients")
    String client = "";

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "a JSON file with the client's secrets by name (default: AWS Secrets Manager)")
    @Nullable
    Path secretsFile;

    @Option(
            names = "--table",
            description = "the ledger's table on AWS: rates and logins are counted with the functions' own"
                    + " (default: counted here alone)")
    @Nullable
    String table;

    private @Nullable Config config;
    private @Nullable Ledger ledger;

    Config config() {
        if (config == null) {
            try {
                config = ConfigFile.read(Files.readString(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + file, unreadable);
            }
        }
        return config;
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    boolean hasLedger() {
        return table != null;
    }

    Ledger ledger() {
        if (ledger == null) {
            ledger = table == null
                    ? new InMemoryLedger()
                    : new DynamoDbLedger(AwsClients.dynamoDb(), table, Patience.of(DEADLINE));
        }
        return ledger;
    }

    LiveBroker broker() {
        return Brokers.live(config(), client, ledger(), clock(), this::secrets, DhanEndpoints.from(System.getenv()));
    }

    List<AccountSpec> accounts() {
        return config().accountsOf(client).stream().filter(AccountSpec::active).toList();
    }

    private Secrets secrets() {
        return secretsFile == null
                ? new SecretsManagerSecrets(AwsClients.secretsManager(), clock(), FRESH, FRESH)
                : new SecretsFile(secretsFile);
    }
}
