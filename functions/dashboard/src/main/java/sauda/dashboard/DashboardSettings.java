package sauda.dashboard;

import java.util.Map;
import sauda.cloud.Environment;

/// What the environment tells the dashboard: `SAUDA_TABLE`, `SAUDA_CONFIG` and `SAUDA_QUEUES`,
/// of which it needs those of exits, entries and decisions.
public record DashboardSettings(Environment environment) {

    /// @throws IllegalStateException naming every variable that is missing
    public static DashboardSettings from(Map<String, String> variables) {
        return new DashboardSettings(new Environment(variables, "SAUDA_QUEUES"));
    }
}
