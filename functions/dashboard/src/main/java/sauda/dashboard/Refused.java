package sauda.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.events.Reason;

/// Ends a request that cannot be answered. What it carries is meant for the caller.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    private Refused(Problem problem, @Nullable Duration retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /// When asking again makes sense, if it does.
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Problem problem() {
        return problem;
    }

    static Refused because(int status, String code, String detail) {
        return because(status, code, detail, null);
    }

    static Refused because(int status, String code, String detail, @Nullable String field) {
        return new Refused(Problem.of(status, code, detail, field), null);
    }

    /// Asking again later may be answered otherwise.
    static Refused forNow(int status, String code, String detail, @Nullable String field, Duration retryAfter) {
        return new Refused(Problem.of(status, code, detail, field), retryAfter);
    }

    /// By the rules that a model's orders meet.
    static Refused denied(List<Reason> reasons) {
        String codes = reasons.stream().map(Reason::code).distinct().collect(Collectors.joining(", "));
        return new Refused(
                Problem.of(409, "DENIED", "the order is denied: " + codes, null).with(reasons), null);
    }

    static Refused parameter(String field, String detail) {
        return because(400, "BAD_PARAMETER", detail, field);
    }

    static Refused body(String field, String detail) {
        return because(400, "BAD_BODY", detail, field);
    }

    static Refused notFound(String detail) {
        return because(404, "NOT_FOUND", detail);
    }
}
