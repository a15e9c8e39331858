package sauda.events;

import java.util.Map;
import java.util.Optional;

/// A fact as it leaves the ledger by its stream.
public sealed interface Fact {

    record OrderUpdated(Order order) implements Fact {}

    record PositionChanged(Position position) implements Fact {}

    record TradeChanged(Trade trade) implements Fact {}

    record ControlChanged(Control control) implements Fact {}

    record Decided(DecisionMade decision) implements Fact {}

    record SnapshotTaken(Snapshot snapshot) implements Fact {}

    record Alerted(Alert alert) implements Fact {}

    record AccountChanged(Account account) implements Fact {}

    record Compared(Reconciled reconciled) implements Fact {}

    /// Reads an item of the ledger; empty for kinds that nobody outside waits for.
    static Optional<Fact> of(String kind, Map<String, Object> item) {
        return Optional.ofNullable(
                switch (kind) {
                    case "order" -> new OrderUpdated(EventJson.fromMap(item, Order.class));
                    case "position" -> new PositionChanged(EventJson.fromMap(item, Position.class));
                    case "trade" -> new TradeChanged(EventJson.fromMap(item, Trade.class));
                    case "control" -> new ControlChanged(EventJson.fromMap(item, Control.class));
                    case "decision" -> new Decided(EventJson.fromMap(item, DecisionMade.class));
                    case "snapshot" -> new SnapshotTaken(EventJson.fromMap(item, Snapshot.class));
                    case "alert" -> new Alerted(EventJson.fromMap(item, Alert.class));
                    case "account" -> new AccountChanged(EventJson.fromMap(item, Account.class));
                    case "reconciled" -> new Compared(EventJson.fromMap(item, Reconciled.class));
                    default -> null;
                });
    }
}
