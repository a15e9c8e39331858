package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.TradingState;

/// Holds accounts back from entries and lets them go again, each time with a named cause and
/// an audit record. Who let an account be held lets it go: a hold of another cause stays.
final class AccountHolds {

    private final Config config;
    private final InstantSource clock;
    private final BookKeeper keeper;

    AccountHolds(Ledger ledger, Config config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
    }

    /// Accounts of a broker client, switched off ones too: they may still hold shares.
    List<String> accountsOf(String client) {
        return config.accounts().stream()
                .filter(account -> account.client().equals(client))
                .map(AccountSpec::name)
                .toList();
    }

    /// Puts an account in a stricter state than it is in; in the same or a stricter one it stays.
    void hold(String account, TradingState state, String because) {
        change(account, now -> now.state().compareTo(state) < 0, state, because);
    }

    /// Lets an account trade again if it is held for such a cause.
    void release(String account, Predicate<String> cause, String because) {
        lower(account, cause, TradingState.ACTIVE, because);
    }

    /// Puts an account that is held for such a cause into a milder state.
    void lower(String account, Predicate<String> cause, TradingState state, String because) {
        change(account, now -> now.state().compareTo(state) > 0 && cause.test(now.stateBecause()), state, because);
    }

    private void change(String account, Predicate<Account> wanted, TradingState state, String because) {
        if (keeper.account(account).filter(wanted).isEmpty()) {
            return;
        }
        Attempts.until("holding " + account, () -> {
            Instant now = clock.instant();
            Books books = keeper.whole(account, now).orElseThrow();
            if (!wanted.test(books.before())) {
                return Optional.of(true);
            }
            books.trading(state, because);
            return keeper.save(books, Extra.plain(because, now)) instanceof Saved.Done
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }
}
