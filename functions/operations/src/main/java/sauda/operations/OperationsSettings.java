package sauda.operations;

import java.util.Map;
import sauda.cloud.Environment;

/// What an operations function is told. Those of a broker client also need `SAUDA_CLIENT`.
public record OperationsSettings(Environment environment) {

    public static OperationsSettings from(Map<String, String> variables, String... needed) {
        return new OperationsSettings(new Environment(variables, needed));
    }

    String client() {
        return environment.value("SAUDA_CLIENT");
    }
}
