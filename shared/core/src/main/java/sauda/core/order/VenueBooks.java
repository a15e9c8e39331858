package sauda.core.order;

import java.util.List;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What the venue says a client has.
///
/// @param positions of the day, closed ones (net 0) included
/// @param holdings  shares kept from earlier days
public record VenueBooks(List<Held> positions, List<Held> holdings, Funds funds) {

    public VenueBooks {
        positions = List.copyOf(positions);
        holdings = List.copyOf(holdings);
    }

    /// @param net      shares, below zero when short
    /// @param bought   shares bought today
    /// @param sold     shares sold today
    /// @param intraday whether the venue ends it today
    /// @param average  price of the open shares as the venue has it, zero when there are none
    public record Held(Symbol symbol, long net, long bought, long sold, boolean intraday, Rupees average) {}

    /// @param available to trade with now
    /// @param used      by positions and waiting orders
    public record Funds(Rupees available, Rupees used) {}
}
