package sauda.core.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Account;
import sauda.events.AuditRecord;
import sauda.events.EventJson;

/// The audit records of one commit: each change adds a link to the account's chain.
final class Audit {

    private static final String MEASURED = "measured";
    private static final Set<String> AUDITED = Set.of("decision", "mark", "external");

    private final Account before;
    private final Instant at;
    private final String because;
    private final List<AuditRecord> links = new ArrayList<>();

    Audit(Account before, Instant at, String because) {
        this.before = before;
        this.at = at;
        this.because = because;
    }

    static boolean isAudited(String kind) {
        return AUDITED.contains(kind);
    }

    /// Without what was measured: that differs from run to run, and is no fact of trading.
    static Map<String, Object> timeless(Map<String, Object> attributes) {
        Map<String, Object> facts = new TreeMap<>(attributes);
        if (facts.get(EventJson.WHOLE) instanceof String whole && whole.contains(MEASURED)) {
            Map<String, Object> timeless = new TreeMap<>(EventJson.object(whole));
            timeless.remove(MEASURED);
            facts.put(EventJson.WHOLE, EventJson.write(timeless));
        }
        facts.remove(MEASURED);
        return facts;
    }

    void note(String what, String ref, Object content) {
        long seq = before.seq() + links.size() + 1;
        links.add(AuditRecord.after(before.name(), seq, head(), at, what, ref, content, because));
    }

    private String head() {
        return links.isEmpty() ? before.head() : links.getLast().hash();
    }

    List<Write> writes() {
        return links.stream()
                .map(link -> Write.put(
                        Item.whole(Keys.audit(link.chain(), link.seq()), "audit", link), new Condition.Absent()))
                .toList();
    }

    /// The account with the new head of its chain. A commit without a noted change, such as one
    /// that counts a model's tokens, notes the account itself.
    Account sealed(Account account) {
        if (links.isEmpty()) {
            note("account", account.name(), account);
        }
        return new Account(
                account.name(),
                account.client(),
                account.state(),
                account.stateBecause(),
                account.capital(),
                account.cash(),
                account.day(),
                account.slots(),
                account.exposure(),
                account.working(),
                account.left(),
                before.seq() + links.size(),
                head());
    }
}
