package sauda.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.events.EventJson;

/// What is shipped may be shipped. The jars' libraries are looked at as they are packed
/// (`license-maven-plugin`); here it is held that each jar is, and the page's packages are looked at.
class LicencesTest {

    static final List<String> deployed = House.FUNCTIONS;

    /// The page's: those of the jars, and of its font.
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "OFL-1.1");

    /// Types, and a script that looks at installations: nothing of them is in the built page.
    private static final Set<String> LEAVE_NOTHING = Set.of("@types/react", "csstype", "@scarf/scarf");

    private static final String WEB = "functions/dashboard/src/main/web/";

    @ParameterizedTest
    @FieldSource("deployed")
    void eachJarThatIsDeployedListsItsLibrariesAndTheirLicences(String function) {
        assertThat(Project.text("functions/" + function + "/pom.xml"))
                .contains("<artifactId>license-maven-plugin</artifactId>");
    }

    @Test
    void thePageShipsNothingUnderAnotherLicence() {
        var licences = new TreeMap<String, Object>();
        packages().forEach((name, about) -> licences.put(name, about.getOrDefault("license", "none")));

        assertThat(licences).hasSizeGreaterThan(5);
        assertThat(licences.entrySet().stream().filter(one -> !ALLOWED.contains(String.valueOf(one.getValue()))))
                .isEmpty();
    }

    /// By the names under which their authors want to be told.
    @Test
    void theNoticeOfThePageNamesWhatItShips() {
        var named = Map.of(
                "@fontsource-variable/inter", "Inter",
                "@tanstack/query-core", "TanStack Query",
                "@tanstack/react-query", "TanStack Query",
                "fancy-canvas", "Lightweight Charts",
                "lightweight-charts", "Lightweight Charts",
                "react", "React",
                "react-dom", "React",
                "scheduler", "React",
                "swagger-ui-dist", "Swagger UI");
        Set<String> shipped = new TreeSet<>(packages().keySet());
        shipped.removeAll(LEAVE_NOTHING);

        assertThat(shipped).isEqualTo(new TreeSet<>(named.keySet()));
        assertThat(Stream.of(WEB + "NOTICE", "NOTICE").map(Project::text))
                .allSatisfy(notice -> assertThat(notice).contains(named.values()));
    }

    /// Of the page's lock file, without what only builds and tests it.
    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> packages() {
        var lock = EventJson.object(Project.text(WEB + "package-lock.json"));
        var shipped = new TreeMap<String, Map<String, Object>>();
        ((Map<String, Map<String, Object>>) lock.get("packages")).forEach((path, about) -> {
            if (!path.isEmpty() && !about.containsKey("dev")) {
                shipped.put(path.replaceFirst("^.*node_modules/", ""), about);
            }
        });
        return shipped;
    }
}
