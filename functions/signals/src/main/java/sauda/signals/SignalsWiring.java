package sauda.signals;

import java.time.Duration;
import java.time.InstantSource;
import sauda.brokers.Markets;
import sauda.brokers.Sleep;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.Pause;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;

/// The parts of a signals function, joined.
public record SignalsWiring(SignalDesk desk) {

    /// A live source may have the newest bar late.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    public static SignalsWiring from(SignalsSettings settings) {
        Environment environment = settings.environment();
        Config config = environment.config();
        Ledger ledger = environment.ledger();
        InstantSource clock = InstantSource.system();
        CandleSource market = Markets.named(
                settings.market(),
                config,
                ledger,
                clock,
                environment::secrets,
                DhanEndpoints.from(environment.variables()));
        Pause pause = Markets.isLive(settings.market()) ? new Sleep(BETWEEN_LOOKS, clock) : Pause.NONE;
        return new SignalsWiring(
                new SignalDesk(ledger, config, settings.stock(), market, environment.mailbox(), clock, pause));
    }
}
