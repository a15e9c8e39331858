package sauda.executor;

import java.time.InstantSource;
import sauda.brokers.Brokers;
import sauda.core.config.Config;
import sauda.core.desk.KillDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;

/// The parts of an executor, joined.
///
/// @param kill leaves everything at the venue when the ledger is away
public record ExecutorWiring(OrderDesk desk, KillDesk kill) {

    public static ExecutorWiring from(ExecutorSettings settings) {
        Config config = settings.environment().config();
        Ledger ledger = settings.environment().ledger();
        InstantSource clock = InstantSource.system();
        Broker broker = Brokers.of(config, settings.client(), ledger, clock);
        return new ExecutorWiring(
                new OrderDesk(ledger, config, broker, clock),
                new KillDesk(ledger, config, settings.client(), broker, clock));
    }
}
