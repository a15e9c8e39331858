package sauda.executor;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import sauda.brokers.Brokers;
import sauda.brokers.Sleep;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.cloud.Environment;
import sauda.cloud.Priming;
import sauda.cloud.watch.Logs;
import sauda.cloud.watch.MetricLines;
import sauda.cloud.watch.QueueTimes;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.KillDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;

/// The parts of an executor, joined.
///
/// @param kill  leaves everything at the venue when the ledger is away
/// @param waits of orders in their queue, measured
public record ExecutorWiring(OrderDesk desk, KillDesk kill, QueueTimes waits) {

    /// Without measuring.
    public ExecutorWiring(OrderDesk desk, KillDesk kill) {
        this(desk, kill, QueueTimes.NONE);
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOCKS = Duration.ofSeconds(3);

    public static ExecutorWiring from(ExecutorSettings settings) {
        Environment environment = settings.environment();
        Config config = environment.config();
        Ledger ledger = environment.ledger();
        Priming.ofSnapshot(
                environment.variables(), ledger, () -> Rehearsal.of(config, LocalDate.now(TradingCalendar.INDIA)));
        InstantSource clock = InstantSource.system();
        Broker broker = Brokers.of(
                config,
                settings.client(),
                ledger,
                clock,
                environment::secrets,
                DhanEndpoints.from(environment.variables()));
        return new ExecutorWiring(
                new OrderDesk(ledger, config, broker, clock, new Sleep(BETWEEN_LOOKS, clock)),
                new KillDesk(ledger, config, settings.client(), broker, clock, new Sleep(BETWEEN_LOCKS, clock)),
                new QueueTimes(clock, new MetricLines(environment.stage(), Logs::write)));
    }
}
