package sauda.signals;

import java.time.InstantSource;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.core.desk.SignalDesk;
import sauda.core.desk.SignalDesk.Pause;

/// The parts of a signals function, joined.
public record SignalsWiring(SignalDesk desk) {

    public static SignalsWiring from(SignalsSettings settings) {
        Config config = settings.environment().config();
        return new SignalsWiring(new SignalDesk(
                settings.environment().ledger(),
                config,
                settings.stock(),
                Markets.named(settings.market(), config),
                settings.environment().mailbox(),
                InstantSource.system(),
                Pause.NONE));
    }
}
