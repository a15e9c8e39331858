package sauda.local.openapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import sauda.local.issuer.Issuer;

/// Tokens that must open nothing. Each is wrong in one thing.
final class Forger {

    private static final int HOUR = 3600;

    private final String issuer;
    private final RSAKey key;
    private final RSAKey otherKey = Issuer.newKey();

    Forger(String issuer, RSAKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /// @param name what is wrong with it
    record Bad(String name, String token) {}

    List<Bad> tokens() {
        try {
            String good = signed(good().build(), key);
            return List.of(
                    new Bad("expired", signed(good().expirationTime(in(-1)).build(), key)),
                    new Bad("without an end", signed(good().expirationTime(null).build(), key)),
                    new Bad("unsigned", new PlainJWT(good().build()).serialize()),
                    new Bad("of another key", signed(good().build(), otherKey)),
                    new Bad(
                            "of another key by the issuer's name of it",
                            signed(
                                    good().build(),
                                    new RSAKey.Builder(otherKey)
                                            .keyID(key.getKeyID())
                                            .build())),
                    new Bad("signed with the public key as a password", withThePublicKey()),
                    new Bad(
                            "for another client",
                            signed(good().claim("client_id", "other").build(), key)),
                    new Bad(
                            "of another issuer",
                            signed(good().issuer("https://evil.example").build(), key)),
                    new Bad(
                            "an id token",
                            signed(good().claim("token_use", "id").build(), key)),
                    new Bad("with its signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
                    new Bad("with other claims", changed(good)),
                    new Bad("garbage", "x.y.z"),
                    new Bad("empty", ""),
                    new Bad("markup", "<script>alert(1)</script>"),
                    new Bad("long", "A".repeat(9_000)));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Signed well, by somebody who is in no group.
    String ofNobody() {
        try {
            return signed(
                    good().claim("cognito:groups", List.of("Admin", "everyone")).build(), key);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("forger")
                .claim("username", "forger")
                .claim("client_id", Issuer.CLIENT)
                .claim("token_use", "access")
                .claim("scope", Issuer.SCOPE)
                .claim("cognito:groups", List.of("admin"))
                .issueTime(in(-HOUR))
                .expirationTime(in(HOUR));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String withThePublicKey() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), good().build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String changed(String good) {
        String[] parts = good.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        byte[] others = claims.replace("forger", "owner0").getBytes(StandardCharsets.UTF_8);
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(others) + "." + parts[2];
    }
}
