package sauda.core.order;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.Instrument;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A venue where real orders rest and fill in their own time: its book is asked for, and what
/// rests there can be priced anew. Every method but the inherited ones throws
/// [Broker.BrokerUnavailable] when a question was not answered; no write is ever repeated.
public interface LiveBroker extends Broker {

    /// Refused: the venue takes no more calls just now. Nothing was sent, or nothing was taken.
    String RATE_LIMITED = "RATE_LIMITED";

    /// Refused: our token is dead. Nothing was taken.
    String TOKEN_DEAD = "TOKEN_DEAD";

    /// Refused: the call left from an address that is not registered. Nothing was taken.
    String IP_NOT_REGISTERED = "IP_NOT_REGISTERED";

    /// Last price and the day's band of the stocks that the venue knows; one question for all.
    Map<Symbol, Quote> quotes(Collection<Symbol> symbols);

    /// Gives a resting order another limit and another quantity (the total, with what is filled).
    /// Saying the same twice is harmless.
    Answer change(Order order, long quantity, Rupees limit);

    /// Every order of today, ours or not, with its fills; legs of an order stand as rows of their
    /// own that name their parent.
    List<VenueOrder> orders();

    /// Positions of the day, holdings and funds.
    VenueBooks books();

    /// Cancels everything and leaves everything, ours or not.
    Answer leaveEverything();

    /// Locks trading for the rest of the day; refused while anything is open.
    Answer lock();

    /// Lets the venue itself leave everything when the day's loss reaches this.
    Answer armLossExit(Rupees loss);

    /// The loss at which the venue leaves everything by itself, empty when that is not armed.
    Optional<Rupees> armedLossExit();

    /// Makes sure of a login for the day, by a new one if need be; refuses to try too often.
    Check login();

    /// What must be in order before the first order of a day, as far as the venue can tell: each
    /// check once, also those that fail.
    ///
    /// @param capital  that the accounts of this client are configured to trade with
    /// @param delivery whether any of them keeps shares overnight
    List<Check> checks(LocalDate date, Rupees capital, boolean delivery);

    /// Tick and lot size of our stocks, from this morning's file.
    List<Instrument> instruments();
}
