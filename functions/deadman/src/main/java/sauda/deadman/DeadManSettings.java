package sauda.deadman;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.cloud.Environment;

/// What the dead man is told: besides the ledger's table and the configuration his own table
/// (`SAUDA_DEAD_MAN_TABLE`), the topic at which he tells people (`SAUDA_DEAD_MAN_TOPIC`), and the client
/// whose registered address he has (`SAUDA_CLIENT`), if any client is live.
public record DeadManSettings(Environment environment) {

    static final String TABLE = "SAUDA_DEAD_MAN_TABLE";

    /// @throws IllegalStateException naming every variable that is missing
    public static DeadManSettings from(Map<String, String> variables) {
        return new DeadManSettings(new Environment(variables, TABLE, "SAUDA_DEAD_MAN_TOPIC"));
    }

    String topic() {
        return environment.value("SAUDA_DEAD_MAN_TOPIC");
    }

    @Nullable
    String client() {
        String client = environment.valueOr("SAUDA_CLIENT", "");
        return client.isBlank() ? null : client;
    }
}
