package sauda.local.house;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `docs/threats.md` says is tried is tried: the tests that it names are there.
class ThreatsAreTriedTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern FILE = Pattern.compile("`(\\.\\w[\\w./-]+)`");

    private static final String PAGE = Project.text("docs/threats.md");

    private final Map<String, List<Path>> tests = Project.files("Test.java").stream()
            .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));

    @Test
    void everyTestThatIsNamedIsThere() {
        var missing = new ArrayList<String>();
        var named = TEST.matcher(PAGE).results().toList();
        for (MatchResult test : named) {
            if (!isThere(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFileThatIsNamedIsThere() {
        assertThat(FILE.matcher(PAGE).results().map(file -> Project.ROOT.resolve(file.group(1))))
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    @Test
    void everyAttackNamesWhatShowsItsResult() {
        var rows = PAGE.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| tried") && !line.startsWith("| looked"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> {
            String[] cells = row.split("\\|");
            assertThat(cells).as(row).hasSize(4);
            assertThat(cells[3]).as(row).contains("`");
        });
    }

    private boolean isThere(String test, String method) {
        return tests.getOrDefault(test, List.of()).stream()
                .anyMatch(file -> method == null || Project.text(file).contains("void " + method + "("));
    }
}
