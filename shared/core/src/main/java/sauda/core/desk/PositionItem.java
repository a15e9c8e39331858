package sauda.core.desk;

import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Position;

/// The position as an item, with the number of shares that an exit may still ask for.
final class PositionItem {

    private PositionItem() {}

    static Item of(Position position) {
        return Item.whole(
                Keys.position(position.account(), position.symbol()),
                "position",
                position,
                Map.of("open", position.open(), "free", position.free()));
    }
}
