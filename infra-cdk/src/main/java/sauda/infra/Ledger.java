package sauda.infra;

import java.util.List;
import java.util.Map;
import sauda.events.Routes;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// The one table. It outlives the stack: whoever wants it gone deletes it by hand.
final class Ledger extends Construct {

    /// By key alone. Nobody may scan: an access pattern without a key is a fault.
    private static final List<String> ACTIONS = List.of(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:ConditionCheckItem");

    private final Table table;

    Ledger(Construct scope, Stage stage, Encryption encryption) {
        super(scope, "Ledger");
        table = Table.Builder.create(this, "Table")
                .tableName(stage.called(Routes.LEDGER.name()))
                .partitionKey(text(Routes.LEDGER.partitionKey()))
                .sortKey(text(Routes.LEDGER.sortKey()))
                .timeToLiveAttribute(Routes.LEDGER.expiry())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        encryption.of(table);
    }

    Table table() {
        return table;
    }

    /// What a network lets through to DynamoDB: this table, by key.
    PolicyStatement byKeyForAnyone() {
        return byKeyForAnyone(table.getTableArn());
    }

    /// The same for another table.
    PolicyStatement byKeyForAnyone(String arn) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(ACTIONS)
                .resources(List.of(arn))
                .build();
    }

    void letReadAndWrite(IGrantable who) {
        table.grant(who, ACTIONS.toArray(String[]::new));
    }

    /// Enough to find the open connections of pages and to forget those that are gone.
    void letFollowConnections(IGrantable who) {
        letDoWithConnections(who, "dynamodb:Query", "dynamodb:DeleteItem");
    }

    /// What anybody with a token reaches: the connections, and nothing else of the ledger.
    void letKeepConnections(IGrantable who) {
        letDoWithConnections(who, "dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem");
    }

    private void letDoWithConnections(IGrantable who, String... actions) {
        who.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(List.of(actions))
                        .resources(List.of(table.getTableArn()))
                        .conditions(Map.of(
                                "ForAllValues:StringEquals",
                                Map.of("dynamodb:LeadingKeys", List.of(Routes.CONNECTIONS))))
                        .build());
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
