package sauda.events;

import java.time.Instant;
import java.util.List;

/// An account's books at a tick, after the fills of its bar.
///
/// @param cash       rupees in hand, before charges
/// @param charges    all charges so far, closed days rounded as billed
/// @param invested   what the open shares cost
/// @param value      cash − charges + what the open positions would bring
/// @param realised   profit of all closed shares so far, before charges
/// @param unrealised profit of the open shares at their last close
/// @param dayPnl     value now against value at the day's opening, charges included
/// @param totalPnl   value now against the account's capital
/// @param positions  the open ones
public record Snapshot(
        String account,
        Instant t,
        Rupees cash,
        Rupees charges,
        Rupees invested,
        Rupees value,
        Rupees realised,
        Rupees unrealised,
        Rupees dayPnl,
        Rupees totalPnl,
        List<Position> positions) {

    public Snapshot {
        positions = List.copyOf(positions);
    }
}
