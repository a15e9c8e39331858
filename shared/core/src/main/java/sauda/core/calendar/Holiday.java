package sauda.core.calendar;

import java.time.LocalDate;

/// A weekday on which the exchange is closed.
///
/// @param origin where the date was read
public record Holiday(LocalDate date, String name, String origin) {}
