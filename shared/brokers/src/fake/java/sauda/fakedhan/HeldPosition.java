package sauda.fakedhan;

import sauda.events.Rupees;
import sauda.events.Symbol;

/// A client's position of the day, for whoever checks.
///
/// @param net    shares held; below zero when short
/// @param profit of the day at the last price, before charges
public record HeldPosition(Symbol symbol, ProductType product, long net, Rupees profit) {}
