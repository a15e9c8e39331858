package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.charges.Charges;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

/// An entry that fills in parts while what it bought is left again.
class PartialEntryTest {

    private static final LocalDate DATE = LocalDate.parse("2026-03-02");
    private static final Instant T = Instant.parse("2026-03-02T04:00:00Z");
    private static final Instant STOPPED = T.plusSeconds(600);
    private static final Instant CANCELLED = T.plusSeconds(1_800);
    private static final Symbol INFY = new Symbol("INFY");

    private final Books books = new Books(
            Account.opened("claude", "dhan", Rupees.of(2_000_000), DATE),
            List.of(),
            List.of(),
            List.of(),
            new Charges(ConfigFile.defaults().chargesOn(DATE), Product.INTRADAY));

    @Test
    void freesItsCashByThePaisaSoThatTheLedgerCanHoldTheNumber() {
        OrderRequested entry = reserved(30_001, Rupees.of("1300300.00"));

        fill(entry, 7, Fill.Kind.ENTRY, T);

        assertThat(books.account().cash().reserved()).isEqualTo(Rupees.of("1299996.61"));
        assertThat(books.order(entry.id()).reserved()).isEqualTo(Rupees.of("1299996.61"));
    }

    @Test
    void givesBackAllItsCashInTheEnd() {
        OrderRequested entry = reserved(30_001, Rupees.of("1300300.00"));
        fill(entry, 7, Fill.Kind.ENTRY, T);
        fill(entry, 29_000, Fill.Kind.ENTRY, T.plusSeconds(1));
        books.become(entry.id(), OrderState.CANCELLED, List.of(), null, CANCELLED);

        assertThat(books.account().cash().reserved()).isEqualTo(Rupees.ZERO);
        assertThat(books.position(INFY).orElseThrow().open()).isEqualTo(29_007);
    }

    @Test
    void isLeftWhenItsLastShareIsLeftAndOverWhenItsRestEnds() {
        OrderRequested entry = reserved(100, Rupees.of("5000.00"));
        fill(entry, 40, Fill.Kind.ENTRY, T);
        OrderRequested stop = exit(40);
        books.venueExit(stop, STOPPED);
        fill(stop, 40, Fill.Kind.STOP, STOPPED);

        assertThat(books.account().left()).isEqualTo(Map.of(INFY, STOPPED));
        assertThat(books.account().slots()).isEqualTo(1);

        books.become(entry.id(), OrderState.CANCELLED, List.of(), null, CANCELLED);

        Trade trade = books.trades().getFirst();
        assertThat(trade.exit()).isEqualTo(Fill.Kind.STOP);
        assertThat(trade.closedAt()).isEqualTo(CANCELLED);
        assertThat(books.account().left()).isEqualTo(Map.of(INFY, STOPPED));
        assertThat(books.account().slots()).isZero();
    }

    private OrderRequested reserved(long shares, Rupees cash) {
        OrderRequested entry = new OrderRequested(
                OrderId.of(T, "claude", "decision:claude:1", INFY, Side.BUY, 0),
                "claude",
                INFY,
                Side.BUY,
                Purpose.ENTRY,
                shares,
                Rupees.of("43.00"),
                Rupees.of("42.00"),
                Rupees.of("46.00"),
                "rsi",
                "decision:claude:1",
                "",
                T,
                T.plusSeconds(285),
                "c0ffee");
        books.reserveEntry(entry, 0, cash, T);
        books.become(entry.id(), OrderState.SUBMITTING, List.of(), null, T);
        books.become(entry.id(), OrderState.ACCEPTED, List.of(), "1", T);
        return entry;
    }

    private static OrderRequested exit(long shares) {
        return new OrderRequested(
                OrderId.of(STOPPED, "claude", "stop:1", INFY, Side.SELL, 0),
                "claude",
                INFY,
                Side.SELL,
                Purpose.EXIT,
                shares,
                null,
                null,
                null,
                "rsi",
                "stop:1",
                "stop 42.00",
                STOPPED,
                STOPPED,
                "c0ffee");
    }

    private void fill(OrderRequested order, long shares, Fill.Kind kind, Instant at) {
        books.fill(order.id(), new Fill(order.id() + "/" + at, shares, Rupees.of("42.50"), at, kind));
    }
}
