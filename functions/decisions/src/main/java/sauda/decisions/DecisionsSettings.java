package sauda.decisions;

import java.util.Map;
import sauda.cloud.Environment;

/// What a decisions function is told: besides the usual, its account (`SAUDA_ACCOUNT`), the
/// models' address (`OPENROUTER_BASE_URL`) and whether a stand-in plays them there
/// (`SAUDA_STAND_IN`).
public record DecisionsSettings(Environment environment, String account, String baseUrl, boolean standIn) {

    private static final String ROUTER = "https://openrouter.ai/api/v1";

    public static DecisionsSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables, "SAUDA_ACCOUNT", "SAUDA_QUEUES");
        return new DecisionsSettings(
                environment,
                environment.value("SAUDA_ACCOUNT"),
                environment.valueOr("OPENROUTER_BASE_URL", ROUTER),
                Boolean.parseBoolean(environment.valueOr("SAUDA_STAND_IN", "false")));
    }
}
