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
/// @param status  of the answer
/// @param keyed   whether it needs a key of the caller's, see [Once]; what has a body takes one
/// @param urgent  whether it stops something: then it is counted by itself, goes on when the ledger
///                does not answer, and waits for nobody
record Operation(
        List<Parameter> query,
        @Nullable Class<?> takes,
        List<Class<?>> answers,
        Function<Request, Object> answer,
        int status,
        boolean keyed,
        boolean urgent) {

    Operation {
        query = List.copyOf(query);
        answers = List.copyOf(answers);
    }

    Operation(
            List<Parameter> query, @Nullable Class<?> takes, List<Class<?>> answers, Function<Request, Object> answer) {
        this(query, takes, answers, answer, 200, false, false);
    }

    /// One that only reads.
    static Operation reads(Class<?> answers, Function<Request, Object> answer, Parameter... query) {
        return new Operation(List.of(query), null, List.of(answers), answer);
    }

    /// One that does what its body says.
    static Operation does(Class<?> takes, Class<?> answers, Function<Request, Object> answer) {
        return new Operation(List.of(), takes, List.of(answers), answer);
    }

    /// One that stops what is going on.
    static Operation stops(Class<?> takes, Class<?> answers, Function<Request, Object> answer) {
        return new Operation(List.of(), takes, List.of(answers), answer, 200, false, true);
    }

    /// One that takes on what its body says, and is done with it later.
    static Operation accepts(Class<?> takes, Class<?> answers, Function<Request, Object> answer) {
        return new Operation(List.of(), takes, List.of(answers), answer, 202, true, false);
    }

    boolean takes(String parameter) {
        return query.stream().anyMatch(one -> one.name().equals(parameter));
    }
}
