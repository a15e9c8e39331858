package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.dashboard.Tokens;
import sauda.events.EventJson;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.Person;
import sauda.local.web.Asked;

/// The event as an HTTP API of API Gateway writes it.
class HttpEventTest {

    private static final byte[] NO_BODY = {};

    @Test
    void claimsAreTextAndAListIsWrittenInBrackets() {
        Issuer issuer = new Issuer("http://localhost:1", Issuer.newKey(), () -> AServer.START);
        Tokens tokens = Tokens.of(issuer.publicKeys(), "http://localhost:1", Issuer.CLIENT, () -> AServer.START);
        Map<String, String> claims = new JwtAuthorizer(tokens)
                .claims(asked("GET", Map.of("authorization", "Bearer " + issuer.accessToken(Person.OWNER))))
                .orElseThrow();

        assertThat(claims)
                .containsEntry("iss", "http://localhost:1")
                .containsEntry("sub", Person.OWNER.sub())
                .containsEntry("username", "owner")
                .containsEntry("client_id", Issuer.CLIENT)
                .containsEntry("token_use", "access")
                .containsEntry("cognito:groups", "[admin]")
                .containsEntry("scope", "openid")
                .containsEntry("iat", Long.toString(AServer.START.getEpochSecond()))
                .containsEntry("exp", Long.toString(AServer.START.getEpochSecond() + 3600))
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "username",
                        "client_id",
                        "token_use",
                        "cognito:groups",
                        "scope",
                        "iat",
                        "exp",
                        "jti");
        assertThat(authorizer(claims)).isEqualTo(Map.of("jwt", Map.of("claims", claims, "scopes", List.of("openid"))));
    }

    @Test
    void aPathIsDecodedAndKeepsItsPlusSigns() {
        assertThat(HttpEvent.decoded("/api/a%20b+c")).contains("/api/a b+c");
        assertThat(HttpEvent.decoded("/api/%zz")).isEmpty();
    }

    @Test
    void aBodyThatIsNoTextGoesAsBase64() {
        Map<String, Object> event = EventJson.object(
                HttpEvent.of(asked("POST", Map.of()), "/api", new byte[] {-1, 0}, "id", Optional.empty()));

        assertThat(event).containsEntry("body", "/wA=").containsEntry("isBase64Encoded", true);
    }

    @Test
    void aBodyThatIsTextGoesAsItIs() {
        Map<String, Object> event = EventJson.object(HttpEvent.of(
                asked("POST", Map.of()), "/api", "₹".getBytes(StandardCharsets.UTF_8), "id", Optional.empty()));

        assertThat(event).containsEntry("body", "₹").containsEntry("isBase64Encoded", false);
    }

    private static Object authorizer(Map<String, String> claims) {
        Map<String, Object> event =
                EventJson.object(HttpEvent.of(asked("GET", Map.of()), "/api", NO_BODY, "id", Optional.of(claims)));
        return ((Map<?, ?>) event.get("requestContext")).get("authorizer");
    }

    private static Asked asked(String method, Map<String, String> headers) {
        return new Asked(method, "/api", "", headers, most -> NO_BODY);
    }
}
