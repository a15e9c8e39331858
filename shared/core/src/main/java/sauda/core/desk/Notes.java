package sauda.core.desk;

import java.time.Instant;
import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;

/// What was deliberately not done at a tick, and why.
final class Notes {

    private Notes() {}

    /// @param instance stock, account or client that the function is for
    static Write write(Instant t, String function, String instance, String code) {
        String name = function + "-" + instance;
        return Write.put(new Item(Keys.note(t, name), "note", Map.of("code", code, "function", name)));
    }
}
