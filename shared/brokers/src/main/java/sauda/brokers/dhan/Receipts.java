package sauda.brokers.dhan;

import java.time.Instant;
import java.util.List;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.OrderId;

/// What was sent to the venue, written down before it is sent: Dhan takes the same id
/// twice as two orders, so that nothing but this and the state of the order stands
/// between them.
record Receipts(Ledger ledger, String client) {

    private record Receipt(OrderId order, String account, Instant sentAt) {}

    /// @return false when the order was sent before, or may have been
    /// @throws Ledger.LedgerUnavailable when that is not known
    boolean isFirst(OrderId id, String account, Instant now) {
        Item item = Item.of(key(id), "receipt", new Receipt(id, account, now));
        return ledger.commit(List.of(Write.put(item, new Condition.Absent()))).isDone();
    }

    /// After a refusal: the venue has nothing of it.
    void forget(OrderId id) {
        try {
            ledger.commit(List.of(new Write.Delete(key(id), List.of())));
        } catch (Ledger.LedgerUnavailable stays) {
            // It says that the order may have been sent: look-ups will tell.
        }
    }

    private Key key(OrderId id) {
        return Keys.receipt(client, id);
    }
}
