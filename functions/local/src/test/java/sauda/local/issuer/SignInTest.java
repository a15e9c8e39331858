package sauda.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson;
import sauda.local.http.AServer;
import sauda.local.http.Caller;
import sauda.local.web.Params;

/// Authorization code with PKCE, as a page does it.
class SignInTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    /// Of RFC 7636, appendix B.
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

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
    @CsvSource({"admin, owner", "trader, trader", "viewer, viewer"})
    void aCodeBecomesATokenThatTheApiTakes(String group, String username) throws ParseException, JOSEException {
        HttpResponse<String> response = token(code(group), VERIFIER);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        Map<String, Object> answer = EventJson.object(response.body());
        assertThat(answer)
                .containsOnlyKeys("access_token", "id_token", "token_type", "expires_in")
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 3600);
        String token = (String) answer.get("access_token");
        SignedJWT signed = SignedJWT.parse(token);
        assertThat(signed.verify(new RSASSAVerifier(JWKSet.parse(
                                server.nobody().get("/.well-known/jwks.json").body())
                        .getKeyByKeyId(signed.getHeader().getKeyID())
                        .toRSAKey())))
                .isTrue();
        JWTClaimsSet claims = signed.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(server.api.url());
        assertThat(claims.getClaim("username")).isEqualTo(username);
        assertThat(claims.getClaim("cognito:groups")).isEqualTo(List.of(group));
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(AServer.START.plusSeconds(3600));
        assertThat(new Caller(server.api.url(), token).get("/api/accounts").statusCode())
                .isEqualTo(200);
        assertThat(new Caller(server.api.url(), (String) answer.get("id_token"))
                        .get("/api/accounts")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void withoutAHintThereAreThreeButtons() {
        HttpResponse<String> response = authorize(Map.of("state", "\"><script>alert(1)</script>"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("id=\"admin\"", "id=\"trader\"", "id=\"viewer\"", "login_hint=viewer")
                .doesNotContain("<script>");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void theStateComesBack() {
        HttpResponse<String> response = authorize(Map.of("login_hint", "viewer", "state", "a b&c=d"));

        assertThat(query(response)).containsEntry("state", "a b&c=d").containsKey("code");
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = code("trader");

        assertThat(token(code, VERIFIER).statusCode()).isEqualTo(200);
        assertRefused(token(code, VERIFIER), "invalid_grant");
    }

    @Test
    void aCodeIsGoodForAMinute() {
        String early = code("trader");
        String late = code("trader");
        server.passes(Duration.ofSeconds(59));
        assertThat(token(early, VERIFIER).statusCode()).isEqualTo(200);

        server.passes(Duration.ofSeconds(1));
        assertRefused(token(late, VERIFIER), "invalid_grant");
    }

    @Test
    void aCodeIsOverOnceItWasShownWithAnotherVerifier() {
        String code = code("trader");

        assertRefused(token(code, "x".repeat(43)), "invalid_grant");
        assertRefused(token(code, VERIFIER), "invalid_grant");
    }

    @Test
    void aCodeIsForTheAddressThatAskedForIt() {
        assertRefused(token(code("trader"), VERIFIER, Map.of("redirect_uri", home() + "other")), "invalid_grant");
    }

    @Test
    void aTokenIsGivenForACodeOnly() {
        assertRefused(token("x", VERIFIER), "invalid_grant");
        assertRefused(token(code("trader"), ""), "invalid_request");
        assertRefused(token(code("trader"), "x".repeat(129)), "invalid_request");
        assertRefused(token(code("trader"), VERIFIER, Map.of("client_id", "other")), "invalid_client");
        assertRefused(token(code("trader"), VERIFIER, Map.of("grant_type", "password")), "unsupported_grant_type");
        assertThat(server.nobody().get("/oauth2/token").statusCode()).isEqualTo(405);
        assertThat(server.nobody().post("/oauth2/token", "x".repeat(100_000)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/",
                "https://localhost/",
                "http://localhost:1/",
                "//evil.example",
                "javascript:1",
                "http://user@localhost/",
                "",
                "not an address",
                "/relative"
            })
    void nobodyIsSentToAnotherOrigin(String address) {
        HttpResponse<String> in = authorize(Map.of("redirect_uri", address, "login_hint", "admin"));
        HttpResponse<String> out = server.nobody()
                .get("/logout?" + Params.written(Map.of("client_id", Issuer.CLIENT, "logout_uri", address)));

        assertThat(in.statusCode()).isEqualTo(400);
        assertThat(in.headers().firstValue("location")).isEmpty();
        assertThat(out.statusCode()).isEqualTo(400);
        assertThat(out.headers().firstValue("location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "code_challenge_method, plain, invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge, '', invalid_request",
        "scope, everything, invalid_scope",
    })
    void aPageThatAsksWronglyIsToldSo(String name, String value, String error) {
        HttpResponse<String> response = authorize(Map.of(name, value, "login_hint", "admin"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(query(response)).isEqualTo(Map.of("error", error));
    }

    @Test
    void anUnknownClientIsToldNothing() {
        HttpResponse<String> response = authorize(Map.of("client_id", "another", "login_hint", "admin"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("location")).isEmpty();
    }

    @Test
    void whoSignsOutIsSentBack() {
        HttpResponse<String> response = server.nobody()
                .get("/logout?" + Params.written(Map.of("client_id", Issuer.CLIENT, "logout_uri", home())));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).contains(home());
    }

    @Test
    void theIssuerSaysWhereItsPartsAre() {
        String url = server.api.url();

        assertThat(EventJson.object(
                        server.nobody().get("/.well-known/openid-configuration").body()))
                .containsEntry("issuer", url)
                .containsEntry("authorization_endpoint", url + "/oauth2/authorize")
                .containsEntry("token_endpoint", url + "/oauth2/token")
                .containsEntry("jwks_uri", url + "/.well-known/jwks.json")
                .containsEntry("code_challenge_methods_supported", List.of("S256"));
        assertThat(server.nobody().get("/.well-known/jwks.json").body()).doesNotContain("\"d\"");
    }

    private String home() {
        return server.api.url() + "/";
    }

    private HttpResponse<String> authorize(Map<String, String> other) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", Issuer.CLIENT);
        query.put("redirect_uri", home());
        query.put("scope", "openid");
        query.put("code_challenge", CHALLENGE);
        query.put("code_challenge_method", "S256");
        query.putAll(other);
        return server.nobody().get("/oauth2/authorize?" + Params.written(query));
    }

    private String code(String group) {
        HttpResponse<String> response = authorize(Map.of("login_hint", group));
        assertThat(response.statusCode()).isEqualTo(302);
        return query(response).get("code");
    }

    private static Map<String, String> query(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("location").orElseThrow();
        return new HashMap<>(Params.of(URI.create(location).getRawQuery(), (one, other) -> one + other));
    }

    private HttpResponse<String> token(String code, String verifier) {
        return token(code, verifier, Map.of());
    }

    private HttpResponse<String> token(String code, String verifier, Map<String, String> other) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", Issuer.CLIENT);
        form.put("redirect_uri", home());
        form.put("code", code);
        form.put("code_verifier", verifier);
        form.putAll(other);
        return server.nobody()
                .post("/oauth2/token", Params.written(form), "content-type", "application/x-www-form-urlencoded");
    }

    private static void assertRefused(HttpResponse<String> response, String error) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EventJson.object(response.body())).isEqualTo(Map.of("error", error));
    }
}
