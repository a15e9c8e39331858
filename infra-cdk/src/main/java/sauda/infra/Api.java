package sauda.infra;

import java.util.List;
import java.util.Map;
import sauda.events.Routes;
import sauda.infra.Users.SignIn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/// The HTTP API: whoever calls it shows the access token of a user; health alone is open. It
/// lets no page of another origin read it, for the page calls it by its own, see [Page].
final class Api extends Construct {

    // A few people and pages that refresh: far more than they need, far less than a flood.
    // What is above it gets 429 here; the function itself counts what each principal asks.
    private static final ThrottleSettings THROTTLE =
            ThrottleSettings.builder().rateLimit(20).burstLimit(40).build();

    /// Stopping never waits behind reading.
    private static final String STOP = "stopTrading";

    /// So is a hook, which whoever finds it may call: what else they do costs little.
    private static final int APART_A_SECOND = 5;

    private static final int APART_AT_ONCE = 10;

    private final HttpApi api;

    private final Encryption encryption;

    Api(Construct scope, Stage of, Encryption encryption) {
        super(scope, "Api");
        this.encryption = encryption;
        api = HttpApi.Builder.create(this, "Http")
                .apiName(of.prefix())
                .createDefaultStage(false)
                .build();
    }

    String url() {
        return api.getApiEndpoint();
    }

    /// Its name without `https://`.
    String host() {
        Stack stack = Stack.of(this);
        return api.getApiId() + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix();
    }

    /// Every route, for those who signed in, and the hooks, whose functions see for themselves who
    /// asks.
    ///
    /// @param hooks each with what it leads to
    void lead(IFunction dashboard, SignIn signIn, Map<Routes.Hook, IFunction> hooks) {
        HttpLambdaIntegration integration = HttpLambdaIntegration.Builder.create("Dashboard", dashboard)
                .scopePermissionToRoute(false)
                .build();
        IHttpRouteAuthorizer open = new HttpNoneAuthorizer();
        IHttpRouteAuthorizer signedIn = HttpJwtAuthorizer.Builder.create("SignedIn", signIn.issuer())
                .authorizerName("signed-in")
                .jwtAudience(List.of(signIn.client()))
                .build();
        HttpStage stage = stage();
        for (Routes.Http route : Routes.HTTP) {
            AddRoutesOptions.Builder options = AddRoutesOptions.builder()
                    .path(route.path())
                    .methods(List.of(HttpMethod.valueOf(route.method())))
                    .integration(integration);
            if (route.open()) {
                api.addRoutes(options.authorizer(open).build()).forEach(Accepted::healthIsOpen);
            } else {
                List<HttpRoute> added = api.addRoutes(options.authorizer(signedIn)
                        .authorizationScopes(List.of(Users.SCOPE))
                        .build());
                if (route.operation().equals(STOP)) {
                    keepApart(stage, route.method() + " " + route.path(), added);
                }
            }
        }
        hooks.forEach((hook, function) -> {
            List<HttpRoute> added = api.addRoutes(AddRoutesOptions.builder()
                    .path(hook.path())
                    .methods(List.of(HttpMethod.valueOf(hook.method())))
                    .integration(new HttpLambdaIntegration("Hook" + hook.function(), function))
                    .authorizer(open)
                    .build());
            added.forEach(Accepted::whoBringsIsKnown);
            keepApart(stage, hook.method() + " " + hook.path(), added);
        });
    }

    private HttpStage stage() {
        return HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(THROTTLE)
                .accessLogSettings(AccessLog.of(this, encryption, "api", AccessLog.HTTP))
                .build();
    }

    /// A limit of its own for a route, which has to be there before the stage names it.
    private static void keepApart(HttpStage stage, String key, List<HttpRoute> added) {
        ((CfnStage) stage.getNode().getDefaultChild())
                .addPropertyOverride(
                        "RouteSettings." + key,
                        Map.of(
                                "ThrottlingRateLimit", APART_A_SECOND,
                                "ThrottlingBurstLimit", APART_AT_ONCE));
        added.forEach(stage.getNode()::addDependency);
    }
}
