package sauda.infra;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.StageSpec;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.dynamodb.CfnTable.SSESpecificationProperty;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What encrypts the ledger, the queues, the topics and the logs: the services' own keys, or one
/// of the owner's. That one is used as the services' own are: who may read a queue may do so
/// through SQS, and nobody uses the key itself. So no role names the key, and it is put onto the
/// resources below CDK, which would let each reader and writer use it.
final class Encryption extends Construct {

    /// A data key is used again for so long: a request for each message would cost more than
    /// the key.
    private static final int REUSED_FOR = 3600;

    private static final List<String> USED = List.of(
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:DescribeKey");

    private final Stage stage;
    private final @Nullable IKey key;

    Encryption(Construct scope, Stage stage) {
        this(scope, stage, stage.spec().key());
    }

    /// By the services' own keys, whatever the stage says: for what has to work when the stage's key
    /// does not.
    static Encryption ofTheServices(Construct scope, Stage stage) {
        return new Encryption(scope, stage, StageSpec.KEY_OF_AWS);
    }

    private Encryption(Construct scope, Stage stage, String said) {
        super(scope, "Encryption");
        this.stage = stage;
        key = switch (said) {
            case StageSpec.KEY_OF_AWS -> null;
            case StageSpec.OWN_KEY -> own();
            default -> Key.fromKeyArn(this, "Key", said);
        };
    }

    /// Null where each service has its own.
    @Nullable
    IKey key() {
        return key;
    }

    void of(Table table) {
        ((CfnTable) table.getNode().getDefaultChild())
                .setSseSpecification(
                        key == null
                                ? SSESpecificationProperty.builder()
                                        .sseEnabled(true)
                                        .build()
                                : SSESpecificationProperty.builder()
                                        .sseEnabled(true)
                                        .sseType("KMS")
                                        .kmsMasterKeyId(key.getKeyArn())
                                        .build());
    }

    void of(Queue queue) {
        CfnQueue cfn = (CfnQueue) queue.getNode().getDefaultChild();
        if (key == null) {
            cfn.setSqsManagedSseEnabled(true);
        } else {
            cfn.setKmsMasterKeyId(key.getKeyArn());
            cfn.setKmsDataKeyReusePeriodSeconds(REUSED_FOR);
        }
    }

    /// A topic that only the account's own roles publish to.
    void of(Topic topic) {
        encrypt(topic, key == null ? "alias/aws/sns" : key.getKeyArn());
    }

    /// A topic that AWS publishes to as well: its alarms and budgets may not use the key that
    /// AWS keeps for SNS, and what they said would be lost without a word.
    void ofOneThatAwsPublishesTo(Topic topic) {
        if (key != null) {
            encrypt(topic, key.getKeyArn());
        }
    }

    /// @param part whose log it is, see [Stage#log]
    LogGroup log(Construct scope, String id, String part) {
        LogGroup.Builder log = LogGroup.Builder.create(scope, id)
                .logGroupName(stage.log(part))
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY);
        if (key != null) {
            log.encryptionKey(key);
        }
        return log.build();
    }

    private static void encrypt(Topic topic, String key) {
        ((CfnTopic) topic.getNode().getDefaultChild()).setKmsMasterKeyId(key);
    }

    /// It outlives the stack as the ledger does, which nobody could read without it.
    private Key own() {
        Key own = Key.Builder.create(this, "Key")
                .alias(stage.prefix())
                .description("Ledger, queues, topics and logs of " + stage.stack())
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        own.addToResourcePolicy(throughItsServices());
        own.addToResourcePolicy(grantsOfServices());
        own.addToResourcePolicy(logs());
        own.addToResourcePolicy(publishers());
        own.addToResourcePolicy(deadLetters());
        return own;
    }

    private static PolicyStatement throughItsServices() {
        return PolicyStatement.Builder.create()
                .sid("WhoeverTheServicesLetIn")
                .principals(List.of(new AnyPrincipal()))
                .actions(USED)
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", inThisAccount()))
                .build();
    }

    /// The table and its backups hold the key by a grant that only the service can use.
    private static PolicyStatement grantsOfServices() {
        return PolicyStatement.Builder.create()
                .sid("GrantsToTheServices")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("kms:CreateGrant"))
                .resources(List.of("*"))
                .conditions(
                        Map.of("StringEquals", inThisAccount(), "Bool", Map.of("kms:GrantIsForAWSResource", "true")))
                .build();
    }

    private static Map<String, Object> inThisAccount() {
        return Map.of(
                "kms:CallerAccount",
                Aws.ACCOUNT_ID,
                "kms:ViaService",
                List.of("dynamodb", "sqs", "sns", "backup").stream()
                        .map(service -> service + "." + Aws.REGION + ".amazonaws.com")
                        .toList());
    }

    private PolicyStatement logs() {
        String mine = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("logs")
                        .resource("log-group")
                        .resourceName(stage.log("*"))
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
        return PolicyStatement.Builder.create()
                .sid("ItsLogs")
                .principals(List.of(new ServicePrincipal("logs." + Aws.REGION + ".amazonaws.com")))
                .actions(USED)
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", mine)))
                .build();
    }

    private static PolicyStatement publishers() {
        return PolicyStatement.Builder.create()
                .sid("AlarmsAndBudgetsTellTheTopic")
                .principals(List.of(
                        new ServicePrincipal("cloudwatch.amazonaws.com"),
                        new ServicePrincipal("budgets.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
    }

    /// What a topic of the stage could not deliver it lays into a queue itself, without a role.
    private PolicyStatement deadLetters() {
        String mine = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("sns")
                        .resource(stage.called("*"))
                        .build());
        return PolicyStatement.Builder.create()
                .sid("TopicsLayAsideDeadLetters")
                .principals(List.of(new ServicePrincipal("sns.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", mine)))
                .build();
    }
}
