package sauda.local.scenario;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sauda.core.desk.Secrets;

/// Secrets in memory.
final class Safe implements Secrets {

    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new SecretMissing(SecretMissing.Code.SECRET_ABSENT, name, "not found");
        }
        return value;
    }

    @Override
    public void store(String name, String value) {
        values.put(name, value);
    }
}
