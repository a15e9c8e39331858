package sauda.fakedhan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sauda.events.Side;
import sauda.events.Symbol;

/// How many intraday shares had no stop at the venue, and for how long.
final class Protection {

    private final Map<Symbol, Since> open = new HashMap<>();
    private final List<Unprotected> past = new ArrayList<>();

    private record Since(Instant from, long shares) {}

    /// Looks again at a stock: its position against the stops that stand behind it.
    void note(Client client, Symbol symbol, Instant now) {
        long net = client.portfolio().net(symbol, ProductType.INTRADAY);
        Side exit = net > 0 ? Side.SELL : Side.BUY;
        long stopped = client.book().working(symbol).stream()
                .filter(order -> order.product() == ProductType.INTRADAY
                        && order.side() == exit
                        && order.role() == VenueOrder.Role.STOP)
                .mapToLong(VenueOrder::remaining)
                .sum();
        long shares = Math.max(0, Math.abs(net) - stopped);
        Since since = open.get(symbol);
        if (since != null && since.shares() == shares) {
            return;
        }
        if (since != null && now.isAfter(since.from())) {
            past.add(new Unprotected(symbol, since.from(), now, since.shares()));
        }
        if (shares > 0) {
            open.put(symbol, new Since(now, shares));
        } else {
            open.remove(symbol);
        }
    }

    /// All so far, and what lasts until now.
    List<Unprotected> until(Instant now) {
        List<Unprotected> all = new ArrayList<>(past);
        open.forEach((symbol, since) -> {
            if (now.isAfter(since.from())) {
                all.add(new Unprotected(symbol, since.from(), now, since.shares()));
            }
        });
        return List.copyOf(all);
    }
}
