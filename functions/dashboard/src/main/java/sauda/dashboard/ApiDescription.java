package sauda.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.events.Routes;

/// The HTTP API as plain data: what each route takes and answers. The API's page is made from
/// it, and so are the tests that hold the API to its page.
public final class ApiDescription {

    private ApiDescription() {}

    /// What one route takes and answers.
    ///
    /// @param query   the query parameters that it takes; any other is refused
    /// @param takes   the record that its body is read as, null when it takes none
    /// @param answers the records that its answer is one of
    /// @param status  of the answer
    /// @param keyed   whether it needs a key of the caller's; what has a body takes one
    public record Call(
            Routes.Http route,
            List<Parameter> query,
            @Nullable Class<?> takes,
            List<Class<?>> answers,
            int status,
            boolean keyed) {

        /// Whether the answer has a tag and may be kept for a while, see [Fresh].
        public boolean isKept() {
            return route.path().startsWith("/api/market-data/");
        }
    }
    /// The header that carries a caller's key.
    public static final String KEY_HEADER = Once.HEADER;

    /// What a key looks like.
    public static final String KEY_FORM = Once.KEY.pattern();

    /// The calls of the API in the order of the routes.
    ///
    /// @param wired any parts: nothing is asked of them
    public static List<Call> of(DashboardWiring wired) {
        Map<String, Operation> operations = wired.operations();
        return Routes.HTTP.stream()
                .map(route -> {
                    Operation operation = Optional.ofNullable(operations.get(route.operation()))
                            .orElseThrow();
                    return new Call(
                            route,
                            operation.query(),
                            operation.takes(),
                            operation.answers(),
                            operation.status(),
                            operation.keyed());
                })
                .toList();
    }

    /// The record of every answer that is an error.
    public static Class<?> problem() {
        return Problem.class;
    }
}
