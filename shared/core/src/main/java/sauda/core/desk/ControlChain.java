package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.AuditRecord;
import sauda.events.Control;
import sauda.events.TradingState;

/// The control item and the operators' chain behind it. Each change is one commit of both, and
/// raises the epoch.
final class ControlChain {

    private final Ledger ledger;

    ControlChain(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Empty before the first day was opened.
    Optional<Control> now() {
        return ledger.get(Keys.CONTROL).map(item -> item.as(Control.class));
    }

    /// What is changed where nothing was opened yet.
    static Control first(String by, Instant at) {
        return new Control(TradingState.ACTIVE, false, 0, by, "first start", at, 0, "");
    }

    /// @param what names the change in the chain
    /// @return empty when somebody else changed it first
    Optional<Control> become(
            Control before,
            TradingState state,
            boolean flatten,
            Control.@Nullable Lock lock,
            String what,
            String by,
            String because,
            Instant at) {
        long seq = before.seq() + 1;
        Control next = new Control(state, flatten, before.epoch() + 1, by, because, at, seq, before.head(), lock);
        AuditRecord link = AuditRecord.after(
                Keys.OPERATORS, seq, before.head(), at, what, Keys.OPERATORS, next, by + ": " + because);
        Control sealed = new Control(state, flatten, next.epoch(), by, because, at, seq, link.hash(), lock);
        Condition unseen = before.epoch() == 0
                ? new Condition.Absent()
                : new Condition.Equal("epoch", BigDecimal.valueOf(before.epoch()));
        return ledger.commit(List.of(
                                Write.put(Item.of(Keys.CONTROL, "control", sealed), unseen),
                                Write.put(
                                        Item.whole(Keys.audit(link.chain(), link.seq()), "audit", link),
                                        new Condition.Absent())))
                        .isDone()
                ? Optional.of(sealed)
                : Optional.empty();
    }
}
