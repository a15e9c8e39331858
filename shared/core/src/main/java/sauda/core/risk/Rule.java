package sauda.core.risk;

import java.math.BigDecimal;
import java.util.Map;
import sauda.core.ledger.Condition;
import sauda.events.Denial;

/// One thing that an order needs, and the code of its denial.
public sealed interface Rule {

    Denial code();

    /// Decided by the order, the clock and the configuration.
    ///
    /// @param holds   whether the order passes
    /// @param numbers what was compared
    record Plain(Denial code, boolean holds, Map<String, BigDecimal> numbers) implements Rule {}

    /// Decided by what is stored, at the moment of the commit and not before.
    ///
    /// @param where     which item
    /// @param condition what must hold of it
    /// @param shown     attribute whose value explains a denial, empty for none
    /// @param numbers   what it is compared with
    record Stored(Denial code, Where where, Condition condition, String shown, Map<String, BigDecimal> numbers)
            implements Rule {}

    enum Where {
        CONTROL,
        TOTALS,
        SIDES,
        ACCOUNT,
        POSITION,
        /// The preflight of the account's broker client.
        CLIENT
    }
}
