package sauda.brokers.dhan;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import sauda.core.order.Broker;
import sauda.core.order.BrokerContract;

/// Entries as plain orders.
class DhanPlainOrdersTest extends BrokerContract {

    private final FakeVenue venue = new FakeVenue();
    private final DhanBroker broker =
            venue.dhan(Live.config("superOrders: true=>superOrders: false")).broker();

    @AfterEach
    void close() {
        venue.close();
    }

    @Override
    protected Broker broker() {
        return broker;
    }

    @Override
    protected Instant now() {
        return venue.clock.instant();
    }

    @Override
    protected long ordersAtVenue() {
        return venue.orders().size();
    }
}
