package sauda.core.desk;

import java.util.Map;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Preflight;

/// The preflight as an item, and beside it the day on which it passed, which the rule of an entry
/// asks for, and what tells one result from the next.
final class PreflightItem {

    private PreflightItem() {}

    static Item of(Preflight preflight) {
        return Item.whole(
                Keys.preflight(preflight.client()),
                "preflight",
                preflight,
                Map.of(
                        "passedOn",
                        preflight.passed() ? preflight.date().toString() : "",
                        "at",
                        preflight.at().toString(),
                        "failures",
                        preflight.failed().size()));
    }
}
