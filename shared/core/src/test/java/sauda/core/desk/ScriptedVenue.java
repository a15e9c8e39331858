package sauda.core.desk;

import java.util.ArrayList;
import java.util.List;
import sauda.core.order.BarVenue;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Rupees;

/// A bar venue that does to each order and position what a test says, by the moment alone: it
/// remembers nothing, as the real one does.
final class ScriptedVenue implements BarVenue {

    static final Rupees ENTRY_PRICE = Rupees.of("1000.10");
    static final Rupees EXIT_PRICE = Rupees.of("1001.05");

    /// What the bar does to an entry that waits.
    enum Entry {
        FILLS,
        FILLS_HALF_AND_EXPIRES,
        EXPIRES,
        WAITS
    }

    /// What the bar does to a position's free shares.
    enum Leave {
        NOTHING,
        STOP,
        HALF_STOP,
        TARGET
    }

    Entry entry = Entry.FILLS;
    Leave leave = Leave.NOTHING;
    boolean exitsFill = true;
    final List<Moment> moments = new ArrayList<>();

    @Override
    public List<Execution> onBar(Moment moment) {
        moments.add(moment);
        List<Execution> executions = new ArrayList<>();
        for (Order order : moment.orders()) {
            if (order.request().isEntry()) {
                enter(order, executions);
            } else if (exitsFill && !moment.over()) {
                executions.add(new Execution.Filled(order.id(), order.remaining(), EXIT_PRICE, Fill.Kind.EXIT));
            }
        }
        Position position = moment.position();
        if (position != null && position.free() > 0) {
            leave(moment, position, executions);
        }
        return executions;
    }

    private void enter(Order order, List<Execution> executions) {
        switch (entry) {
            case FILLS ->
                executions.add(new Execution.Filled(order.id(), order.remaining(), ENTRY_PRICE, Fill.Kind.ENTRY));
            case FILLS_HALF_AND_EXPIRES -> {
                executions.add(new Execution.Filled(order.id(), order.remaining() / 2, ENTRY_PRICE, Fill.Kind.ENTRY));
                executions.add(new Execution.Expired(order.id()));
            }
            case EXPIRES -> executions.add(new Execution.Expired(order.id()));
            case WAITS -> {}
        }
    }

    private void leave(Moment moment, Position position, List<Execution> executions) {
        long free = position.free();
        if (moment.last() && moment.intraday()) {
            executions.add(new Execution.Left(free, free, EXIT_PRICE, Fill.Kind.FORCED));
            return;
        }
        switch (leave) {
            case NOTHING -> {}
            case STOP -> executions.add(new Execution.Left(free, free, position.stop(), Fill.Kind.STOP));
            case HALF_STOP -> executions.add(new Execution.Left(free, free / 2, position.stop(), Fill.Kind.STOP));
            case TARGET -> executions.add(new Execution.Left(free, free, position.target(), Fill.Kind.TARGET));
        }
    }
}
