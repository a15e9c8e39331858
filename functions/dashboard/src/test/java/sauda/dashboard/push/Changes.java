package sauda.dashboard.push;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.events.Bar;
import sauda.events.Control;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.TradingState;

/// Items as the ledger's stream brings them.
final class Changes {

    private Changes() {}

    static Item snapshot(String account, String value) {
        Rupees worth = Rupees.of(value);
        Rupees none = Rupees.ZERO;
        Snapshot snapshot =
                new Snapshot(account, Pages.NOW, worth, none, none, worth, none, none, none, none, List.of());
        return Item.whole(Keys.snapshot(account, Pages.NOW), "snapshot", snapshot);
    }

    static Item position(String account, String symbol) {
        Position position = new Position(
                account,
                new Symbol(symbol),
                Side.BUY,
                new OrderId("2401151000-AAAAAAAAAAAAAA"),
                "vwap",
                0,
                20,
                0,
                Rupees.of(54_000),
                Rupees.of(2_680),
                Rupees.of(2_760),
                Rupees.of(2_710),
                Pages.NOW);
        return Item.of(Keys.position(account, position.symbol()), "position", position);
    }

    static Item reading(String symbol) {
        Instant start = Pages.NOW.minusSeconds(300);
        Rupees price = Rupees.of(2_710);
        Reading reading = new Reading(
                new Symbol(symbol),
                Pages.NOW,
                new Bar(start, price, price, price, price, 10),
                price,
                Rupees.of("0.05"),
                price,
                price,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                "e".repeat(64));
        return Item.whole(Keys.reading(reading.symbol(), Pages.NOW), "reading", reading);
    }

    static Item control(String because) {
        return Item.of(
                Keys.CONTROL,
                "control",
                new Control(TradingState.REDUCING, false, 2, "asha", because, Pages.NOW, 1, "f".repeat(64)));
    }

    static Item alert(String subject, String text) {
        Alert alert = new Alert("NOT_FLAT", subject, text, Alert.Level.WARN, Map.of(), Pages.NOW);
        return Item.of(Keys.alert(alert.at(), alert.code(), alert.subject()), "alert", alert);
    }
}
