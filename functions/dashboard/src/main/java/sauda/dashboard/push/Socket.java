package sauda.dashboard.push;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.dashboard.Principal;
import sauda.dashboard.Role;
import sauda.dashboard.Shown;
import sauda.events.Routes;

/// An open connection of a page.
///
/// @param id      the gateway's
/// @param sub     whose it is
/// @param expires when its token ends, 2 hours after it was opened at the latest
record Socket(String id, String sub, String name, Role role, Instant expires, Subscription wants) {

    static final String KIND = "socket";

    static Socket opened(String id, Principal by, Instant latest) {
        Instant expires = by.expires().isBefore(latest) ? by.expires() : latest;
        return new Socket(id, by.sub(), by.name(), by.role(), expires, Subscription.NONE);
    }

    Socket wanting(Subscription subscription) {
        return new Socket(id, sub, name, role, expires, subscription);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }

    /// What is neither an account's nor a stock's is for all.
    boolean wants(Shown shown) {
        if (shown.account() != null) {
            return includes(wants.accounts(), shown.account());
        }
        return shown.symbol() == null
                || includes(wants.symbols(), shown.symbol().code());
    }

    private static boolean includes(Set<String> names, String name) {
        return names.contains(Subscription.ALL) || names.contains(name);
    }

    /// The table's expiry wants seconds since 1970.
    Item item() {
        return Item.whole(
                Keys.socket(id),
                KIND,
                this,
                Map.of(Routes.LEDGER.expiry(), BigDecimal.valueOf(expires.getEpochSecond())));
    }
}
