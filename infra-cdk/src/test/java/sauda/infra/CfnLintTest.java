package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What CloudFormation's own linter says, where it is installed (`pipx install cfn-lint`). It reads
/// `.cfnlintrc.yaml`.
class CfnLintTest {

    @Test
    void findsNothingInAnyStage(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(
                isInstalled(),
                "cfn-lint is not installed, so the templates are not held against it:" + " pipx install cfn-lint");

        assertThat(lint(
                        write(folder, "paper", Synthesised.DEFAULT),
                        write(folder, "live", Synthesised.LIVE),
                        write(folder, "dead-man", DeadManStackTest.LIVE)))
                .isEqualTo("0 ");
    }

    private static Path write(Path folder, String name, Synthesised template) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), template.json().toString());
    }

    /// Its exit code and all it says.
    private static String lint(Path... templates) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("cfn-lint", "--format", "parseable", "--template");
        Arrays.stream(templates).map(Path::toString).forEach(builder.command()::add);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
    }
}
