package sauda.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.dashboard.AnIssuer;
import sauda.dashboard.Tokens;

class SocketAuthorizerTest {

    private static final String METHOD = "arn:aws:execute-api:ap-south-1:123456789012:abc123/live/$connect";
    private static final AnIssuer ISSUER = AnIssuer.withKey("first");

    private final SocketAuthorizer authorizer = new SocketAuthorizer(ISSUER.tokens());

    @Test
    void aGoodTokenLetsAPageConnectAndSaysWhoItIs() {
        IamPolicyResponse answer = asked("Sec-WebSocket-Protocol", "sauda.v1, " + ISSUER.token("viewer", "trader"));

        assertThat(policy(answer)).isEqualTo("5f1c Allow execute-api:Invoke " + METHOD);
        assertThat(answer.getContext())
                .isEqualTo(Map.of("sub", "5f1c", "name", "asha", "role", "trader", "expires", "2024-01-15T05:45:00Z"));
    }

    @Test
    void theHeadersNameMayBeWrittenInAnyWay() {
        assertThat(policy(asked("sec-websocket-protocol", "sauda.v1," + ISSUER.token("viewer"))))
                .startsWith("5f1c Allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sauda.v1",
                "sauda.v1,",
                "sauda.v1, x",
                "TOKEN",
                ", TOKEN",
                "TOKEN, sauda.v1",
                "sauda.v2, TOKEN",
                "sauda.v1, TOKEN, other",
                "sauda.v1, Bearer TOKEN",
                "sauda.v1; TOKEN",
                "sauda.v1, TOKENx"
            })
    void anythingElseIsDenied(String header) {
        IamPolicyResponse answer = asked("Sec-WebSocket-Protocol", header.replace("TOKEN", ISSUER.token("admin")));

        assertThat(policy(answer)).isEqualTo("nobody Deny execute-api:Invoke " + METHOD);
        assertThat(answer.getContext()).isEmpty();
    }

    @Test
    void aTokenOfNobodyHereIsDenied() {
        assertThat(policy(asked("Sec-WebSocket-Protocol", "sauda.v1, " + ISSUER.token("staff"))))
                .startsWith("nobody Deny");
        assertThat(policy(asked(
                        "Sec-WebSocket-Protocol",
                        "sauda.v1, " + AnIssuer.withKey("first").token("admin"))))
                .startsWith("nobody Deny");
    }

    @Test
    void withoutHeadersNobodyConnects() {
        APIGatewayCustomAuthorizerEvent event = new APIGatewayCustomAuthorizerEvent();
        event.setMethodArn(METHOD);

        assertThat(policy(authorizer.handleRequest(event, null))).startsWith("nobody Deny");
    }

    @Test
    void withoutTheIssuersKeysNobodySaysWhetherATokenIsGood() throws IOException {
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://localhost:" + silent.getAddress().getPort();
        Tokens tokens = Tokens.of(
                URI.create(issuer + "/jwks.json").toURL(), AnIssuer.NAME, AnIssuer.CLIENT, () -> AnIssuer.NOW);
        silent.stop(0);
        APIGatewayCustomAuthorizerEvent event = event("Sec-WebSocket-Protocol", "sauda.v1, " + ISSUER.token("viewer"));

        assertThatThrownBy(() -> new SocketAuthorizer(tokens).handleRequest(event, null))
                .isInstanceOf(Tokens.KeysUnavailable.class);
    }

    private IamPolicyResponse asked(String header, String value) {
        return authorizer.handleRequest(event(header, value), null);
    }

    private static APIGatewayCustomAuthorizerEvent event(String header, String value) {
        APIGatewayCustomAuthorizerEvent event = new APIGatewayCustomAuthorizerEvent();
        event.setMethodArn(METHOD);
        event.setHeaders(Map.of("Host", "abc123", header, value));
        return event;
    }

    private static String policy(IamPolicyResponse answer) {
        Map<?, ?>[] statements = (Map<?, ?>[]) answer.getPolicyDocument().get("Statement");
        assertThat(statements).hasSize(1);
        Object resource = statements[0].get("Resource");
        return answer.getPrincipalId() + " " + statements[0].get("Effect") + " " + statements[0].get("Action") + " "
                + (resource instanceof String[] all ? String.join(" ", Arrays.asList(all)) : resource);
    }
}
