package sauda.core.calendar;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import sauda.events.Tick;

/// One schedule of EventBridge Scheduler, in [TradingCalendar#INDIA].
///
/// @param name       unique among the lines, letters, digits and `-`, at most 64
/// @param duty       what it says on the topic
/// @param expression `cron(…)`, or `at(…)` where it fires once
/// @param start      first moment it is in force, Indian wall clock; null from the beginning
/// @param end        last moment it is in force; null without end, so that a year which the
///                   calendar lacks is noticed at its first tick
public record ScheduleLine(
        String name,
        Tick.Duty duty,
        String expression,
        @Nullable LocalDateTime start,
        @Nullable LocalDateTime end) {}
