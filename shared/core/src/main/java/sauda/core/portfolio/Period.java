package sauda.core.portfolio;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// A stretch of days that returns are told of.
public enum Period {
    DAY,
    /// From Monday.
    WEEK,
    MONTH;

    /// First day of the period that holds a date, whether or not it is a trading day.
    public LocalDate startOf(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
    }
}
