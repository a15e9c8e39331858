package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.BarVenue;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.BarsReady;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.SignalsReady;
import sauda.events.Snapshot;
import sauda.events.Symbol;

/// Marks an account's books at a tick: the new bar fills waiting paper orders, hits stops and
/// targets, values the positions; near the close it asks for the square-off. All of it is one
/// commit, with the messages that follow from it, so that a second delivery only sends those
/// again.
public final class MarkDesk {

    private static final Duration BAR = Duration.ofMinutes(5);
    private static final List<Integer> ALARM_PERCENTS = List.of(5, 8, 10);

    private final Ledger ledger;
    private final Config config;
    private final BarVenue venue;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final Readings readings;
    private final DayDesk days;

    /// @param venue fills orders of paper clients; those of other clients fill in their own time
    public MarkDesk(Ledger ledger, Config config, BarVenue venue, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.venue = venue;
        this.mailbox = mailbox;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.readings = new Readings(ledger);
        this.days = new DayDesk(ledger, config, clock);
    }

    /// What a mark sends once it is stored.
    public record Marked(SignalsReady ready, List<OrderRequested> exits) {
        public Marked {
            exits = List.copyOf(exits);
        }
    }

    public void on(BarsReady bars) {
        Optional<AccountSpec> account = config.account(bars.account()).filter(AccountSpec::active);
        Optional<Session> session =
                config.calendar().session(TradingCalendar.dateOf(bars.t())).filter(day -> day.isTick(bars.t()));
        if (account.isEmpty() || session.isEmpty()) {
            return;
        }
        if (isPast(bars)) {
            ledger.commit(List.of(
                    Notes.write(bars.t(), "operations-mark", account.get().name(), "STALE_TICK")));
            return;
        }
        days.open(account.get(), session.get().date());
        Marked marked = Attempts.until(
                "marking " + bars.account() + " at " + bars.t(), () -> once(bars, account.get(), session.get()));
        send(marked, account.get());
    }

    /// A later tick was marked already: on an old bar its orders would be filled in their own past.
    private boolean isPast(BarsReady bars) {
        String mine = Keys.mark(bars.account(), bars.t()).sort();
        return ledger.list(Keys.ofAccount(bars.account()), "MARK#", true, 1).stream()
                .anyMatch(newest -> newest.key().sort().compareTo(mine) > 0);
    }

    private Optional<Marked> once(BarsReady bars, AccountSpec account, Session session) {
        Optional<Marked> before =
                ledger.get(Keys.mark(bars.account(), bars.t())).map(item -> item.as(Marked.class));
        if (before.isPresent()) {
            return before;
        }
        Instant t = bars.t();
        Books books = keeper.whole(bars.account(), t).orElseThrow();
        boolean paper = isPaper(account);
        for (Symbol symbol : symbolsOf(books, account)) {
            Optional<Reading> reading = bars.present().contains(symbol) ? readings.at(symbol, t) : Optional.empty();
            if (paper) {
                trade(books, symbol, reading, session, t, account);
            }
            reading.ifPresent(seen -> books.price(symbol, seen.last().close()));
        }
        Snapshot snapshot = books.mark(t);
        Marked marked = new Marked(
                new SignalsReady(bars.account(), t, bars.present(), bars.missing()),
                squareOff(books, account, session, t));
        List<Write> more = new ArrayList<>();
        more.add(Write.put(Item.whole(Keys.mark(bars.account(), t), "mark", marked), new Condition.Absent()));
        more.add(Write.put(Item.whole(Keys.snapshot(bars.account(), t), "snapshot", snapshot)));
        Instant alarm = session.close().minus(config.limits().flatAlarmBefore());
        if (!t.isBefore(alarm) && account.product() == Product.INTRADAY) {
            notFlat(snapshot).ifPresent(alert -> more.add(Alerts.write(alert)));
        }
        alarms(books, snapshot).forEach(alert -> more.add(Alerts.write(alert)));
        return keeper.save(books, Extra.with("marked at " + Keys.minute(t), t, more)) instanceof Saved.Done
                ? Optional.of(marked)
                : Optional.empty();
    }

    private boolean isPaper(AccountSpec account) {
        return config.clients().stream()
                .anyMatch(client ->
                        client.id().equals(account.client()) && client.broker().equals("paper"));
    }

    private static SortedSet<Symbol> symbolsOf(Books books, AccountSpec account) {
        SortedSet<Symbol> symbols = new TreeSet<>(account.stocks());
        books.positions().forEach(position -> symbols.add(position.symbol()));
        books.orders().forEach(order -> symbols.add(order.request().symbol()));
        return symbols;
    }

    private void trade(
            Books books, Symbol symbol, Optional<Reading> reading, Session session, Instant t, AccountSpec account) {
        if (books.position(symbol).isEmpty()) {
            return;
        }
        List<Instant> ticks = session.ticks();
        int slot = ticks.indexOf(t);
        Instant start = t.minus(BAR);
        Instant after = slot == 0 ? start.minus(BAR) : ticks.get(slot - 1).minus(BAR);
        boolean last = slot == ticks.size() - 1;
        boolean intraday = account.product() == Product.INTRADAY;
        Optional<Reading> seen = reading.or(() -> last ? newestOf(session, symbol, t) : Optional.empty());
        if (last && intraday) {
            endUnsent(books, symbol, t);
        }
        if (seen.isEmpty()) {
            expireEntries(books, symbol, start, t);
            return;
        }
        Moment moment = new Moment(
                seen.get().last(),
                after,
                seen.get().tick(),
                last,
                reading.isEmpty(),
                intraday,
                atVenue(books, symbol),
                books.position(symbol).orElse(null));
        int fill = 0;
        for (Execution execution : venue.onBar(moment)) {
            apply(books, symbol, execution, t, fill++);
        }
    }

    private Optional<Reading> newestOf(Session session, Symbol symbol, Instant t) {
        return readings.latest(symbol, t)
                .filter(seen -> TradingCalendar.dateOf(seen.t()).equals(session.date()));
    }

    /// On the last bar nothing may keep shares from being left: exits that did not reach the
    /// venue, or may not have, are over. The venue is our own paper, so we know.
    private static void endUnsent(Books books, Symbol symbol, Instant t) {
        for (Order order : books.orders()) {
            boolean unsent = !order.state().isFinal() && !order.state().isAtVenue();
            if (unsent && order.request().symbol().equals(symbol)) {
                OrderState end = order.state() == OrderState.RESERVED ? OrderState.EXPIRED : OrderState.CANCELLED;
                books.become(order.id(), end, List.of(new Reason("SESSION_OVER", Map.of())), null, t);
            }
        }
    }

    private static List<Order> atVenue(Books books, Symbol symbol) {
        return books.orders().stream()
                .filter(order ->
                        order.request().symbol().equals(symbol) && order.state().isAtVenue())
                .toList();
    }

    private static void expireEntries(Books books, Symbol symbol, Instant start, Instant t) {
        for (Order order : atVenue(books, symbol)) {
            if (order.request().isEntry() && !order.request().t().isAfter(start)) {
                books.become(order.id(), OrderState.EXPIRED, List.of(ENTRY_EXPIRED), null, t);
            }
        }
    }

    private static final Reason ENTRY_EXPIRED = new Reason("ENTRY_EXPIRED", Map.of());

    private void apply(Books books, Symbol symbol, Execution execution, Instant t, int number) {
        String fillId = Keys.minute(t) + "/" + number;
        switch (execution) {
            case Execution.Filled(var order, var quantity, var price, var kind) ->
                books.fill(order, new Fill(fillId, quantity, price, t, kind));
            case Execution.Expired(var order) ->
                books.become(order, OrderState.EXPIRED, List.of(ENTRY_EXPIRED), null, t);
            case Execution.Left(var ordered, var filled, var price, var kind) -> {
                Position position = books.position(symbol).orElseThrow();
                OrderRequested exit = venueExit(position, ordered, kind, t);
                books.venueExit(exit, t);
                if (filled > 0) {
                    books.fill(exit.id(), new Fill(fillId, filled, price, t, kind));
                }
            }
        }
    }

    private OrderRequested venueExit(Position position, long shares, Fill.Kind kind, Instant t) {
        String cause = kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + position.entry();
        return Exits.of(position, shares, t, t, cause, because(position, kind), config);
    }

    private static String because(Position position, Fill.Kind kind) {
        return switch (kind) {
            case STOP -> "stop " + position.stop();
            case TARGET -> "target " + position.target();
            case FORCED -> "the session's last bar";
            case ENTRY, EXIT -> throw new IllegalArgumentException("the venue makes no exit of kind " + kind);
        };
    }

    private List<OrderRequested> squareOff(Books books, AccountSpec account, Session session, Instant t) {
        Instant from = session.close().minus(config.limits().squareOffBefore());
        if (account.product() != Product.INTRADAY || t.isBefore(from) || !t.isBefore(session.close())) {
            return List.of();
        }
        return Exits.ofAll(
                books, t, clock.instant(), "square-off:" + session.date(), "intraday positions end today", config);
    }

    private static Optional<Alert> notFlat(Snapshot snapshot) {
        long open = snapshot.positions().stream().mapToLong(Position::open).sum();
        return open == 0
                ? Optional.empty()
                : Optional.of(new Alert(
                        "NOT_FLAT",
                        snapshot.account(),
                        snapshot.account() + " holds " + open
                                + " shares near the end of trading: see that they are sold",
                        Alert.Level.URGENT,
                        Map.of("shares", BigDecimal.valueOf(open)),
                        snapshot.t()));
    }

    private List<Alert> alarms(Books books, Snapshot snapshot) {
        Rupees before = books.before().dayPnl();
        List<Alert> alerts = new ArrayList<>();
        for (int percent : ALARM_PERCENTS) {
            Rupees line = books.before()
                    .capital()
                    .percent(BigDecimal.valueOf(percent))
                    .negated();
            if (before.above(line) && !snapshot.dayPnl().above(line)) {
                alerts.add(new Alert(
                        "DAY_LOSS_" + percent,
                        snapshot.account(),
                        snapshot.account() + " lost " + percent + " % of its capital today",
                        percent >= config.limits().dailyLossPercent().intValue()
                                ? Alert.Level.URGENT
                                : Alert.Level.WARN,
                        Map.of("dayPnl", snapshot.dayPnl().amount()),
                        snapshot.t()));
            }
        }
        return alerts;
    }

    private void send(Marked marked, AccountSpec account) {
        Outbox outbox = new Outbox(mailbox);
        outbox.exits(marked.exits(), account.client());
        outbox.ready(marked.ready());
    }
}
