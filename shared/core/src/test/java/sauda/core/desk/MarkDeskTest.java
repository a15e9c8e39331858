package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.NEXT;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.ledger.Keys;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.BarsReady;
import sauda.events.Fill;
import sauda.events.Missing;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.SignalsReady;
import sauda.events.Snapshot;
import sauda.events.Trade;

/// One commit for all that a tick does to an account's books.
class MarkDeskTest {

    private static final List<sauda.events.Symbol> MINE = List.of(RELIANCE, TCS, INFY);

    private final Floor floor = Floor.ready();

    @AfterEach
    void theLedgerTies() {
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void theNextBarFillsAnEntryAndTheBooksAreMarkedAtItsClose() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        mark(NEXT, Rupees.of("1002.5"));

        Order order = floor.order(entry);
        assertThat(order.state()).isEqualTo(OrderState.FILLED);
        assertThat(order.fills())
                .containsExactly(new Fill("2026-03-02T10:20/0", 10, ScriptedVenue.ENTRY_PRICE, NEXT, Fill.Kind.ENTRY));
        Snapshot snapshot = snapshot(NEXT);
        assertThat(snapshot.cash()).isEqualTo(Rupees.of(600_000 - 10_001));
        assertThat(snapshot.unrealised()).isEqualTo(Rupees.of(24));
        assertThat(snapshot.value()).isEqualTo(Rupees.of(600_024).minus(snapshot.charges()));
        assertThat(snapshot.dayPnl()).isEqualTo(Rupees.of(24).minus(snapshot.charges()));
        assertThat(floor.account("claude").dayPnl()).isEqualTo(snapshot.dayPnl());
        assertThat(floor.letters.received(SignalsReady.class))
                .containsExactly(new SignalsReady("claude", NEXT, MINE, List.of()));
    }

    @Test
    void aSecondDeliverySendsTheSameAndMarksNothing() {
        floor.orders().on(floor.entry("claude", TCS, 10));
        mark(NEXT, Rupees.of("1002.5"));
        Account before = floor.account("claude");
        floor.clock.turn(Duration.ofMinutes(1));

        floor.marks().on(bars(NEXT));

        assertThat(floor.account("claude")).isEqualTo(before);
        assertThat(floor.letters.all(SignalsReady.class)).hasSize(2);
        assertThat(floor.letters.received(SignalsReady.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "TARGET"})
    void aStopOrTargetIsAnOrderOfTheVenuesOwnAndClosesTheTrade(ScriptedVenue.Leave leave) {
        OrderRequested entry = floor.holds("claude", TCS, 10);
        floor.bars.leave = leave;

        mark(NEXT, Rupees.of(1_000));

        boolean stopped = leave == ScriptedVenue.Leave.STOP;
        Trade trade = floor.kept(Trade.class, "trade").getFirst();
        assertThat(trade.exit()).isEqualTo(stopped ? Fill.Kind.STOP : Fill.Kind.TARGET);
        assertThat(trade.gross()).isEqualTo(stopped ? Rupees.of(-151) : Rupees.of(449));
        assertThat(trade.closedAt()).isEqualTo(NEXT);
        assertThat(floor.position("claude", TCS)).isEmpty();
        assertThat(floor.account("claude").left()).containsEntry(TCS, NEXT);
        Order exit = floor.kept(Order.class, "order").stream()
                .filter(order -> !order.request().isEntry())
                .findFirst()
                .orElseThrow();
        assertThat(exit.request().cause()).isEqualTo((stopped ? "stop:" : "target:") + entry.id());
        assertThat(exit.request().because()).isEqualTo(stopped ? "stop 985.00" : "target 1045.00");
        assertThat(floor.venue.placements(exit.id()))
                .as("never sent: the venue made it")
                .isZero();
    }

    @Test
    void halfAStopKeepsTheRestReservedForIt() {
        floor.holds("claude", TCS, 10);
        floor.bars.leave = ScriptedVenue.Leave.HALF_STOP;
        floor.bars.exitsFill = false;

        mark(NEXT, Rupees.of(1_000));

        Position position = floor.position("claude", TCS).orElseThrow();
        assertThat(position.open()).isEqualTo(5);
        assertThat(position.exitReserved()).isEqualTo(5);
        assertThat(floor.orders().on(floor.exit("claude", TCS, 1, "manual:out")).state())
                .isEqualTo(OrderState.DENIED);

        floor.bars.exitsFill = true;
        mark(NEXT.plusSeconds(300), Rupees.of(1_000));
        assertThat(floor.position("claude", TCS)).isEmpty();
    }

    @Test
    void anEntryWhoseCandleIsMissingExpires() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.clock.set(NEXT.plusSeconds(20));

        floor.marks().on(new BarsReady("claude", NEXT, List.of(), List.of(new Missing(TCS, "LATE"))));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.EXPIRED);
        assertThat(floor.order(entry).reasons().getFirst().code()).isEqualTo("ENTRY_EXPIRED");
        assertThat(floor.position("claude", TCS)).isEmpty();
    }

    @Test
    void anExitWhoseCandleIsMissingWaits() {
        floor.holds("claude", TCS, 10);
        OrderRequested exit = floor.exit("claude", TCS, 10, "manual:out");
        floor.orders().on(exit);
        floor.clock.set(NEXT.plusSeconds(20));

        floor.marks().on(new BarsReady("claude", NEXT, List.of(), List.of(new Missing(TCS, "LATE"))));

        assertThat(floor.order(exit).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void theSquareOffIsAskedForFromTenMinutesBeforeTheCloseAndNotAtIt() {
        floor.holds("claude", TCS, 10);
        floor.bars.exitsFill = false;
        mark(CLOSE.minus(Duration.ofMinutes(15)), Rupees.of(1_000));
        assertThat(floor.letters.received(OrderRequested.class)).isEmpty();

        mark(CLOSE.minus(Duration.ofMinutes(10)), Rupees.of(1_000));

        assertThat(floor.letters.received(OrderRequested.class)).singleElement().satisfies(exit -> {
            assertThat(exit.cause()).isEqualTo("square-off:2026-03-02");
            assertThat(exit.quantity()).isEqualTo(10);
            assertThat(exit.expiresAt()).isEqualTo(floor.clock.instant().plusSeconds(30));
        });
        mark(CLOSE, Rupees.of(1_000));
        assertThat(floor.position("claude", TCS)).as("forced at the last bar").isEmpty();
        assertThat(floor.letters.received(OrderRequested.class)).hasSize(1);
        assertThat(floor.kept(Trade.class, "trade").getFirst().exit()).isEqualTo(Fill.Kind.FORCED);
    }

    @Test
    void eachLineOfTheDaysLossIsToldOnce() {
        floor.holds("claude", TCS, 199);
        floor.holds("claude", RELIANCE, 199);
        floor.bars.leave = ScriptedVenue.Leave.NOTHING;

        mark(NEXT, Rupees.of(920));
        assertThat(alerts()).containsExactly("DAY_LOSS_5");
        mark(NEXT.plusSeconds(300), Rupees.of(915));
        assertThat(alerts()).containsExactly("DAY_LOSS_5");
        mark(NEXT.plusSeconds(600), Rupees.of(840));
        assertThat(alerts()).containsExactlyInAnyOrder("DAY_LOSS_5", "DAY_LOSS_8", "DAY_LOSS_10");
        floor.clock.set(NEXT.plusSeconds(620));
        Order entry = floor.orders().on(floor.entry("claude", INFY, 1));
        assertThat(entry.reasons().getFirst().code()).isEqualTo("DAY_LOSS");
    }

    @Test
    void aMessageOfNoTickIsNoMark() {
        floor.marks().on(bars(T.plusSeconds(60)));
        floor.marks().on(bars(CLOSE.plusSeconds(300)));
        floor.marks().on(new BarsReady("nobody", NEXT, MINE, List.of()));
        assertThat(floor.letters.sent).isEmpty();
        assertThat(floor.kept(Snapshot.class, "snapshot")).isEmpty();
    }

    /// A message from the dead letters, sent again after later ticks were marked.
    @Test
    void aTickOlderThanTheLastMarkIsLeftAlone() {
        floor.reading(TCS, NEXT);
        mark(NEXT.plusSeconds(300), Rupees.of(1_000));
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        floor.marks().on(bars(NEXT));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(floor.kept(Snapshot.class, "snapshot")).hasSize(1);
    }

    @Test
    void theFirstMarkOfADayOpensIt() {
        floor.holds("claude", TCS, 10);
        Instant morning = Instant.parse("2026-03-04T03:50:00Z");

        mark(morning, Rupees.of(1_020));

        assertThat(floor.account("claude").day().date()).isEqualTo("2026-03-04");
        assertThat(snapshot(morning).dayPnl())
                .isEqualTo(Rupees.of(1_020).minus(ScriptedVenue.ENTRY_PRICE).times(10));
    }

    private void mark(Instant t, Rupees close) {
        floor.clock.set(t.plusSeconds(20));
        Floor.ALL.forEach(symbol -> floor.reading(symbol, t, close));
        floor.marks().on(bars(t));
    }

    private Snapshot snapshot(Instant t) {
        return floor.stored.get(Keys.snapshot("claude", t)).orElseThrow().as(Snapshot.class);
    }

    private List<String> alerts() {
        return floor.kept(Alert.class, "alert").stream().map(Alert::code).toList();
    }

    private static BarsReady bars(Instant t) {
        return new BarsReady("claude", t, MINE, List.of());
    }
}
