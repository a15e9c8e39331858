package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import sauda.events.Reason;

/// How a write ended.
sealed interface Written {

    record Done(JsonNode answer) implements Written {}

    /// It is certain that the venue took nothing.
    record Refused(Reason reason) implements Written {

        boolean is(String code) {
            return reason.code().equals(code);
        }
    }

    record Unknown(String what) implements Written {}
}
