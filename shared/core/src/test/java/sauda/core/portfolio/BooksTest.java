package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sauda.core.charges.Charges;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Whatever happens to an account's orders, in whatever order: no rupee and no share appears
/// or is lost.
class BooksTest {

    private static final LocalDate DATE = LocalDate.parse("2026-03-02");
    private static final Instant T = Instant.parse("2026-03-02T04:45:00Z");
    private static final Rupees CAPITAL = Rupees.of(600_000);
    private static final Charges CHARGES = new Charges(ConfigFile.defaults().chargesOn(DATE), Product.INTRADAY);
    private static final Symbol TCS = new Symbol("TCS");
    private static final List<Symbol> STOCKS = List.of(TCS, new Symbol("INFY"), new Symbol("M&M"));

    @Test
    void aFillThatIsToldTwiceIsBookedOnce() {
        Run run = new Run(Side.BUY);
        run.step(new Step(Kind.ENTER, 0, 10, 100_000));
        OrderId id = run.orders.keySet().iterator().next();
        Books books = run.books();
        Fill fill = new Fill("1", 4, Rupees.of(1_000), T, Fill.Kind.ENTRY);
        books.fill(id, fill);
        Account once = books.account();

        books.fill(id, fill);

        assertThat(books.account()).isEqualTo(once);
        assertThat(books.order(id).fills()).containsExactly(fill);
    }

    @Test
    void noMoreIsFilledThanIsLeftAndNoOrderLeavesAFinalState() {
        Run run = new Run(Side.BUY);
        run.step(new Step(Kind.ENTER, 0, 10, 100_000));
        OrderId id = run.orders.keySet().iterator().next();
        Books books = run.books();

        assertThatThrownBy(() -> books.fill(id, new Fill("1", 11, Rupees.of(1), T, Fill.Kind.ENTRY)))
                .hasMessageContaining("10 shares left");
        books.become(id, OrderState.CANCELLED, List.of(), null, T);
        assertThatThrownBy(() -> books.become(id, OrderState.ACCEPTED, List.of(), null, T))
                .hasMessageContaining("cannot go from CANCELLED to ACCEPTED");
    }

    @Test
    void sharesThatAreNotFreeAreNotReserved() {
        Run run = new Run(Side.BUY);
        run.step(new Step(Kind.ENTER, 0, 10, 100_000));
        run.step(new Step(Kind.FILL, 0, 10, 100_000));
        run.step(new Step(Kind.LEAVE, 0, 6, 100_000));
        run.number++;

        Books books = run.books();
        OrderRequested more = run.exit(books.position(TCS).orElseThrow(), 5);
        assertThatThrownBy(() -> books.reserveExit(more, 0, T)).hasMessageContaining("only 4 shares of TCS are free");
    }

    @Property(tries = 1_000)
    void theBooksTieAfterEveryStepOfALongAccount(@ForAll("steps") List<Step> steps) {
        tiesAfterEvery(steps, Side.BUY);
    }

    @Property(tries = 1_000)
    void theBooksTieAfterEveryStepOfAShortAccount(@ForAll("steps") List<Step> steps) {
        tiesAfterEvery(steps, Side.SELL);
    }

    /// At mirrored prices a short account earns what a long one loses, and holds the same.
    @Property(tries = 500)
    void aShortMirrorsALong(@ForAll("steps") List<Step> steps) {
        Run longs = new Run(Side.BUY);
        Run shorts = new Run(Side.SELL);
        for (Step step : steps) {
            longs.step(step);
            shorts.step(step);
        }
        assertThat(shorts.account.cash().realised())
                .isEqualTo(longs.account.cash().realised().negated());
        assertThat(shorts.account.cash().inHand().minus(CAPITAL))
                .isEqualTo(CAPITAL.minus(longs.account.cash().inHand()));
        assertThat(shorts.account.cash().reserved())
                .isEqualTo(longs.account.cash().reserved());
        assertThat(shorts.account.exposure()).isEqualTo(longs.account.exposure());
        assertThat(shorts.account.slots()).isEqualTo(longs.account.slots());
    }

    private static void tiesAfterEvery(List<Step> steps, Side side) {
        Run run = new Run(side);
        for (Step step : steps) {
            run.step(step);
            run.ties();
        }
    }

    enum Kind {
        ENTER,
        FILL,
        FILL_AGAIN,
        END,
        LEAVE,
        STOP,
        MARK
    }

    /// @param which  picks the stock
    /// @param paise  price of the fill
    record Step(Kind kind, int which, long shares, long paise) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(
                                Kind.ENTER,
                                Kind.ENTER,
                                Kind.FILL,
                                Kind.FILL,
                                Kind.FILL,
                                Kind.FILL_AGAIN,
                                Kind.END,
                                Kind.LEAVE,
                                Kind.LEAVE,
                                Kind.STOP,
                                Kind.MARK),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(1, 97),
                        Arbitraries.longs().between(98_000, 100_300))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    /// An account on its way, its records kept as the ledger keeps them.
    private static final class Run {
        private final Side side;
        private Account account = Account.opened("claude", "paper", CAPITAL, DATE);
        private final Map<Symbol, Position> positions = new TreeMap<>();
        private final Map<OrderId, Order> orders = new TreeMap<>();
        private final Map<OrderId, Trade> trades = new HashMap<>();
        private int number;

        Run(Side side) {
            this.side = side;
        }

        Books books() {
            List<Order> working = account.working().stream().map(orders::get).toList();
            List<Trade> open = positions.values().stream()
                    .flatMap(position -> Optional.ofNullable(trades.get(position.entry())).stream())
                    .toList();
            return new Books(account, positions.values(), working, open, CHARGES);
        }

        void step(Step step) {
            number++;
            Symbol symbol = STOCKS.get(step.which());
            Rupees price = new Rupees(java.math.BigDecimal.valueOf(step.paise(), 2));
            Books books = books();
            Optional<Position> position = books.position(symbol);
            Optional<Order> order = books.orders().stream()
                    .filter(waiting -> waiting.request().symbol().equals(symbol))
                    .sorted(java.util.Comparator.comparing(
                            waiting -> waiting.request().cause()))
                    .skip(number % 2 == 0 ? 0 : Math.max(0, waitingIn(books, symbol) - 1))
                    .findFirst();
            switch (step.kind()) {
                case ENTER -> {
                    if (position.isEmpty()) {
                        enter(books, symbol, step.shares());
                    }
                }
                case FILL -> order.ifPresent(waiting -> fill(books, waiting, step.shares(), price));
                case FILL_AGAIN ->
                    order.filter(waiting -> !waiting.fills().isEmpty())
                            .ifPresent(waiting ->
                                    books.fill(waiting.id(), waiting.fills().getFirst()));
                case END ->
                    order.ifPresent(waiting -> books.become(waiting.id(), OrderState.CANCELLED, List.of(), null, T));
                case LEAVE ->
                    position.filter(held -> held.free() > 0).ifPresent(held -> {
                        OrderRequested exit = exit(held, Math.min(held.free(), step.shares()));
                        books.reserveExit(exit, 0, T);
                        accept(books, exit);
                    });
                case STOP ->
                    position.filter(held -> held.free() > 0).ifPresent(held -> {
                        OrderRequested exit = exit(held, held.free());
                        books.venueExit(exit, T);
                        fill(books, books.order(exit.id()), step.shares(), price);
                    });
                case MARK -> {
                    books.price(symbol, price);
                    books.mark(T.plusSeconds(number));
                }
            }
            keep(books);
        }

        private static long waitingIn(Books books, Symbol symbol) {
            return books.orders().stream()
                    .filter(order -> order.request().symbol().equals(symbol))
                    .count();
        }

        private void fill(Books books, Order order, long shares, Rupees price) {
            books.fill(
                    order.id(),
                    new Fill(
                            "f" + number,
                            Math.min(shares, order.remaining()),
                            price,
                            T.plusSeconds(number),
                            order.request().isEntry() ? Fill.Kind.ENTRY : Fill.Kind.EXIT));
        }

        private void enter(Books books, Symbol symbol, long shares) {
            OrderRequested entry = request(symbol, side, Purpose.ENTRY, shares);
            books.reserveEntry(entry, 0, Rupees.of("1003.303406").times(shares), T);
            accept(books, entry);
        }

        private static void accept(Books books, OrderRequested order) {
            books.become(order.id(), OrderState.SUBMITTING, List.of(), null, T);
            books.become(order.id(), OrderState.ACCEPTED, List.of(), "V", T);
        }

        OrderRequested exit(Position held, long shares) {
            return request(held.symbol(), held.side().opposite(), Purpose.EXIT, shares);
        }

        private OrderRequested request(Symbol symbol, Side way, Purpose purpose, long shares) {
            boolean entry = purpose == Purpose.ENTRY;
            String cause = "manual:" + number;
            return new OrderRequested(
                    OrderId.of(T, "claude", cause, symbol, way, 0),
                    "claude",
                    symbol,
                    way,
                    purpose,
                    shares,
                    entry ? Rupees.of(1_003) : null,
                    entry ? Rupees.of(985) : null,
                    entry ? Rupees.of(1_045) : null,
                    "vwap",
                    cause,
                    "",
                    T,
                    T.plusSeconds(30),
                    "c0ffee");
        }

        private void keep(Books books) {
            account = books.account();
            books.changedOrders().forEach(order -> orders.put(order.id(), order));
            books.changedTrades().forEach(trade -> trades.put(trade.id(), trade));
            books.changedPositions().forEach(position -> {
                positions.remove(position.symbol());
                if (!position.isOver()) {
                    positions.put(position.symbol(), position);
                }
            });
        }

        void ties() {
            assertThat(Recount.breaks(books())).isEmpty();
            int sign = side.sign();
            Rupees cost = sum(positions.values().stream().map(Position::cost).toList());
            assertThat(account.cash().inHand().plus(cost.times(sign)))
                    .isEqualTo(CAPITAL.plus(account.cash().realised()));
            assertThat(account.cash().realised())
                    .isEqualTo(sum(trades.values().stream().map(Trade::gross).toList()));
            for (Position position : positions.values()) {
                assertThat(position.open()).isNotNegative();
                assertThat(position.waiting()).isNotNegative();
                assertThat(position.exitReserved()).isBetween(0L, position.open());
                assertThat(position.cost().isNegative()).isFalse();
                assertThat(position.open() > 0 || position.cost().signum() == 0).isTrue();
            }
            for (Trade trade : trades.values()) {
                Order entry = orders.get(trade.id());
                assertThat(trade.quantity()).isEqualTo(entry.filled());
                assertThat(trade.entered()).isEqualTo(entry.turnover());
                boolean over = positions.values().stream()
                        .noneMatch(position -> position.entry().equals(trade.id()));
                assertThat(trade.closedAt() != null)
                        .as("closed when its position is over")
                        .isEqualTo(over);
                if (over) {
                    assertThat(trade.exited()).isEqualTo(trade.quantity());
                    assertThat(trade.gross())
                            .isEqualTo(trade.left().minus(trade.entered()).times(sign));
                }
            }
            if (positions.isEmpty()) {
                assertThat(account.exposure()).isEqualTo(Rupees.ZERO);
                assertThat(account.cash().reserved()).isEqualTo(Rupees.ZERO);
                assertThat(account.working()).isEmpty();
            }
        }

        private static Rupees sum(List<Rupees> amounts) {
            return new ArrayList<>(amounts).stream().reduce(Rupees.ZERO, Rupees::plus);
        }
    }
}
