package sauda.dashboard;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What answers one route.
///
/// @param query   the query parameters it takes; any other is refused
/// @param takes   the record that its body is read as, null when it takes none
/// @param answers the records that its answer is one of
/// @param answer  makes the record whose JSON is the answer, or throws [Refused]
record Operation(
        List<Parameter> query, @Nullable Class<?> takes, List<Class<?>> answers, Function<Request, Object> answer) {

    Operation {
        query = List.copyOf(query);
        answers = List.copyOf(answers);
    }

    /// One that only reads.
    static Operation reads(Class<?> answers, Function<Request, Object> answer, Parameter... query) {
        return new Operation(List.of(query), null, List.of(answers), answer);
    }

    /// One that does what its body says.
    static Operation does(Class<?> takes, Class<?> answers, Function<Request, Object> answer) {
        return new Operation(List.of(), takes, List.of(answers), answer);
    }

    boolean takes(String parameter) {
        return query.stream().anyMatch(one -> one.name().equals(parameter));
    }
}
