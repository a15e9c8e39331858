package sauda.brokers.paper;

import java.util.List;
import sauda.core.order.BarVenue;

/// Fills on bars by `strategies.md` §8. Pure: it keeps nothing between two bars, what is
/// carried on stands in the orders.
public final class PaperVenue implements BarVenue {

    @Override
    public List<Execution> onBar(Moment moment) {
        return new OneBar(moment).executions();
    }
}
