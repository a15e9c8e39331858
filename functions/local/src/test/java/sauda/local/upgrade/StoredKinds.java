package sauda.local.upgrade;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sauda.core.desk.MarkDesk;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Item;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.AuditRecord;
import sauda.events.Control;
import sauda.events.DecisionMade;
import sauda.events.Instrument;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Preflight;
import sauda.events.Reading;
import sauda.events.Reconciled;
import sauda.events.Snapshot;
import sauda.events.Trade;

/// What each kind of item in the kept ledgers is read as.
final class StoredKinds {

    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(
            Map.entry("account", Account.class),
            Map.entry("alert", Alert.class),
            Map.entry("arrival", hidden("sauda.core.desk.Arrivals$Arrival")),
            Map.entry("audit", AuditRecord.class),
            Map.entry("candles", SignalDesk.Candles.class),
            Map.entry("control", Control.class),
            Map.entry("day", TradingDay.class),
            Map.entry("decision", DecisionMade.class),
            Map.entry("idempotent", hidden("sauda.dashboard.Once$Stored")),
            Map.entry("instrument", Instrument.class),
            Map.entry("login", hidden("sauda.brokers.dhan.Logins")),
            Map.entry("mark", MarkDesk.Marked.class),
            Map.entry("order", Order.class),
            Map.entry("position", Position.class),
            Map.entry("preflight", Preflight.class),
            Map.entry("rate", hidden("sauda.brokers.dhan.RateUse")),
            Map.entry("reading", Reading.class),
            Map.entry("reconciled", Reconciled.class),
            Map.entry("snapshot", Snapshot.class),
            Map.entry("trade", Trade.class));

    private static final Class<?> AT_A_LIVE_VENUE = hidden("sauda.brokers.dhan.Receipts$Receipt");
    private static final Class<?> ON_PAPER = hidden("sauda.brokers.paper.PaperBroker$Receipt");

    /// Read attribute by attribute.
    private static final Set<String> PLAIN = Set.of("manual", "note", "requests", "sides", "tape", "totals");

    private StoredKinds() {}

    /// Empty for what is read attribute by attribute.
    ///
    /// @throws IllegalArgumentException for a kind that has no line here yet
    static Optional<Class<?>> recordOf(Item item) {
        if (item.kind().equals("receipt")) {
            return Optional.of(item.attributes().containsKey("venueId") ? ON_PAPER : AT_A_LIVE_VENUE);
        }
        if (!RECORDS.containsKey(item.kind()) && !PLAIN.contains(item.kind())) {
            throw new IllegalArgumentException("say here how a " + item.kind() + " is read");
        }
        return Optional.ofNullable(RECORDS.get(item.kind()));
    }

    private static Class<?> hidden(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
