package sauda.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketStage;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// The WebSocket API, by which the page is told what happens.
final class Sockets extends Construct {

    // Each page connects once, subscribes, and says every minute that it is there.
    private static final ThrottleSettings THROTTLE =
            ThrottleSettings.builder().rateLimit(20).burstLimit(40).build();

    private final WebSocketApi api;
    private final WebSocketStage stage;

    Sockets(Construct scope) {
        super(scope, "Sockets");
        api = WebSocketApi.Builder.create(this, "Api").apiName("sauda-live").build();
        stage = WebSocketStage.Builder.create(this, "Stage")
                .webSocketApi(api)
                .stageName("live")
                .autoDeploy(true)
                .throttle(THROTTLE)
                .accessLogSettings(AccessLog.of(this, "/sauda/sockets", AccessLog.SOCKETS))
                .build();
        stage.getNode().addDependency(logging());
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
