package sauda.dashboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.market.Frames;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Signal;
import sauda.events.Symbol;

/// What is known of the market, as the signals functions wrote it down.
final class MarketApi {

    private static final int BARS = 100;
    private static final int QUARANTINED = 20;
    // of the shorter session from August 2026 on; two more for special sessions
    private static final int MINUTES_OF_A_SESSION = 360;
    private static final int MOST_SESSIONS = 250;
    private static final List<Frame> TIMEFRAMES = List.of(Frame.M5, Frame.M15, Frame.H1, Frame.D1);

    private static final Parameter TIMEFRAME = Parameter.oneOf(
            "timeframe", TIMEFRAMES.stream().map(Frame::code).toList(), "length of a bar, 5m when absent");

    private final LedgerView view;
    private final Config config;
    private final InstantSource clock;

    MarketApi(LedgerView view, Config config, InstantSource clock) {
        this.view = view;
        this.config = config;
        this.clock = clock;
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

    private CandlesView candles(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        Frame frame = request.text("timeframe").map(MarketApi::timeframe).orElse(Frame.M5);
        int most = request.limit(BARS);
        Optional<Instant> from = request.from();
        Optional<Instant> to = request.to();
        List<Bar> bars = sessions(symbol, frame, most, from, to).stream()
                .flatMap(item -> fold(item.as(SignalDesk.Candles.class).bars(), frame).stream())
                .filter(bar -> from.map(first -> !bar.start().isBefore(first)).orElse(true))
                .filter(bar -> to.map(last -> !bar.start().isAfter(last)).orElse(true))
                .toList();
        boolean more = bars.size() > most;
        return new CandlesView(
                symbol,
                frame,
                more,
                more ? bars.subList(bars.size() - most, bars.size()) : bars,
                view.ledger().list(Keys.ofStock(symbol), "QUARANTINE#", true, QUARANTINED).stream()
                        .map(Item::attributes)
                        .toList());
    }

    private static Frame timeframe(String code) {
        return TIMEFRAMES.stream()
                .filter(frame -> frame.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.parameter("timeframe", "timeframe is one of 5m, 15m, 1h, 1d"));
    }

    /// Stored sessions, oldest first: those of the span, or as many as the limit may need.
    private List<Item> sessions(Symbol symbol, Frame frame, int most, Optional<Instant> from, Optional<Instant> to) {
        if (from.isEmpty() && to.isEmpty()) {
            long minutes = Math.min(frame.length().toMinutes(), MINUTES_OF_A_SESSION);
            long needed = most * minutes / MINUTES_OF_A_SESSION + 2;
            return view.ledger()
                    .list(Keys.ofStock(symbol), "CANDLES#", true, (int) Math.min(needed, MOST_SESSIONS))
                    .reversed();
        }
        Instant last = to.orElseGet(clock::instant);
        Instant first = from.orElse(last.minus(Duration.ofDays(MOST_SESSIONS)));
        if (first.isAfter(last)) {
            throw Refused.parameter("from", "from is after to");
        }
        if (Duration.between(first, last).toDays() > MOST_SESSIONS) {
            throw Refused.parameter("from", "from and to are at most " + MOST_SESSIONS + " days apart");
        }
        return view.ledger()
                .range(
                        Keys.ofStock(symbol),
                        Keys.candles(symbol, TradingCalendar.dateOf(first)).sort(),
                        Keys.candles(symbol, TradingCalendar.dateOf(last)).sort());
    }

    /// The closed bars of a frame in one session.
    private List<Bar> fold(List<Bar> bars, Frame frame) {
        if (frame == Frame.M5) {
            return bars;
        }
        Frames frames = Frames.of(bars, config.calendar()::session);
        frames.closeUntil(clock.instant());
        return List.copyOf(frames.bars(frame));
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

    private IndicatorsView indicators(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        Reading reading =
                view.newestReading(symbol).orElseThrow(() -> Refused.notFound("there is no reading of that stock yet"));
        return new IndicatorsView(
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
    }

    /// Newest first.
    ///
    /// @param next where the list goes on, null at its end; a page looks through 150 ticks, which
    ///             are two sessions, and may be short although there is a next one
    record SignalsView(
            Symbol symbol, List<SignalAt> signals, @Nullable String next) {}

    /// @param t the tick at which the bar of the signal was closed
    record SignalAt(Instant t, Signal signal) {}

    private SignalsView signals(Request request) {
        Symbol symbol = view.stockAt(request.variable("symbol"));
        SignalPages.Page page = new SignalPages(view.ledger()).page(request, symbol);
        return new SignalsView(symbol, page.signals(), page.next());
    }
}
