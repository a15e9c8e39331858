package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.STOP;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TARGET;
import static sauda.core.desk.Floor.TCS;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Trade;

/// What a venue's order book says becomes the books, whatever the order in which it is said.
class FillDeskTest {

    private final Floor floor = Floor.ready();
    private final OrderRequested entry = floor.entry("claude", TCS, 10);

    @Test
    void aFillIsBookedAtTheVenuesPriceAndTime() {
        accepted();

        told(row(entry, Status.TRADED, 10, fill("7", 10, "1001.50")));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.FILLED);
        assertThat(floor.order(entry).fills())
                .containsExactly(new Fill("7", 10, Rupees.of("1001.50"), T.plusSeconds(30), Fill.Kind.ENTRY));
        assertThat(position().open()).isEqualTo(10);
        assertThat(position().cost()).isEqualTo(Rupees.of("10015.00"));
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void aFillThatIsToldTwiceOrOutOfOrderIsBookedOnce() {
        accepted();

        told(row(entry, Status.RESTING, 7, fill("2", 3, "1002.00"), fill("2", 3, "1002.00"), fill("1", 4, "1001.00")));
        told(row(entry, Status.TRADED, 10, fill("1", 4, "1001.00"), fill("3", 3, "1003.00"), fill("2", 3, "1002.00")));

        assertThat(floor.order(entry).fills()).extracting(Fill::id).containsExactly("2", "1", "3");
        assertThat(position().open()).isEqualTo(10);
        assertThat(position().cost()).isEqualTo(Rupees.of("10019.00"));
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void aFillBeforeTheAnswerAdoptsTheOrderAndTheLateAnswerChangesNothing() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        floor.orders().on(entry);
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);

        told(row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")));
        Order late = floor.orders().on(entry);

        assertThat(late.state()).isEqualTo(OrderState.FILLED);
        assertThat(late.venueId()).isEqualTo("V-" + entry.id());
        assertThat(floor.venue.placements(entry.id())).isEqualTo(1);
    }

    @Test
    void aRowThatIsAheadOfItsFillsEndsNothingYet() {
        accepted();

        told(row(entry, Status.CANCELLED, 6, fill("1", 4, "1001.00")));
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.PARTIALLY_FILLED);

        told(row(entry, Status.CANCELLED, 6, fill("1", 4, "1001.00"), fill("2", 2, "1001.00")));
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(position().open()).isEqualTo(6);
        assertThat(position().waiting()).isZero();
        assertThat(floor.account("claude").cash().reserved()).isEqualTo(Rupees.ZERO);
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void aRejectionThatComesAfterTheAcknowledgementGivesEverythingBackWithItsCode() {
        accepted();

        told(row(entry, Status.REJECTED, 0, "NO_FUNDS: RMS:75:margin shortfall"));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.REJECTED);
        assertThat(floor.order(entry).reasons()).containsExactly(new Reason("NO_FUNDS", Map.of()));
        assertThat(floor.position("claude", TCS)).isEmpty();
        assertThat(floor.account("claude").slots()).isZero();
    }

    @Test
    void aRejectionInWordsThatNobodyKnowsHasACodeAllTheSame() {
        accepted();

        told(row(entry, Status.REJECTED, 0, "RMS:75:something new"));

        assertThat(floor.order(entry).reasons()).containsExactly(new Reason("REJECTED_AT_VENUE", Map.of()));
    }

    @Test
    void aWordThatNobodyKnowsEndsNothing() {
        accepted();

        told(row(entry, Status.STRANGE, 0));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void legsBecomeProtectionsWhenTheEntryHasShares() {
        accepted();

        told(row(entry, Status.RESTING, 0), leg(Leg.STOP, Status.RESTING), leg(Leg.TARGET, Status.RESTING));
        assertThat(protections()).as("nothing to protect yet").isEmpty();

        told(
                row(entry, Status.RESTING, 4, fill("1", 4, "1001.00")),
                leg(Leg.STOP, Status.RESTING),
                leg(Leg.TARGET, Status.RESTING));
        assertThat(protections())
                .extracting(order -> order.request().cause() + " " + order.state() + " " + order.venueId())
                .containsExactlyInAnyOrder(
                        "leg-stop:" + entry.id() + " ACCEPTED " + venueId() + "/STOP",
                        "leg-target:" + entry.id() + " ACCEPTED " + venueId() + "/TARGET");
        assertThat(position().free()).as("they set nothing aside").isEqualTo(4);
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void aStopLegThatTradesLeavesThePositionAndItsTwinEnds() {
        held();

        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                leg(Leg.STOP, Status.TRADED, fill("9", 10, "984.50")),
                leg(Leg.TARGET, Status.CANCELLED));

        assertThat(floor.position("claude", TCS)).isEmpty();
        Trade trade = floor.kept(Trade.class, "trade").getFirst();
        assertThat(trade.exit()).isEqualTo(Fill.Kind.STOP);
        assertThat(trade.gross()).isEqualTo(Rupees.of("-165.00"));
        assertThat(protections()).isEmpty();
        assertThat(floor.account("claude").working()).isEmpty();
        assertThat(floor.imbalances()).isEmpty();
    }

    /// Its shares are gone, and an exit must not sell them once more.
    @Test
    void aStopLegThatTradedBeforeItWasEverSeenIsTakenInThoughItsFillsAreNotToldYet() {
        accepted();

        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                ahead(leg(Leg.STOP, Status.TRADED), 10),
                leg(Leg.TARGET, Status.CANCELLED));

        assertThat(protections())
                .extracting(order -> order.request().cause() + " " + order.state())
                .containsExactly("leg-stop:" + entry.id() + " ACCEPTED");
        assertThat(position().open()).isEqualTo(10);

        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                leg(Leg.STOP, Status.TRADED, fill("9", 10, "984.50")));

        assertThat(floor.position("claude", TCS)).isEmpty();
        assertThat(floor.imbalances()).isEmpty();
    }

    /// A row that counts shares whose fills it does not have.
    private static VenueOrder ahead(VenueOrder row, long filled) {
        return new VenueOrder(
                row.venueId(),
                row.id(),
                row.symbol(),
                row.side(),
                row.quantity(),
                filled,
                row.status(),
                row.fills(),
                row.leg(),
                row.parent(),
                row.limit(),
                row.trigger(),
                row.reason(),
                row.createdAt());
    }

    @Test
    void aStopThatTradesBeforeAnExitIsSentTakesTheSharesAndTheExitIsGivenUp() {
        held();
        OrderRequested exit = floor.exit("claude", TCS, 10, "decision:claude:x");
        reserveOnly(exit);

        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                leg(Leg.STOP, Status.TRADED, fill("9", 10, "984.50")));

        assertThat(floor.order(exit).state()).isEqualTo(OrderState.DENIED);
        assertThat(floor.order(exit).reasons().getFirst().code()).isEqualTo("NOTHING_TO_EXIT");
        assertThat(floor.position("claude", TCS)).isEmpty();
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void moreThanThereIsIsNeverBooked() {
        held();

        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                leg(Leg.STOP, Status.TRADED, fill("9", 11, "984.50")));

        assertThat(position().open()).isEqualTo(10);
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void anOrderOfYesterdayThatTodaysBookDoesNotKnowIsOver() {
        accepted();
        floor.clock.set(T.plusSeconds(24 * 3600));

        told();

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.EXPIRED);
        assertThat(floor.order(entry).reasons()).containsExactly(new Reason("DAY_OVER", Map.of()));
        assertThat(floor.position("claude", TCS)).isEmpty();
    }

    @Test
    void anOrderOfTodayThatTheBookDoesNotShowStaysAsItIs() {
        accepted();

        told();

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    private void accepted() {
        assertThat(floor.orders().on(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    private void held() {
        accepted();
        told(
                row(entry, Status.TRADED, 10, fill("1", 10, "1001.00")),
                leg(Leg.STOP, Status.RESTING),
                leg(Leg.TARGET, Status.RESTING));
        assertThat(protections()).hasSize(2);
    }

    /// As when the function dies between the reservation and the call.
    private void reserveOnly(OrderRequested exit) {
        var books = floor.books("claude");
        books.reserveExit(exit, 0, floor.clock.instant());
        assertThat(floor.keeper().save(books, BookKeeper.Extra.plain("reserved", floor.clock.instant())))
                .isInstanceOf(BookKeeper.Saved.Done.class);
    }

    private void told(VenueOrder... rows) {
        new FillDesk(floor.ledger, floor.config, floor.clock).book("claude", List.of(rows));
    }

    private List<Order> protections() {
        return floor.books("claude").orders().stream()
                .filter(order ->
                        order.request().isProtection() && !order.state().isFinal())
                .toList();
    }

    private Position position() {
        return floor.position("claude", TCS).orElseThrow();
    }

    private String venueId() {
        return TestBroker.venueId(entry.id());
    }

    private static VenueFill fill(String id, long shares, String price) {
        return new VenueFill(id, shares, Rupees.of(price), T.plusSeconds(30));
    }

    private VenueOrder row(OrderRequested of, Status status, long filled, VenueFill... fills) {
        return row(of, status, filled, "", fills);
    }

    private VenueOrder row(OrderRequested of, Status status, long filled, String reason, VenueFill... fills) {
        return new VenueOrder(
                venueId(),
                of.id(),
                TCS,
                of.side(),
                of.quantity(),
                filled,
                status,
                List.of(fills),
                Leg.NONE,
                null,
                of.limit(),
                null,
                reason,
                T);
    }

    private VenueOrder leg(Leg leg, Status status, VenueFill... fills) {
        long filled = List.of(fills).stream().mapToLong(VenueFill::quantity).sum();
        @Nullable Rupees trigger = leg == Leg.STOP ? STOP : null;
        return new VenueOrder(
                venueId() + "/" + leg,
                entry.id(),
                TCS,
                Side.SELL,
                10,
                filled,
                status,
                List.of(fills),
                leg,
                venueId(),
                leg == Leg.STOP ? STOP : TARGET,
                trigger,
                "",
                T);
    }
}
