package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.ledger.Item;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.order.LiveBroker;
import sauda.core.portfolio.Books;
import sauda.core.portfolio.Recount;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Order;
import sauda.events.Tick;
import sauda.events.TradingState;

/// Each minute, for one broker client: counts the counters again from orders and positions,
/// and asks the venue for each order that we believe it has. What does not agree stops the
/// account's entries and is named, for as long as it does not agree. A live client's books are
/// held against all that its venue tells.
public final class ReconcileDesk {

    private static final String BREAK = "RECONCILE_BREAK";

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final Broker broker;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final Optional<TruthDesk> truth;
    private final Map<String, Long> clean = new HashMap<>();

    public ReconcileDesk(Ledger ledger, Config config, String client, Broker broker, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.broker = broker;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.truth = broker instanceof LiveBroker live
                ? Optional.of(new TruthDesk(ledger, config, client, live, clock))
                : Optional.empty();
    }

    public void on(Tick tick) {
        Optional<Session> session = config.calendar().session(TradingCalendar.dateOf(tick.at()));
        if (session.isEmpty()) {
            return;
        }
        if (truth.isPresent()) {
            truth.get().on(tick, session.get());
            return;
        }
        for (AccountSpec spec : config.accounts()) {
            if (spec.client().equals(client)) {
                keeper.account(spec.name()).filter(this::changed).ifPresent(this::check);
            }
        }
    }

    /// Books that agreed and were not written since still agree.
    private boolean changed(Account account) {
        return !Long.valueOf(account.seq()).equals(clean.get(account.name()));
    }

    private void check(Account account) {
        Instant now = clock.instant();
        Optional<Books> books = keeper.whole(account.name(), now);
        if (books.isEmpty()) {
            return;
        }
        List<String> breaks = new ArrayList<>(Recount.breaks(books.get()));
        for (Order order : books.get().orders()) {
            if (order.state().isAtVenue() && !Books.VENUE.equals(order.venueId()) && isMissing(order)) {
                breaks.add("order " + order.id() + " is " + order.state() + " here and unknown at the venue");
            }
        }
        config.account(account.name())
                .filter(AccountSpec::baseline)
                .ifPresent(spec -> breaks.addAll(ownTotals(spec, books.get().before())));
        if (breaks.isEmpty()) {
            clean.put(account.name(), books.get().before().seq());
            if (books.get().before().state() == TradingState.REDUCING
                    && books.get().before().stateBecause().startsWith(BREAK)) {
                books.get().trading(TradingState.ACTIVE, "RECONCILED");
                keeper.save(books.get(), Extra.plain("RECONCILED", now));
            }
        } else if (books.get().before().state() == TradingState.ACTIVE) {
            reduce(books.get(), breaks, now);
        }
    }

    /// A baseline counts in totals of its own, which are written with its books: they are told
    /// apart only while the books are still as they were read.
    private List<String> ownTotals(AccountSpec spec, Account account) {
        Map<String, Object> kept =
                ledger.get(Counters.totals(spec)).map(Item::attributes).orElse(Map.of());
        boolean same = keeper.account(spec.name())
                .filter(after -> after.seq() == account.seq())
                .isPresent();
        Map<String, BigDecimal> counted = new TreeMap<>(Map.of(
                "slots", BigDecimal.valueOf(account.slots()),
                "exposure", account.exposure().amount(),
                "dayPnl", account.dayPnl().amount()));
        return counted.entrySet().stream()
                .filter(count -> same && !isCounted(kept.get(count.getKey()), count.getValue()))
                .map(count -> "its total of " + count.getKey() + " is " + kept.get(count.getKey()) + " but counts to "
                        + count.getValue())
                .toList();
    }

    private static boolean isCounted(@Nullable Object kept, BigDecimal counted) {
        return kept instanceof BigDecimal number && number.compareTo(counted) == 0;
    }

    private boolean isMissing(Order order) {
        try {
            return broker.find(order.id()).isEmpty();
        } catch (Broker.BrokerUnavailable _) {
            return false;
        }
    }

    private void reduce(Books books, List<String> breaks, Instant now) {
        String because = BREAK + ": " + String.join("; ", breaks);
        books.trading(TradingState.REDUCING, because);
        Write alert = Alerts.write(new Alert(
                BREAK,
                books.before().name(),
                because,
                Alert.Level.URGENT,
                Map.of("breaks", BigDecimal.valueOf(breaks.size())),
                now));
        keeper.save(books, Extra.with(because, now, List.of(alert)));
    }
}
