package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.infra.Synthesised.Resource;

class ApiTest {

    private final Synthesised template = Synthesised.DEFAULT;

    @Test
    void tokensOfTheUserPoolForThePageLetInAndNoOthers() {
        Resource authorizer = template.one(
                "AWS::ApiGatewayV2::Authorizer",
                one -> one.text("AuthorizerType").equals("JWT"));
        Resource pool = template.one("AWS::Cognito::UserPool", any -> true);
        Resource client = template.one("AWS::Cognito::UserPoolClient", any -> true);
        var jwt = authorizer.get("JwtConfiguration");

        assertThat(jwt.path("Issuer").path("Fn::GetAtt").path(0).asText()).isEqualTo(pool.id());
        assertThat(jwt.path("Issuer").path("Fn::GetAtt").path(1).asText()).isEqualTo("ProviderURL");
        assertThat(jwt.path("Audience")).hasSize(1).allMatch(client::isMeantBy);
        assertThat(authorizer.get("IdentitySource").path(0).asText()).isEqualTo("$request.header.Authorization");
        assertThat(template.routesOf("HTTP"))
                .filteredOn(route -> route.text("AuthorizationType").equals("JWT"))
                .isNotEmpty()
                .allMatch(route -> authorizer.isMeantBy(route.get("AuthorizerId")));
    }

    @Test
    void anIdentityTokenWhichHasNoScopeOpensNothing() {
        assertThat(template.routesOf("HTTP"))
                .filteredOn(route -> !route.text("RouteKey").equals("GET /api/health"))
                .allSatisfy(route -> assertThat(
                                route.get("AuthorizationScopes").path(0).asText())
                        .isEqualTo("openid"));
    }

    @Test
    void noPageOfAnotherOriginMayReadIt() {
        assertThat(template.api("HTTP").properties().has("CorsConfiguration")).isFalse();
    }

    @Test
    void itIsThrottledAndItsCallsAreLogged() {
        Resource stage = template.stageOf("HTTP");

        assertThat(stage.get("DefaultRouteSettings").path("ThrottlingRateLimit").asInt())
                .isEqualTo(20);
        assertThat(stage.get("DefaultRouteSettings")
                        .path("ThrottlingBurstLimit")
                        .asInt())
                .isEqualTo(40);
        assertThat(stage.get("AccessLogSettings").path("DestinationArn").isMissingNode())
                .isFalse();
        assertThat(stage.get("AccessLogSettings").path("Format").asText())
                .contains("\"principal\":\"$context.authorizer.claims.sub\"")
                .doesNotContainIgnoringCase("header", "token");
    }

    @Test
    void stoppingNeverWaitsBehindReading() {
        Resource stage = template.stageOf("HTTP");
        Resource route = template.one(
                "AWS::ApiGatewayV2::Route", one -> one.text("RouteKey").equals("POST /api/system/stop-trading"));
        List<String> waitsFor = stage.whole()
                .path("DependsOn")
                .valueStream()
                .map(each -> each.asText())
                .toList();

        assertThat(stage.get("RouteSettings").path(route.text("RouteKey")).toString())
                .contains("\"ThrottlingRateLimit\":5", "\"ThrottlingBurstLimit\":10");
        assertThat(waitsFor).contains(route.id());
    }
}
