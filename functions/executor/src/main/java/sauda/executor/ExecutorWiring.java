package sauda.executor;

import java.time.InstantSource;
import sauda.brokers.Brokers;
import sauda.core.config.Config;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.Ledger;

/// The parts of an executor, joined.
public record ExecutorWiring(OrderDesk desk) {

    public static ExecutorWiring from(ExecutorSettings settings) {
        Config config = settings.environment().config();
        Ledger ledger = settings.environment().ledger();
        InstantSource clock = InstantSource.system();
        return new ExecutorWiring(
                new OrderDesk(ledger, config, Brokers.of(config, settings.client(), ledger, clock), clock));
    }
}
