package sauda.core.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.events.Order;
import sauda.events.OrderId;

/// Kills the process at its k-th dealing with the world, once: before it took effect, or after
/// it did and before the process knew.
final class Kill {

    /// The process is dead. No desk may catch this.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final int at;
    private final boolean after;
    private int dealings;
    private boolean done;

    Kill(int at, boolean after) {
        this.at = at;
        this.after = after;
    }

    boolean isDone() {
        return done;
    }

    void stand(Floor floor) {
        floor.ledger = new KilledLedger(floor.stored);
        floor.broker = new KilledBroker(floor.venue);
        floor.mailbox = (queue, group, id, message) -> deal(() -> {
            floor.letters.send(queue, group, id, message);
            return id;
        });
    }

    static void leave(Floor floor) {
        floor.ledger = floor.stored;
        floor.broker = floor.venue;
        floor.mailbox = floor.letters;
    }

    private <R> R deal(Supplier<R> dealing) {
        boolean now = !done && ++dealings == at;
        done |= now;
        if (now && !after) {
            throw new Killed();
        }
        R result = dealing.get();
        if (now) {
            throw new Killed();
        }
        return result;
    }

    private final class KilledLedger implements Ledger {
        private final Ledger to;

        KilledLedger(Ledger to) {
            this.to = to;
        }

        @Override
        public Optional<Item> get(Key key) {
            return deal(() -> to.get(key));
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            return deal(() -> to.list(partition, prefix, newestFirst, most));
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            return deal(() -> to.older(partition, prefix, than, most));
        }

        @Override
        public List<Item> range(String partition, String from, String upTo) {
            return deal(() -> to.range(partition, from, upTo));
        }

        @Override
        public Commit commit(List<Write> writes) {
            return deal(() -> to.commit(writes));
        }
    }

    private final class KilledBroker implements Broker {
        private final Broker to;

        KilledBroker(Broker to) {
            this.to = to;
        }

        @Override
        public Answer place(Order order, Instant submitBy) {
            return deal(() -> to.place(order, submitBy));
        }

        @Override
        public Answer cancel(Order order) {
            return deal(() -> to.cancel(order));
        }

        @Override
        public Optional<Found> find(OrderId id) {
            return deal(() -> to.find(id));
        }
    }
}
