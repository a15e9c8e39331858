package sauda.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.dashboard.Tokens;
import sauda.dashboard.push.SocketAuthorizer;
import sauda.events.EventJson;

/// What API Gateway asks and reads.
class SocketAuthorizerWireTest {

    private static final String ASKED = """
            {"type": "REQUEST", "methodArn": "arn:aws:execute-api:ap-south-1:123456789012:abc123/live/$connect",
            "headers": {"Host": "abc123.execute-api.ap-south-1.amazonaws.com", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": "sauda.v1, e30.e30.e30"},
            "multiValueHeaders": {"Sec-WebSocket-Protocol": ["sauda.v1, e30.e30.e30"]},
            "queryStringParameters": {}, "stageVariables": {},
            "requestContext": {"routeKey": "$connect", "eventType": "CONNECT", "stage": "live",
            "connectedAt": 1705290000000, "requestTimeEpoch": 1705290000001, "connectionId": "L0SM9cOFvHcCIhw=",
            "identity": {"sourceIp": "192.0.2.1"}, "requestId": "Yb1CxGVrBcwFzrA=", "apiId": "abc123"}}""";

    @Test
    void aPageWithoutAGoodTokenIsDeniedInTheWordsOfIam() {
        SocketAuthorizer authorizer =
                new SocketAuthorizer(Tokens.of(new JWKSet(), "https://issuer", "page", InstantSource.system()));
        APIGatewayCustomAuthorizerEvent asked = LambdaEventSerializers.serializerFor(
                        APIGatewayCustomAuthorizerEvent.class, getClass().getClassLoader())
                .fromJson(ASKED);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        JacksonFactory.getInstance()
                .getSerializer(IamPolicyResponse.class)
                .toJson(authorizer.handleRequest(asked, null), answer);

        assertThat(EventJson.object(answer.toString(StandardCharsets.UTF_8)))
                .isEqualTo(
                        Map.of(
                                "principalId",
                                "nobody",
                                "context",
                                Map.of(),
                                "policyDocument",
                                Map.of(
                                        "Version",
                                        "2012-10-17",
                                        "Statement",
                                        List.of(
                                                Map.of(
                                                        "Action",
                                                        "execute-api:Invoke",
                                                        "Effect",
                                                        "Deny",
                                                        "Resource",
                                                        List.of(
                                                                "arn:aws:execute-api:ap-south-1:123456789012:abc123/live/$connect"))))));
    }
}
