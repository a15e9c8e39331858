package sauda.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.brokers.paper.ABar.INFY;
import static sauda.brokers.paper.ABar.TICK;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import sauda.core.charges.Charges;
import sauda.core.charges.Turnover;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Trade;

/// Random sessions from the first bar to the last: what the venue does on each bar goes into
/// the books as a mark puts it there, and the books balance after every bar.
class BooksOnBarsTest {

    private static final LocalDate DATE = LocalDate.parse("2026-03-02");
    private static final Instant OPEN = Instant.parse("2026-03-02T03:45:00Z");
    private static final Duration BAR = Duration.ofMinutes(5);
    private static final Rupees CAPITAL = Rupees.of(600_000);
    private static final Charges CHARGES = new Charges(ConfigFile.defaults().chargesOn(DATE), Product.INTRADAY);

    @Property(tries = 500)
    void theBooksBalanceAfterEveryBarAndAreFlatAtTheEnd(@ForAll("sessions") List<Slot> slots) {
        Run run = new Run(slots.size());
        for (Slot slot : slots) {
            run.bar(slot);
            run.balances();
            run.ask(slot.wish());
            run.balances();
        }
        run.isFlat();
    }

    /// @param missing no bar came
    record Slot(Bar bar, boolean missing, Wish wish) {}

    /// @param shares   to enter, or to leave of what is free
    /// @param distance of limit, stop and target from the close, in ticks
    record Wish(Kind kind, Side side, long shares, int limit, int stop, int target) {
        enum Kind {
            NOTHING,
            ENTER,
            LEAVE,
            SQUARE_OFF,
            CANCEL
        }
    }

    @Provide
    Arbitrary<List<Slot>> sessions() {
        Arbitrary<Integer> distance = Arbitraries.integers().between(1, 100);
        Arbitrary<Wish> wishes = Combinators.combine(
                        Arbitraries.of(Wish.Kind.class),
                        Arbitraries.of(Side.class),
                        Arbitraries.longs().between(1, 3_000),
                        Arbitraries.integers().between(-20, 60),
                        distance,
                        distance)
                .as(Wish::new);
        Arbitrary<Boolean> missing =
                Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
        return Combinators.combine(RandomBars.bars(OPEN), missing, wishes)
                .as(Slot::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(25);
    }

    /// One account on one day.
    private static final class Run {

        private final int slots;
        private int slot = -1;
        private Account account = Account.opened("claude", "paper", CAPITAL, DATE);
        private Optional<Position> position = Optional.empty();
        private Optional<Bar> seen = Optional.empty();
        private Rupees close = Rupees.of(100);
        private final Map<OrderId, Order> orders = new HashMap<>();
        private final Map<OrderId, Trade> trades = new HashMap<>();

        Run(int slots) {
            this.slots = slots;
        }

        private Instant start() {
            return OPEN.plus(BAR.multipliedBy(slot));
        }

        private Instant t() {
            return start().plus(BAR);
        }

        private boolean isLast() {
            return slot == slots - 1;
        }

        void bar(Slot now) {
            slot++;
            Books books = books();
            if (!now.missing()) {
                Bar bar = now.bar();
                seen = Optional.of(new Bar(start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
                close = bar.close();
            }
            if (books.position(INFY).isPresent()) {
                trade(books, now.missing());
            }
            books.price(INFY, close);
            books.mark(t());
            keep(books);
        }

        private void trade(Books books, boolean missing) {
            if (seen.isEmpty() || missing && !isLast()) {
                for (Order order : books.orders()) {
                    if (order.request().isEntry()
                            && order.state().isAtVenue()
                            && !order.request().t().isAfter(start())) {
                        books.become(order.id(), OrderState.EXPIRED, List.of(), null, t());
                    }
                }
                return;
            }
            Moment moment = new Moment(
                    seen.get(),
                    start().minus(BAR),
                    TICK,
                    isLast(),
                    missing,
                    true,
                    books.orders().stream()
                            .filter(order -> order.state().isAtVenue())
                            .toList(),
                    books.position(INFY).orElseThrow());
            int number = 0;
            for (Execution execution : new PaperVenue().onBar(moment)) {
                apply(books, execution, number++);
            }
        }

        private void apply(Books books, Execution execution, int number) {
            String id = slot + "/" + number;
            switch (execution) {
                case Execution.Filled(var order, var quantity, var price, var kind) ->
                    books.fill(order, new Fill(id, quantity, price, t(), kind));
                case Execution.Expired(var order) -> books.become(order, OrderState.EXPIRED, List.of(), null, t());
                case Execution.Left(var ordered, var filled, var price, var kind) -> {
                    Position held = books.position(INFY).orElseThrow();
                    String cause = kind.name().toLowerCase(Locale.ROOT) + ":" + held.entry();
                    OrderRequested exit = exit(held, ordered, cause);
                    books.venueExit(exit, t());
                    if (filled > 0) {
                        books.fill(exit.id(), new Fill(id, filled, price, t(), kind));
                    }
                }
            }
        }

        void ask(Wish wish) {
            if (isLast()) {
                return;
            }
            Books books = books();
            switch (wish.kind()) {
                case NOTHING -> {}
                case ENTER -> {
                    if (position.isEmpty()) {
                        enter(books, wish);
                    }
                }
                case LEAVE -> leave(books, "decision:claude:" + slot, wish.shares());
                case SQUARE_OFF -> leave(books, "square-off:" + DATE, Long.MAX_VALUE);
                case CANCEL ->
                    books.orders().stream()
                            .filter(order -> !order.request().cause().startsWith("stop:"))
                            .forEach(order -> books.become(order.id(), OrderState.CANCELLED, List.of(), null, t()));
            }
            keep(books);
        }

        private void enter(Books books, Wish wish) {
            int sign = wish.side().sign();
            String cause = "decision:claude:" + slot;
            OrderRequested entry = new OrderRequested(
                    OrderId.of(t(), "claude", cause, INFY, wish.side(), 0),
                    "claude",
                    INFY,
                    wish.side(),
                    Purpose.ENTRY,
                    wish.shares(),
                    close.plus(TICK.times(sign * wish.limit())),
                    close.minus(TICK.times(sign * wish.stop())),
                    close.plus(TICK.times(sign * wish.target())),
                    "rsi",
                    cause,
                    "",
                    t(),
                    t().plusSeconds(285),
                    "c0ffee");
            books.reserveEntry(entry, 0, Rupees.of("1.07").plus(entry.limit()).times(wish.shares()), t());
            accept(books, entry.id());
        }

        private void leave(Books books, String cause, long most) {
            long free = position.map(Position::free).orElse(0L);
            if (free > 0) {
                OrderRequested exit = exit(position.get(), Math.min(free, most), cause);
                books.reserveExit(exit, 0, t());
                accept(books, exit.id());
            }
        }

        private void accept(Books books, OrderId id) {
            books.become(id, OrderState.SUBMITTING, List.of(), null, t());
            books.become(id, OrderState.ACCEPTED, List.of(), "P-" + id, t());
        }

        private OrderRequested exit(Position held, long shares, String cause) {
            Side side = held.side().opposite();
            return new OrderRequested(
                    OrderId.of(t(), "claude", cause, INFY, side, 0),
                    "claude",
                    INFY,
                    side,
                    Purpose.EXIT,
                    shares,
                    null,
                    null,
                    null,
                    held.strategy(),
                    cause,
                    "",
                    t(),
                    t(),
                    "c0ffee");
        }

        /// As they are read from the ledger: what is not over, and nothing else.
        private Books books() {
            List<Order> working = account.working().stream().map(orders::get).toList();
            List<Trade> open = position.filter(held -> held.open() > 0).stream()
                    .map(held -> trades.get(held.entry()))
                    .toList();
            return new Books(account, position.stream().toList(), working, open, CHARGES);
        }

        private void keep(Books books) {
            account = books.account();
            position = books.positions().stream().findFirst();
            books.changedOrders().forEach(order -> orders.put(order.id(), order));
            books.changedTrades().forEach(trade -> trades.put(trade.id(), trade));
        }

        void balances() {
            List<Order> working = orders.values().stream()
                    .filter(order -> !order.state().isFinal())
                    .toList();
            List<Order> entries =
                    working.stream().filter(order -> order.request().isEntry()).toList();
            List<Order> exits =
                    working.stream().filter(order -> !order.request().isEntry()).toList();
            Rupees cost = position.map(Position::cost).orElse(Rupees.ZERO);
            int sign = position.map(held -> held.side().sign()).orElse(1);

            assertThat(account.cash().inHand().plus(cost.times(sign)))
                    .isEqualTo(CAPITAL.plus(account.cash().realised()));
            assertThat(account.cash().realised())
                    .isEqualTo(sum(trades.values().stream().map(Trade::gross).toList()));
            assertThat(account.cash().reserved())
                    .isEqualTo(sum(entries.stream().map(Order::reserved).toList()));
            assertThat(account.exposure())
                    .isEqualTo(cost.plus(sum(entries.stream()
                            .map(order -> order.request().limit().times(order.remaining()))
                            .toList())));
            assertThat(account.slots()).isEqualTo(position.isPresent() ? 1 : 0);
            assertThat(account.working())
                    .isEqualTo(new TreeSet<>(working.stream().map(Order::id).toList()));
            assertThat(account.day().charges())
                    .isEqualTo(CHARGES.bill(turnover()).total());
            assertThat(account.cash().reserved().amount().scale()).isLessThanOrEqualTo(2);
            position.ifPresent(held -> {
                assertThat(held.waiting())
                        .isEqualTo(entries.stream().mapToLong(Order::remaining).sum());
                assertThat(held.exitReserved())
                        .isEqualTo(exits.stream().mapToLong(Order::remaining).sum());
                assertThat(held.exitReserved()).isBetween(0L, held.open());
                assertThat(held.cost().isNegative()).isFalse();
            });
            trades.values().forEach(this::ties);
        }

        private void ties(Trade trade) {
            List<Order> entry = List.of(orders.get(trade.id()));
            long open = position.filter(held -> held.entry().equals(trade.id()))
                    .map(Position::open)
                    .orElse(0L);
            assertThat(trade.quantity()).isEqualTo(entry.getFirst().filled());
            assertThat(trade.entered()).isEqualTo(entry.getFirst().turnover());
            assertThat(trade.quantity() - trade.exited()).isEqualTo(open);
            if (trade.closedAt() != null) {
                assertThat(trade.gross())
                        .isEqualTo(trade.left()
                                .minus(trade.entered())
                                .times(trade.side().sign()));
            }
        }

        private Turnover turnover() {
            return orders.values().stream()
                    .filter(order -> !order.fills().isEmpty())
                    .map(order -> CHARGES.turnover(order.request().side(), order.turnover()))
                    .reduce(new Turnover(Rupees.ZERO, Rupees.ZERO, Rupees.ZERO, 0), Turnover::plus);
        }

        void isFlat() {
            assertThat(position).isEmpty();
            assertThat(account.working()).isEmpty();
            assertThat(account.cash().reserved()).isEqualTo(Rupees.ZERO);
            assertThat(account.exposure()).isEqualTo(Rupees.ZERO);
            assertThat(trades.values()).allMatch(trade -> trade.closedAt() != null && trade.exit() != null);
            assertThat(account.day().value())
                    .isEqualTo(CAPITAL.plus(account.cash().realised())
                            .minus(account.day().charges()));
        }

        private static Rupees sum(List<Rupees> amounts) {
            return amounts.stream().reduce(Rupees.ZERO, Rupees::plus);
        }
    }
}
