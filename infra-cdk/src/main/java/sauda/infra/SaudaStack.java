package sauda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Client;
import sauda.infra.Users.SignIn;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// The whole system, in the order in which it is built: what holds state, what carries, what
/// runs, what starts it.
final class SaudaStack extends Stack {

    private final @Nullable Egress egress;

    SaudaStack(Construct scope, Deployment deployment) {
        super(
                scope,
                deployment.stage().stack(),
                StackProps.builder()
                        .description("Language models trade NSE equities under hard limits: "
                                + deployment.stage().name())
                        .build());
        Stage stage = deployment.stage();
        Encryption encryption = new Encryption(this, stage);
        Settings settings = new Settings(this, deployment.yaml());
        Ledger ledger = new Ledger(this, stage, encryption);
        Queues queues = new Queues(this, stage, encryption, deployment.fleet());
        Topics topics = new Topics(this, stage, encryption);
        Tokens tokens = new Tokens(this, deployment.fleet().brokerClients());
        Addresses addresses = new Addresses(this, deployment);
        egress = deployment.hasEgress() ? new Egress(this, deployment, encryption, ledger, addresses) : null;
        // The page is told of both APIs, users come back to the page, and the APIs let in whom
        // the pool knows: in this order nothing has to wait for itself.
        Users users = new Users(this, stage);
        Api api = new Api(this, stage, encryption);
        Sockets sockets = new Sockets(this, stage, encryption);
        Page page = new Page(
                this, stage, encryption, deployment.publicName(), api.host(), sockets.origin(), users.origin());
        SignIn signIn = users.from(page.url());
        Functions functions = new Functions(
                this, deployment, encryption, settings, ledger, queues, topics, tokens, egress, signIn, sockets);
        new Schedules(this, stage, deployment.schedule(), topics);
        new Budget(this, stage, topics);
        if (stage.spec().backups()) {
            new Backups(this, stage, encryption, ledger);
        }
        new Board(
                this,
                deployment,
                new Alarms(this, deployment, topics.notices(), egress == null ? Map.of() : egress.machines()));
        api.lead(functions.http(), signIn, functions.hooks());
        sockets.lead(functions::of);
        page.publish(
                deployment.page(),
                new PageSettings(deployment.config().mode(), deployment.fleet().isSimulated(), signIn, sockets.url())
                        .json());

        output("NextSteps", NextSteps.of(deployment), "What is left to do by hand");
        output("PageUrl", page.url(), "The dashboard; its users are made by hand, see the README");
        if (deployment.publicName() != null) {
            output("PageHost", page.host(), "What the name of the page is an alias of");
        }
        output("ApiUrl", api.url(), "The API; every route but health wants a user's access token");
        output("SocketUrl", sockets.url(), "Live updates");
        output("UserPoolId", users.poolId(), "Make users in this pool and put each into a group");
        output("NoticesTopic", topics.notices().getTopicArn(), "Subscribe here to be told of alerts");
        deployment
                .fleet()
                .hooks()
                .forEach(hook ->
                        output("TelegramWebhook", api.url() + hook.path(), "Tell Telegram of it once, see the README"));
        addresses.printed().forEach(address -> output(address.name(), address.value(), address.description()));
        Accepted.topicsCallAliases(this);
        Aspects.of(this).add(new AwsSolutionsChecks());
        stage.spec().tags().forEach((name, value) -> Tags.of(this).add(name, value));
        Tags.of(this).add("application", "sauda");
        Tags.of(this).add("stage", stage.name());
    }

    /// How the dead man reaches the broker: by the address that is registered. Null where clients
    /// have none.
    FunctionUnit.@Nullable Place wayOf(Client client) {
        return egress == null ? null : egress.of(client);
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
