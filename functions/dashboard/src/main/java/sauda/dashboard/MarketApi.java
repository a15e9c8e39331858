package sauda.dashboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.signal.ChartLines;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Signal;
import sauda.events.Symbol;

/// What is known of the market, as the signals functions wrote it down.
final class MarketApi {

    private static final int QUARANTINED = 20;

    private static final Parameter TIMEFRAME = Parameter.oneOf(
            "timeframe", Candlesticks.TIMEFRAMES.stream().map(Frame::code).toList(), "length of a bar, 5m when absent");

    private final LedgerView view;
    private final InstantSource clock;
    private final Candlesticks candlesticks;
    private final ChartSeries series;

    MarketApi(LedgerView view, Config config, InstantSource clock) {
        this.view = view;
        this.clock = clock;
        this.candlesticks = new Candlesticks(view.ledger(), config, clock);
        this.series = new ChartSeries(candlesticks, config);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "candles",
                        Operation.reads(
                                CandlesView.class,
                                this::candles,
                                TIMEFRAME,
                                Parameter.FROM,
                                Parameter.TO,
                                Parameter.LIMIT),
                "series",
                        Operation.reads(
                                SeriesView.class,
                                this::series,
                                TIMEFRAME,
                                Parameter.FROM,
                                Parameter.TO,
                                Parameter.LIMIT),
                "indicators", Operation.reads(IndicatorsView.class, this::indicators),
                "signals",
                        Operation.reads(
                                SignalsView.class,
                                this::signals,
                                Parameter.STRATEGY,
                                Parameter.LIMIT,
                                Parameter.CURSOR,
                                Parameter.FROM,
                                Parameter.TO));
    }

    /// The newest closed bars of the span, oldest first.
    ///
    /// @param timeframe   `5m`, `15m`, `1h` or `1d`: one session, however long
    /// @param more        whether older bars of the span were left out because of the limit
    /// @param quarantined the newest candles that could not be true, with the reason; none is in `bars`
    record CandlesView(
            Symbol symbol, Frame timeframe, boolean more, List<Bar> bars, List<Map<String, Object>> quarantined) {}

    private Fresh candles(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        Candlesticks.Asked asked = candlesticks.asked(symbol, request);
        Candlesticks.Shown shown = candlesticks.shown(asked);
        CandlesView answer = new CandlesView(
                symbol,
                asked.frame(),
                shown.more(),
                shown.bars(),
                view.ledger().list(Keys.ofStock(symbol), "QUARANTINE#", true, QUARANTINED).stream()
                        .map(Item::attributes)
                        .toList());
        return candlesticks.keep(answer, asked.to());
    }

    /// What the strategies look at, for the same bars as the candles with the same parameters.
    ///
    /// @param points one for each bar, oldest first, with the periods of the configuration
    /// @param zones  order blocks and gaps of 15-minute bars, as the strategy `smc` sees them, that
    ///               lived while the bars were made; oldest first, the newest 500
    record SeriesView(Symbol symbol, Frame timeframe, List<ChartLines.Point> points, List<ChartLines.Area> zones) {}

    private Fresh series(Request request) {
        Candlesticks.Asked asked = candlesticks.asked(view.stockAt(request.variable("symbol")), request);
        return candlesticks.keep(series.of(asked), asked.to());
    }

    /// What the strategies and the prompt saw last.
    ///
    /// @param t          the tick of it, `ageSeconds` ago
    /// @param indicators by name, such as `ema20_15m`
    /// @param setups     stop and target that each strategy would give an entry
    /// @param holds      strategies without an opinion, and why
    record IndicatorsView(
            Symbol symbol,
            Instant t,
            long ageSeconds,
            Bar last,
            Rupees previousClose,
            Rupees bandLow,
            Rupees bandHigh,
            Map<String, BigDecimal> indicators,
            Map<Frame, Reading.Trend> trends,
            List<Reading.Setup> setups,
            List<Reading.Hold> holds,
            List<String> warnings) {}

    private Fresh indicators(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        Reading reading =
                view.newestReading(symbol).orElseThrow(() -> Refused.notFound("there is no reading of that stock yet"));
        IndicatorsView answer = new IndicatorsView(
                symbol,
                reading.t(),
                Duration.between(reading.t(), clock.instant()).toSeconds(),
                reading.last(),
                reading.previousClose(),
                reading.bandLow(),
                reading.bandHigh(),
                reading.indicators(),
                reading.trends(),
                reading.setups(),
                reading.holds(),
                reading.warnings());
        return candlesticks.keep(answer, Optional.empty());
    }

    /// Newest first.
    ///
    /// @param next where the list goes on, null at its end; a page looks through 150 ticks, which
    ///             are two sessions, and may be short although there is a next one
    record SignalsView(
            Symbol symbol, List<SignalAt> signals, @Nullable String next) {}

    /// @param t the tick at which the bar of the signal was closed
    record SignalAt(Instant t, Signal signal) {}

    private Fresh signals(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        SignalPages.Page page = new SignalPages(view.ledger()).page(request, symbol);
        return candlesticks.keep(new SignalsView(symbol, page.signals(), page.next()), request.to());
    }
}
