package sauda.local.measure;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// One thing to start: a subject as it is deployed, or what it is held against.
///
/// @param name     as it stands in the table
/// @param memoryMb what the deployment gives it
record Candidate(
        String name,
        Deployed deployed,
        String handler,
        int memoryMb,
        Map<String, String> variables,
        Function<Scene, String> event,
        BiPredicate<Scene, String> answered) {}
