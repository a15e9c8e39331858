package sauda.decisions.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a request goes out by: the wire, or a tape. It decides whether the request is
/// made at all, so that a tape tells that too.
public interface Line {

    /// Never throws for what a server may do.
    Reply send(Request request, Instant deadline);

    /// @param asked   model id
    /// @param headers the bearer key among them
    record Request(String asked, String url, Map<String, List<String>> headers, String body) {

        @Override
        public String toString() {
            return "request to " + asked;
        }
    }

    /// @param status HTTP status; 0 when there was no answer, and then the body names
    ///               the [Failure]
    /// @param millis waited
    record Reply(int status, String body, long millis) {

        static Reply none(Failure why, long millis) {
            return new Reply(0, why.name(), millis);
        }

        boolean isNone(Failure why) {
            return status == 0 && body.equals(why.name());
        }
    }
}
