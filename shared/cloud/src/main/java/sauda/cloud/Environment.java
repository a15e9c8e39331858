package sauda.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Mailbox;
import sauda.core.desk.Secrets;
import sauda.core.ledger.GuardedLedger;
import sauda.core.ledger.Ledger;
import sauda.events.Routes;

/// What a function is told by its environment variables, checked at start and not at the
/// first trade, and the parts every function is built from.
///
/// `SAUDA_TABLE` is the ledger's table, `SAUDA_CONFIG` the path of `sauda.yaml`,
/// `SAUDA_QUEUES` the queue URLs as `name=url,name=url`. `SAUDA_STAGE` is the stage it belongs to,
/// `SAUDA_MODE` the mode of that stage: in `paper` no order is real, whatever the configuration says.
public final class Environment {

    private static final Duration LEDGER_DEADLINE = Duration.ofSeconds(5);

    private static final Duration TABLE_DEADLINE = Duration.ofSeconds(2);

    /// A token that was made anew is seen by all after so long at the latest.
    private static final Duration SECRETS_FRESH = Duration.ofMinutes(1);

    /// The ways out must not depend on the store of secrets.
    private static final Duration SECRETS_USABLE = Duration.ofHours(12);

    private static final String OF_A_CLIENT = "dhan:";

    private final Map<String, String> variables;

    /// @param needed variables besides the three that every function has
    /// @throws IllegalStateException naming every variable that is missing
    public Environment(Map<String, String> variables, String... needed) {
        this.variables = Map.copyOf(variables);
        List<String> missing = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("SAUDA_TABLE", "SAUDA_CONFIG"), Arrays.stream(needed))
                .filter(name -> variables.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("environment variables are missing: " + String.join(", ", missing));
        }
    }

    public String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("environment variable " + name + " is missing");
        }
        return value;
    }

    public String valueOr(String name, String other) {
        return variables.getOrDefault(name, other);
    }

    /// The configuration file, with the master switch and with real money, both of which the
    /// environment may turn off and cannot turn on.
    public Config config() {
        Path file = Path.of(value("SAUDA_CONFIG"));
        try {
            Config config = inMode(ConfigFile.read(Files.readString(file)));
            return "false".equalsIgnoreCase(valueOr("TRADING_ENABLED", "true"))
                    ? config.withTradingEnabled(false)
                    : config;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the configuration " + file, unreadable);
        }
    }

    private Config inMode(Config config) {
        String mode = valueOr("SAUDA_MODE", "live");
        return switch (mode) {
            case "live" -> config;
            case "paper" -> config.onPaper(clientOfCandles());
            default -> throw new IllegalStateException("SAUDA_MODE is paper or live but is '" + mode + "'");
        };
    }

    private @Nullable String clientOfCandles() {
        String market = valueOr("SAUDA_MARKET", "");
        return market.startsWith(OF_A_CLIENT) ? market.substring(OF_A_CLIENT.length()) : null;
    }

    /// It refuses when the table was written by a release that this one must not follow.
    public Ledger ledger() {
        return new GuardedLedger(unguardedLedger(), InstantSource.system());
    }

    /// The same for a role that may not read the form of what is stored, and for what must act
    /// whatever it is.
    public Ledger unguardedLedger() {
        return new DynamoDbLedger(AwsClients.dynamoDb(), value("SAUDA_TABLE"), Patience.of(LEDGER_DEADLINE));
    }

    /// A table besides the ledger, which keeps items as it does.
    ///
    /// @param variable that names it
    public Ledger table(String variable) {
        return new DynamoDbLedger(AwsClients.dynamoDb(), value(variable), Patience.of(TABLE_DEADLINE));
    }

    public Secrets secrets() {
        return new SecretsManagerSecrets(
                AwsClients.secretsManager(), InstantSource.system(), SECRETS_FRESH, SECRETS_USABLE);
    }

    /// Which of the owner's stages this is.
    public String stage() {
        return valueOr("SAUDA_STAGE", "paper");
    }

    /// All of them, for parts that have their own defaults.
    public Map<String, String> variables() {
        return variables;
    }

    /// To the queues of `SAUDA_QUEUES`, and to that of the dead man where `SAUDA_DEAD_MAN_QUEUE` is its
    /// URL: it stands in a stack of its own.
    public Mailbox mailbox() {
        Map<String, String> urls = new LinkedHashMap<>();
        for (String pair : valueOr("SAUDA_QUEUES", "").split(",", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                urls.put(pair.substring(0, at).trim(), pair.substring(at + 1).trim());
            }
        }
        String deadMan = valueOr("SAUDA_DEAD_MAN_QUEUE", "");
        if (!deadMan.isBlank()) {
            urls.put(Routes.DEAD_MAN_QUEUE.nameFor(null), deadMan);
        }
        return new SqsMailbox(AwsClients.sqs(), urls);
    }
}
