package sauda.cloud;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// What a function does before a snapshot of it is taken (Lambda's SnapStart), so that who is
/// restored from it has loaded, linked and compiled what an answer needs: it rehearses its work
/// where nothing comes of it, reads one item, and asks for one commit that is always refused.
///
/// No secret is asked for and nothing is leased before a snapshot: what is random, secret or lent
/// is made in the answer that needs it. After a restore one read replaces the connection that
/// died with the machine of the snapshot.
public final class Priming implements Resource {

    private static final System.Logger LOG = System.getLogger(Priming.class.getName());
    private static final String KIND = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final Key NOWHERE = new Key("PRIMING", "NONE");

    /// No item has it, so that what it is a condition of never takes place.
    private static final Condition NEVER = new Condition.Equal("never", true);

    /// The context holds what is registered by weak references only.
    private static final List<Priming> KEPT = new CopyOnWriteArrayList<>();

    private final Ledger ledger;
    private final Runnable rehearsal;

    Priming(Ledger ledger, Runnable rehearsal) {
        this.ledger = ledger;
        this.rehearsal = rehearsal;
    }

    /// Said at the start of a function; of a start without a snapshot nothing comes.
    ///
    /// @param rehearsal the function's work over a ledger in memory
    public static void ofSnapshot(Map<String, String> variables, Ledger ledger, Runnable rehearsal) {
        if (variables.getOrDefault(KIND, "").equals("snap-start")) {
            Priming priming = new Priming(ledger, rehearsal);
            KEPT.add(priming);
            Core.getGlobalContext().register(priming);
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        tried("rehearsal", rehearsal);
        tried("read", () -> ledger.get(Keys.CONTROL));
        tried("list", () -> ledger.list(NOWHERE.partition(), "", true, 1));
        tried(
                "commit",
                () -> ledger.commit(List.of(
                        Write.put(new Item(NOWHERE, "priming", Map.of("text", "", "number", 1)), NEVER),
                        Write.check(Keys.CONTROL, NEVER))));
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        tried("read", () -> ledger.get(Keys.CONTROL));
    }

    /// A function that is not primed is slow once, and right all the same.
    private static void tried(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "priming: no " + what, failure);
        }
    }
}
