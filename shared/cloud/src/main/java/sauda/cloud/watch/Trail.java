package sauda.cloud.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Keys;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.events.OrderId;

/// What the work of this moment is about. Its correlation id is the minute of T in India, as
/// client order ids begin: from the tick to the last fill every line of all functions has the
/// same.
///
/// @param correlation ten digits, `yyMMddHHmm`
public record Trail(
        String correlation,
        @Nullable String account,
        @Nullable String order) {

    private static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();

    /// Of a tick, or of the minute of what has none.
    public static Trail of(Instant t) {
        return new Trail(Keys.minuteOfId(t), null, null);
    }

    public static Trail of(String account, OrderId order) {
        return new Trail(order.prefix(), account, order.value());
    }

    /// Of a message on its way between functions, as far as it says: what is no message has none.
    public static Optional<Trail> ofMessage(String json) {
        try {
            Map<String, Object> message = EventJson.object(json);
            String account = text(message, "account");
            String order = text(message, message.containsKey("id") ? "id" : "order");
            if (order != null) {
                return Optional.of(new Trail(new OrderId(order).prefix(), account, order));
            }
            String at = text(message, message.containsKey("t") ? "t" : "at");
            return Optional.ofNullable(at).map(t -> new Trail(Keys.minuteOfId(Instant.parse(t)), account, null));
        } catch (BadMessage | IllegalArgumentException | java.time.DateTimeException noMessage) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(Map<String, Object> message, String name) {
        return message.get(name) instanceof String text ? text : null;
    }

    /// Does work whose lines are on this trail.
    public void follow(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Does work whose lines are on this trail.
    public <T> T followed(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// The trail of the running work; for work without one, that of its minute.
    static Trail current(Instant now) {
        return CURRENT.isBound() ? CURRENT.get() : of(now);
    }
}
