package sauda.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who asks, as an access token has it.
///
/// @param sub     id that the user pool gave, the same for ever
/// @param name    what the user is called there
/// @param expires when the token ends
public record Principal(String sub, String name, Role role, Instant expires) {

    private static final Pattern QUOTED = Pattern.compile("\\[\"[^\"\\[\\]]+\"(, ?\"[^\"\\[\\]]+\")*]");

    /// Longest id or name; longer ones are no user's.
    private static final int MOST = 256;

    /// Claims of a token whose signature, issuer, client and time were checked, by this product
    /// or by the gateway. In a token groups are a list and the end is a date or a number; the
    /// gateway hands all claims on as text, a list as `[trader admin]` or `["trader"]`, and one
    /// group alone perhaps as `trader`.
    ///
    /// @return empty when the claims name no user, no end, or no group that is a role
    public static Optional<Principal> of(Map<String, ?> claims) {
        Optional<String> sub = text(claims.get("sub"));
        Optional<Instant> expires = instant(claims.get("exp"));
        Optional<Role> role = Role.highest(groups(claims.get("cognito:groups")));
        if (sub.isEmpty() || expires.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        String name = text(claims.get("username")).orElse(sub.get());
        return Optional.of(new Principal(sub.get(), name, role.get(), expires.get()));
    }

    /// How it is written down what this person did.
    String signature() {
        return name.equals(sub) ? sub : name + " (" + sub + ")";
    }

    private static Optional<String> text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() && text.length() <= MOST
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<Instant> instant(@Nullable Object claim) {
        try {
            return switch (claim) {
                case Date date -> Optional.of(date.toInstant());
                case Number seconds -> Optional.of(Instant.ofEpochSecond(seconds.longValue()));
                case String seconds -> Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
                case null, default -> Optional.empty();
            };
        } catch (NumberFormatException | DateTimeException bad) {
            return Optional.empty();
        }
    }

    private static List<String> groups(@Nullable Object claim) {
        return switch (claim) {
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case String text
            when QUOTED.matcher(text).matches() ->
                Arrays.asList(text.substring(2, text.length() - 2).split("\", ?\""));
            case String text
            when text.startsWith("[") && text.endsWith("]") ->
                Arrays.asList(text.substring(1, text.length() - 1).split(" +"));
            case String text -> List.of(text);
            case null, default -> List.of();
        };
    }
}
