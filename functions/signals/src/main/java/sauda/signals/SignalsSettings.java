package sauda.signals;

import java.util.Map;
import sauda.cloud.Environment;
import sauda.events.Symbol;

/// What a signals function is told: besides the usual, its stock (`SAUDA_STOCK`) and where
/// candles come from (`SAUDA_MARKET`, such as `simulator:7` or `dhan:main`).
public record SignalsSettings(Environment environment, Symbol stock, String market) {

    public static SignalsSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables, "SAUDA_STOCK", "SAUDA_MARKET", "SAUDA_QUEUES");
        return new SignalsSettings(
                environment, new Symbol(environment.value("SAUDA_STOCK")), environment.value("SAUDA_MARKET"));
    }
}
