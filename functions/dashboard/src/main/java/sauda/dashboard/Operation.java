package sauda.dashboard;

import java.util.Set;
import java.util.function.Function;

/// What answers one route.
///
/// @param query  names of the query parameters it takes; any other is refused
/// @param answer makes the record whose JSON is the answer, or throws [Refused]
record Operation(Set<String> query, Function<Request, Object> answer) {

    Operation {
        query = Set.copyOf(query);
    }
}
