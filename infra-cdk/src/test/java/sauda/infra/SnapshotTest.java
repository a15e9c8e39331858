package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole template of each stage, and of the dead man of the live one, kept to be read: whoever changes it sees what
/// changes, and
/// commits that too.
class SnapshotTest {

    private static final Path FOLDER = Path.of("src", "test", "snapshots");
    private static final int SHOWN = 60;

    @ParameterizedTest
    @ValueSource(strings = {"paper", "live", "dead-man"})
    void theTemplateIsTheOneThatWasReviewed(String stage) throws IOException {
        Path file = FOLDER.resolve(stage + ".json");
        String now = Snapshot.of(
                switch (stage) {
                    case "paper" -> Synthesised.DEFAULT;
                    case "live" -> Synthesised.LIVE;
                    default -> DeadManStackTest.LIVE;
                });
        if (Snapshot.areWritten()) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
            return;
        }

        String kept = Files.readString(file);
        if (!kept.equals(now)) {
            List<String> difference = Snapshot.difference(kept, now);
            fail(
                    "the template of %s is not the one in %s. What is meant is kept by%n  mvn -pl infra-cdk -am test"
                            + " -Dtest=SnapshotTest,TemplateSizeTest -Dsurefire.failIfNoSpecifiedTests=false -Dsnapshots=write%n%s%s",
                    stage,
                    file,
                    String.join("\n", difference.subList(0, Math.min(SHOWN, difference.size()))),
                    difference.size() > SHOWN ? "\nand " + (difference.size() - SHOWN) + " more" : "");
        }
    }

    @Test
    void aDifferenceNamesEachPlaceThatIsNewGoneOrOther() {
        assertThat(Snapshot.difference(
                        "{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":true}", "{\"a\":{\"b\":2,\"c\":[1]},\"e\":{}}"))
                .containsExactly("~ /a/b = 2, was 1", "- /a/c/1 = 2", "- /d = true", "+ /e = {}");
        assertThat(Snapshot.difference("{}", "{}")).isEmpty();
    }
}
