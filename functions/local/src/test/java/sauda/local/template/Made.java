package sauda.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sauda.local.template.Template.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes a template's tables, queues, topics, subscriptions and secrets at the endpoint that the
/// environment or the system properties name, from nothing but their properties.
final class Made {

    private static final Set<String> OF_A_QUEUE = Set.of(
            "FifoQueue",
            "VisibilityTimeout",
            "RedrivePolicy",
            "MessageRetentionPeriod",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit");
    private static final Set<String> OF_A_TABLE = Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "StreamSpecification",
            "TimeToLiveSpecification");
    private static final Set<String> OF_A_SUBSCRIPTION =
            Set.of("TopicArn", "Protocol", "Endpoint", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");

    /// Tags, keys and safeguards: an emulator has nothing that they would change.
    private static final Set<String> NOT_OF_EMULATORS = Set.of(
            "Tags",
            "QueueName",
            "SqsManagedSseEnabled",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "SSESpecification",
            "PointInTimeRecoverySpecification",
            "DeletionProtectionEnabled");

    private final Template template;
    private final Values values;

    private Made(Template template) {
        this.template = template;
        this.values = new Values(template);
    }

    /// @return what the references of the template come to from then on
    static Values from(Template template) {
        Made made = new Made(template);
        made.tables();
        made.queues();
        made.topics();
        made.secrets();
        made.functions();
        made.subscriptions();
        return made.values;
    }

    private void tables() {
        try (DynamoDbClient client = DynamoDbClient.create()) {
            template.all("AWS::DynamoDB::Table").forEach(table -> make(client, table));
        }
    }

    private void make(DynamoDbClient client, Resource table) {
        requireKnown(table, OF_A_TABLE);
        String name = values.text(table.get("TableName"));
        client.createTable(create -> create.tableName(name)
                .billingMode(values.text(table.get("BillingMode")))
                .attributeDefinitions(Template.list(table.get("AttributeDefinitions")).stream()
                        .map(Template::object)
                        .map(of -> AttributeDefinition.builder()
                                .attributeName((String) of.get("AttributeName"))
                                .attributeType((String) of.get("AttributeType"))
                                .build())
                        .toList())
                .keySchema(Template.list(table.get("KeySchema")).stream()
                        .map(Template::object)
                        .map(of -> KeySchemaElement.builder()
                                .attributeName((String) of.get("AttributeName"))
                                .keyType((String) of.get("KeyType"))
                                .build())
                        .toList())
                .streamSpecification(stream -> {
                    Object specified = table.properties().get("StreamSpecification");
                    stream.streamEnabled(specified != null);
                    if (specified != null) {
                        stream.streamViewType(
                                (String) Template.object(specified).get("StreamViewType"));
                    }
                }));
        client.waiter().waitUntilTableExists(describe -> describe.tableName(name));
        Object expiry = table.properties().get("TimeToLiveSpecification");
        if (expiry != null) {
            client.updateTimeToLive(update -> update.tableName(name)
                    .timeToLiveSpecification(of -> of.enabled(true)
                            .attributeName((String) Template.object(expiry).get("AttributeName"))));
        }
        values.ref(table.id(), name);
        values.attribute(table.id(), "Arn", RoleGuard.table(name));
        String stream = client.describeTable(describe -> describe.tableName(name))
                .table()
                .latestStreamArn();
        if (stream != null) {
            values.attribute(table.id(), "StreamArn", stream);
        }
    }

    /// Those with dead letters after those that hold them.
    private void queues() {
        try (SqsClient client = SqsClient.create()) {
            List<Resource> queues = template.all("AWS::SQS::Queue");
            queues.stream()
                    .filter(queue -> !queue.properties().containsKey("RedrivePolicy"))
                    .forEach(queue -> make(client, queue));
            queues.stream()
                    .filter(queue -> queue.properties().containsKey("RedrivePolicy"))
                    .forEach(queue -> make(client, queue));
        }
    }

    private void make(SqsClient client, Resource queue) {
        requireKnown(queue, OF_A_QUEUE);
        Map<String, String> attributes = new HashMap<>();
        queue.properties().forEach((name, value) -> {
            if (OF_A_QUEUE.contains(name)) {
                attributes.put(name, json(values.of(value)));
            }
        });
        String name = values.text(queue.get("QueueName"));
        String url = client.createQueue(create -> create.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
        String arn = client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        values.ref(queue.id(), url);
        values.attribute(queue.id(), "Arn", arn);
        values.attribute(queue.id(), "QueueName", name);
        values.attribute(queue.id(), "QueueUrl", url);
    }

    private void topics() {
        try (SnsClient client = SnsClient.create()) {
            template.all("AWS::SNS::Topic").forEach(topic -> {
                String name = values.text(topic.get("TopicName"));
                String arn = client.createTopic(create -> create.name(name)).topicArn();
                values.ref(topic.id(), arn);
                values.attribute(topic.id(), "TopicArn", arn);
                values.attribute(topic.id(), "TopicName", name);
            });
        }
    }

    private void secrets() {
        try (SecretsManagerClient client = SecretsManagerClient.create()) {
            template.all("AWS::SecretsManager::Secret").forEach(secret -> {
                String name = values.text(secret.get("Name"));
                client.createSecret(create -> create.name(name).secretString("{}"));
                values.ref(secret.id(), RoleGuard.arn("secretsmanager", "secret:" + name + "-a1B2c3"));
            });
        }
    }

    /// No emulator of ours runs them; their names are what invokers know of them.
    private void functions() {
        template.all("AWS::Lambda::Function").forEach(function -> {
            String name = String.valueOf(function.properties().getOrDefault("FunctionName", function.id()));
            values.ref(function.id(), name);
            values.attribute(function.id(), "Arn", RoleGuard.arn("lambda", "function:" + name));
        });
        template.all("AWS::Lambda::Version").forEach(version -> values.attribute(version.id(), "Version", "1"));
        template.all("AWS::Lambda::Alias")
                .forEach(alias -> values.ref(
                        alias.id(),
                        RoleGuard.arn(
                                "lambda",
                                "function:" + values.text(alias.get("FunctionName")) + ":" + alias.get("Name"))));
    }

    private void subscriptions() {
        try (SnsClient client = SnsClient.create()) {
            template.all("AWS::SNS::Subscription").forEach(subscription -> {
                requireKnown(subscription, OF_A_SUBSCRIPTION);
                Map<String, String> attributes = new HashMap<>();
                subscription.properties().forEach((name, value) -> {
                    if (!Set.of("TopicArn", "Protocol", "Endpoint").contains(name)) {
                        attributes.put(name, json(values.of(value)));
                    }
                });
                client.subscribe(subscribe -> subscribe
                        .topicArn(values.text(subscription.get("TopicArn")))
                        .protocol(values.text(subscription.get("Protocol")))
                        .endpoint(values.text(subscription.get("Endpoint")))
                        .attributes(attributes));
            });
        }
    }

    /// AWS's own services take maps as text of JSON.
    private static String json(Object value) {
        return value instanceof Map<?, ?> map ? sauda.events.EventJson.write(map) : String.valueOf(value);
    }

    private static void requireKnown(Resource resource, Set<String> known) {
        resource.properties().keySet().forEach(property -> {
            if (!known.contains(property) && !NOT_OF_EMULATORS.contains(property)) {
                throw new IllegalStateException(
                        "say here what an emulator makes of " + resource.type() + "'s " + property);
            }
        });
    }
}
