package sauda.infra;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import sauda.events.Routes;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.WebSocketLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.WebSocketLambdaIntegration;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.apigatewayv2.IWebSocketRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketRoute;
import software.amazon.awscdk.services.apigatewayv2.WebSocketRouteOptions;
import software.amazon.awscdk.services.apigatewayv2.WebSocketStage;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/// The WebSocket API, by which the page is told what happens. It has no authorizer for tokens as
/// the HTTP API has, and a browser sends no header of its own when it connects: so the token
/// comes as a subprotocol, and a function looks at it before anything else is asked.
final class Sockets extends Construct {

    private static final String CONNECT = "$connect";
    private static final String SAYS = "$default";

    // Each page connects once, subscribes, and says every minute that it is there.
    private static final ThrottleSettings THROTTLE =
            ThrottleSettings.builder().rateLimit(20).burstLimit(40).build();

    private final WebSocketApi api;
    private final WebSocketStage stage;

    Sockets(Construct scope, Stage of, Encryption encryption) {
        super(scope, "Sockets");
        api = WebSocketApi.Builder.create(this, "Api")
                .apiName(of.called("sockets"))
                .build();
        stage = WebSocketStage.Builder.create(this, "Stage")
                .webSocketApi(api)
                .stageName("live")
                .autoDeploy(true)
                .throttle(THROTTLE)
                .accessLogSettings(AccessLog.of(this, encryption, "sockets", AccessLog.SOCKETS))
                .build();
        stage.getNode().addDependency(logging());
    }

    /// @param functions by name
    void lead(Function<String, IFunction> functions) {
        IWebSocketRouteAuthorizer signedIn = WebSocketLambdaAuthorizer.Builder.create(
                        "SignedIn", functions.apply(Routes.AUTHORIZER))
                .authorizerName("signed-in")
                .identitySource(List.of("route.request.header.Sec-WebSocket-Protocol"))
                .build();
        for (Routes.Socket route : Routes.SOCKET) {
            boolean connects = route.route().equals(CONNECT);
            WebSocketRouteOptions.Builder options = WebSocketRouteOptions.builder()
                    // One for each route: with it CDK lets the API call the function for this route.
                    .integration(new WebSocketLambdaIntegration(
                            route.route().substring(1), functions.apply(route.function())))
                    // What a page says is answered on its connection, by what the function returns.
                    .returnResponse(route.route().equals(SAYS));
            WebSocketRoute added =
                    api.addRoute(route.route(), (connects ? options.authorizer(signedIn) : options).build());
            if (!connects) {
                Accepted.whoIsConnectedIsKnown(added);
            }
        }
    }

    /// Where functions send to connections, and end them.
    String management() {
        return stage.getCallbackUrl();
    }

    /// Sending to connections and ending them, and nothing else of this API.
    PolicyStatement maySend() {
        return PolicyStatement.Builder.create()
                .actions(List.of("execute-api:ManageConnections"))
                .resources(Stream.of("POST", "DELETE")
                        .map(method -> api.arnForExecuteApiV2(method + "/@connections/*", stage.getStageName()))
                        .toList())
                .build();
    }

    /// Where the page connects.
    String url() {
        return stage.getUrl();
    }

    /// The same without its path, as a content security policy names it.
    String origin() {
        Stack stack = Stack.of(this);
        return "wss://" + api.getApiId() + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix();
    }

    /// API Gateway logs the calls of an HTTP API by itself, those of a WebSocket API in the name
    /// of a role, of which an account has one in a region.
    private CfnAccount logging() {
        Role role = Role.Builder.create(this, "LoggingRole")
                .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
                .managedPolicies(List.of(
                        ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs")))
                .build();
        role.applyRemovalPolicy(RemovalPolicy.RETAIN);
        Accepted.apiGatewayAsksForItsOwnPolicy(role);
        CfnAccount account = CfnAccount.Builder.create(this, "Logging")
                .cloudWatchRoleArn(role.getRoleArn())
                .build();
        account.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return account;
    }
}
