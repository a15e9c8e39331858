package sauda.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine.Command;
import sauda.local.Main;

/// What GitHub runs is well-formed, names commands that exist, and gives nobody more than they need.
class WorkflowsTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static final List<Path> workflows = Project.files(".yml").stream()
            .filter(file -> file.startsWith(Project.ROOT.resolve(".github/workflows")))
            .toList();

    private static final Pattern PINNED = Pattern.compile("uses: [\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*");
    private static final Set<String> WORDS =
            Set.of("mvn", "npm", "npx", "pipx", "cfn-lint", "echo", "exit", "if", "fi", "{");

    /// One step of a job.
    record Step(String workflow, JsonNode json) {

        String run() {
            return json.path("run").asText();
        }

        Path folder() {
            return Project.ROOT.resolve(json.path("working-directory").asText(""));
        }
    }

    @Test
    void thereIsOneForEachHabit() {
        assertThat(workflows.stream().map(file -> file.getFileName().toString()))
                .contains("build.yml", "diff.yml", "deploy.yml", "security.yml", "night.yml");
    }

    @ParameterizedTest
    @FieldSource("workflows")
    void itSaysWhenWhatAndWithWhichPermissions(Path file) {
        JsonNode workflow = yaml(file);

        assertThat(fields(workflow)).contains("name", "on", "permissions", "jobs");
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(workflow.path("jobs").properties()).isNotEmpty().allSatisfy(job -> {
            assertThat(fields(job.getValue())).as(job.getKey()).contains("runs-on", "timeout-minutes", "steps");
            assertThat(job.getValue().path("steps").valueStream())
                    .as(job.getKey())
                    .isNotEmpty()
                    .allMatch(step -> step.has("uses") ^ step.has("run"));
        });
    }

    /// A tag can be moved, a commit cannot. The comment is what Dependabot moves with it.
    @ParameterizedTest
    @FieldSource("workflows")
    void everyActionIsPinnedToACommitAndSaysItsVersion(Path file) {
        assertThat(Project.text(file).lines().filter(line -> line.contains("uses:")))
                .allSatisfy(
                        line -> assertThat(line.strip().replaceFirst("^- ", "")).matches(PINNED));
    }

    /// Code of a pull request never runs with the repository's own rights, and what people write in a
    /// title or a branch's name never becomes part of a command.
    @ParameterizedTest
    @FieldSource("workflows")
    void nothingThatIsWrittenOutsideIsRunAsACommand(Path file) {
        assertThat(fields(yaml(file).path("on")))
                .doesNotContain("pull_request_target", "workflow_run", "issue_comment");
        assertThat(steps(file)).allSatisfy(step -> assertThat(step.run()).doesNotContain("${{"));
        assertThat(Project.text(file)).doesNotContain("secrets.");
    }

    @Test
    void onlyWhatAsksAwsMayHaveATokenOfGitHubs() {
        assertThat(workflows.stream()
                        .filter(file -> Project.text(file).contains("id-token"))
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("deploy.yml", "diff.yml");
        assertThat(yaml(Project.ROOT.resolve(".github/workflows/deploy.yml"))
                        .at("/jobs/deploy/environment")
                        .asText())
                .isEqualTo("${{ inputs.stage }}");
    }

    @ParameterizedTest
    @FieldSource("workflows")
    void everyCommandIsThere(Path file) {
        for (Step step : steps(file)) {
            assertThat(step.folder()).isDirectory();
            step.run()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> {
                        String word = line.split(" ")[0];
                        if (word.startsWith(".ci/")) {
                            assertThat(Project.ROOT.resolve(word)).isExecutable();
                        } else {
                            assertThat(word).as(line).isIn(WORDS);
                        }
                        if (word.equals("mvn")) {
                            assertThat(missing(line)).as(line).isEmpty();
                        }
                        if (word.equals("npx") || word.equals("npm")) {
                            assertThat(step.folder().resolve("package-lock.json"))
                                    .as(line)
                                    .isRegularFile();
                        }
                        if (word.equals("npx")) {
                            assertThat(Project.text(step.folder().resolve("package.json")))
                                    .contains("aws-" + line.split(" ")[1]);
                        }
                    });
        }
    }

    /// Reviewers and tests take their time, and a package's scripts need no rights on AWS.
    @Test
    void whatIsDeployedIsBuiltBeforeTheRoleIsTakenAndTheClockIsLookedAtLast() {
        List<String> order = steps(Project.ROOT.resolve(".github/workflows/deploy.yml")).stream()
                .map(step -> step.json().path("uses").asText() + step.run())
                .map(step -> step.replaceFirst("[ @].*", ""))
                .toList();
        List<String> all = steps(Project.ROOT.resolve(".github/workflows/deploy.yml")).stream()
                .map(Step::run)
                .toList();
        int deploys = all.indexOf(all.stream()
                .filter(run -> run.startsWith("npx cdk deploy"))
                .findFirst()
                .orElseThrow());

        assertThat(all.get(deploys - 1)).startsWith(".ci/outside-market-hours ");
        assertThat(all.indexOf("npm ci")).isBetween(0, order.indexOf("aws-actions/configure-aws-credentials") - 1);
        assertThat(order.indexOf("aws-actions/configure-aws-credentials")).isBetween(0, deploys);
    }

    @Test
    void aCommandThatIsNotThereWouldBeSeen() {
        assertThat(missing("mvn -pl functions/nowhere,'!infra-cdk' -Dargs=\"dance --at dawn\" nothing:here"))
                .containsExactly("functions/nowhere", "dance", "nothing:here");
        assertThat(missing("mvn -pl functions/local -Dargs=\"storm --help\" package cyclonedx:makeAggregateBom"))
                .isEmpty();
    }

    /// Modules, commands of the program and goals of plugins that a line names in vain.
    private static List<String> missing(String line) {
        var missing = new ArrayList<String>();
        matches("-pl ([^ ]+)", line)
                .flatMap(list -> Arrays.stream(list.replaceAll("['!]", "").split(",")))
                .filter(module -> !Files.exists(Project.ROOT.resolve(module).resolve("pom.xml")))
                .forEach(missing::add);
        Set<String> commands = Stream.of(Main.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name())
                .collect(java.util.stream.Collectors.toSet());
        matches("-Dargs=\"([a-z][a-z-]*)", line)
                .filter(command -> !commands.contains(command))
                .forEach(missing::add);
        String pom = Project.text("pom.xml");
        matches(" ([a-z]+:[A-Za-z-]+)", line)
                .filter(goal -> !pom.contains("<artifactId>" + goal.split(":")[0] + "-maven-plugin</artifactId>"))
                .forEach(missing::add);
        return missing;
    }

    private static Stream<String> matches(String pattern, String line) {
        return Pattern.compile(pattern).matcher(line).results().map(found -> found.group(1));
    }

    /// The exchange opens at nine, and its last day's work is done by four.
    @ParameterizedTest
    @CsvSource({
        "false, 2026-11-18T08:29+05:30, 0",
        "false, 2026-11-18T08:30+05:30, 1",
        "false, 2026-11-18T15:59+05:30, 1",
        "false, 2026-11-18T16:00+05:30, 0",
        "false, 2026-11-18T04:00Z, 1",
        "false, 2026-11-21T10:00+05:30, 0",
        "true, 2026-11-18T10:00+05:30, 0"
    })
    @EnabledOnOs(OS.LINUX)
    void nothingIsDeployedWhileTheExchangeTradesUnlessSomebodySaysSo(String anyway, String at, int ends)
            throws IOException, InterruptedException {
        var asked = new ProcessBuilder(
                        Project.ROOT.resolve(".ci/outside-market-hours").toString(), anyway, at)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).isEmpty())
                .isEqualTo(ends == 0);
        assertThat(asked.waitFor()).isEqualTo(ends);
    }

    @Test
    void dependabotLooksAtEveryListOfDependencies() {
        var watched = yaml(Project.ROOT.resolve(".github/dependabot.yml"))
                .path("updates")
                .valueStream()
                .map(update -> update.path("package-ecosystem").asText() + " "
                        + update.path("directory").asText())
                .toList();
        var npm = Project.files("package-lock.json").stream()
                .map(file -> "npm /" + Project.ROOT.relativize(file.getParent()))
                .toList();

        assertThat(npm).isNotEmpty();
        assertThat(watched).contains("maven /", "github-actions /").containsAll(npm);
        assertThat(watched).hasSize(2 + npm.size());
    }

    /// Each role is for one repository and one place in it: no pattern, no other audience.
    @Test
    void aRoleOfGitHubsIsForOneRepositoryAndOnePlaceInIt() {
        JsonNode resources =
                yaml(Project.ROOT.resolve("infra-cdk/github/roles.yaml")).path("Resources");
        var subjects = new ArrayList<String>();
        resources
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Role"))
                .map(role -> role.at("/Properties/AssumeRolePolicyDocument/Statement/0"))
                .forEach(trust -> {
                    JsonNode equal = trust.at("/Condition/StringEquals");
                    assertThat(fields(trust.path("Condition"))).containsExactly("StringEquals");
                    assertThat(equal.path("token.actions.githubusercontent.com:aud")
                                    .asText())
                            .isEqualTo("sts.amazonaws.com");
                    subjects.add(equal.at("/token.actions.githubusercontent.com:sub/Fn::Sub")
                            .asText());
                });

        assertThat(subjects)
                .containsExactlyInAnyOrder(
                        "repo:${Repository}:environment:paper",
                        "repo:${Repository}:environment:live",
                        "repo:${Repository}:pull_request");
        assertThat(resources.toString()).doesNotContain("\"*\"", ":*\"", "AdministratorAccess");
    }

    private static List<Step> steps(Path file) {
        return yaml(file)
                .path("jobs")
                .valueStream()
                .flatMap(job -> job.path("steps").valueStream())
                .map(step -> new Step(file.getFileName().toString(), step))
                .toList();
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Project.text(file));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(file + " is no YAML: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static List<String> fields(JsonNode object) {
        return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }
}
