package sauda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// The whole system, in the order in which it is built: what holds state, what carries, what
/// runs, what starts it.
final class SaudaStack extends Stack {

    static final String NAME = "Sauda";

    SaudaStack(Construct scope, Deployment deployment) {
        super(
                scope,
                NAME,
                StackProps.builder()
                        .description("Language models trade NSE equities under hard limits")
                        .build());
        Fleet fleet = new Fleet(deployment.config());
        Settings settings = new Settings(this, deployment.yaml());
        Ledger ledger = new Ledger(this);
        Queues queues = new Queues(this, fleet);
        Topics topics = new Topics(this);
        Functions functions = new Functions(this, deployment, fleet, settings, ledger, queues, topics);
        new Schedules(this, deployment.schedule(), topics);
        Api api = new Api(this, functions.http());

        output("ApiUrl", api.url(), "The API; every route but health wants a signed request");
        output("NoticesTopic", topics.notices().getTopicArn(), "Subscribe here to be told of alerts");
        Accepted.topicsCallAliases(this);
        Aspects.of(this).add(new AwsSolutionsChecks());
        Tags.of(this).add("application", "sauda");
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
