package sauda.core.desk;

import java.util.HashMap;
import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.EventJson;
import sauda.events.Position;

/// The position as an item, with the number of shares that an exit may still ask for.
final class PositionItem {

    private PositionItem() {}

    static Item of(Position position) {
        Map<String, Object> attributes = new HashMap<>(EventJson.toMap(position));
        attributes.put("free", position.free());
        return new Item(Keys.position(position.account(), position.symbol()), "position", attributes);
    }
}
