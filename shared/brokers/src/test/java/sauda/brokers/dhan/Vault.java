package sauda.brokers.dhan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sauda.core.desk.Secrets;

/// Secrets in memory, which remember as the real ones do: a value that another changed
/// is seen by `fresh` alone.
final class Vault implements Secrets {

    static final String SECRET = "sauda/dhan/main";
    static final String TOKEN = SECRET + "/token";

    final Map<String, String> store = new ConcurrentHashMap<>();
    final Map<String, String> known = new ConcurrentHashMap<>();
    final List<String> freshly = new ArrayList<>();
    boolean down;
    boolean readOnly;

    @Override
    public String value(String name) {
        String value = known.get(name);
        return value == null ? fresh(name) : value;
    }

    @Override
    public String fresh(String name) {
        freshly.add(name);
        if (down) {
            throw new SecretMissing(SecretMissing.Code.SECRET_STORE_DOWN, name, "down");
        }
        String value = store.get(name);
        if (value == null) {
            throw new SecretMissing(SecretMissing.Code.SECRET_ABSENT, name, "not found");
        }
        known.put(name, value);
        return value;
    }

    @Override
    public void store(String name, String value) {
        if (readOnly) {
            throw new SecretMissing(SecretMissing.Code.SECRET_FORBIDDEN, name, "read only");
        }
        store.put(name, value);
        known.put(name, value);
    }
}
