package sauda.events;

import java.time.Instant;

/// A request to cancel what is left of an order. Cancels always pass.
///
/// @param order   the order to cancel
/// @param cause   what asks, as in [OrderRequested#cause()]
/// @param because the reason a reviewer will read
public record CancelRequested(OrderId order, String account, Symbol symbol, String cause, String because, Instant t) {}
