package sauda.local.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context.BeforeExecution;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Emulators let everybody do everything. This holds each call of any AWS client, the production
/// ones as well, against the role in whose name the test makes it; the SDK finds it by
/// `execution.interceptors` on the class path. Without a role it looks away.
public final class RoleGuard implements ExecutionInterceptor {

    private static final InheritableThreadLocal<@Nullable Role> CURRENT = new InheritableThreadLocal<>();
    private static final List<String> DENIED = Collections.synchronizedList(new ArrayList<>());

    /// Does something in the name of a role.
    static <T extends @Nullable Object> T as(Role role, Supplier<T> work) {
        CURRENT.set(role);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    static @Nullable Role role() {
        return CURRENT.get();
    }

    /// What was tried and not allowed, since this was last asked.
    static List<String> denied() {
        List<String> denied = List.copyOf(DENIED);
        DENIED.clear();
        return denied;
    }

    @Override
    public void beforeExecution(BeforeExecution call, ExecutionAttributes attributes) {
        Role role = CURRENT.get();
        if (role == null) {
            return;
        }
        String service = prefix(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)));
        String resource = resource(call.request());
        actions(call.request(), String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)))
                .map(action -> service + ":" + action)
                .filter(action -> !role.may(action, resource))
                .findFirst()
                .ifPresent(action -> {
                    String what = role.name() + " may not " + action + " on " + resource;
                    DENIED.add(what);
                    throw new IllegalStateException(what);
                });
    }

    private static String prefix(String service) {
        return switch (service) {
            case "DynamoDb", "DynamoDbStreams", "DynamoDb Streams", "DynamoDB", "DynamoDB Streams" -> "dynamodb";
            case "Sqs", "SQS" -> "sqs";
            case "Sns", "SNS" -> "sns";
            case "SecretsManager", "Secrets Manager" -> "secretsmanager";
            default -> throw new IllegalStateException("say here how IAM calls " + service);
        };
    }

    /// A transaction needs the actions of its parts.
    private static Stream<String> actions(SdkRequest request, String operation) {
        return request instanceof TransactWriteItemsRequest transaction
                ? transaction.transactItems().stream().map(RoleGuard::action).distinct()
                : Stream.of(operation);
    }

    private static String action(TransactWriteItem item) {
        return item.put() != null
                ? "PutItem"
                : item.update() != null ? "UpdateItem" : item.delete() != null ? "DeleteItem" : "ConditionCheckItem";
    }

    private static String resource(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return table(tableOf(transaction.transactItems().getFirst()));
        }
        return Stream.of("QueueUrl", "QueueName", "TopicArn", "StreamArn", "SecretId", "TableName", "ShardIterator")
                .flatMap(field ->
                        request.getValueForField(field, String.class).map(value -> named(field, value)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("say here what " + request + " is about"));
    }

    private static String named(String field, String value) {
        return switch (field) {
            case "QueueUrl" -> arn("sqs", value.substring(value.lastIndexOf('/') + 1));
            case "QueueName" -> arn("sqs", value);
            case "SecretId" -> arn("secretsmanager", "secret:" + value + "-a1B2c3");
            case "TableName" -> table(value);
            // An iterator begins with the ARN of its stream.
            case "ShardIterator" -> value.replaceFirst("^[0-9]+\\|", "").replaceFirst("\\|.*", "");
            default -> value;
        };
    }

    private static String tableOf(TransactWriteItem item) {
        return item.put() != null
                ? item.put().tableName()
                : item.update() != null
                        ? item.update().tableName()
                        : item.delete() != null
                                ? item.delete().tableName()
                                : item.conditionCheck().tableName();
    }

    static String table(String name) {
        return arn("dynamodb", "table/" + name);
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + Values.REGION + ":" + Values.ACCOUNT + ":" + resource;
    }
}
