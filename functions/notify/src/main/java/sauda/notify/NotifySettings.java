package sauda.notify;

import java.util.Map;
import sauda.cloud.Environment;

/// What the environment tells: beside the table and the configuration perhaps
/// `SAUDA_NOTICES_TOPIC`, and `TELEGRAM_BASE_URL` for another host in Telegram's place.
public record NotifySettings(Environment environment) {

    /// @throws IllegalStateException naming every variable that is missing
    public static NotifySettings from(Map<String, String> variables) {
        return new NotifySettings(new Environment(variables));
    }

    String topic() {
        return environment.valueOr("SAUDA_NOTICES_TOPIC", "");
    }
}
