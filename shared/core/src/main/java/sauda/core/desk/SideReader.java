package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BothSides.Everybody;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.External;
import sauda.events.ExternalCount;
import sauda.events.Order;

/// Reads one broker client's side of the ledger, each account whole: one that was written to
/// while it was read is read again.
final class SideReader {

    private static final int EVERYTHING = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final BookKeeper keeper;

    SideReader(Ledger ledger, Config config, String client) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.keeper = new BookKeeper(ledger, config);
    }

    BothSides read(Session session, Instant now, List<VenueOrder> rows, VenueBooks venue) {
        LocalDate date = session.date();
        List<Books> books = new ArrayList<>();
        List<Order> today = new ArrayList<>();
        for (AccountSpec spec : config.accounts()) {
            if (spec.client().equals(client)) {
                Attempts.until("reading " + spec.name(), () -> whole(spec.name(), date, now))
                        .ifPresent(read -> {
                            books.add(read.books());
                            today.addAll(read.today());
                        });
            }
        }
        return new BothSides(
                config,
                client,
                date,
                now,
                session.isTrading(now),
                books,
                today,
                externals(date),
                everybody(),
                rows,
                venue);
    }

    private record Whole(Books books, List<Order> today) {}

    /// @return empty when somebody wrote in between; inside, empty when there are no books
    private Optional<Optional<Whole>> whole(String account, LocalDate date, Instant now) {
        Optional<Books> books = keeper.whole(account, now);
        if (books.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        List<Order> today = ledger.list(Keys.ofAccount(account), Keys.ordersOf(date), false, EVERYTHING).stream()
                .map(item -> item.as(Order.class))
                .toList();
        boolean same = keeper.account(account)
                .filter(after -> after.seq() == books.get().before().seq())
                .isPresent();
        return same ? Optional.of(Optional.of(new Whole(books.get(), today))) : Optional.empty();
    }

    List<External> externals(LocalDate date) {
        return ledger.list(Keys.ofClient(client), Keys.externalsOf(date), false, EVERYTHING).stream()
                .map(item -> item.as(External.class))
                .toList();
    }

    /// The totals before and after the accounts: when they moved in between, nothing is said.
    private Everybody everybody() {
        Map<String, BigDecimal> before = totals();
        Map<String, BigDecimal> counted = new HashMap<>();
        for (AccountSpec spec : config.sharingAccounts()) {
            ledger.get(Keys.account(spec.name()))
                    .map(item -> item.as(Account.class))
                    .ifPresent(account -> {
                        counted.merge("slots", BigDecimal.valueOf(account.slots()), BigDecimal::add);
                        counted.merge("exposure", account.exposure().amount(), BigDecimal::add);
                        counted.merge("dayPnl", account.dayPnl().amount(), BigDecimal::add);
                    });
        }
        for (Config.Client each : config.clients()) {
            ledger.get(Keys.externals(each.id()))
                    .map(item -> item.as(ExternalCount.class))
                    .ifPresent(owners -> {
                        counted.merge("slots", BigDecimal.valueOf(owners.slots()), BigDecimal::add);
                        counted.merge("exposure", owners.exposure().amount(), BigDecimal::add);
                    });
        }
        return before.equals(totals()) ? new Everybody(before, counted) : new Everybody(before, before);
    }

    private Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new HashMap<>();
        ledger.get(Keys.TOTALS).map(Item::attributes).orElse(Map.of()).forEach((name, value) -> {
            if (value instanceof BigDecimal number) {
                totals.put(name, number);
            }
        });
        return totals;
    }
}
