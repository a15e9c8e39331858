package sauda.events;

/// A stock that has no usable candle at a tick, and the coded reason.
public record Missing(Symbol symbol, String code) {}
