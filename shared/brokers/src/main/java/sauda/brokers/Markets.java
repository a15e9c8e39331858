package sauda.brokers;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import sauda.brokers.dhan.Dhan;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.brokers.replay.CsvCandles;
import sauda.brokers.simulator.SimulatedMarket;
import sauda.core.config.Config;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;

/// The source of candles by its name: `simulator:<seed>`, `csv:<folder>` or
/// `dhan:<client>`.
public final class Markets {

    private static final String DHAN = "dhan:";

    private Markets() {}

    /// A source that needs nothing but its name and the configuration.
    public static CandleSource named(String name, Config config) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (kind) {
            case "simulator" -> new SimulatedMarket(Long.parseLong(rest), config.calendar()::session, config::tickOn);
            case "csv" -> CsvCandles.adjusted(Path.of(rest));
            default ->
                throw new IllegalArgumentException(
                        "market data is simulator:<seed>, csv:<folder> or dhan:<client> but is '" + name + "'");
        };
    }

    /// Any source. One of a broker client asks with that client's token, whatever the
    /// client's accounts trade with.
    ///
    /// @param secrets asked for by a broker's source alone
    public static CandleSource named(
            String name,
            Config config,
            Ledger ledger,
            InstantSource clock,
            Supplier<Secrets> secrets,
            DhanEndpoints endpoints) {
        if (!isLive(name)) {
            return named(name, config);
        }
        Config.Client client = Brokers.dhan(config, name.substring(DHAN.length()));
        return Dhan.of(config, client, ledger, clock, secrets.get(), endpoints).candles();
    }

    /// Whether bars come as they happen, the newest one late.
    public static boolean isLive(String name) {
        return name.startsWith(DHAN);
    }
}
