package sauda.notify.bot;

import java.util.Map;
import sauda.cloud.Environment;

/// What the environment tells the bot: `SAUDA_QUEUES` with those of exits, perhaps
/// `SAUDA_DEAD_MAN_QUEUE`, the URL of the dead man's queue, and `TELEGRAM_BASE_URL`.
public record BotSettings(Environment environment) {

    /// @throws IllegalStateException naming every variable that is missing
    public static BotSettings from(Map<String, String> variables) {
        return new BotSettings(new Environment(variables, "SAUDA_QUEUES"));
    }

    String deadMan() {
        return environment.valueOr("SAUDA_DEAD_MAN_QUEUE", "");
    }
}
