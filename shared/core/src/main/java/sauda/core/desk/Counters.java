package sauda.core.desk;

import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.events.Symbol;

/// Where an account counts beside its own books: in the totals of all accounts and the sides of
/// its broker client, or, a baseline, in totals and sides of its own. So a baseline neither uses
/// up the limits of the others nor is denied by them.
public final class Counters {

    private Counters() {}

    public static Key totals(AccountSpec account) {
        return account.baseline() ? Keys.totalsOf(account.name()) : Keys.TOTALS;
    }

    /// @param client at which the account's books were opened
    static Key sides(AccountSpec account, String client, Symbol symbol) {
        return account.baseline() ? Keys.sidesOf(account.name(), symbol) : Keys.sides(client, symbol);
    }
}
