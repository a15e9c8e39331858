package sauda.infra;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What was said by `-c key=value`, or in the context of `cdk.json`.
///
/// @param said null for a key that is not there
record Context(UnaryOperator<@Nullable String> said) {

    /// Nothing was said.
    static final Context EMPTY = new Context(key -> null);

    Optional<String> text(String key) {
        return Optional.ofNullable(said.apply(key));
    }

    /// Whether the first of two words was said.
    ///
    /// @throws IllegalArgumentException when it was neither
    boolean either(String key, String first, String second, String ifAbsent) {
        String word = text(key).orElse(ifAbsent);
        if (!word.equals(first) && !word.equals(second)) {
            throw new IllegalArgumentException(key + " is " + first + " or " + second + " but is '" + word + "'");
        }
        return word.equals(first);
    }
}
