package sauda.core.charges;

import sauda.events.Rupees;

/// What an account traded in a day: all that its bill depends on.
///
/// @param bought    value of all buys
/// @param sold      value of all sells
/// @param brokerage sum over executed orders, each with its own ceiling, unrounded
/// @param dpSales   stocks sold from delivery that day
public record Turnover(Rupees bought, Rupees sold, Rupees brokerage, int dpSales) {

    public static final Turnover NONE = new Turnover(Rupees.ZERO, Rupees.ZERO, Rupees.ZERO, 0);

    /// Both together, as if traded on one day.
    public Turnover plus(Turnover other) {
        return new Turnover(
                bought.plus(other.bought),
                sold.plus(other.sold),
                brokerage.plus(other.brokerage),
                dpSales + other.dpSales);
    }
}
