package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.TCS;

import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Write;
import sauda.events.CancelRequested;
import sauda.events.OrderRequested;
import sauda.events.OrderState;

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

    private void cancelled(OrderRequested exit) {
        new OrderDesk(live.floor.stored, live.floor.config, live.venue, live.floor.clock)
                .on(new CancelRequested(exit.id(), "asha", TCS, "manual:cancel", "a test asks for it", exit.t()));
    }
}
