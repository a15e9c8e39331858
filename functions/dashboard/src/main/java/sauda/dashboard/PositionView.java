package sauda.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// A position with what is left to its stop and its target. R is the way from the average
/// price to the stop: what one share was to lose at most.
///
/// @param trade        id of its round trip
/// @param waiting      shares of the entry that may still be filled
/// @param exitReserved open shares that an exit already works on
/// @param averagePrice of the open shares, to the paisa; null while none is open
/// @param last         last close seen
/// @param resultInR    profit in R, negative for a loss
/// @param toStopInR    how far the last close is from the stop; 0 or less when it is hit
/// @param toTargetInR  how far it is from the target
record PositionView(
        Symbol symbol,
        Side side,
        String strategy,
        OrderId trade,
        Instant openedAt,
        long open,
        long waiting,
        long exitReserved,
        @Nullable Rupees averagePrice,
        @Nullable Rupees last,
        Rupees cost,
        Rupees value,
        Rupees unrealised,
        Rupees stop,
        Rupees target,
        @Nullable BigDecimal resultInR,
        @Nullable BigDecimal toStopInR,
        @Nullable BigDecimal toTargetInR) {

    static PositionView of(Position position) {
        Rupees average = position.open() == 0 ? null : position.cost().dividedBy(position.open());
        Rupees last = position.last();
        int sign = position.side().sign();
        Rupees risk =
                average == null ? Rupees.ZERO : average.minus(position.stop()).times(sign);
        return new PositionView(
                position.symbol(),
                position.side(),
                position.strategy(),
                position.entry(),
                position.openedAt(),
                position.open(),
                position.waiting(),
                position.exitReserved(),
                average == null ? null : average.toPaisa(),
                last,
                position.cost(),
                position.value(),
                position.unrealised(),
                position.stop(),
                position.target(),
                average == null || last == null ? null : inR(last.minus(average).times(sign), risk),
                last == null ? null : inR(last.minus(position.stop()).times(sign), risk),
                last == null ? null : inR(position.target().minus(last).times(sign), risk));
    }

    /// Null when the fill was at or beyond the stop: then there is no R.
    private static @Nullable BigDecimal inR(Rupees distance, Rupees risk) {
        return risk.isPositive() ? distance.over(risk).setScale(2, RoundingMode.HALF_UP) : null;
    }
}
