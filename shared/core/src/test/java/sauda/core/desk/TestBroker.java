package sauda.core.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.core.order.Broker;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Reason;

/// A venue that writes down every placement and answers as it is told to.
final class TestBroker implements Broker {

    /// How it answers, and whether it took the order all the same.
    enum Mood {
        ACKNOWLEDGES,
        REFUSES,
        SILENT_AND_TOOK_IT,
        SILENT_AND_LOST_IT
    }

    static final Reason NO_FUNDS = new Reason("NO_FUNDS", Map.of());

    final List<OrderId> journal = Collections.synchronizedList(new ArrayList<>());
    final List<Instant> submitBys = Collections.synchronizedList(new ArrayList<>());
    final List<OrderId> cancels = Collections.synchronizedList(new ArrayList<>());
    private final Map<OrderId, OrderRequested> taken = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<OrderId> cancelled = Collections.synchronizedSet(new HashSet<>());

    Mood mood = Mood.ACKNOWLEDGES;
    Mood cancelMood = Mood.ACKNOWLEDGES;
    boolean down;
    boolean bookIsLate;

    @Nullable
    Runnable beforePlacing;

    @Override
    public Answer place(Order order, Instant submitBy) {
        if (beforePlacing != null) {
            beforePlacing.run();
        }
        journal.add(order.id());
        submitBys.add(submitBy);
        return switch (mood) {
            case ACKNOWLEDGES -> {
                taken.put(order.id(), order.request());
                yield new Answer.Acknowledged(venueId(order.id()));
            }
            case REFUSES -> new Answer.Refused(NO_FUNDS);
            case SILENT_AND_TOOK_IT -> {
                taken.put(order.id(), order.request());
                yield new Answer.Unknown("timed out");
            }
            case SILENT_AND_LOST_IT -> new Answer.Unknown("timed out");
        };
    }

    @Override
    public Answer cancel(Order order) {
        cancels.add(order.id());
        return switch (cancelMood) {
            case ACKNOWLEDGES -> {
                cancelled.add(order.id());
                yield new Answer.Acknowledged(venueId(order.id()));
            }
            case REFUSES -> new Answer.Refused(new Reason("NO_SUCH_ORDER", Map.of()));
            case SILENT_AND_TOOK_IT -> {
                cancelled.add(order.id());
                yield new Answer.Unknown("timed out");
            }
            case SILENT_AND_LOST_IT -> new Answer.Unknown("timed out");
        };
    }

    @Override
    public Optional<Found> find(OrderId id) {
        if (down) {
            throw new BrokerUnavailable("no answer", new IllegalStateException("down"));
        }
        return bookIsLate || !taken.containsKey(id)
                ? Optional.empty()
                : Optional.of(new Found(venueId(id), cancelled.contains(id)));
    }

    /// The owner cancels it in the broker's own app.
    void cancelByHand(OrderId id) {
        cancelled.add(id);
    }

    /// The venue lost what it had.
    void forget(OrderId id) {
        taken.remove(id);
    }

    long placements(OrderId id) {
        return journal.stream().filter(id::equals).count();
    }

    static String venueId(OrderId id) {
        return "V-" + id;
    }
}
