package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.events.Routes;
import sauda.infra.Synthesised.Resource;

class SocketsTest {

    private final Synthesised template = Synthesised.DEFAULT;
    private final Resource api = template.api("WEBSOCKET");

    @Test
    void everyRouteIsThereAndLeadsToItsFunction() {
        assertThat(template.routesOf("WEBSOCKET"))
                .extracting(route -> route.text("RouteKey") + " " + functionBehind(route))
                .containsExactlyInAnyOrderElementsOf(Routes.SOCKET.stream()
                        .map(route -> route.route() + " " + route.function())
                        .toList());
    }

    @Test
    void theApiMayCallTheFunctionOfEachRouteAndTheAuthorizer() {
        assertThat(template.all("AWS::Lambda::Permission"))
                .filteredOn(permission -> permission.get("SourceArn").toString().contains(api.id()))
                .extracting(permission -> lastPart(permission.get("SourceArn")) + " "
                        + template.aliasIn(permission.get("FunctionName"))
                                .orElseThrow()
                                .id())
                .containsExactlyInAnyOrder(
                        "/*$connect " + template.aliasOf("dashboard-socket").id(),
                        "/*$disconnect " + template.aliasOf("dashboard-socket").id(),
                        "/*$default " + template.aliasOf("dashboard-socket").id(),
                        "/authorizers/ " + template.aliasOf(Routes.AUTHORIZER).id());
    }

    private static String lastPart(JsonNode arn) {
        return arn.path("Fn::Join")
                .path(1)
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .reduce((former, latter) -> latter)
                .orElseThrow();
    }

    @Test
    void nobodyConnectsWhoseTokenTheAuthorizerHasNotSeen() {
        Resource authorizer = template.one("AWS::ApiGatewayV2::Authorizer", one -> api.isMeantBy(one.get("ApiId")));
        Resource connect = route("$connect");

        assertThat(authorizer.text("AuthorizerType")).isEqualTo("REQUEST");
        assertThat(texts(authorizer.get("IdentitySource")))
                .containsExactly("route.request.header.Sec-WebSocket-Protocol");
        assertThat(authorizer.get("AuthorizerUri").toString())
                .contains(template.aliasOf(Routes.AUTHORIZER).id());
        assertThat(connect.text("AuthorizationType")).isEqualTo("CUSTOM");
        assertThat(authorizer.isMeantBy(connect.get("AuthorizerId"))).isTrue();
    }

    @Test
    void theAuthorizerKnowsWhoseTokensCountAndNothingOfTheLedger() {
        JsonNode told = template.function(Routes.AUTHORIZER).get("Environment").path("Variables");

        assertThat(told.path("SAUDA_ISSUER").path("Fn::GetAtt").path(1).asText())
                .isEqualTo("ProviderURL");
        assertThat(template.one("AWS::Cognito::UserPoolClient", any -> true).isMeantBy(told.path("SAUDA_CLIENT_ID")))
                .isTrue();
        assertThat(template.allowed(Routes.AUTHORIZER))
                .containsOnlyKeys(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords");
    }

    @Test
    void whatAPageSaysIsAnswered() {
        assertThat(route("$default").text("RouteResponseSelectionExpression")).isEqualTo("$default");
        assertThat(template.all("AWS::ApiGatewayV2::RouteResponse"))
                .hasSize(1)
                .allMatch(answer -> route("$default").isMeantBy(answer.get("RouteId")));
    }

    @Test
    void twoFunctionsSendToConnectionsOfThisStageAndEndThem() {
        for (String function : List.of("dashboard-socket", "dashboard-push")) {
            JsonNode told = template.function(function).get("Environment").path("Variables");

            assertThat(Synthesised.written(told.path("SAUDA_SOCKETS")))
                    .isEqualTo("https://${" + api.id() + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}/live");
            assertThat(template.allowed(function).get("execute-api:ManageConnections"))
                    .containsExactly(
                            "arn:*:execute-api:*:*:*/live/POST/@connections/*",
                            "arn:*:execute-api:*:*:*/live/DELETE/@connections/*");
        }
        assertThat(template.functions())
                .filteredOn(function ->
                        template.allowed(template.shortName(function)).containsKey("execute-api:ManageConnections"))
                .hasSize(2);
    }

    @Test
    void itIsThrottledAndItsCallsAreLoggedWithoutTokens() {
        Resource stage = template.stageOf("WEBSOCKET");
        Resource account = template.one("AWS::ApiGateway::Account", any -> true);

        assertThat(stage.text("StageName")).isEqualTo("live");
        assertThat(stage.get("DefaultRouteSettings").path("ThrottlingRateLimit").asInt())
                .isEqualTo(20);
        assertThat(stage.get("AccessLogSettings").path("Format").asText())
                .contains("\"principal\":\"$context.authorizer.principalId\"")
                .doesNotContainIgnoringCase("header", "protocol");
        assertThat(texts(stage.whole().path("DependsOn"))).contains(account.id());
        assertThat(account.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
    }

    private Resource route(String key) {
        return template.one(
                "AWS::ApiGatewayV2::Route", one -> one.text("RouteKey").equals(key));
    }

    private String functionBehind(Resource route) {
        String target = route.get("Target").findValuesAsText("Ref").getFirst();
        Resource integration =
                template.one("AWS::ApiGatewayV2::Integration", one -> one.id().equals(target));
        String uri = integration.get("IntegrationUri").toString();
        return template.functions().stream()
                .map(template::shortName)
                .filter(name -> uri.contains("\"" + template.aliasOf(name).id() + "\""))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
