package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What can be said of the LocalStack files without Docker.
class LocalStackFilesTest {

    private static final Path SCRIPT = LocalStackFiles.folder().resolve("localstack.sh");
    private static final Pattern CALLED = Pattern.compile("(?m)^localstack/localstack\\.sh (\\S+)");
    private static final Pattern TAG = Pattern.compile("localstack/localstack:[0-9.]+");

    @Test
    void theScriptIsOneThatBashTakesAndSaysWhatItCanDo() throws Exception {
        Process usage = new ProcessBuilder("bash", SCRIPT.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(usage.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(usage.waitFor()).isEqualTo(2);
        assertThat(said).contains(SCRIPT.getFileName() + " up", SCRIPT.getFileName() + " deploy");
        assertThat(SCRIPT).isExecutable();
    }

    @Test
    void whatThePageCallsTheScriptHas() {
        List<String> called =
                CALLED.matcher(page()).results().map(call -> call.group(1)).toList();

        assertThat(called).contains("up", "chain", "deploy", "secret", "tick");
        assertThat(called)
                .allSatisfy(command ->
                        assertThat(LocalStackFiles.text(SCRIPT)).containsPattern("(?m)^  " + command + "\\)"));
    }

    @Test
    void thePageNamesTheTagThatIsRun() {
        Matcher tag = TAG.matcher(page());

        assertThat(tag.find()).isTrue();
        assertThat(tag.group()).isEqualTo(LocalStackFiles.image());
    }

    private static String page() {
        return LocalStackFiles.text(
                LocalStackFiles.folder().resolveSibling("docs").resolve("localstack.md"));
    }
}
