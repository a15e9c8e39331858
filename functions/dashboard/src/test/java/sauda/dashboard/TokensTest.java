package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.dashboard.Tokens.Answer;
import sauda.dashboard.Tokens.Why;

class TokensTest {

    private static final AnIssuer ISSUER = AnIssuer.withKey("first");
    private static final AnIssuer OTHER = AnIssuer.withKey("second");

    private final Tokens tokens = ISSUER.tokens();

    @Test
    void aGoodTokenTellsWhoAsks() {
        assertThat(tokens.check(ISSUER.token("trader")))
                .isEqualTo(new Answer.Known(new Principal("5f1c", "asha", Role.TRADER, AnIssuer.EXPIRES)));
    }

    @Test
    void theHighestKnownGroupIsTheRole() {
        assertThat(role(ISSUER.token("viewer", "admin", "trader"))).isEqualTo(Role.ADMIN);
        assertThat(role(ISSUER.token("staff", "viewer"))).isEqualTo(Role.VIEWER);
    }

    @Test
    void aTokenWithoutAKnownGroupIsRefused() {
        assertThat(tokens.check(ISSUER.token())).isEqualTo(refused(Why.NO_ROLE));
        assertThat(tokens.check(ISSUER.token("Admin", "admins", "viewer trader")))
                .isEqualTo(refused(Why.NO_ROLE));
        assertThat(tokens.check(ISSUER.token(claims -> claims.claim("cognito:groups", null))))
                .isEqualTo(refused(Why.NO_ROLE));
        assertThat(tokens.check(ISSUER.token(claims -> claims.claim("cognito:groups", List.of(1, true)))))
                .isEqualTo(refused(Why.NO_ROLE));
    }

    @Test
    void aTokenEndsAtItsSecond() {
        assertThat(tokens.check(ISSUER.token(claims -> claims.expirationTime(Date.from(AnIssuer.NOW.plusSeconds(1))))))
                .isInstanceOf(Answer.Known.class);
        assertThat(tokens.check(ISSUER.token(claims -> claims.expirationTime(Date.from(AnIssuer.NOW)))))
                .isEqualTo(refused(Why.EXPIRED));
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        assertThat(tokens.check(ISSUER.token(claims -> claims.expirationTime(null))))
                .isEqualTo(refused(Why.EXPIRED));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String plain = new PlainJWT(AnIssuer.good().build()).serialize();

        assertThat(tokens.check(plain)).isEqualTo(refused(Why.NOT_A_TOKEN));
        assertThat(tokens.check(plain + "AAAA")).isEqualTo(refused(Why.NOT_A_TOKEN));
    }

    @Test
    void aTokenWhoseSignatureIsCutOffIsRefused() {
        String good = ISSUER.token("admin");

        assertThat(tokens.check(good.substring(0, good.lastIndexOf('.') + 1)))
                .isIn(refused(Why.NOT_A_TOKEN), refused(Why.WRONG_SIGNATURE));
    }

    @Test
    void aTokenSignedWithThePublicKeyAsAPasswordIsRefused() throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                AnIssuer.good().build());
        forged.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));

        assertThat(tokens.check(forged.serialize())).isEqualTo(refused(Why.NOT_A_TOKEN));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        assertThat(tokens.check(OTHER.token("trader"))).isEqualTo(refused(Why.WRONG_SIGNATURE));
        assertThat(tokens.check(AnIssuer.withKey("first").token("trader"))).isEqualTo(refused(Why.WRONG_SIGNATURE));
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsRefused() {
        String[] good = ISSUER.token("viewer").split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("viewer", "admin").getBytes(StandardCharsets.UTF_8));

        assertThat(tokens.check(good[0] + "." + changed + "." + good[2])).isEqualTo(refused(Why.WRONG_SIGNATURE));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertThat(tokens.check(ISSUER.token(claims -> claims.issuer(AnIssuer.NAME + "2"))))
                .isEqualTo(refused(Why.WRONG_ISSUER));
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        assertThat(tokens.check(ISSUER.token(claims -> claims.claim("client_id", "other"))))
                .isEqualTo(refused(Why.WRONG_CLIENT));
        assertThat(tokens.check(
                        ISSUER.token(claims -> claims.claim("client_id", null).audience(AnIssuer.CLIENT))))
                .isEqualTo(refused(Why.WRONG_CLIENT));
    }

    @Test
    void anIdTokenIsRefused() {
        assertThat(tokens.check(ISSUER.token(claims -> claims.claim("token_use", "id"))))
                .isEqualTo(refused(Why.NOT_FOR_ACCESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "....",
                "a.b.c",
                "Bearer x",
                "<script>",
                "e30.e30.e30",
                "\u0000",
                "{}",
                "eyJhbGciOiJSUzI1NiJ9..",
                "eyJhbGciOiJub25lIn0.e30."
            })
    void garbageIsRefused(String garbage) {
        assertThat(tokens.check(garbage)).isEqualTo(refused(Why.NOT_A_TOKEN));
    }

    @Test
    void aHundredKilobytesOfGarbageAreNotLookedAt() {
        assertThat(tokens.check("x".repeat(100_000))).isEqualTo(refused(Why.NOT_A_TOKEN));
        assertThat(tokens.check(ISSUER.token(claims -> claims.claim("scope", "x".repeat(100_000)))))
                .isEqualTo(refused(Why.NOT_A_TOKEN));
    }

    @Test
    void publishedKeysAreReadOnceAndAnUnknownKeyDoesNotMakeUsAskForEver() throws IOException {
        try (Published keys = new Published(ISSUER.keys().toString())) {
            Tokens published = keys.tokens();

            for (int i = 0; i < 5; i++) {
                assertThat(published.check(ISSUER.token("viewer"))).isInstanceOf(Answer.Known.class);
            }
            assertThat(keys.asked()).isEqualTo(1);
            for (int i = 0; i < 20; i++) {
                assertThat(published.check(OTHER.calling("unknown" + i).token("admin")))
                        .isEqualTo(refused(Why.WRONG_SIGNATURE));
            }
            assertThat(keys.asked()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aKeyThatTheIssuerTookSinceIsAskedFor() throws IOException {
        try (Published keys = new Published(ISSUER.keys().toString())) {
            Tokens published = keys.tokens();
            assertThat(published.check(ISSUER.token("viewer"))).isInstanceOf(Answer.Known.class);

            keys.now(OTHER.keys().toString());

            assertThat(published.check(OTHER.token("viewer"))).isInstanceOf(Answer.Known.class);
            assertThat(published.check(ISSUER.token("viewer"))).isEqualTo(refused(Why.WRONG_SIGNATURE));
        }
    }

    @Test
    void withoutAnyKeysNobodySaysThatATokenIsBad() throws IOException {
        try (Published keys = new Published("no keys")) {
            Tokens published = keys.tokens();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> published.check(ISSUER.token("viewer")))
                        .isInstanceOf(Tokens.KeysUnavailable.class);
            }
        }
    }

    private Role role(String token) {
        return ((Answer.Known) tokens.check(token)).principal().role();
    }

    private static Answer refused(Why why) {
        return new Answer.Refused(why);
    }

    /// The issuer's page of keys.
    private static final class Published implements AutoCloseable {

        private final HttpServer server;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicReference<String> keys;

        Published(String first) throws IOException {
            keys = new AtomicReference<>(first);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/jwks.json", exchange -> {
                asked.incrementAndGet();
                byte[] bytes = keys.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        Tokens tokens() throws IOException {
            URI at = URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks.json");
            return Tokens.of(at.toURL(), AnIssuer.NAME, AnIssuer.CLIENT, () -> AnIssuer.NOW);
        }

        void now(String other) {
            keys.set(other);
        }

        int asked() {
            return asked.get();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
