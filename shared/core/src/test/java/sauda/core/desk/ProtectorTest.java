package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.TCS;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Write;
import sauda.core.order.VenueBooks;
import sauda.events.CancelRequested;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Tick;

/// An exit makes room for itself while others work on the same shares.
class ProtectorTest {

    private final LiveFloor live = LiveFloor.of("asha");

    @Test
    void anExitThatSomebodyElseEndsWhileItMakesRoomIsLeftAlone() {
        live.holds("asha", TCS, 10);
        OrderRequested exit = live.floor.exit("asha", TCS, 10, "manual:out");
        live.floor.ledger = new PassingLedger(live.floor.stored) {
            private boolean done;

            @Override
            public Commit commit(List<Write> writes) {
                Commit commit = super.commit(writes);
                if (!done) {
                    done = true;
                    cancelled(exit);
                }
                return commit;
            }
        };

        assertThat(live.floor.orders().on(exit).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(live.venue.called("place " + exit.id())).isZero();
        assertThat(live.imbalances()).isEmpty();
    }

    /// Its stop took the shares, and the venue gives no quote.
    @Test
    void anExitOfAPositionThatIsOverMeanwhileIsNotSent() {
        live.holds("asha", TCS, 10);
        OrderRequested exit = live.floor.exit("asha", TCS, 10, "manual:out");
        live.change("asha", books -> {
            books.reserveExit(exit, 1, live.floor.clock.instant());
            OrderRequested stop = books.orders().stream()
                    .map(Order::request)
                    .filter(OrderRequested::isStop)
                    .findFirst()
                    .orElseThrow();
            books.become(exit.id(), OrderState.CANCELLED, List.of(), null, live.floor.clock.instant());
            books.fill(stop.id(), new Fill("s1", 10, Floor.STOP, live.floor.clock.instant(), Fill.Kind.STOP));
        });
        assertThat(live.floor.position("asha", TCS)).isEmpty();
        Order seen = Order.of(exit, OrderState.RESERVED, 1, Rupees.ZERO, live.floor.clock.instant());
        live.venue.down = "NO_ANSWER";

        assertThat(protector().send(seen).state()).isEqualTo(OrderState.CANCELLED);
    }

    private Protector protector() {
        Sender sender = new Sender(live.floor.stored, live.floor.config, live.venue, live.floor.clock);
        return new Protector(live.floor.stored, live.floor.config, live.venue, sender, live.floor.clock, Pause.NONE);
    }

    /// The venue's book may show it only after 90 seconds: a second stop would sell the shares twice.
    @Test
    void aStopWithoutAnAnswerIsNotPlacedAgainBeforeItWouldHaveShown() {
        OrderRequested entry = live.buys("asha", TCS, 10);
        live.executes(entry, 10, ScriptedVenue.ENTRY_PRICE);
        live.venue.placing = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        minutes(1);
        assertThat(stops()).containsExactly("UNKNOWN");
        live.venue.placing = TestLiveBroker.Mood.ACKNOWLEDGES;

        minutes(2);
        assertThat(stops()).as("its fate is not known").containsExactly("UNKNOWN");

        minutes(2);
        assertThat(stops()).containsExactly("NOT_PLACED", "ACCEPTED");
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void whatIsKeptUnderALockOfAnotherDayHasItsStop() {
        LiveFloor delivery = LiveFloor.of(LiveFloor.delivery("a", "b"));
        delivery.holds("a", TCS, 10);
        new ControlLock(delivery.floor.stored, delivery.floor.clock).on("SILENT:x", "dead-man", "silence");
        delivery.floor.openDay(Floor.DATE.plusDays(2));
        delivery.floor.clock.set(Floor.T.plus(Duration.ofDays(2)));
        delivery.venue.rows.clear();
        delivery.venue.holdings.add(new VenueBooks.Held(TCS, 10, 0, 0, false, ScriptedVenue.ENTRY_PRICE));
        delivery.floor
                .account("a")
                .working()
                .forEach(id -> delivery.change(
                        "a",
                        books ->
                                books.become(id, OrderState.EXPIRED, List.of(), null, delivery.floor.clock.instant())));
        long before = delivery.venue.called("place");
        for (int minute = 1; minute <= 2; minute++) {
            delivery.floor.clock.turn(Duration.ofMinutes(1));
            new WatchDesk(
                            delivery.floor.stored,
                            delivery.floor.config,
                            LiveFloor.CLIENT,
                            delivery.venue,
                            delivery.floor.letters,
                            delivery.floor.clock)
                    .on(new Tick(Tick.Duty.WATCH, delivery.floor.clock.instant()));
        }

        assertThat(delivery.venue.called("place")).isEqualTo(before + 1);
        assertThat(delivery.floor.kept(Order.class, "order"))
                .filteredOn(order -> order.request().isStop() && order.state() == OrderState.ACCEPTED)
                .hasSize(1);
    }

    private void minutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            Instant minute = live.floor.clock.instant().plusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
            live.floor.clock.set(minute);
            new WatchDesk(
                            live.floor.stored,
                            live.floor.config,
                            LiveFloor.CLIENT,
                            live.venue,
                            live.floor.letters,
                            live.floor.clock)
                    .on(new Tick(Tick.Duty.WATCH, minute));
        }
    }

    private List<String> stops() {
        return live.floor.kept(Order.class, "order").stream()
                .filter(order -> order.request().isStop())
                .map(order -> order.state().name())
                .toList();
    }

    private void cancelled(OrderRequested exit) {
        new OrderDesk(live.floor.stored, live.floor.config, live.venue, live.floor.clock)
                .on(new CancelRequested(exit.id(), "asha", TCS, "manual:cancel", "a test asks for it", exit.t()));
    }
}
