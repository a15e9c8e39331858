package sauda.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/// Gives tokens as a Cognito user pool does.
public final class AnIssuer {

    public static final String NAME = "https://cognito-idp.ap-south-1.amazonaws.com/ap-south-1_Pool";
    public static final String CLIENT = "page";
    public static final Instant NOW = Instant.parse("2024-01-15T04:45:00Z");
    public static final Instant EXPIRES = NOW.plusSeconds(3600);

    private final RSAKey key;

    private AnIssuer(RSAKey key) {
        this.key = key;
    }

    /// @param key id of its key
    public static AnIssuer withKey(String key) {
        try {
            return new AnIssuer(new RSAKeyGenerator(2048).keyID(key).generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The same key by another id.
    AnIssuer calling(String id) {
        return new AnIssuer(new RSAKey.Builder(key).keyID(id).build());
    }

    RSAKey key() {
        return key;
    }

    public JWKSet keys() {
        return new JWKSet(key.toPublicJWK());
    }

    public Tokens tokens() {
        return Tokens.of(keys(), NAME, CLIENT, () -> NOW);
    }

    public String token(String... groups) {
        return token(claims -> claims.claim("cognito:groups", List.of(groups)));
    }

    /// A good token of Asha the trader, but for what is changed.
    String token(UnaryOperator<JWTClaimsSet.Builder> changed) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                changed.apply(good()).build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .subject("5f1c")
                .claim("username", "asha")
                .claim("client_id", CLIENT)
                .claim("token_use", "access")
                .claim("cognito:groups", List.of("trader"))
                .claim("scope", "openid")
                .issueTime(Date.from(NOW.minusSeconds(60)))
                .expirationTime(Date.from(EXPIRES));
    }
}
