package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.Person;

/// The gateway's authorizer over real HTTP, one refusal after the other.
class WhoMayCallTest {

    private static final String ROUTE = "/api/accounts";

    @TempDir
    Path page;

    private AServer server;

    @BeforeEach
    void start() {
        server = new AServer(page);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "trader", "viewer"})
    void whoSignedInReads(String group) {
        Person person = Person.inGroup(group).orElseThrow();

        assertThat(server.as(person).get(ROUTE).statusCode()).isEqualTo(200);
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(server.nobody().get("/api/health").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenNothingElseIsAnswered() {
        assertRefused(server.nobody().get(ROUTE));
        assertRefused(server.nobody().get("/api/nothing"));
        assertRefused(server.nobody().get("/api/health/"));
        assertRefused(server.nobody().post("/api/health", "{}"));
        assertRefused(server.nobody().post("/api/system/stop-trading", "{}"));
        assertThat(server.written).hasValue(0);
    }

    @Test
    void aTokenElsewhereThanInItsHeaderIsNone() {
        String token = server.token(claims -> claims);

        assertRefused(server.nobody().get(ROUTE + "?access_token=" + token));
        assertRefused(server.nobody().get(ROUTE, "cookie", "token=" + token));
        assertRefused(server.nobody().get(ROUTE, "authorization", "Basic " + token));
        assertRefused(server.nobody().get(ROUTE, "authorization", token));
        assertThat(server.nobody()
                        .get(ROUTE, "authorization", "bearer " + token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(with(new PlainJWT(server.claims().build()).serialize()));
    }

    @Test
    void aTokenSignedWithThePublicKeyAsAPasswordIsRefused() throws JOSEException {
        SignedJWT forged =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), server.claims().build());
        forged.sign(new MACSigner(server.api.issuer().publicKeys().toString()));

        assertRefused(with(forged.serialize()));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        assertRefused(with(server.token(Issuer.newKey(), claims -> claims)));
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsRefused() {
        String[] good = server.token(claims -> claims).split("\\.");
        String changed =
                new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8).replace("trader", "admin");

        assertRefused(with(good[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + good[2]));
    }

    @Test
    void aTokenEndsAfterAnHour() {
        Caller trader = server.as(Person.TRADER);
        server.passes(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(trader.get(ROUTE).statusCode()).isEqualTo(200);

        server.passes(Duration.ofSeconds(1));
        assertRefused(trader.get(ROUTE));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertRefused(with(server.token(claims -> claims.issuer("http://localhost:1"))));
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        assertRefused(with(server.token(claims -> claims.claim("client_id", "another"))));
        assertRefused(
                with(server.token(claims -> claims.claim("client_id", null).audience(Issuer.CLIENT))));
    }

    @Test
    void anIdTokenIsRefused() {
        assertRefused(with(server.token(claims -> claims.claim("token_use", "id"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "<script>", "null", "Bearer x"})
    void garbageIsRefused(String garbage) {
        assertRefused(with(garbage));
    }

    @Test
    void aHugeTokenIsRefused() {
        assertThat(with("x".repeat(12_000)).statusCode()).isEqualTo(401);
        assertThat(with("x".repeat(100_000)).statusCode()).isEqualTo(431);
    }

    @Test
    void whoIsInNoGroupIsKnownToTheHandlerWhichSaysNo() {
        assertThat(with(server.token(claims -> claims.claim("cognito:groups", List.of("guests"))))
                        .statusCode())
                .isNotEqualTo(401);
    }

    private HttpResponse<String> with(String token) {
        return new Caller(server.api.url(), token).get(ROUTE);
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
}
