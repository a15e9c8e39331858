package sauda.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.SignalDesk.Candles;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.market.Frames;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Symbol;

/// The bars of a chart: which of them a request wants, folded to its frame. What was asked
/// before costs one small read as long as no bar has come since.
final class Candlesticks {

    static final List<Frame> TIMEFRAMES = List.of(Frame.M5, Frame.M15, Frame.H1, Frame.D1);

    private static final int BARS = 100;
    // of the shorter session from August 2026 on; two more for special sessions
    private static final int MINUTES_OF_A_SESSION = 360;
    private static final int MOST_SESSIONS = 250;
    private static final int CHARTS_KEPT = 64;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final String CANDLES = "CANDLES#";

    private final Ledger ledger;
    private final Config config;
    private final InstantSource clock;
    private final Memo<Asked, Shown> charts = new Memo<>(CHARTS_KEPT);

    Candlesticks(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /// What a request wants to see, and as of when.
    ///
    /// @param newest the newest session as it stands, null when there is none
    /// @param slot   5-minute slot of the clock: the end of a slot may close a bar
    record Asked(
            Symbol symbol,
            Frame frame,
            int most,
            Optional<Instant> from,
            Optional<Instant> to,
            @Nullable Candles newest,
            long slot) {}

    /// @param more whether older bars of the span were left out
    /// @param bars closed ones, oldest first
    record Shown(boolean more, List<Bar> bars) {}

    /// @throws Refused when a parameter is wrong
    Asked asked(Symbol symbol, Request request) {
        Frame frame = request.text("timeframe").map(Candlesticks::timeframe).orElse(Frame.M5);
        Optional<Instant> from = request.from();
        Optional<Instant> to = request.to();
        if (from.isPresent() || to.isPresent()) {
            Span.of(request, clock.instant(), MOST_SESSIONS);
        }
        return new Asked(
                symbol,
                frame,
                request.limit(BARS),
                from,
                to,
                ledger.list(Keys.ofStock(symbol), CANDLES, true, 1).stream()
                        .findFirst()
                        .map(item -> item.as(Candles.class))
                        .orElse(null),
                clock.instant().getEpochSecond() / Frame.M5.length().toSeconds());
    }

    private static Frame timeframe(String code) {
        return TIMEFRAMES.stream()
                .filter(frame -> frame.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.parameter("timeframe", "timeframe is one of 5m, 15m, 1h, 1d"));
    }

    /// The newest closed bars of what was asked.
    Shown shown(Asked asked) {
        return charts.get(asked, () -> show(asked));
    }

    private Shown show(Asked asked) {
        List<Bar> bars = sessions(asked).stream()
                .flatMap(session -> fold(session, asked.frame()).stream())
                .filter(bar ->
                        asked.from().map(first -> !bar.start().isBefore(first)).orElse(true))
                .filter(bar ->
                        asked.to().map(last -> !bar.start().isAfter(last)).orElse(true))
                .toList();
        boolean more = bars.size() > asked.most();
        return new Shown(more, more ? bars.subList(bars.size() - asked.most(), bars.size()) : bars);
    }

    /// Stored sessions, oldest first: those of the span, or as many as the limit may need.
    private List<List<Bar>> sessions(Asked asked) {
        if (asked.from().isPresent() || asked.to().isPresent()) {
            Instant last = asked.to().orElseGet(clock::instant);
            Instant first = asked.from().orElse(last.minus(Duration.ofDays(MOST_SESSIONS)));
            return between(asked.symbol(), TradingCalendar.dateOf(first), TradingCalendar.dateOf(last));
        }
        long minutes = Math.min(asked.frame().length().toMinutes(), MINUTES_OF_A_SESSION);
        long needed = asked.most() * minutes / MINUTES_OF_A_SESSION + 2;
        return bars(ledger.list(Keys.ofStock(asked.symbol()), CANDLES, true, (int) Math.min(needed, MOST_SESSIONS))
                .reversed());
    }

    /// The 5-minute bars of each stored session of a span of days, oldest first.
    List<List<Bar>> between(Symbol symbol, LocalDate first, LocalDate last) {
        return bars(ledger.range(
                Keys.ofStock(symbol),
                Keys.candles(symbol, first).sort(),
                Keys.candles(symbol, last).sort()));
    }

    private static List<List<Bar>> bars(List<Item> items) {
        return items.stream().map(item -> item.as(Candles.class).bars()).toList();
    }

    /// The closed bars of a frame in one session.
    List<Bar> fold(List<Bar> session, Frame frame) {
        if (frame == Frame.M5) {
            return session;
        }
        Frames frames = Frames.of(session, config.calendar()::session);
        frames.closeUntil(clock.instant());
        return List.copyOf(frames.bars(frame));
    }

    /// An answer with how long it may be kept: an hour when it is of finished days alone, of
    /// which a split changes even those; else until the next bar, and ten seconds at most, since
    /// a bar may come late and a simulated day runs faster than a browser's clock.
    Fresh keep(Object answer, Optional<Instant> to) {
        Instant now = clock.instant();
        LocalDate today = TradingCalendar.dateOf(now);
        boolean finished =
                to.map(TradingCalendar::dateOf).filter(today::isAfter).isPresent();
        Optional<Session> session =
                config.calendar().knows(today) ? config.calendar().session(today) : Optional.empty();
        return new Fresh(answer, finished ? LONG : untilNext(now, session));
    }

    private static Duration untilNext(Instant now, Optional<Session> session) {
        return session.stream()
                .flatMap(today -> today.ticks().stream())
                .filter(next -> next.isAfter(now))
                .findFirst()
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(SHORT) < 0)
                .orElse(SHORT);
    }

    /// Runs over what was asked once for as long as nothing has changed.
    static <V> Function<Asked, V> remembered(Function<Asked, V> answer) {
        Memo<Asked, V> memo = new Memo<>(CHARTS_KEPT);
        return asked -> memo.get(asked, () -> answer.apply(asked));
    }
}
