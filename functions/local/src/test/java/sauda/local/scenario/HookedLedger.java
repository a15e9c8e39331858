package sauda.local.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Order;
import sauda.events.OrderState;

/// A ledger at whose commits a test may do something: end the process, say a word, let
/// another go first. It can also be away.
final class HookedLedger implements Ledger {

    private final Ledger ledger;
    private final List<Hook> hooks = new ArrayList<>();
    private volatile boolean away;

    private static final class Hook {
        private final boolean before;
        private final Predicate<List<Write>> which;
        private final Runnable action;
        private int times;

        Hook(boolean before, Predicate<List<Write>> which, int times, Runnable action) {
            this.before = before;
            this.which = which;
            this.times = times;
            this.action = action;
        }
    }

    HookedLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Whether it answers nobody.
    void away(boolean isAway) {
        away = isAway;
    }

    /// Done before the next so many commits that fit.
    synchronized void before(Predicate<List<Write>> which, int times, Runnable action) {
        hooks.add(new Hook(true, which, times, action));
    }

    synchronized void before(Predicate<List<Write>> which, Runnable action) {
        before(which, 1, action);
    }

    synchronized void after(Predicate<List<Write>> which, Runnable action) {
        hooks.add(new Hook(false, which, 1, action));
    }

    void dieBefore(OrderState next) {
        before(moving(next), () -> {
            throw new Killed("before " + next);
        });
    }

    void dieAfter(OrderState next) {
        after(moving(next), () -> {
            throw new Killed("after " + next);
        });
    }

    /// Commits that bring an order into a state.
    static Predicate<List<Write>> moving(OrderState next) {
        return writes -> writes.stream()
                .anyMatch(write -> write instanceof Write.Put(var item, var _)
                        && item.kind().equals("order")
                        && item.as(Order.class).state() == next);
    }

    @Override
    public Optional<Item> get(Key key) {
        answer();
        return ledger.get(key);
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        answer();
        return ledger.list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        answer();
        return ledger.older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        answer();
        return ledger.range(partition, from, to);
    }

    @Override
    public Commit commit(List<Write> writes) {
        answer();
        due(true, writes).forEach(Runnable::run);
        answer();
        Commit ended = ledger.commit(writes);
        if (ended.isDone()) {
            due(false, writes).forEach(Runnable::run);
        }
        return ended;
    }

    private synchronized List<Runnable> due(boolean before, List<Write> writes) {
        List<Hook> due = hooks.stream()
                .filter(hook -> hook.before == before && hook.which.test(writes))
                .toList();
        due.forEach(hook -> hook.times--);
        hooks.removeIf(hook -> hook.times <= 0);
        return due.stream().map(hook -> hook.action).toList();
    }

    private void answer() {
        if (away) {
            throw new LedgerUnavailable("the ledger is away", new IllegalStateException("throttled"));
        }
    }
}
