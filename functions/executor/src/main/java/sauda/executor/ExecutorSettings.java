package sauda.executor;

import java.util.Map;
import sauda.cloud.Environment;

/// What an executor is told: besides the usual, its broker client (`SAUDA_CLIENT`).
public record ExecutorSettings(Environment environment, String client) {

    public static ExecutorSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables, "SAUDA_CLIENT");
        return new ExecutorSettings(environment, environment.value("SAUDA_CLIENT"));
    }
}
