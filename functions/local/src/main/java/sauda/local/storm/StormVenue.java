package sauda.local.storm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.events.Instrument;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A live venue in memory that answers late, wrongly or not at all; beneath it an [Exchange]
/// that knows what is true.
final class StormVenue implements LiveBroker {

    private static final long TIME_OUT = 8_000;
    private static final long STALE_FOR = 90_000;

    private static final Funds FUNDS = new Funds(Rupees.of(1_000_000_000), Rupees.ZERO);

    private final Exchange exchange;
    private final Market market;
    private final Weather weather;
    private final StormClock clock;
    private final Dealings dealings;
    private final Journal journal;
    private @Nullable VenueBooks lastBooks;
    private Optional<Rupees> armed = Optional.empty();

    StormVenue(
            Exchange exchange, Market market, Weather weather, StormClock clock, Dealings dealings, Journal journal) {
        this.exchange = exchange;
        this.market = market;
        this.weather = weather;
        this.clock = clock;
        this.dealings = dealings;
        this.journal = journal;
    }

    @Override
    public Answer place(Order order, Instant submitBy) {
        return dealings.deal("placing", () -> {
            Answer answer = placed(order, submitBy);
            journal.note(
                    () -> order.request().account() + " " + order.request().symbol(),
                    () -> "venue answers " + order.id() + " " + answer);
            return answer;
        });
    }

    private Answer placed(Order order, Instant submitBy) {
        if (clock.instant().isAfter(submitBy)) {
            return refused("TOO_LATE");
        } else if (exchange.isLocked()) {
            return refused("KILL_SWITCH");
        } else if (weather.strikes(Fault.REFUSED_TOKEN_DEAD)) {
            return refused(TOKEN_DEAD);
        } else if (weather.strikes(Fault.REFUSED_RATE_LIMITED)) {
            return refused(RATE_LIMITED);
        } else if (weather.strikes(Fault.REFUSED_NO_FUNDS)) {
            return refused("NO_FUNDS");
        } else if (weather.strikes(Fault.TIMEOUT_BEFORE_ACCEPTANCE)) {
            return timedOut();
        }
        boolean strange = weather.strikes(Fault.STRANGE_ANSWER);
        if (strange && weather.oneIn(2)) {
            return new Answer.Unknown("502");
        }
        Slip slip = exchange.accept(order);
        if (weather.strikes(Fault.TIMEOUT_AFTER_ACCEPTANCE)) {
            return timedOut();
        }
        return strange ? new Answer.Unknown("502") : new Answer.Acknowledged(slip.venueId);
    }

    private static Answer refused(String code) {
        return new Answer.Refused(new Reason(code, Map.of()));
    }

    private Answer timedOut() {
        clock.pass(weather.between(1_000, TIME_OUT));
        return new Answer.Unknown("time-out");
    }

    @Override
    public Answer cancel(Order order) {
        return dealings.deal("cancelling", () -> {
            Optional<Slip> slip = exchange.find(order);
            boolean silent = weather.strikes(Fault.CANCEL_UNANSWERED);
            if (silent && weather.oneIn(2)) {
                return timedOut();
            }
            boolean taken = slip.filter(exchange::cancel).isPresent();
            if (silent) {
                return timedOut();
            }
            return taken ? new Answer.Acknowledged(slip.orElseThrow().venueId) : refused("NOT_CANCELLABLE");
        });
    }

    @Override
    public Answer change(Order order, long quantity, Rupees limit) {
        return dealings.deal("changing", () -> {
            Optional<Slip> slip = exchange.find(order);
            boolean silent = weather.strikes(Fault.CHANGE_UNANSWERED);
            if (silent && weather.oneIn(2)) {
                return timedOut();
            }
            boolean taken = slip.filter(found -> exchange.change(found, quantity, Slip.paise(limit)))
                    .isPresent();
            if (silent) {
                return timedOut();
            }
            return taken ? new Answer.Acknowledged(slip.orElseThrow().venueId) : refused("NOT_CHANGEABLE");
        });
    }

    @Override
    public Optional<Found> find(OrderId id) {
        dealings.read();
        if (weather.strikes(Fault.LOOK_UP_UNANSWERED)) {
            throw new BrokerUnavailable("NO_ANSWER", "no answer to a look-up");
        }
        return exchange.find(id)
                .filter(slip -> slip.visibleAt <= clock.now())
                .map(slip -> new Found(slip.venueId, slip.status == Status.CANCELLED));
    }

    @Override
    public Map<Symbol, Quote> quotes(Collection<Symbol> symbols) {
        dealings.read();
        if (weather.strikes(Fault.QUOTES_UNANSWERED)) {
            throw new BrokerUnavailable("NO_ANSWER", "no quotes");
        }
        Map<Symbol, Quote> quotes = new TreeMap<>();
        symbols.forEach(symbol -> quotes.put(
                symbol,
                new Quote(symbol, Slip.rupees(market.price(symbol)), Market.LOW, Market.HIGH, clock.instant())));
        return quotes;
    }

    @Override
    public List<VenueOrder> orders() {
        dealings.read();
        if (weather.strikes(Fault.BOOK_UNANSWERED)) {
            throw new BrokerUnavailable("NO_ANSWER", "no book");
        }
        exchange.move();
        long now = clock.now();
        List<VenueOrder> rows = new ArrayList<>(exchange.all().size());
        for (Slip slip : exchange.all()) {
            if (slip.visibleAt <= now) {
                rows.add(shown(slip, now));
                if (slip.changedAt > now - STALE_FOR && weather.strikes(Fault.DOUBLE_ROW)) {
                    rows.add(slip.older());
                }
            }
        }
        return rows;
    }

    /// Rows of orders that changed lately may be any of it: old, ahead of their fills, behind them.
    private VenueOrder shown(Slip slip, long now) {
        if (slip.hasLateFills(now)) {
            return slip.row(slip.filled, slip.status, slip.fills(now));
        }
        if (weather.isCalm() || slip.changedAt <= now - STALE_FOR) {
            return slip.row();
        }
        if (weather.strikes(Fault.STALE_ROW)) {
            return slip.older();
        }
        if (!slip.deals.isEmpty() && weather.strikes(Fault.EARLY_FILL)) {
            return slip.row(0, Status.RESTING, slip.fills(now));
        }
        if (!slip.deals.isEmpty() && weather.strikes(Fault.MIXED_FILLS)) {
            List<VenueFill> mixed = new ArrayList<>(slip.fills(now));
            mixed.add(mixed.get(weather.below(mixed.size())));
            Collections.rotate(mixed, weather.below(mixed.size()));
            return slip.row(slip.filled, slip.status, mixed);
        }
        return slip.row();
    }

    @Override
    public VenueBooks books() {
        dealings.read();
        if (weather.strikes(Fault.BOOK_UNANSWERED)) {
            throw new BrokerUnavailable("NO_ANSWER", "no positions");
        }
        if (lastBooks == null || !weather.strikes(Fault.STALE_BOOKS)) {
            exchange.move();
            lastBooks = new VenueBooks(exchange.positions(), List.of(), FUNDS);
        }
        return lastBooks;
    }

    /// The broker's own way out is another story: here it never answers.
    @Override
    public Answer leaveEverything() {
        return new Answer.Unknown("no answer");
    }

    @Override
    public Answer lock() {
        return dealings.deal("locking", () -> exchange.lock() ? new Answer.Acknowledged("lock") : refused("OPEN"));
    }

    @Override
    public Answer armLossExit(Rupees loss) {
        armed = Optional.of(loss);
        return new Answer.Acknowledged("loss-exit");
    }

    @Override
    public Optional<Rupees> armedLossExit() {
        return armed;
    }

    @Override
    public Check login() {
        return Check.passed("LOGIN", "storm");
    }

    @Override
    public List<Check> checks(LocalDate date, Rupees capital, boolean delivery) {
        return List.of();
    }

    @Override
    public List<Instrument> instruments() {
        return List.of();
    }
}
