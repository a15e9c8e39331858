package sauda.dashboard;

import java.util.Map;

/// What is answered, before the headers that every answer has.
record Reply(int status, String body, Map<String, String> headers) {

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, String body) {
        return new Reply(status, body, Map.of("content-type", type(status)));
    }

    static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, "", headers);
    }

    private static String type(int status) {
        return status < 400 ? "application/json" : "application/problem+json";
    }

    /// The same answer without its body.
    Reply head() {
        return new Reply(status, "", headers);
    }

    /// Whether asking again may be answered otherwise: then this one is not kept.
    boolean isPassing() {
        return status >= 500 || status == 429;
    }
}
