package sauda.infra;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import sauda.core.calendar.ScheduleLine;
import sauda.core.calendar.ScheduleLines;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;

/// What one template is made from.
///
/// @param yaml   the text of the configuration
/// @param config the same, read
/// @param asOf   the first day that the schedules are for
/// @param market where candles come from, such as `simulator:1`
/// @param jars   where the jar of a function lies
record Deployment(String yaml, Config config, LocalDate asOf, String market, Function<Routes.Function, Path> jars) {

    static Deployment of(String yaml, LocalDate asOf, String market, Function<Routes.Function, Path> jars) {
        return new Deployment(yaml, ConfigFile.read(yaml), asOf, market, jars);
    }

    /// Every schedule from the first day to the end of the last year that the calendar knows.
    ///
    /// @throws TradingCalendar.YearMissing when that year is over
    List<ScheduleLine> schedule() {
        TradingCalendar calendar = config.calendar();
        if (asOf.getYear() > calendar.years().last()) {
            throw new TradingCalendar.YearMissing(asOf.getYear());
        }
        return new ScheduleLines(
                        calendar,
                        config.limits().squareOffBefore(),
                        config.limits().flatAlarmBefore())
                .between(asOf, LocalDate.of(calendar.years().last(), 12, 31));
    }
}
