package sauda.events;

import java.time.LocalDate;

/// A stock as the broker's instrument file of a morning has it.
///
/// @param securityId the broker's id in its segment
/// @param tick       price step, rupees
/// @param lot        shares that are traded together: 1 in the cash segment
/// @param date       the morning of the file
public record Instrument(Symbol symbol, String securityId, Rupees tick, long lot, LocalDate date) {}
