package sauda.brokers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.BrokerContract;

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
}
