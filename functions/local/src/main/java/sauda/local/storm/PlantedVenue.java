package sauda.local.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sauda.events.Instrument;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Brokers with a bug: each passes everything on but what it does wrong.
class PlantedVenue implements LiveBroker {

    private final LiveBroker to;

    private PlantedVenue(LiveBroker to) {
        this.to = to;
    }

    static final class ReleaseOnTimeout extends PlantedVenue {
        ReleaseOnTimeout(LiveBroker to) {
            super(to);
        }

        @Override
        public Answer place(Order order, Instant submitBy) {
            return super.place(order, submitBy) instanceof Answer.Acknowledged taken
                    ? taken
                    : new Answer.Refused(new Reason("TIMED_OUT", Map.of()));
        }
    }

    static final class RetryPost extends PlantedVenue {
        RetryPost(LiveBroker to) {
            super(to);
        }

        @Override
        public Answer place(Order order, Instant submitBy) {
            Answer first = super.place(order, submitBy);
            return first instanceof Answer.Unknown ? super.place(order, submitBy) : first;
        }
    }

    static final class NoConfirm extends PlantedVenue {
        private final Set<String> asked = new HashSet<>();

        NoConfirm(LiveBroker to) {
            super(to);
        }

        @Override
        public Answer cancel(Order order) {
            if (order.request().isProtection() && order.venueId() != null) {
                asked.add(order.venueId());
            }
            return super.cancel(order);
        }

        @Override
        public List<VenueOrder> orders() {
            return super.orders().stream()
                    .map(row -> asked.contains(row.venueId()) ? as(row, Status.CANCELLED, row.fills()) : row)
                    .toList();
        }
    }

    static final class BookTwice extends PlantedVenue {
        private int told;

        BookTwice(LiveBroker to) {
            super(to);
        }

        @Override
        public List<VenueOrder> orders() {
            told++;
            return super.orders().stream()
                    .map(row -> as(
                            row,
                            row.status(),
                            row.fills().stream().map(this::renamed).toList()))
                    .toList();
        }

        private VenueFill renamed(VenueFill fill) {
            return new VenueFill(fill.id() + "-" + told, fill.quantity(), fill.price(), fill.at());
        }
    }

    static final class NoExpiry extends PlantedVenue {
        NoExpiry(LiveBroker to) {
            super(to);
        }

        @Override
        public Answer place(Order order, Instant submitBy) {
            return super.place(order, submitBy.plus(Duration.ofDays(1)));
        }
    }

    private static VenueOrder as(VenueOrder row, Status status, List<VenueFill> fills) {
        return new VenueOrder(
                row.venueId(),
                row.id(),
                row.symbol(),
                row.side(),
                row.quantity(),
                row.filled(),
                status,
                fills,
                row.leg(),
                row.parent(),
                row.limit(),
                row.trigger(),
                row.reason(),
                row.createdAt());
    }

    @Override
    public Answer place(Order order, Instant submitBy) {
        return to.place(order, submitBy);
    }

    @Override
    public Answer cancel(Order order) {
        return to.cancel(order);
    }

    @Override
    public Optional<Found> find(OrderId id) {
        return to.find(id);
    }

    @Override
    public Map<Symbol, Quote> quotes(Collection<Symbol> symbols) {
        return to.quotes(symbols);
    }

    @Override
    public Answer change(Order order, long quantity, Rupees limit) {
        return to.change(order, quantity, limit);
    }

    @Override
    public List<VenueOrder> orders() {
        return to.orders();
    }

    @Override
    public VenueBooks books() {
        return to.books();
    }

    @Override
    public Answer leaveEverything() {
        return to.leaveEverything();
    }

    @Override
    public Answer lock() {
        return to.lock();
    }

    @Override
    public Answer armLossExit(Rupees loss) {
        return to.armLossExit(loss);
    }

    @Override
    public Optional<Rupees> armedLossExit() {
        return to.armedLossExit();
    }

    @Override
    public Check login() {
        return to.login();
    }

    @Override
    public List<Check> checks(LocalDate date, Rupees capital, boolean delivery) {
        return to.checks(date, capital, delivery);
    }

    @Override
    public List<Instrument> instruments() {
        return to.instruments();
    }
}
