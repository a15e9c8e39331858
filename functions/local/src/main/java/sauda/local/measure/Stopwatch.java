package sauda.local.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.events.DecisionMade.State;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderState;

/// Notes when what a tick leads to was stored, and when an order was where.
final class Stopwatch implements Ledger {

    private final Ledger ledger;
    private final LongSupplier nanos;
    private final Stages stages;
    private final Map<String, Long> decided = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<OrderId, Long> reserved = new HashMap<>();
    private long before;

    Stopwatch(Ledger ledger, LongSupplier nanos, Stages stages) {
        this.ledger = ledger;
        this.nanos = nanos;
        this.stages = stages;
    }

    /// A tick is said now.
    void said() {
        before = nanos.getAsLong();
        decided.clear();
        taken.clear();
        reserved.clear();
    }

    /// A broker that answers after so long.
    Broker timed(Broker broker, Runnable wait) {
        return new Broker() {

            @Override
            public Answer place(Order order, java.time.Instant submitBy) {
                long start = nanos.getAsLong();
                wait.run();
                Answer answer = broker.place(order, submitBy);
                long end = nanos.getAsLong();
                Long of = decided.get(decisionOf(order));
                Long from = reserved.get(order.id());
                if (of != null && from != null) {
                    stages.took(Stages.Stage.SENT, start - from);
                    stages.took(Stages.Stage.BROKER, end - start);
                    stages.took(Stages.Stage.WHOLE, end - of);
                    before = end;
                }
                return answer;
            }

            @Override
            public Answer cancel(Order order) {
                return broker.cancel(order);
            }

            @Override
            public Optional<Found> find(OrderId id) {
                return broker.find(id);
            }
        };
    }

    @Override
    public Optional<Item> get(Key key) {
        if (key.sort().startsWith("ORDER#")) {
            taken.putIfAbsent(key.sort(), nanos.getAsLong());
        }
        return ledger.get(key);
    }

    @Override
    public Commit commit(List<Write> writes) {
        Commit commit = ledger.commit(writes);
        long now = nanos.getAsLong();
        if (commit.isDone()) {
            for (Write write : List.copyOf(writes)) {
                if (write instanceof Write.Put(Item item, var _)) {
                    stored(item, now);
                }
            }
        }
        return commit;
    }

    private void stored(Item item, long now) {
        switch (item.kind()) {
            case "reading" -> since(Stages.Stage.READ, now);
            case "mark" -> since(Stages.Stage.MARKED, now);
            case "decision" -> {
                // claimed first, then decided
                if (State.DECIDED.name().equals(item.attributes().get("state"))) {
                    since(Stages.Stage.DECIDED, now);
                    decided.put(item.key().partition() + item.key().sort().replace("DECISION#", "|"), now);
                }
            }
            case "order" -> moved(item.as(Order.class), item.key().sort(), now);
            default -> {}
        }
    }

    private void moved(Order order, String sort, long now) {
        if (order.state() == OrderState.RESERVED) {
            Long of = decided.get(decisionOf(order));
            Long from = taken.get(sort);
            if (of != null && from != null && from >= of && reserved.putIfAbsent(order.id(), now) == null) {
                stages.took(Stages.Stage.QUEUED, from - of);
                stages.took(Stages.Stage.RESERVED, now - from);
            }
        } else if (order.state() == OrderState.ACCEPTED && reserved.remove(order.id()) != null) {
            since(Stages.Stage.BOOKED, now);
        }
    }

    /// `decision:<account>:<minute>` is how an order names the decision that it comes of.
    private static String decisionOf(Order order) {
        List<String> cause = new ArrayList<>(List.of(order.request().cause().split(":", 3)));
        return cause.size() == 3 && cause.getFirst().equals("decision")
                ? sauda.core.ledger.Keys.ofAccount(cause.get(1)) + "|" + cause.get(2)
                : "";
    }

    private void since(Stages.Stage stage, long now) {
        stages.took(stage, now - before);
        before = now;
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        return ledger.list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        return ledger.older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        return ledger.range(partition, from, to);
    }
}
