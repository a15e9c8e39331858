package sauda.infra;

import java.util.List;
import sauda.events.Routes;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The HTTP API. Until users can log in, whoever calls it signs with IAM; health alone is open.
final class Api extends Construct {

    // One owner and a page that refreshes: far more than they need, far less than a flood.
    private static final ThrottleSettings THROTTLE =
            ThrottleSettings.builder().rateLimit(20).burstLimit(40).build();

    private final HttpApi api;

    Api(Construct scope, IFunction dashboard) {
        super(scope, "Api");
        api = HttpApi.Builder.create(this, "Http")
                .apiName("sauda")
                .createDefaultStage(false)
                .build();
        HttpLambdaIntegration integration = HttpLambdaIntegration.Builder.create("Dashboard", dashboard)
                .scopePermissionToRoute(false)
                .build();
        IHttpRouteAuthorizer open = new HttpNoneAuthorizer();
        IHttpRouteAuthorizer signed = new HttpIamAuthorizer();
        for (Routes.Http route : Routes.HTTP) {
            List<HttpRoute> added = api.addRoutes(AddRoutesOptions.builder()
                    .path(route.path())
                    .methods(List.of(HttpMethod.valueOf(route.method())))
                    .integration(integration)
                    .authorizer(route.open() ? open : signed)
                    .build());
            if (route.open()) {
                added.forEach(Accepted::healthIsOpen);
            }
        }
        stage();
    }

    String url() {
        return api.getApiEndpoint();
    }

    private void stage() {
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/sauda/api")
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        HttpStage.Builder.create(this, "Stage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .throttle(THROTTLE)
                .accessLogSettings(new AccessLog(new LogGroupLogDestination(log)))
                .build();
    }

    /// The component must not be called `destination`: jsii takes that for the property.
    private record AccessLog(IAccessLogDestination into) implements IAccessLogSettings {

        @Override
        public IAccessLogDestination getDestination() {
            return into;
        }
    }
}
