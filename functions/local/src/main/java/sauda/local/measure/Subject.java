package sauda.local.measure;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// A function whose start is measured: what it needs to find, what it is asked, and how its
/// answer is known to be a real one.
///
/// @param function of the routes, by name
/// @param variables of its own, such as its stock
/// @param event     made in a fresh scene, which it fills with what comes before
/// @param answered  whether the answer, and what is in the ledger then, is what was asked for
record Subject(
        String function,
        Map<String, String> variables,
        Function<Scene, String> event,
        BiPredicate<Scene, String> answered) {}
