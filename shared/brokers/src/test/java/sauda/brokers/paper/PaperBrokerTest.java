package sauda.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.order.Broker.Answer;
import sauda.core.order.BrokerContract;
import sauda.events.Order;
import sauda.events.Side;

class PaperBrokerTest extends BrokerContract {

    private static final Instant NOW = Instant.parse("2026-03-02T04:01:30Z");

    private final Ledger ledger = new InMemoryLedger();
    private final PaperBroker broker = new PaperBroker(ledger, "paper", InstantSource.fixed(NOW));

    @Override
    protected Broker broker() {
        return broker;
    }

    @Override
    protected Instant now() {
        return NOW;
    }

    @Override
    protected long ordersAtVenue() {
        return ledger.list("VENUE#paper", "ORDER#", false, 100).size();
    }

    @Test
    void itIsMadeOfALedgerAndAClockAndNothingThatCouldReachANetwork() {
        assertThat(PaperBroker.class.getDeclaredConstructors())
                .singleElement()
                .satisfies(made -> assertThat(made.getParameterTypes())
                        .containsExactly(Ledger.class, String.class, InstantSource.class));
        assertThat(PaperBroker.class.getDeclaredFields())
                .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
                .extracting(Field::getType)
                .containsExactlyInAnyOrder(Ledger.class, String.class, InstantSource.class);
    }

    @Test
    void anOrderIsSentAtExactlyItsLastInstant() {
        assertThat(broker.place(EXIT, NOW)).isEqualTo(new Answer.Acknowledged("P-" + EXIT.id()));
    }

    @Test
    void anOrderKeepsItsFirstReceiptWhenItIsPlacedAgainAfterItsCancel() {
        broker.place(EXIT, NOW);
        broker.cancel(EXIT);

        assertThat(broker.place(EXIT, NOW)).isEqualTo(new Answer.Acknowledged("P-" + EXIT.id()));
        assertThat(broker.find(EXIT.id())).contains(new Broker.Found("P-" + EXIT.id(), true));
    }

    @Test
    void ordersOfOneClientAreUnknownToAnother() {
        broker.place(EXIT, NOW);

        assertThat(new PaperBroker(ledger, "other", InstantSource.fixed(NOW)).find(EXIT.id()))
                .isEmpty();
    }

    @Test
    void whatBecameOfAnOrderIsUnknownWhereTheLedgerDoesNotAnswer() {
        PaperBroker cutOff = new PaperBroker(new SilentLedger(), "paper", InstantSource.fixed(NOW));

        assertThat(cutOff.place(EXIT, NOW)).isEqualTo(new Answer.Unknown("silent"));
        assertThat(cutOff.cancel(EXIT)).isEqualTo(new Answer.Unknown("silent"));
        assertThatThrownBy(() -> cutOff.find(EXIT.id())).isInstanceOf(Broker.BrokerUnavailable.class);
    }

    private static final Order EXIT = ABar.exit(Side.SELL, 100, "square-off:2026-03-02");

    /// A ledger that never answers.
    private static final class SilentLedger implements Ledger {

        @Override
        public Optional<Item> get(Key key) {
            throw silent();
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            throw silent();
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw silent();
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            throw silent();
        }

        @Override
        public Commit commit(List<Write> writes) {
            throw silent();
        }

        private static LedgerUnavailable silent() {
            return new LedgerUnavailable("silent", new IllegalStateException());
        }
    }
}
