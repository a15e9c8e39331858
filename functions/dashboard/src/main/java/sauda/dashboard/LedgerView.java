package sauda.dashboard;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.Counters;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Account;
import sauda.events.Position;
import sauda.events.Preflight;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The ledger as the dashboard reads it: records, newest first, of the accounts and stocks of
/// the configuration.
final class LedgerView {

    /// A filter looks through so many of the newest entries of an account and no further.
    static final int LOOKED_THROUGH = 2_000;

    private final Ledger ledger;
    private final Config config;

    LedgerView(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    Ledger ledger() {
        return ledger;
    }

    List<AccountSpec> allAccounts() {
        return config.accounts();
    }

    /// @throws Refused when there is no such account
    AccountSpec accountAt(String name) {
        return config.account(name).orElseThrow(() -> Refused.notFound("there is no account of that name"));
    }

    /// The accounts that a request asks for: all of them, or the one of its parameter.
    List<AccountSpec> accounts(Request request) {
        return request.text("account")
                .map(name -> List.of(config.account(name)
                        .orElseThrow(() -> Refused.parameter("account", "there is no account of that name"))))
                .orElse(config.accounts());
    }

    /// @throws Refused when there is no such stock
    Symbol stockAt(String code) {
        return config.stocks().stream()
                .map(Config.Stock::symbol)
                .filter(symbol -> symbol.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("there is no stock of that symbol in the configuration"));
    }

    Optional<Account> account(String name) {
        return ledger.get(Keys.account(name)).map(item -> item.as(Account.class));
    }

    List<Position> positions(String account) {
        return ledger.list(Keys.ofAccount(account), "POSITION#", false, Request.MOST).stream()
                .map(item -> item.as(Position.class))
                .toList();
    }

    Optional<Reading> newestReading(Symbol symbol) {
        return newest(Keys.ofStock(symbol), "READING#", 1, Reading.class).stream()
                .findFirst();
    }

    /// The newest preflight of each broker client that had one.
    Map<String, Preflight> preflights() {
        return config.liveClients().stream()
                .flatMap(client -> ledger.get(Keys.preflight(client.id())).stream())
                .map(item -> item.as(Preflight.class))
                .collect(Collectors.toMap(Preflight::client, preflight -> preflight));
    }

    Totals totals() {
        return totals(Keys.TOTALS);
    }

    /// The totals that each baseline has of its own.
    Map<String, Totals> ownTotals() {
        return config.baselines().stream()
                .collect(Collectors.toMap(AccountSpec::name, spec -> totals(Counters.totals(spec))));
    }

    private Totals totals(Key key) {
        return ledger.get(key).map(Totals::of).orElse(Totals.NONE);
    }

    /// Newest first.
    <T> List<T> newest(String partition, String prefix, int most, Class<T> type) {
        return ledger.list(partition, prefix, true, most).stream()
                .map(item -> item.as(type))
                .toList();
    }

    /// Entries of several accounts that pass a filter, newest first.
    ///
    /// @param filtered whether the filter may leave something out
    <T> List<T> newest(
            List<AccountSpec> accounts,
            String prefix,
            Class<T> type,
            Predicate<T> filter,
            boolean filtered,
            Comparator<T> oldestFirst,
            int most) {
        int read = filtered ? LOOKED_THROUGH : most;
        return accounts.stream()
                .flatMap(account -> newest(Keys.ofAccount(account.name()), prefix, read, type).stream()
                        .filter(filter)
                        .limit(most))
                .sorted(oldestFirst.reversed())
                .limit(most)
                .toList();
    }

    /// What all accounts but the baselines have together, or one baseline.
    record Totals(BigDecimal slots, Rupees exposure, Rupees dayPnl) {

        static final Totals NONE = new Totals(BigDecimal.ZERO, Rupees.ZERO, Rupees.ZERO);

        static Totals of(Item item) {
            return new Totals(
                    number(item, "slots"), new Rupees(number(item, "exposure")), new Rupees(number(item, "dayPnl")));
        }

        private static BigDecimal number(Item item, String name) {
            return item.attributes().get(name) instanceof BigDecimal number ? number : BigDecimal.ZERO;
        }
    }
}
