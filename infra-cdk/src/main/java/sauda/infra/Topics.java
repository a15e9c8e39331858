package sauda.infra;

import java.util.List;
import java.util.Map;
import sauda.events.Routes;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TracingConfig;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.xray.CfnResourcePolicy;
import software.constructs.Construct;

/// What the Scheduler says to the functions, and what the system and AWS say to its owner.
final class Topics extends Construct {

    private final Topic tick;
    private final Topic notices;
    private final Queue deadTicks;

    Topics(Construct scope, Stage stage, Encryption encryption) {
        super(scope, "Topics");
        CfnResourcePolicy traces = letTopicsTrace(stage);
        tick = topic(stage, Routes.TOPIC, traces);
        encryption.of(tick);
        notices = topic(stage, "notices", traces);
        encryption.ofOneThatAwsPublishesTo(notices);
        notices.addToResourcePolicy(alarmsAndBudgets());
        stage.spec().mail().forEach(mail -> notices.addSubscription(new EmailSubscription(mail)));
        deadTicks = DeadLetters.standard(this, stage, encryption, Routes.TOPIC + "-dead");
    }

    Topic tick() {
        return tick;
    }

    Topic notices() {
        return notices;
    }

    /// Ticks that the Scheduler, the topic or a function could not deliver or finish.
    Queue deadTicks() {
        return deadTicks;
    }

    private Topic topic(Stage stage, String name, CfnResourcePolicy traces) {
        Topic topic = Topic.Builder.create(this, name)
                .topicName(stage.called(name))
                .enforceSsl(true)
                .tracingConfig(TracingConfig.ACTIVE)
                .build();
        topic.getNode().addDependency(traces);
        return topic;
    }

    private PolicyStatement alarmsAndBudgets() {
        return PolicyStatement.Builder.create()
                .sid("AlarmsAndBudgets")
                .principals(List.of(
                        new ServicePrincipal("cloudwatch.amazonaws.com"),
                        new ServicePrincipal("budgets.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(notices.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
    }

    /// A topic writes its part of a trace by a policy of X-Ray's, as it has no role.
    private CfnResourcePolicy letTopicsTrace(Stage stage) {
        String mine = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("sns")
                        .resource(stage.called("*"))
                        .build());
        return CfnResourcePolicy.Builder.create(this, "Traces")
                .policyName(stage.called("topics"))
                .policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                        "Principal":{"Service":"sns.amazonaws.com"},\
                        "Action":["xray:PutTraceSegments","xray:GetSamplingRules","xray:GetSamplingTargets"],\
                        "Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"%s"},\
                        "StringLike":{"aws:SourceArn":"%s"}}}]}""".formatted(Aws.ACCOUNT_ID, mine))
                .build();
    }
}
