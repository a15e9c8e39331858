package sauda.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/// Gives tokens with the claims of Amazon Cognito's.
public final class Issuer {

    /// The page, as the issuer knows it.
    public static final String CLIENT = "sauda-page";

    public static final String SCOPE = "openid";

    static final Duration LIFE = Duration.ofHours(1);

    private static final int KEY_BITS = 2048;

    private final String url;
    private final RSAKey key;
    private final InstantSource clock;

    /// @param url   where it is, and what its tokens call it
    /// @param key   private; tokens end with the process when it is a new one
    /// @param clock the time of people, not of a simulated market
    public Issuer(String url, RSAKey key, InstantSource clock) {
        this.url = url;
        this.key = key;
        this.clock = clock;
    }

    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("no RSA in this JDK", impossible);
        }
    }

    public String url() {
        return url;
    }

    /// What checks its tokens.
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /// What a person shows to the API.
    public String accessToken(Person person) {
        return signed(claims(person)
                .claim("username", person.username())
                .claim("client_id", CLIENT)
                .claim("token_use", "access")
                .claim("scope", SCOPE)
                .build());
    }

    /// What tells the page who signed in; the API does not take it.
    String idToken(Person person, String nonce) {
        JWTClaimsSet.Builder claims = claims(person)
                .audience(CLIENT)
                .claim("cognito:username", person.username())
                .claim("token_use", "id");
        return signed((nonce.isEmpty() ? claims : claims.claim("nonce", nonce)).build());
    }

    private JWTClaimsSet.Builder claims(Person person) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new JWTClaimsSet.Builder()
                .issuer(url)
                .subject(person.sub())
                .claim("cognito:groups", List.of(person.group()))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)));
    }

    private String signed(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key that does not sign", impossible);
        }
        return token.serialize();
    }
}
