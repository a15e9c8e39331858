package sauda.core.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.market.Frames;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Symbol;

/// One stock's window with its indicators. A warm function keeps it and adds bar by bar;
/// a cold one builds it at once from the stored candles: the figures are the same.
///
/// For one thread.
public final class Chart {

    private final Symbol symbol;
    private final Frames frames;
    private final Map<Frame, Track> tracks = new EnumMap<>(Frame.class);
    private int generation = -1;
    private @Nullable Vwap vwap;

    public Chart(Symbol symbol) {
        this(symbol, new Frames());
    }

    public Chart(Symbol symbol, Frames frames) {
        this.symbol = symbol;
        this.frames = frames;
    }

    /// @param bars     5-minute bars in order, of 20 sessions or more
    /// @param sessions the session of a date; empty means the exchange was closed
    public static Chart of(Symbol symbol, List<Bar> bars, Function<LocalDate, Optional<Session>> sessions) {
        return new Chart(symbol, Frames.of(bars, sessions));
    }

    public Symbol symbol() {
        return symbol;
    }

    public Frames frames() {
        return frames;
    }

    /// Adds a 5-minute bar, see [Frames#add].
    public void add(Bar bar, Session session) {
        frames.add(bar, session);
    }

    /// Closes the bars of longer frames whose slot is over.
    public void closeUntil(Instant t) {
        frames.closeUntil(t);
    }

    public Optional<Bar> last() {
        return frames.last();
    }

    /// The closed bars of a frame and their indicators.
    public Track track(Frame frame) {
        if (generation != frames.generation()) {
            generation = frames.generation();
            tracks.clear();
            vwap = null;
        }
        Track track = tracks.computeIfAbsent(frame, any -> new Track(frame.length()));
        List<Bar> bars = frames.bars(frame);
        while (track.size() < bars.size()) {
            track.add(bars.get(track.size()));
        }
        return track;
    }

    /// VWAP of the newest session, bar by bar.
    Vwap vwap() {
        int before = track(Frame.M5).size() - frames.today().size();
        if (vwap == null || vwap.firstBar() != before) {
            vwap = new Vwap(before);
        }
        vwap.takeIn(frames.today());
        return vwap;
    }

    /// Volume-weighted average price since the session's open, after each of its bars. The
    /// sums are exact, so that a price equal to VWAP compares as equal.
    static final class Vwap {

        private static final BigDecimal THREE = BigDecimal.valueOf(3);

        private final int firstBar;
        private final List<Optional<BigDecimal>> values = new ArrayList<>();
        private BigDecimal priceVolume = BigDecimal.ZERO;
        private BigDecimal volume = BigDecimal.ZERO;

        Vwap(int firstBar) {
            this.firstBar = firstBar;
        }

        /// Index of the session's first bar in the 5m track.
        int firstBar() {
            return firstBar;
        }

        /// @param index of the bar in the session, from 0
        /// @return VWAP to 34 digits; empty before the first volume
        Optional<BigDecimal> at(int index) {
            return values.get(index);
        }

        void takeIn(List<Bar> today) {
            while (values.size() < today.size()) {
                Bar bar = today.get(values.size());
                BigDecimal shares = BigDecimal.valueOf(bar.volume());
                BigDecimal threeTimesTypical = bar.high()
                        .amount()
                        .add(bar.low().amount())
                        .add(bar.close().amount());
                priceVolume = priceVolume.add(threeTimesTypical.multiply(shares));
                volume = volume.add(shares);
                values.add(
                        volume.signum() == 0
                                ? Optional.empty()
                                : Optional.of(priceVolume.divide(volume.multiply(THREE), MathContext.DECIMAL128)));
            }
        }
    }
}
