package sauda.brokers;

import java.nio.file.Path;
import sauda.brokers.replay.CsvCandles;
import sauda.brokers.simulator.SimulatedMarket;
import sauda.core.config.Config;
import sauda.core.market.CandleSource;

/// The source of candles by its name: `simulator:<seed>` or `csv:<folder>`.
public final class Markets {

    private Markets() {}

    public static CandleSource named(String name, Config config) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (kind) {
            case "simulator" -> new SimulatedMarket(Long.parseLong(rest), config.calendar()::session, config::tickOn);
            case "csv" -> CsvCandles.adjusted(Path.of(rest));
            default ->
                throw new IllegalArgumentException(
                        "market data is simulator:<seed> or csv:<folder> but is '" + name + "'");
        };
    }
}
