package sauda.core.desk;

import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Alert;

/// Alerts are facts like others: written to the ledger, told by its stream.
final class Alerts {

    private Alerts() {}

    static Write write(Alert alert) {
        return Write.put(Item.of(Keys.alert(alert.at(), alert.code(), alert.subject()), "alert", alert));
    }
}
