package sauda.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /// A part of a list.
    ///
    /// @param next as the answer tells it, null at the end
    record Page<T>(List<T> entries, @Nullable String next) {

        <V> Page<V> map(Function<T, V> view) {
            return new Page<>(entries.stream().map(view).toList(), next);
        }
    }

    /// A page of the entries of several partitions together, newest first, by the request's
    /// `limit` and `cursor`.
    ///
    /// @param filtered whether the filter may leave something out: then a page looks through so
    ///                 many entries of each partition and no further, and may be short although
    ///                 there is a next one
    <T> Page<T> page(
            Request request,
            List<String> partitions,
            String prefix,
            Class<T> type,
            Predicate<T> filter,
            boolean filtered,
            int otherwise) {
        return page(request, partitions, prefix, Bounds.NONE, type, filter, filtered, otherwise);
    }

    /// Which part of a list is wanted, by its sort keys.
    ///
    /// @param from   lowest one, empty for any
    /// @param before the first one that is too high, empty for none
    record Bounds(String from, String before) {

        static final Bounds NONE = new Bounds("", "");

        /// The request's `from` and `to`, to the minute.
        ///
        /// @param minute how the sort keys go on after the prefix
        static Bounds of(Request request, String prefix, Function<Instant, String> minute) {
            Optional<Instant> from = request.from();
            Optional<Instant> to = request.to();
            if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
                throw Refused.parameter("from", "from is after to");
            }
            return new Bounds(
                    from.map(first -> prefix + minute.apply(first.plusMillis(59_999)))
                            .orElse(""),
                    to.map(last -> prefix + minute.apply(last.plusSeconds(60))).orElse(""));
        }

        private boolean holds(Item item) {
            return Key.inOrder(from, item.key().sort()) <= 0;
        }
    }

    /// The same within bounds.
    <T> Page<T> page(
            Request request,
            List<String> partitions,
            String prefix,
            Bounds bounds,
            Class<T> type,
            Predicate<T> filter,
            boolean filtered,
            int otherwise) {
        int most = request.limit(otherwise);
        int read = filtered ? Math.max(LOOKED_THROUGH, most + 1) : most + 1;
        Optional<Cursor> after = request.cursor(prefix);
        List<Item> all = new ArrayList<>();
        // below the last entry of a partition that has more of them, what comes next is not known
        Optional<Cursor> known = Optional.empty();
        for (String partition : partitions) {
            List<Item> some = older(partition, prefix, bounds, after, read);
            some.stream().filter(bounds::holds).forEach(all::add);
            if (some.size() == read && bounds.holds(some.getLast())) {
                Cursor last = Cursor.at(some.getLast());
                known = known.filter(bound -> bound.compareTo(last) > 0).or(() -> Optional.of(last));
            }
        }
        all.sort(Comparator.comparing(Cursor::at).reversed());
        List<T> entries = new ArrayList<>();
        Cursor last = null;
        for (Item item : all) {
            Cursor here = Cursor.at(item);
            if (known.isPresent() && here.compareTo(known.get()) < 0) {
                return new Page<>(entries, request.next(known.get()));
            }
            T entry = item.as(type);
            if (filter.test(entry)) {
                if (entries.size() == most) {
                    return new Page<>(entries, request.next(Objects.requireNonNull(last)));
                }
                entries.add(entry);
                last = here;
            }
        }
        return new Page<>(entries, known.map(request::next).orElse(null));
    }

    private List<Item> older(String partition, String prefix, Bounds bounds, Optional<Cursor> after, int most) {
        if (after.isEmpty()) {
            return bounds.before().isEmpty()
                    ? ledger.list(partition, prefix, true, most)
                    : ledger.older(partition, prefix, bounds.before(), most);
        }
        Cursor bound = after.get();
        // of entries with one sort key, those of the partitions before it are still to come
        List<Item> same = partition.compareTo(bound.partition()) < 0
                ? ledger.get(new Key(partition, bound.sort())).stream().toList()
                : List.of();
        List<Item> older = ledger.older(partition, prefix, bound.sort(), most);
        return Stream.concat(same.stream(), older.stream()).limit(most).toList();
    }

    /// The partitions of the accounts that a request asks for.
    List<String> partitions(Request request) {
        return accounts(request).stream()
                .map(account -> Keys.ofAccount(account.name()))
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
