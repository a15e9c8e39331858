package sauda.infra;

import sauda.events.Routes;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// What the main stack and the dead man's know of each other by name alone, so that neither waits
/// for the other, and neither is gone when the other goes.
final class DeadManNames {

    private DeadManNames() {}

    static String queueArn(Construct scope, Stage stage) {
        return arn(scope, "sqs", queue(stage));
    }

    static String queueUrl(Construct scope, Stage stage) {
        Stack stack = Stack.of(scope);
        return "https://sqs." + stack.getRegion() + "." + stack.getUrlSuffix() + "/" + stack.getAccount() + "/"
                + queue(stage);
    }

    static String queue(Stage stage) {
        return stage.called(Routes.DEAD_MAN_QUEUE.nameFor(null));
    }

    static String table(Stage stage) {
        return stage.called(Routes.DEAD_MAN_TABLE.name());
    }

    static String tableArn(Construct scope, String table) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("dynamodb")
                        .resource("table")
                        .resourceName(table)
                        .build());
    }

    /// Secrets Manager ends a secret's ARN with `-` and six characters of its own.
    static String secretArn(Construct scope, String name) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(name + "-??????")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }

    private static String arn(Construct scope, String service, String name) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service(service)
                        .resource(name)
                        .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                        .build());
    }
}
