package sauda.core.signal;

import sauda.events.Rupees;

/// What the exchange says about a stock's prices before a session.
///
/// @param previousClose last close of the session before
/// @param bandLow       lowest price an order may have today
/// @param bandHigh      highest price an order may have today
public record DayPrices(Rupees previousClose, Rupees bandLow, Rupees bandHigh) {}
