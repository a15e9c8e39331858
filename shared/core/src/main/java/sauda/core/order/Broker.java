package sauda.core.order;

import java.time.Instant;
import java.util.Optional;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Reason;

/// A venue that takes orders. Every broker passes one contract test.
public interface Broker {

    /// Sends the order once. Never call it again for the same id: look the order up. Of what is
    /// refused it is certain that it did not reach the venue.
    ///
    /// @param submitBy the transport refuses to send after this instant
    Answer place(Order order, Instant submitBy);

    /// Asks for the rest of an order to be cancelled; harmless when there is none.
    Answer cancel(Order order);

    /// Looks an order up by our id. Empty means: not found now, which proves nothing yet.
    ///
    /// @throws BrokerUnavailable when the venue did not answer the question
    Optional<Found> find(OrderId id);

    /// What the venue knows of one of our orders.
    record Found(String venueId, boolean cancelled) {}

    /// How a write ended. A time-out is unknown, not refused.
    sealed interface Answer {
        record Acknowledged(String venueId) implements Answer {}

        record Refused(Reason reason) implements Answer {}

        record Unknown(String what) implements Answer {}
    }

    /// The venue did not answer a question, or its answer made no sense.
    final class BrokerUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String code;

        public BrokerUnavailable(String what, Throwable cause) {
            super(what, cause);
            this.code = "NO_ANSWER";
        }

        /// @param code names the fault, such as `TOKEN_DEAD` or `RATE_LIMITED`
        public BrokerUnavailable(String code, String what) {
            super(what);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
