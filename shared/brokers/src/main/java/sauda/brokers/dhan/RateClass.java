package sauda.brokers.dhan;

import java.time.Duration;

/// Classes of calls that the venue counts by themselves, with what it allows in each; 0
/// for no bound. Dhan's introduction page, July 2026.
enum RateClass {
    /// Placing, changing and cancelling.
    ORDER(10, 250, 1_000, 7_000),
    /// Candles.
    DATA(5, 0, 0, 100_000),
    /// Quotes.
    QUOTE(1, 0, 0, 0),
    /// Everything else.
    OTHER(20, 0, 0, 0);

    private final int perSecond;
    private final int perMinute;
    private final int perHour;
    private final int perDay;

    RateClass(int perSecond, int perMinute, int perHour, int perDay) {
        this.perSecond = perSecond;
        this.perMinute = perMinute;
        this.perHour = perHour;
        this.perDay = perDay;
    }

    int perSecond() {
        return perSecond;
    }

    int perMinute() {
        return perMinute;
    }

    int perHour() {
        return perHour;
    }

    int perDay() {
        return perDay;
    }

    /// Calls are spread evenly: what is too much waits its turn and never comes as a
    /// burst.
    Duration spacing() {
        return Duration.ofSeconds(1).dividedBy(perSecond);
    }
}
