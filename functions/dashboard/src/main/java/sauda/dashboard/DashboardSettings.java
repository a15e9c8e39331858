package sauda.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the environment tells the dashboard.
///
/// @param table  name of the ledger's table
/// @param config path of `sauda.yaml`
/// @param queues addresses by queue name with instance, such as `exits-paper.fifo`
public record DashboardSettings(String table, String config, Map<String, String> queues) {

    private static final String TABLE = "SAUDA_TABLE";
    private static final String CONFIG = "SAUDA_CONFIG";
    private static final String QUEUES = "SAUDA_QUEUES";

    public DashboardSettings {
        queues = Map.copyOf(queues);
    }

    /// @throws IllegalStateException that names every variable that is missing or malformed
    public static DashboardSettings from(Map<String, String> environment) {
        List<String> faults = new ArrayList<>();
        String table = required(environment, TABLE, "the name of the ledger's table", faults);
        String config = required(environment, CONFIG, "the path of sauda.yaml", faults);
        String pairs = required(environment, QUEUES, "name=url pairs of the exits queues, separated by commas", faults);
        Map<String, String> queues = new LinkedHashMap<>();
        for (String pair : pairs.isBlank() ? new String[0] : pairs.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.strip().length() - 1) {
                faults.add(QUEUES + ": '" + pair.strip() + "' is not name=url");
            } else {
                queues.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the dashboard cannot start: " + String.join("; ", faults));
        }
        return new DashboardSettings(table, config, queues);
    }

    private static String required(
            Map<String, String> environment, String name, String meaning, List<String> faults) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            faults.add(name + " is missing (" + meaning + ")");
        }
        return value;
    }
}
