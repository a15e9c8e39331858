package sauda.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.order.Broker.Answer;
import sauda.core.order.Broker.Found;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;

/// What every broker promises. A form of [Broker] passes it, fed with its venue or with a
/// fake that answers as the venue does.
public abstract class BrokerContract {

    /// The broker under test; always the same one within a test.
    protected abstract Broker broker();

    /// What the broker's clock says.
    protected abstract Instant now();

    /// How many orders the venue has taken since the test began, cancelled ones included.
    protected abstract long ordersAtVenue();

    private final OrderRequested order = entry("claude");

    @Test
    void anOrderThatWasPlacedIsFoundUnderOurId() {
        String venueId = acknowledged(place(order));

        assertThat(broker().find(order.id())).contains(new Found(venueId, false));
        assertThat(ordersAtVenue()).isEqualTo(1);
    }

    @Test
    void anExitIsPlacedJustSo() {
        OrderRequested exit = exit("claude");

        String venueId = acknowledged(place(exit));

        assertThat(broker().find(exit.id())).contains(new Found(venueId, false));
    }

    @Test
    void anOrderThatNobodyPlacedIsNotFound() {
        assertThat(broker().find(order.id())).isEqualTo(Optional.empty());
    }

    @Test
    void twoOrdersAreTwoOrders() {
        OrderRequested other = entry("gpt");

        String first = acknowledged(place(order));
        String second = acknowledged(place(other));

        assertThat(first).isNotEqualTo(second);
        assertThat(broker().find(order.id())).contains(new Found(first, false));
        assertThat(broker().find(other.id())).contains(new Found(second, false));
        assertThat(ordersAtVenue()).isEqualTo(2);
    }

    @Test
    void anOrderThatIsPlacedTwiceIsOneOrder() {
        Answer first = place(order);

        assertThat(place(order)).isEqualTo(first);
        assertThat(ordersAtVenue()).isEqualTo(1);
    }

    @Test
    void anOrderThatWasCancelledIsFoundCancelled() {
        String venueId = acknowledged(place(order));

        assertThat(acknowledged(broker().cancel(cancel(order)))).isEqualTo(venueId);
        assertThat(broker().find(order.id())).contains(new Found(venueId, true));
    }

    @Test
    void aSecondCancelIsHarmless() {
        String venueId = acknowledged(place(order));
        broker().cancel(cancel(order));
        broker().cancel(cancel(order));

        assertThat(broker().find(order.id())).contains(new Found(venueId, true));
    }

    @Test
    void theCancelOfAnUnknownOrderIsHarmless() {
        assertThat(broker().cancel(cancel(order))).isNotInstanceOf(Answer.Unknown.class);

        assertThat(broker().find(order.id())).isEmpty();
        assertThat(ordersAtVenue()).isZero();
    }

    @Test
    void aCancelTouchesNoOtherOrder() {
        OrderRequested other = entry("gpt");
        place(order);
        String venueId = acknowledged(place(other));
        broker().cancel(cancel(order));

        assertThat(broker().find(other.id())).contains(new Found(venueId, false));
    }

    @Test
    void anOrderIsStillSentAtTheLastInstant() {
        acknowledged(broker().place(submitting(order), now().plusSeconds(1)));

        assertThat(ordersAtVenue()).isEqualTo(1);
    }

    @Test
    void anOrderIsRefusedAndNotSentAfterItsLastInstant() {
        assertThat(broker().place(submitting(order), now().minusNanos(1)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("SUBMIT_TOO_LATE"));

        assertThat(broker().find(order.id())).isEmpty();
        assertThat(ordersAtVenue()).isZero();
    }

    private Answer place(OrderRequested request) {
        return broker().place(submitting(request), now().plusSeconds(3));
    }

    private static String acknowledged(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Acknowledged.class);
        return ((Answer.Acknowledged) answer).venueId();
    }

    private static final Instant T = Instant.parse("2026-03-02T04:00:00Z");
    private static final Symbol INFY = new Symbol("INFY");

    private static OrderRequested entry(String account) {
        String cause = "decision:" + account + ":2026-03-02T09:30";
        return new OrderRequested(
                OrderId.of(T, account, cause, INFY, Side.BUY, 0),
                account,
                INFY,
                Side.BUY,
                Purpose.ENTRY,
                10,
                Rupees.of("1500.50"),
                Rupees.of("1485.00"),
                Rupees.of("1545.00"),
                "rsi",
                cause,
                "back out of 30",
                T,
                T.plusSeconds(285),
                "c0ffee");
    }

    private static OrderRequested exit(String account) {
        String cause = "square-off:2026-03-02";
        return new OrderRequested(
                OrderId.of(T, account, cause, INFY, Side.SELL, 0),
                account,
                INFY,
                Side.SELL,
                Purpose.EXIT,
                10,
                null,
                null,
                null,
                "rsi",
                cause,
                "intraday positions end today",
                T,
                T.plusSeconds(285),
                "c0ffee");
    }

    /// As it stands in the ledger when it is sent.
    private Order submitting(OrderRequested request) {
        Rupees limit = request.limit() == null ? Rupees.of("1490.00") : request.limit();
        return Order.of(request, OrderState.SUBMITTING, 1, Rupees.ZERO, now())
                .priced(Sent.first(limit, Rupees.of("1499.00"), Rupees.of("1500.00"), now()));
    }

    /// As it stands in the ledger when it is cancelled: with the venue's id, if it was told.
    private Order cancel(OrderRequested request) {
        return submitting(request)
                .into(
                        OrderState.ACCEPTED,
                        List.of(),
                        broker().find(request.id()).map(Found::venueId).orElse(null),
                        now());
    }
}
