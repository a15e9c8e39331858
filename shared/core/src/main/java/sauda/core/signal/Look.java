package sauda.core.signal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import sauda.core.calendar.Session;
import sauda.core.market.Frames;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;

/// One stock at one tick: what a strategy may look at.
///
/// @param t              the tick; the chart's newest bar ended at it
/// @param barMissing     a 5-minute bar of the session is not here
/// @param barWasLate     all are here, but one was missing at its own tick
/// @param tick           tick size in force
/// @param roundTripRate  charges of a round trip per rupee of entry, such as 0.00106
/// @param sellOpensShort a SELL at this tick would open a short, not close a long
public record Look(
        Chart chart,
        Session session,
        Instant t,
        boolean barMissing,
        boolean barWasLate,
        Rupees tick,
        BigDecimal roundTripRate,
        boolean sellOpensShort) {

    /// @param gaps starts of the session's 5-minute bars that were missing at some tick up to
    ///     now; those that have come since count as late
    /// @throws IllegalArgumentException when the chart's newest bar did not end at T
    public static Look at(
            Chart chart,
            Session session,
            Instant t,
            Set<Instant> gaps,
            Rupees tick,
            BigDecimal roundTripRate,
            boolean sellOpensShort) {
        Instant due = t.minus(Frame.M5.length());
        if (!session.isTick(t)
                || chart.last().filter(bar -> bar.start().equals(due)).isEmpty()) {
            throw new IllegalArgumentException("the newest bar of " + chart.symbol() + " is " + chart.last()
                    + " and not the one that ends at the tick " + t);
        }
        chart.closeUntil(t);
        Set<Instant> missing = chart.frames().missing(session, t);
        boolean late = gaps.stream().anyMatch(start -> start.isBefore(t) && !missing.contains(start));
        return new Look(chart, session, t, !missing.isEmpty(), late, tick, roundTripRate, sellOpensShort);
    }

    /// The 5-minute bar that ended at T.
    Bar last() {
        return chart.last().orElseThrow();
    }

    Rupees entry() {
        return last().close();
    }

    Track track(Frame frame) {
        return chart.track(frame);
    }

    /// Whether the tick closes a bar of the frame.
    boolean closes(Frame frame) {
        return Frames.closesAt(frame, session, t);
    }

    /// Whether bars of the frame cannot be trusted: any frame while a bar is missing, and the
    /// longer ones for the rest of the session after it came late.
    boolean hasGap(Frame frame) {
        return barMissing || (barWasLate && frame != Frame.M5);
    }
}
