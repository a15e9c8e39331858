package sauda.dashboard;

import org.jspecify.annotations.Nullable;

/// Ends a request that cannot be answered. What it carries is meant for the caller.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private Refused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static Refused because(int status, String code, String detail) {
        return because(status, code, detail, null);
    }

    static Refused because(int status, String code, String detail, @Nullable String field) {
        return new Refused(Problem.of(status, code, detail, field));
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
