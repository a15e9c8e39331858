package sauda.infra;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.infra.ReviewedTemplate.Resource;
import sauda.infra.ReviewedTemplate.Statement;

/// What an attacker could reach or read of a stage, over the templates as they were reviewed: both
/// stages', and that of the dead man beside the live one.
/// Each list is exact or a ceiling: what is new is added here by hand, with its reason, or not at all.
class AttackSurfaceTest {

    static final List<String> stages = List.of("paper", "live");
    static final List<String> templates = List.of("paper", "live", "dead-man");

    /// Policies that AWS wrote, of which a template shows the name alone, and why roles carry them.
    private static final Set<String> MANAGED = Set.of(
            // AWS Backup copies the ledger
            "AWSBackupServiceRolePolicyForBackup",
            // CDK's own function that empties a network's default security group writes its log
            "AWSLambdaBasicExecutionRole",
            // API Gateway logs in the name of one role for all APIs of an account
            "AmazonAPIGatewayPushToCloudWatchLogs");

    private static final Pattern OF_AWS = Pattern.compile(":iam::aws:policy/([A-Za-z0-9/-]+)");

    private static final Set<String> IN_THE_INTERNET = Set.of(
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::CloudFront::Distribution",
            "AWS::Cognito::UserPoolDomain",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancing::LoadBalancer",
            "AWS::Lambda::Url",
            "AWS::S3::AccessPoint",
            "AWS::AppSync::GraphQLApi");

    /// Actions that AWS takes for no single resource, and why they are there.
    private static final Set<String> TAKE_NO_RESOURCE = Set.of(
            // Lambda's poller looks for the ledger's stream
            "dynamodb:ListStreams",
            // Lambda makes a networked function's interface in its name; its own code is denied the same
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
            // traces
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries");

    /// Whom a thing of ours lets in, under a condition that names who of them.
    private static final Set<String> LET_IN = Set.of(
            "cloudfront.amazonaws.com",
            "sns.amazonaws.com",
            "cloudwatch.amazonaws.com",
            "budgets.amazonaws.com",
            "scheduler.amazonaws.com",
            "events.amazonaws.com",
            "logs.amazonaws.com");

    /// Anybody may call these. The gateway or the function behind looks at what they bring.
    private static final Set<String> OPEN_ROUTES = Set.of(
            // says that it is there, and its version
            "GET /api/health",
            // a connection that was made with a token; the authorizer stands before `$connect`
            "$default",
            "$disconnect",
            // Telegram's webhook: its secret header is compared by the function
            "POST /hooks/telegram");

    /// How keys of the services look that we use, whatever they are called.
    private static final Pattern SECRET = Pattern.compile(
            "sk-[A-Za-z0-9_-]{16,}" // models
                    + "|AKIA[0-9A-Z]{16}" // AWS
                    + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}" // tokens
                    + "|\\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\\b" // Telegram's bots
                    + "|\\b[A-Z2-7]{32}\\b" // seeds of one-time passwords
                    + "|-----BEGIN"
                    + "|xox[bp]-[0-9A-Za-z-]{10,}|gh[pousr]_[A-Za-z0-9]{30,}");

    private static final Pattern NAME_OF_SECRET = Pattern.compile("sauda(/[A-Za-z0-9._-]+)+");

    @ParameterizedTest
    @FieldSource("templates")
    void noActionIsAllowedOnEverythingUnlessItTakesNoResource(String stage) {
        assertThat(ReviewedTemplate.of(stage)
                        .ofRoles()
                        .filter(Statement::allows)
                        .filter(statement -> statement.resources().contains("*"))
                        .flatMap(statement -> statement.actions().stream())
                        .distinct())
                .isNotEmpty()
                .isSubsetOf(TAKE_NO_RESOURCE);
    }

    /// CDK's own policy for copying the page to its bucket is the one that has any; see `Accepted`.
    @ParameterizedTest
    @FieldSource("templates")
    void noActionIsAWildcard(String stage) {
        assertThat(ReviewedTemplate.of(stage)
                        .ofRoles()
                        .filter(statement -> statement.actions().stream().anyMatch(action -> action.contains("*")))
                        .map(statement -> statement.of().id().replaceAll("DefaultPolicy[0-9A-F]{8}$", "")))
                .isSubsetOf("PagePublishingRole");
    }

    /// Within them there are wildcards too: who adds one reads it first.
    @ParameterizedTest
    @FieldSource("templates")
    void theManagedPoliciesThatRolesCarryAreThese(String template) {
        List<JsonNode> carried = ReviewedTemplate.of(template)
                .all("AWS::IAM::Role")
                .flatMap(role -> role.properties().path("ManagedPolicyArns").valueStream())
                .toList();

        assertThat(carried).allSatisfy(arn -> {
            var named = OF_AWS.matcher(arn.toString());
            assertThat(named.find()).as(arn.toString()).isTrue();
            assertThat(named.group(1).replaceFirst("^.*/", "")).isIn(MANAGED);
        });
        if (template.equals("dead-man")) {
            assertThat(carried).isEmpty();
        }
    }

    @Test
    void theDeadManIsNotInTheInternetAndLetsNobodyIn() {
        assertThat(ReviewedTemplate.of("dead-man").all().map(Resource::type))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(IN_THE_INTERNET)
                .doesNotContain("AWS::S3::Bucket", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroup")
                .doesNotContain("AWS::Lambda::Permission");
    }

    @ParameterizedTest
    @FieldSource("templates")
    void noNotActionNotResourceOrNotPrincipalHidesAWildcard(String stage) {
        assertThat(ReviewedTemplate.of(stage).text())
                .doesNotContain("\"NotAction\"", "\"NotResource\"", "\"NotPrincipal\"");
    }

    @ParameterizedTest
    @FieldSource("templates")
    void onlyServicesOfAwsBecomeARole(String stage) {
        assertThat(ReviewedTemplate.of(stage).ofTrust())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(
                                statement.json().path("Principal").properties())
                        .as(statement.of().id())
                        .isNotEmpty()
                        .allMatch(principal -> principal.getKey().equals("Service")));
    }

    @ParameterizedTest
    @FieldSource("templates")
    void whatIsLetInFromOutsideARoleIsOneServiceUnderACondition(String stage) {
        assertThat(ReviewedTemplate.of(stage)
                        .ofThings()
                        .filter(Statement::allows)
                        .filter(statement -> !isOurOwnAccount(statement))
                        .filter(statement -> !isLimitedByItsResource(statement))
                        .filter(statement -> !isOurOwnAccountByAService(statement))
                        .filter(statement -> !isDeadLettersOfTopics(statement)))
                .isNotEmpty()
                .allSatisfy(statement -> {
                    assertThat(services(statement))
                            .as(statement.of().id())
                            .isNotEmpty()
                            .isSubsetOf(LET_IN);
                    assertThat(condition(statement))
                            .as(statement.of().id())
                            .containsAnyOf("aws:sourcearn", "aws:sourceaccount", "kms:encryptioncontext:aws:logs:arn");
                });
    }

    private static String condition(Statement statement) {
        return statement.json().path("Condition").toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isOurOwnAccount(Statement statement) {
        String who = statement.json().path("Principal").path("AWS").toString();
        return who.contains("AWS::AccountId") && who.contains(":root");
    }

    /// A gateway endpoint takes everybody of its network, to what its policy names.
    private static boolean isLimitedByItsResource(Statement statement) {
        return statement.of().type().equals("AWS::EC2::VPCEndpoint")
                && !statement.resources().contains("*");
    }

    /// A key is used by whom a service lets in, of this account and by that service alone.
    private static boolean isOurOwnAccountByAService(Statement statement) {
        JsonNode equal = statement.json().path("Condition").path("StringEquals");
        return statement.of().type().equals("AWS::KMS::Key")
                && equal.path("kms:CallerAccount").toString().equals("{\"Ref\":\"AWS::AccountId\"}")
                && !equal.path("kms:ViaService").isMissingNode();
    }

    /// A topic that lays a message aside tells a key nothing of itself. The queue's own policy names the topic.
    private static boolean isDeadLettersOfTopics(Statement statement) {
        return statement.of().type().equals("AWS::KMS::Key")
                && statement.json().path("Sid").asText().equals("TopicsLayAsideDeadLetters")
                && services(statement).equals(List.of("sns.amazonaws.com"));
    }

    private static List<String> services(Statement statement) {
        JsonNode service = statement.json().path("Principal").path("Service");
        return (service.isArray() ? service.valueStream() : Stream.of(service))
                .map(one -> one.isTextual() ? one.asText() : one.toString())
                // logs of this region
                .map(name -> name.replaceAll(".*\"(\\w+)\\.\",\\{\"Ref\":\"AWS::Region\"}.*", "$1.amazonaws.com"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @FieldSource("stages")
    void theRoutesThatAnybodyMayCallAreThese(String stage) {
        Set<String> open = ReviewedTemplate.of(stage)
                .all("AWS::ApiGatewayV2::Route")
                .filter(route -> !Set.of("JWT", "CUSTOM", "AWS_IAM")
                        .contains(route.properties().path("AuthorizationType").asText()))
                .map(route -> route.properties().path("RouteKey").asText())
                .collect(toCollection(TreeSet::new));

        assertThat(open).contains("GET /api/health").isSubsetOf(OPEN_ROUTES);
    }

    @ParameterizedTest
    @FieldSource("stages")
    void whatStandsInTheInternetIsOnePageTwoGatewaysAndTheSignIn(String stage) {
        assertThat(ReviewedTemplate.of(stage).all().map(Resource::type).filter(IN_THE_INTERNET::contains))
                .containsExactlyInAnyOrder(
                        "AWS::ApiGatewayV2::Api",
                        "AWS::ApiGatewayV2::Api",
                        "AWS::CloudFront::Distribution",
                        "AWS::Cognito::UserPoolDomain");
    }

    @ParameterizedTest
    @FieldSource("stages")
    void nothingComesInByTheNetworkAndNoBucketIsPublic(String stage) {
        var template = ReviewedTemplate.of(stage);

        assertThat(template.all().map(Resource::type)).doesNotContain("AWS::EC2::SecurityGroupIngress");
        assertThat(template.all("AWS::EC2::SecurityGroup"))
                .allSatisfy(group -> assertThat(group.properties().has("SecurityGroupIngress"))
                        .as(group.id())
                        .isFalse());
        assertThat(template.all("AWS::S3::Bucket"))
                .isNotEmpty()
                .allSatisfy(bucket -> assertThat(bucket.properties()
                                .path("PublicAccessBlockConfiguration")
                                .valueStream())
                        .as(bucket.id())
                        .hasSize(4)
                        .allMatch(JsonNode::asBoolean));
    }

    @ParameterizedTest
    @FieldSource("stages")
    void aFunctionIsCalledByServicesThatNameTheirSourceOnly(String stage) {
        assertThat(ReviewedTemplate.of(stage).all("AWS::Lambda::Permission"))
                .isNotEmpty()
                .allSatisfy(permission -> {
                    assertThat(permission.properties().path("Principal").asText())
                            .as(permission.id())
                            .endsWith(".amazonaws.com");
                    assertThat(permission.properties().has("SourceArn")
                                    || permission.properties().has("SourceAccount"))
                            .as(permission.id())
                            .isTrue();
                });
    }

    @ParameterizedTest
    @FieldSource("stages")
    void nobodySignsUpByThemselves(String stage) {
        assertThat(ReviewedTemplate.of(stage).all("AWS::Cognito::UserPool"))
                .hasSize(1)
                .allMatch(pool -> pool.properties()
                        .path("AdminCreateUserConfig")
                        .path("AllowAdminCreateUserOnly")
                        .asBoolean());
    }

    @ParameterizedTest
    @FieldSource("templates")
    void noSecretStandsInTheTemplate(String stage) {
        var template = ReviewedTemplate.of(stage);

        assertThat(SECRET.matcher(template.text()).results().map(found -> found.group()))
                .isEmpty();
        assertThat(template.text()).doesNotContain("{{resolve:", "\"SecretString\"", "\"MasterUserPassword\"");
    }

    /// Functions are told the names of secrets and ask for them by their roles.
    @ParameterizedTest
    @FieldSource("templates")
    void noSecretStandsInAnEnvironment(String stage) {
        assertThat(ReviewedTemplate.of(stage).variables()).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.getKey())
                    .matches("SAUDA_[A-Z0-9_]+|AWS_[A-Z0-9_]+|JAVA_TOOL_OPTIONS|POWERTOOLS_[A-Z_]+"
                            + "|TELEGRAM_BASE_URL|DHAN_[A-Z]+_URL");
            assertThat(variable.getValue().toString()).doesNotContainPattern(SECRET);
            if (variable.getKey().matches(".*(SECRET|TOKEN|KEY|PASSWORD|PIN|SEED)S?")
                    && variable.getValue().isTextual()) {
                assertThat(variable.getValue().asText()).matches(NAME_OF_SECRET);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-or-v1-0123456789abcdef0123",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "7123456789:AAF1234567890abcdefghijklmnopqrstuv",
                "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "-----BEGIN PRIVATE KEY-----"
            })
    void aSecretWouldBeSeen(String secret) {
        assertThat("\"SAUDA_X\": \"" + secret + "\"").containsPattern(SECRET);
    }

    @Test
    void theNameOfASecretIsNoSecret() {
        assertThat("sauda/dhan/main").matches(NAME_OF_SECRET).doesNotContainPattern(SECRET);
        assertThat("hunter2").doesNotMatch(NAME_OF_SECRET);
    }
}
