package sauda.core.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.BarsReady;
import sauda.events.Missing;
import sauda.events.Routes;
import sauda.events.Symbol;

/// Which stocks are in at a tick. Each signals function adds its own; whoever sees an
/// account's list complete sends its `BarsReady`, and a second one is the same message.
final class Arrivals {

    static final String IN = "IN";
    private static final int EVERY_STOCK = 1_000;

    /// @param code `IN`, or why there is no reading
    private record Arrival(Symbol symbol, String code) {}

    private final Ledger ledger;
    private final Config config;
    private final Mailbox mailbox;

    Arrivals(Ledger ledger, Config config, Mailbox mailbox) {
        this.ledger = ledger;
        this.config = config;
        this.mailbox = mailbox;
    }

    /// The write that says: this stock has its reading.
    static Write in(Symbol symbol, Instant t) {
        return arrival(symbol, t, IN);
    }

    /// The write that says: this stock has none, and why.
    static Write out(Symbol symbol, Instant t, String code) {
        return arrival(symbol, t, code);
    }

    private static Write arrival(Symbol symbol, Instant t, String code) {
        return Write.put(
                Item.of(Keys.arrival(t, symbol), "arrival", new Arrival(symbol, code)), new Condition.Absent());
    }

    /// Tells every account whose list is complete with this stock.
    void tellComplete(Symbol symbol, Instant t) {
        Map<Symbol, String> arrived = at(t);
        for (AccountSpec account : config.activeAccounts()) {
            List<Symbol> stocks = config.stocksOf(account);
            if (stocks.contains(symbol) && arrived.keySet().containsAll(stocks)) {
                send(account, t, arrived);
            }
        }
    }

    /// Tells an account with what there is; stocks that did not answer are missing.
    void send(AccountSpec account, Instant t, Map<Symbol, String> arrived) {
        List<Symbol> present = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (Symbol symbol : config.stocksOf(account)) {
            String code = arrived.getOrDefault(symbol, "NO_ANSWER");
            if (code.equals(IN)) {
                present.add(symbol);
            } else {
                missing.add(new Missing(symbol, code));
            }
        }
        mailbox.send(
                Routes.queue(Routes.BARS).nameFor(null),
                account.name(),
                account.name() + "|" + Keys.minute(t) + "|bars-ready",
                new BarsReady(account.name(), t, present, missing));
    }

    Map<Symbol, String> at(Instant t) {
        Map<Symbol, String> arrived = new TreeMap<>();
        ledger.list(Keys.ofTick(t), "ARRIVAL#", false, EVERY_STOCK).stream()
                .map(item -> item.as(Arrival.class))
                .forEach(arrival -> arrived.put(arrival.symbol(), arrival.code()));
        return arrived;
    }
}
