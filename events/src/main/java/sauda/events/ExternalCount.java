package sauda.events;

import java.time.LocalDate;

/// What the owner's own trades of a day add to the totals of all accounts.
///
/// @param slots    stocks in which the owner holds something of today
/// @param exposure cost of that
public record ExternalCount(String client, LocalDate date, int slots, Rupees exposure) {}
