package sauda.local.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sauda.dashboard.Tokens;
import sauda.dashboard.Tokens.Answer;
import sauda.dashboard.Tokens.Why;
import sauda.local.web.Asked;

/// The gateway's JWT authorizer. Whether the caller has a role is the handler's to say.
final class JwtAuthorizer {

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;

    JwtAuthorizer(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @return the claims as the gateway hands them on, or empty for 401
    Optional<Map<String, String>> claims(Asked asked) {
        return asked.header("authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(this::isGood)
                .map(JwtAuthorizer::read);
    }

    private boolean isGood(String token) {
        return switch (tokens.check(token)) {
            case Answer.Known _ -> true;
            case Answer.Refused(Why why) -> why == Why.NO_ROLE;
        };
    }

    private static Map<String, String> read(String token) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            Map<String, String> texts = new TreeMap<>();
            claims.getClaims().forEach((name, value) -> texts.put(name, text(value)));
            return texts;
        } catch (ParseException impossible) {
            throw new IllegalStateException("a token that was checked cannot be read", impossible);
        }
    }

    /// All claims are text there: numbers in digits, times in seconds, a list as `[trader admin]`.
    private static String text(Object claim) {
        return switch (claim) {
            case Date time -> Long.toString(time.toInstant().getEpochSecond());
            case Collection<?> list ->
                list.stream().map(JwtAuthorizer::text).collect(Collectors.joining(" ", "[", "]"));
            default -> claim.toString();
        };
    }
}
