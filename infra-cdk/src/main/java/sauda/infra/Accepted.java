package sauda.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Acknowledgment;
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
