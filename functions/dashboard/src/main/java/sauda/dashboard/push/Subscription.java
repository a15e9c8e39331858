package sauda.dashboard.push;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;

/// What a page wants to see. What an account does goes by the account, whatever stock it is
/// about; what a stock does goes by the stock.
///
/// @param accounts names, or `*` for all
/// @param symbols  of stocks, or `*` for all
record Subscription(Set<String> accounts, Set<String> symbols) {

    static final String ALL = "*";
    static final Subscription NONE = new Subscription(Set.of(), Set.of());

    Subscription {
        accounts = Collections.unmodifiableSet(new TreeSet<>(accounts));
        symbols = Collections.unmodifiableSet(new TreeSet<>(symbols));
    }

    /// @param wanted what a page sent as `subscribe`
    /// @throws NotUnderstood when it is none, or names what the configuration does not
    static Subscription of(@Nullable Object wanted, Config config) {
        if (!(wanted instanceof Map<?, ?> map) || !Set.of("accounts", "symbols").containsAll(map.keySet())) {
            throw new NotUnderstood("BAD_SUBSCRIPTION", "subscribe has the lists accounts and symbols");
        }
        return new Subscription(
                names(map.get("accounts"), accountsOf(config), "UNKNOWN_ACCOUNT", "accounts"),
                names(map.get("symbols"), symbolsOf(config), "UNKNOWN_SYMBOL", "symbols"));
    }

    private static List<String> accountsOf(Config config) {
        return config.accounts().stream().map(AccountSpec::name).toList();
    }

    private static List<String> symbolsOf(Config config) {
        return config.stocks().stream().map(stock -> stock.symbol().code()).toList();
    }

    private static Set<String> names(@Nullable Object list, Collection<String> known, String unknown, String what) {
        if (list == null) {
            return Set.of();
        }
        if (!(list instanceof List<?> entries)) {
            throw new NotUnderstood("BAD_SUBSCRIPTION", what + " is a list");
        }
        Set<String> names = new TreeSet<>();
        for (Object entry : entries) {
            if (!(entry instanceof String name)) {
                throw new NotUnderstood("BAD_SUBSCRIPTION", what + " is a list of names");
            }
            if (!name.equals(ALL) && !known.contains(name)) {
                throw new NotUnderstood(unknown, what + " has a name that the configuration has not");
            }
            names.add(name);
        }
        return names.contains(ALL) ? Set.of(ALL) : names;
    }

    /// A message of a page that cannot be followed, and what it is told.
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        NotUnderstood(String code, String detail) {
            super(detail);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
