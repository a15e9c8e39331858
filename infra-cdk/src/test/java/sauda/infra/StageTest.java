package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Mode;
import sauda.core.config.ConfigFile;
import sauda.infra.Synthesised.Resource;

class StageTest {

    private static final String LIVE = Synthesised.oneLive(ConfigFile.defaultText());

    /// Properties that AWS wants unique in an account and region, or among all its customers.
    private static final Map<String, String> UNIQUE = Map.ofEntries(
            Map.entry("AWS::Lambda::Function", "FunctionName"),
            Map.entry("AWS::SQS::Queue", "QueueName"),
            Map.entry("AWS::SNS::Topic", "TopicName"),
            Map.entry("AWS::DynamoDB::Table", "TableName"),
            Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
            Map.entry("AWS::Cognito::UserPool", "UserPoolName"),
            Map.entry("AWS::Cognito::UserPoolDomain", "Domain"),
            Map.entry("AWS::Scheduler::ScheduleGroup", "Name"),
            Map.entry("AWS::ApiGatewayV2::Api", "Name"),
            Map.entry("AWS::KMS::Alias", "AliasName"),
            Map.entry("AWS::Backup::BackupVault", "BackupVaultName"),
            Map.entry("AWS::Budgets::Budget", "BudgetName"),
            Map.entry("AWS::XRay::ResourcePolicy", "PolicyName"));

    @Test
    void everyNameThatMustBeUniqueCarriesTheStageSoThatTwoStandSideBySide() {
        assertThat(names(Synthesised.DEFAULT)).isNotEmpty().allMatch(name -> name.contains("paper"));
        assertThat(names(Synthesised.ONE_LIVE)).isNotEmpty().allMatch(name -> name.contains("live"));
        Set<String> both = new HashSet<>(names(Synthesised.DEFAULT));
        both.retainAll(names(Synthesised.ONE_LIVE));
        assertThat(both).isEmpty();
    }

    private static List<String> names(Synthesised template) {
        return template.all().stream()
                .flatMap(resource -> Optional.ofNullable(UNIQUE.get(resource.type())).stream()
                        .filter(resource.properties()::has)
                        .map(resource::get)
                        .map(Synthesised::written))
                .toList();
    }

    @Test
    void everyFunctionKnowsItsStageAndMode() {
        assertThat(told(Synthesised.DEFAULT)).containsOnly("paper paper");
        assertThat(told(Synthesised.ONE_LIVE)).containsOnly("live live");
    }

    private static Stream<String> told(Synthesised template) {
        return template.functions().stream()
                .map(function -> function.get("Environment").path("Variables"))
                .map(told -> told.path("SAUDA_STAGE").asText() + " "
                        + told.path("SAUDA_MODE").asText());
    }

    @Test
    void aStageOnPaperOfALiveConfigurationHasNothingOfTheLiveClients() {
        Synthesised paper = Synthesised.of(LIVE, LocalDate.of(2026, 11, 20));

        assertThat(paper.deployment().config().mode()).isEqualTo(Mode.PAPER);
        assertThat(paper.functions()).extracting(paper::shortName).noneMatch(name -> name.endsWith("-main"));
        assertThat(paper.all("AWS::SecretsManager::Secret")).isEmpty();
        assertThat(paper.all("AWS::EC2::EIP")).isEmpty();
        assertThat(paper.all("AWS::EC2::VPC")).isEmpty();
        assertThat(paper.function("executor-paper")
                        .get("Environment")
                        .path("Variables")
                        .path("SAUDA_CONFIG_HASH")
                        .asText())
                .isEqualTo(ConfigFile.read(LIVE).onPaper(null).hash());
    }

    @Test
    void aStageOnPaperMayTakeItsCandlesFromALiveClientWhoseOrdersAreThenNotReal() {
        Deployment deployment = deployment(LIVE, Map.of("market", "dhan:main"));

        assertThat(deployment.fleet().brokerClients()).extracting(Client::id).containsExactly("main");
        assertThat(deployment.fleet().liveClients()).isEmpty();
    }

    @Test
    void aLiveStageOfAConfigurationOnPaperStopsTheSynthesis() {
        assertThatThrownBy(() -> deployment(ConfigFile.defaultText(), Map.of("stage", "live")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage live is for real money, but the configuration says mode: paper; give the file with"
                        + " mode: live and liveAcknowledged by -c config=FILE, or take another stage by -c"
                        + " stage=NAME");
    }

    @Test
    void aStageThatIsNotThereStopsTheSynthesis() {
        assertThatThrownBy(() -> deployment(LIVE, Map.of("stage", "test")))
                .hasMessage("stage is 'test', but stages has only paper, live");
    }

    @Test
    void theLongestNamesThatAConfigurationAllowsFitLambda() {
        Stage stage = Stage.of(ConfigFile.read(LIVE.replace("\n  live:", "\n  production:")), "production");

        assertThat(stage.called("operations-reconcile-" + "c".repeat(20))).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void whatItIsMadeOfIsTaggedByTheApplicationTheStageAndTheOwner() {
        Synthesised template = Synthesised.of(
                ConfigFile.defaultText().replaceFirst("tags: \\{ }", "tags: { owner: asha }"),
                LocalDate.of(2026, 11, 20));

        assertThat(tags(template.function("executor-paper")))
                .contains("application=sauda", "stage=paper", "owner=asha");
        assertThat(tags(template.one("AWS::DynamoDB::Table", any -> true)))
                .contains("application=sauda", "stage=paper", "owner=asha");
    }

    private static List<String> tags(Resource resource) {
        return Synthesised.each(resource.get("Tags"))
                .map(tag -> tag.path("Key").asText() + "=" + tag.path("Value").asText())
                .toList();
    }

    private static Deployment deployment(String yaml, Map<String, String> context) {
        return Deployment.of(
                yaml,
                LocalDate.of(2026, 11, 20),
                new Context(context::get),
                function -> Path.of("unused"),
                Path.of("unused"));
    }
}
