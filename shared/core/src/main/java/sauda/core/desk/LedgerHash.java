package sauda.core.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.EventJson;
import sauda.events.Sha256;

/// One hash over all facts of a ledger: accounts, positions, orders, fills, trades,
/// decisions, marks, snapshots, totals, control and audit chains of the configuration's
/// accounts. What was measured, such as how long
/// a model took, is left out: two runs over the same data give the same hash.
public final class LedgerHash {

    private static final int EVERYTHING = 1_000_000;

    private LedgerHash() {}

    /// @return 64 hex digits
    public static String of(Ledger ledger, Config config) {
        StringBuilder facts = new StringBuilder();
        Stream<String> accounts = config.accounts().stream()
                .map(AccountSpec::name)
                .sorted()
                .flatMap(name -> Stream.of(Keys.ofAccount(name), Keys.ofAudit(name)));
        Stream<Item> ofAccounts = accounts.flatMap(partition -> all(ledger, partition));
        Stream<Item> totals = Stream.concat(
                        Stream.of(Keys.TOTALS), config.baselines().stream().map(Counters::totals))
                .flatMap(key -> ledger.get(key).stream());
        Stream<Item> operators = all(ledger, Keys.ofAudit(Keys.OPERATORS));
        Stream.of(ofAccounts, all(ledger, Keys.CONTROL.partition()), totals, operators)
                .flatMap(items -> items)
                .forEach(item -> facts.append(fact(item)).append('\n'));
        return Sha256.hex(facts.toString());
    }

    private static Stream<Item> all(Ledger ledger, String partition) {
        return ledger.list(partition, "", false, EVERYTHING).stream();
    }

    private static String fact(Item item) {
        Map<String, Object> attributes = new TreeMap<>(Audit.timeless(item.attributes()));
        if (item.kind().equals("tape")) {
            attributes.remove("tape");
            attributes.remove("scene");
        }
        return item.key().partition() + " " + item.key().sort() + " " + EventJson.write(List.of(attributes));
    }
}
