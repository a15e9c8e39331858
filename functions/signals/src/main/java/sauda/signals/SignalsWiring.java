package sauda.signals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import sauda.brokers.Markets;
import sauda.brokers.Sleep;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.cloud.Environment;
import sauda.cloud.Priming;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.Pause;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;
import sauda.events.EventJson;
import sauda.events.Symbol;
import sauda.events.Tick;

/// The parts of a signals function, joined.
public record SignalsWiring(SignalDesk desk) {

    /// A live source may have the newest bar late.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    public static SignalsWiring from(SignalsSettings settings) {
        Environment environment = settings.environment();
        Config config = environment.config();
        Ledger ledger = environment.ledger();
        Priming.ofSnapshot(
                environment.variables(),
                ledger,
                () -> rehearse(config, settings.stock(), LocalDate.now(TradingCalendar.INDIA)));
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

    /// A tick of the next session on a simulated market, read into a ledger that is thrown away.
    static Ledger rehearse(Config config, Symbol stock, LocalDate today) {
        Ledger ledger = new InMemoryLedger();
        Instant t = config.calendar().next(today).ticks().getFirst();
        new SignalDesk(
                        ledger,
                        config,
                        stock,
                        Markets.named("simulator:1", config),
                        (queue, group, id, message) -> EventJson.write(message),
                        InstantSource.fixed(t),
                        Pause.NONE)
                .on(new Tick(Tick.Duty.TICK, t));
        return ledger;
    }
}
