package sauda.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Reason;

/// What went wrong with a request, as RFC 9457 has it (`application/problem+json`).
///
/// @param type      always `about:blank`: the code says more than a page would
/// @param title     the words of the HTTP status
/// @param detail    one sentence for the caller
/// @param code      upper case, for programs, such as `BAD_PARAMETER`
/// @param field     the parameter or body field that was wrong, if one was
/// @param reasons   every rule that is against it, if rules were
/// @param requestId to find the request in the log
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String field,
        @Nullable List<Reason> reasons,
        @Nullable String requestId) {

    static Problem of(int status, String code, String detail, @Nullable String field) {
        return new Problem("about:blank", title(status), status, detail, code, field, null, null);
    }

    Problem with(List<Reason> against) {
        return new Problem(type, title, status, detail, code, field, List.copyOf(against), requestId);
    }

    Problem of(String request) {
        return new Problem(type, title, status, detail, code, field, reasons, request);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
