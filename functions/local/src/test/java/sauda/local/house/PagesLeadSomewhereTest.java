package sauda.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links of our own pages lead to a file that is there, and to a heading that it has; and whoever
/// begins at `docs/README.md` finds every page of that folder.
class PagesLeadSomewhereTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    /// What a program makes a page from is no page.
    private static final List<Path> PAGES = Project.files(".md").stream()
            .filter(page -> !page.toString().contains("/src/main/resources/"))
            .toList();

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        var broken = new ArrayList<String>();
        for (Path page : PAGES) {
            links(page).filter(link -> !leads(page, link)).forEach(link -> broken.add(name(page) + " -> " + link));
        }

        assertThat(PAGES).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    @Test
    void theIndexLeadsToEveryPage() {
        Path docs = Project.ROOT.resolve("docs");
        Set<Path> reached = new TreeSet<>();
        var next = new ArrayDeque<>(List.of(docs.resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.poll();
            if (reached.add(page) && page.startsWith(docs)) {
                links(page)
                        .filter(link -> !isElsewhere(link))
                        .map(link -> target(page, link))
                        .filter(target -> target.toString().endsWith(".md"))
                        .forEach(next::add);
            }
        }

        assertThat(PAGES.stream().filter(page -> page.startsWith(docs)).filter(page -> !reached.contains(page)))
                .as("pages that nobody who begins at docs/README.md would find")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What it is | what-it-is",
                "`cdk diff` on a pull request | cdk-diff-on-a-pull-request",
                "Paper, or live? | paper-or-live",
                "0001: One ledger | 0001-one-ledger"
            })
    void aHeadingHasTheAnchorThatGitHubGivesIt(String heading, String anchor) {
        assertThat(anchor(heading)).isEqualTo(anchor);
    }

    private static boolean leads(Path page, String link) {
        if (isElsewhere(link)) {
            return true;
        }
        Path target = target(page, link);
        int at = link.indexOf('#');
        return Files.exists(target)
                && (at < 0
                        || !target.toString().endsWith(".md")
                        || anchors(target).contains(link.substring(at + 1)));
    }

    private static boolean isElsewhere(String link) {
        return link.matches("[a-z]+:.*");
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    private static Stream<String> links(Path page) {
        String prose =
                CODE.matcher(FENCE.matcher(Project.text(page)).replaceAll("")).replaceAll("");
        return LINK.matcher(prose).results().map(link -> link.group(1));
    }

    private static Set<String> anchors(Path page) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new TreeSet<>();
        HEADING.matcher(FENCE.matcher(Project.text(page)).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }

    private static String name(Path page) {
        return Project.ROOT.relativize(page).toString();
    }
}
