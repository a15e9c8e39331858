package sauda.core.measure;

import static sauda.events.Metric.ORDERS_DENIED;
import static sauda.events.Metric.ORDERS_FILLED;
import static sauda.events.Metric.ORDERS_REJECTED;
import static sauda.events.Metric.ORDERS_UNKNOWN;
import static sauda.events.Metric.ORDER_ANSWERED_MILLIS;
import static sauda.events.Metric.ORDER_MILLIS;
import static sauda.events.Metric.ORDER_RESERVED_MILLIS;
import static sauda.events.Metric.ORDER_SENT_MILLIS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Metric;
import sauda.events.Order;
import sauda.events.OrderState;

/// How long each step of an order took, from the instants that the order itself keeps: they come
/// from the machine that took the step, to the millisecond.
final class OrderTimes {

    private OrderTimes() {}

    static List<Measure> of(@Nullable Order before, Order order, Instant at) {
        if (before != null && before.state() == order.state()) {
            return List.of();
        }
        List<Measure> measures = new ArrayList<>();
        switch (order.state()) {
            case RESERVED ->
                order.request().askedAt().ifPresent(start -> span(measures, ORDER_RESERVED_MILLIS, start, order, at));
            case SUBMITTING -> {
                if (before != null && before.state() == OrderState.RESERVED) {
                    span(measures, ORDER_SENT_MILLIS, before.changedAt(), order, at);
                }
            }
            case ACCEPTED -> answered(measures, before, order, at);
            case REJECTED -> {
                answered(measures, before, order, at);
                measures.add(Measure.of(ORDERS_REJECTED, 1, at));
            }
            case DENIED -> measures.add(Measure.of(ORDERS_DENIED, 1, at));
            case UNKNOWN -> measures.add(Measure.of(ORDERS_UNKNOWN, 1, at));
            case FILLED -> measures.add(Measure.of(ORDERS_FILLED, 1, at));
            case PARTIALLY_FILLED, CANCELLED, EXPIRED, NOT_PLACED -> {
                // no step of its way to the venue
            }
        }
        return measures;
    }

    /// Only the venue's own answer: one that was looked up says nothing of the way there.
    private static void answered(List<Measure> measures, @Nullable Order before, Order order, Instant at) {
        if (before != null && before.state() == OrderState.SUBMITTING) {
            span(measures, ORDER_ANSWERED_MILLIS, before.changedAt(), order, at);
            order.request().askedAt().ifPresent(start -> span(measures, ORDER_MILLIS, start, order, at));
        }
    }

    private static void span(List<Measure> measures, Metric metric, Instant from, Order order, Instant at) {
        long millis = Duration.between(from, order.changedAt()).toMillis();
        if (millis >= 0) {
            measures.add(Measure.of(metric, millis, at));
        }
    }
}
