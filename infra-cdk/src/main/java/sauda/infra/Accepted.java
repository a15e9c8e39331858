package sauda.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/// Findings of cdk-nag that we live with, each for one construct and with its reason. What is
/// not accepted here stops `cdk synth`.
final class Accepted {

    private Accepted() {}

    static void deadLettersHaveNone(IConstruct queue) {
        accept(queue, "AwsSolutions-SQS3", "it holds dead letters of a topic or a stream, which the rule does not see");
    }

    static void healthIsOpen(IConstruct route) {
        accept(
                route,
                "AwsSolutions-APIG4",
                "health tells nothing but that the system answers, to monitors without a key");
    }

    static void whoBringsIsKnown(IConstruct route) {
        accept(
                route,
                "AwsSolutions-APIG4",
                "others bring what happened at theirs and have no token of ours; the function looks at a secret"
                        + " that they show");
    }

    static void backingUpIsAwss(IConstruct selection) {
        accept(
                selection,
                "AwsSolutions-IAM4",
                "AWS Backup changes what it has to be allowed when it learns a service's new ways, and keeps this"
                        + " policy in step; the selection names the one table");
    }

    static void tracesHaveNoResource(IConstruct function) {
        accept(function, "AwsSolutions-IAM5", "X-Ray's actions know no resource");
    }

    static void aNatInstanceIsMadeAnew(IConstruct instance) {
        accept(
                instance,
                "AwsSolutions-EC28",
                "CloudWatch looks at it every five minutes; each minute would cost as much as the machine");
        accept(
                instance,
                "AwsSolutions-EC29",
                "nothing is kept on it: its address outlives it, and a newer image has to take its place");
    }

    static void machinesAreReachedBySystemsManager(IConstruct role) {
        accept(
                role,
                "AwsSolutions-IAM4",
                "the agent of Systems Manager asks for what this policy of AWS says, and there is no other way in");
    }

    static void streamsAreListed(IConstruct function) {
        accept(
                function,
                "AwsSolutions-IAM5",
                "CDK lets a stream's reader list streams, and that action knows no resource");
    }

    static void tokensAreNewEachDay(IConstruct secret) {
        accept(
                secret,
                "AwsSolutions-SMG4",
                "a login replaces the token every day; a rotation would end the one that is in use");
    }

    static void networkInterfacesAreLambdas(IConstruct function) {
        accept(
                function,
                "AwsSolutions-IAM5",
                "Lambda makes a function's network interface and asks for these actions on every"
                        + " resource; the function's own code is denied them");
    }

    static void usersAreFewAndHaveASecondFactor(IConstruct pool) {
        String reason = "the owner makes the few users, and each needs a one-time code as well; threat protection"
                + " is charged for every user of the pool";
        accept(pool, "AwsSolutions-COG3", reason);
        accept(pool, "AwsSolutions-COG8", reason);
    }

    static void thePageIsOpenToItsUsersWhereverTheyAre(IConstruct distribution) {
        accept(distribution, "AwsSolutions-CFR1", "the owner travels, and the page shows nothing without a sign-in");
        accept(
                distribution,
                "AwsSolutions-CFR2",
                "what lies in the bucket is public, and the API is throttled and asks for a token; a firewall"
                        + " would cost more than all the rest of the page");
    }

    static void thePageHasNoNameOfItsOwn(IConstruct distribution) {
        accept(
                distribution,
                "AwsSolutions-CFR4",
                "CloudFront's own name has CloudFront's own certificate; -c pageHost and -c pageCertificate"
                        + " give the page another, and then TLS below 1.2 is refused");
    }

    static void logsHaveNoLogs(IConstruct bucket) {
        accept(bucket, "AwsSolutions-S1", "it holds the logs of the page, and a log of logs would have no end");
    }

    /// What CDK runs while it deploys copies files from its own bucket into ours.
    static void publishingIsCdks(IConstruct scope, IConstruct role) {
        accept(
                role,
                "AwsSolutions-IAM5",
                "CDK copies the page from the bucket of the assets into the page's, and asks for kinds of"
                        + " actions on the objects of these two");
        Stack.of(scope).getNode().findAll().stream()
                .filter(construct -> construct.getNode().getId().startsWith("Custom::CDKBucketDeployment"))
                .forEach(function -> accept(
                        function,
                        "AwsSolutions-L1",
                        "CDK chooses the runtime of its own function, and tests it there"));
    }

    static void whoIsConnectedIsKnown(IConstruct route) {
        accept(
                route,
                "AwsSolutions-APIG4",
                "a WebSocket API asks its authorizer when a connection is made, and takes none for what follows");
    }

    static void connectionsComeAndGo(IConstruct function) {
        accept(function, "AwsSolutions-IAM5", "connections have ids that API Gateway makes as they come");
    }

    static void apiGatewayAsksForItsOwnPolicy(IConstruct role) {
        accept(
                role,
                "AwsSolutions-IAM4",
                "API Gateway takes a role for its logs only when it may do all that this policy of AWS says");
    }

    /// What is missing in the bucket is then said to be missing. What lies there is public.
    static void thePagesFilesMayBeListed(IConstruct scope) {
        Annotations.of(scope)
                .acknowledgeWarning(
                        "@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
                        "the distribution has a root object, and no request reaches the bucket's own root");
    }

    static void versionsArePublished(IConstruct function) {
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "every function has a version, and is called by the alias on it");
    }

    /// The rule knows a function's ARN, not that of its alias.
    static void topicsCallAliases(IConstruct scope) {
        Validations.of(scope)
                .acknowledge(Acknowledgment.builder()
                        .id("CloudFormation-Validate::W3694")
                        .reason("a topic calls a function by its alias, whose reference is an ARN as well")
                        .build());
    }

    private static void accept(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }
}
