package sauda.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks access tokens where no gateway does: on the WebSocket, and on a laptop.
///
/// A token counts when it is signed with RS256 by a key of the issuer, names this issuer and
/// this client, is an access token, has not ended, and has a group that is a role.
public final class Tokens {

    /// Longest token that is looked at, in characters; Cognito's have about 1,200.
    static final int MOST = 8 * 1024;

    private static final Duration KEYS_KEPT = Duration.ofHours(1);
    /// How long the keys last read serve when the issuer does not answer.
    private static final Duration KEYS_OUTLIVE = Duration.ofHours(12);
    /// An unknown key is asked for, though not more often, however many tokens name one.
    private static final Duration BETWEEN_ASKING = Duration.ofSeconds(30);
    private static final Duration ASKING = Duration.ofSeconds(3);
    private static final int MOST_KEYS = 64 * 1024;

    private final String issuer;
    private final String client;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
    private volatile boolean keysAreHad;

    private Tokens(JWKSource<SecurityContext> keys, String issuer, String client, InstantSource clock) {
        this.issuer = issuer;
        this.client = client;
        this.clock = clock;
        signatures.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // claims are checked here, by our clock
        signatures.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /// What the environment tells: `SAUDA_ISSUER`, whose keys are at `/.well-known/jwks.json`
    /// below it, and `SAUDA_CLIENT_ID`.
    ///
    /// @throws IllegalStateException naming every variable that is missing or wrong
    public static Tokens from(Map<String, String> variables) {
        List<String> missing = Stream.of("SAUDA_ISSUER", "SAUDA_CLIENT_ID")
                .filter(name -> variables.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("environment variables are missing: " + String.join(", ", missing));
        }
        String issuer = variables.getOrDefault("SAUDA_ISSUER", "");
        try {
            URL keys = URI.create(issuer + "/.well-known/jwks.json").toURL();
            return of(keys, issuer, variables.getOrDefault("SAUDA_CLIENT_ID", ""), InstantSource.system());
        } catch (IllegalArgumentException | MalformedURLException bad) {
            throw new IllegalStateException("SAUDA_ISSUER is no address: " + issuer, bad);
        }
    }

    /// Keys from where the issuer publishes them; they are kept, and asked for again when a token
    /// names one that is not among them.
    public static Tokens of(URL keys, String issuer, String client, InstantSource clock) {
        int patience = Math.toIntExact(ASKING.toMillis());
        return new Tokens(
                JWKSourceBuilder.create(keys, new DefaultResourceRetriever(patience, patience, MOST_KEYS))
                        .cache(KEYS_KEPT.toMillis(), ASKING.multipliedBy(2).toMillis())
                        .refreshAheadCache(false)
                        .rateLimited(BETWEEN_ASKING.toMillis())
                        .retrying(true)
                        .outageTolerant(KEYS_OUTLIVE.toMillis())
                        .build(),
                issuer,
                client,
                clock);
    }

    /// Keys that are given.
    public static Tokens of(JWKSet keys, String issuer, String client, InstantSource clock) {
        return new Tokens(new ImmutableJWKSet<>(keys), issuer, client, clock);
    }

    /// What a token is worth.
    public sealed interface Answer {

        record Known(Principal principal) implements Answer {}

        record Refused(Why why) implements Answer {}
    }

    /// Why a token is refused.
    public enum Why {
        /// Not a token signed as ours are, whatever else it is.
        NOT_A_TOKEN("this is not an access token"),
        /// By no key of the issuer, or not these claims.
        WRONG_SIGNATURE("the issuer did not sign this token"),
        WRONG_ISSUER("the token is another issuer's"),
        WRONG_CLIENT("the token was given to another client"),
        NOT_FOR_ACCESS("the token is not an access token"),
        EXPIRED("the token has ended"),
        NO_ROLE("the user is in no group that may use this");

        private final String says;

        Why(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /// The issuer's keys cannot be had; the token may be good.
    public static final class KeysUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeysUnavailable(Throwable cause) {
            super("the issuer's keys cannot be had", cause);
        }
    }

    /// @throws KeysUnavailable when the issuer does not tell its keys
    public Answer check(String token) {
        SignedJWT signed = parsed(token);
        if (signed == null || !JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())) {
            return new Answer.Refused(Why.NOT_A_TOKEN);
        }
        try {
            JWTClaimsSet claims = signatures.process(signed, null);
            keysAreHad = true;
            return known(claims);
        } catch (RateLimitReachedException tooEarly) {
            // to ask for a key that those at hand are not
            return refusedUnlessWithoutKeys(tooEarly);
        } catch (KeySourceException down) {
            throw new KeysUnavailable(down);
        } catch (BadJOSEException | JOSEException bad) {
            keysAreHad = true;
            return new Answer.Refused(Why.WRONG_SIGNATURE);
        }
    }

    private Answer refusedUnlessWithoutKeys(RateLimitReachedException tooEarly) {
        if (!keysAreHad) {
            throw new KeysUnavailable(tooEarly);
        }
        return new Answer.Refused(Why.WRONG_SIGNATURE);
    }

    private static @Nullable SignedJWT parsed(String token) {
        if (token.length() > MOST) {
            return null;
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            // claims that are no JSON
            return signed.getJWTClaimsSet() == null ? null : signed;
        } catch (ParseException | RuntimeException garbage) {
            return null;
        }
    }

    private Answer known(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer())) {
            return new Answer.Refused(Why.WRONG_ISSUER);
        }
        if (!client.equals(claims.getClaim("client_id"))) {
            return new Answer.Refused(Why.WRONG_CLIENT);
        }
        if (!"access".equals(claims.getClaim("token_use"))) {
            return new Answer.Refused(Why.NOT_FOR_ACCESS);
        }
        if (claims.getExpirationTime() == null
                || !now.isBefore(claims.getExpirationTime().toInstant())) {
            return new Answer.Refused(Why.EXPIRED);
        }
        return Principal.of(claims.getClaims()).<Answer>map(Answer.Known::new).orElse(new Answer.Refused(Why.NO_ROLE));
    }
}
