package sauda.core.calendar;

import java.util.List;

/// What the exchange announced for one year.
///
/// @param holidays weekdays without trading, by date
/// @param specials sessions out of the ordinary, by date
public record Year(int year, List<Holiday> holidays, List<SpecialSession> specials) {

    public Year {
        holidays = List.copyOf(holidays);
        specials = List.copyOf(specials);
    }
}
