package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.External;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Symbol;

/// What our books and the venue say of one broker client at one moment.
///
/// @param trading   whether the exchange trades now: then a stop can rest
/// @param books     whole books of the client's accounts
/// @param today     orders of today of these accounts, whatever became of them
/// @param externals orders of today that are not ours, as far as they are known
/// @param rows      the venue's book
/// @param matched   orders of ours and their rows
record BothSides(
        Config config,
        String client,
        LocalDate date,
        Instant now,
        boolean trading,
        List<Books> books,
        List<Order> today,
        List<External> externals,
        Everybody everybody,
        List<VenueOrder> rows,
        VenueBooks venue,
        Matched matched) {

    private static final Duration LATELY = Duration.ofSeconds(30);

    BothSides(
            Config config,
            String client,
            LocalDate date,
            Instant now,
            boolean trading,
            List<Books> books,
            List<Order> today,
            List<External> externals,
            Everybody everybody,
            List<VenueOrder> rows,
            VenueBooks venue) {
        this(
                config,
                client,
                date,
                now,
                trading,
                books,
                today,
                externals,
                everybody,
                rows,
                venue,
                Matched.of(books, today, rows));
    }

    BothSides {
        books = List.copyOf(books);
        today = List.copyOf(today);
        externals = List.copyOf(externals);
        rows = List.copyOf(rows);
    }

    /// All accounts of all clients but the baselines: the totals as they are kept, and what they count to.
    record Everybody(Map<String, BigDecimal> kept, Map<String, BigDecimal> counted) {}

    /// An order of ours and its row.
    record Pair(Order order, VenueOrder row) {
        int sign() {
            return order.request().side().sign();
        }

        /// Shares executed there and not booked here; below zero for the reverse.
        long unbooked() {
            return row.traded() - order.filled();
        }

        /// Nothing is concluded from a row that is still on its way, or of which we do not
        /// understand the word.
        boolean isUnderWay() {
            return row.status() == VenueOrder.Status.IN_TRANSIT
                    || row.status() == VenueOrder.Status.STRANGE
                    || !row.isComplete();
        }
    }

    List<String> accounts() {
        return books.stream().map(book -> book.before().name()).toList();
    }

    AccountSpec spec(Books book) {
        return config.account(book.before().name()).orElseThrow();
    }

    boolean isIntraday(String account) {
        return config.account(account).map(AccountSpec::product).orElse(Product.INTRADAY) == Product.INTRADAY;
    }

    /// Whose business a stock is: who holds it, works on it or traded it today; else who may;
    /// else everybody.
    List<String> accountsIn(Symbol symbol) {
        Set<String> mine = new TreeSet<>();
        books.forEach(book ->
                book.position(symbol).ifPresent(_ -> mine.add(book.before().name())));
        orders().stream()
                .filter(order -> order.request().symbol().equals(symbol))
                .filter(order -> !order.state().isFinal() || order.filled() > 0)
                .forEach(order -> mine.add(order.request().account()));
        if (!mine.isEmpty()) {
            return List.copyOf(mine);
        }
        List<String> may = config.accounts().stream()
                .filter(account -> account.client().equals(client) && account.active())
                .filter(account -> account.stocks().contains(symbol))
                .map(AccountSpec::name)
                .filter(accounts()::contains)
                .toList();
        return may.isEmpty() ? accounts() : may;
    }

    /// Those of today and those that still work, each once.
    List<Order> orders() {
        return matched.orders();
    }

    List<Pair> pairs() {
        return orders().stream()
                .flatMap(order -> rowOf(order).stream().map(row -> new Pair(order, row)))
                .toList();
    }

    Optional<VenueOrder> rowOf(Order order) {
        return Optional.ofNullable(matched.rows().get(order.id()));
    }

    /// Legs that belong to none of our orders. One that waits for its entry's first
    /// fill can do nothing yet.
    List<VenueOrder> legsWithoutOrder() {
        Set<String> known = new HashSet<>();
        orders().forEach(order -> {
            if (order.venueId() != null) {
                known.add(order.venueId());
            }
        });
        return rows.stream()
                .filter(row -> row.isLeg() && row.id() != null && !known.contains(row.venueId()))
                .filter(row -> row.status() != VenueOrder.Status.IN_TRANSIT || row.traded() > 0)
                .toList();
    }

    List<VenueOrder> externalRows() {
        return rows.stream().filter(row -> row.id() == null).toList();
    }

    Optional<External> known(VenueOrder row) {
        return externals.stream()
                .filter(external -> external.venueId().equals(row.venueId()))
                .findFirst();
    }

    /// Every stock that either side speaks of.
    SortedSet<Symbol> stocks() {
        SortedSet<Symbol> stocks = new TreeSet<>();
        books.forEach(book -> book.positions().forEach(position -> stocks.add(position.symbol())));
        orders().forEach(order -> stocks.add(order.request().symbol()));
        rows.forEach(row -> stocks.add(row.symbol()));
        venue.positions().forEach(held -> stocks.add(held.symbol()));
        return stocks;
    }

    List<VenueBooks.Held> positionsIn(Symbol symbol) {
        return venue.positions().stream()
                .filter(held -> held.symbol().equals(symbol))
                .toList();
    }

    long netAtVenue(Symbol symbol) {
        return positionsIn(symbol).stream().mapToLong(VenueBooks.Held::net).sum();
    }

    /// Open shares of one account, below zero when short.
    static long open(Books book, Symbol symbol) {
        return book.position(symbol)
                .map(position -> position.open() * position.side().sign())
                .orElse(0L);
    }

    /// What the day's fills of one account add up to.
    long flowOf(String account, Symbol symbol) {
        return orders().stream()
                .filter(order -> order.request().account().equals(account)
                        && order.request().symbol().equals(symbol))
                .mapToLong(order -> order.request().side().sign()
                        * fillsOfToday(order).stream().mapToLong(Fill::quantity).sum())
                .sum();
    }

    List<Fill> fillsOfToday(Order order) {
        return order.fills().stream()
                .filter(fill -> TradingCalendar.dateOf(fill.at()).equals(date))
                .toList();
    }

    /// Executed at the venue for orders of an account, and not booked yet.
    long unbookedOf(String account, Symbol symbol) {
        long ofOrders = pairs().stream()
                .filter(pair -> pair.order().request().account().equals(account)
                        && pair.order().request().symbol().equals(symbol))
                .mapToLong(pair -> pair.sign() * pair.unbooked())
                .sum();
        long ofLegs = legsWithoutOrder().stream()
                .filter(leg -> leg.symbol().equals(symbol) && account.equals(accountOf(leg)))
                .mapToLong(leg -> leg.side().sign() * leg.traded())
                .sum();
        return ofOrders + ofLegs;
    }

    /// The account of the entry that a leg belongs to, empty text for none.
    String accountOf(VenueOrder leg) {
        return orders().stream()
                .filter(order -> order.id().equals(leg.id()))
                .map(order -> order.request().account())
                .findFirst()
                .orElse("");
    }

    /// The owner's own shares of today, below zero when sold.
    long ownersOwn(Symbol symbol) {
        return externalRows().stream()
                .filter(row -> row.symbol().equals(symbol))
                .mapToLong(row -> row.side().sign()
                        * (row.traded() - known(row).map(External::taken).orElse(0L)))
                .sum();
    }

    /// Shares of ours came in so lately that two answers of the venue may not have been of one instant.
    boolean isJustEntered(Symbol symbol) {
        return today.stream()
                .anyMatch(order -> order.request().symbol().equals(symbol)
                        && order.request().isEntry()
                        && order.state() != OrderState.DENIED
                        && order.changedAt().isAfter(now.minus(LATELY)));
    }

    /// An order of ours in the stock of which not everything is told yet.
    boolean isUnderWay(Symbol symbol) {
        return pairs().stream().anyMatch(pair -> pair.order().request().symbol().equals(symbol) && pair.isUnderWay());
    }

    Optional<Position> position(String account, Symbol symbol) {
        return books.stream()
                .filter(book -> book.before().name().equals(account))
                .findFirst()
                .flatMap(book -> book.position(symbol));
    }
}
