package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class CdkNagTest {

    @ParameterizedTest
    @MethodSource("templates")
    void theSolutionsRulesFindNothingThatIsNotExplained(Synthesised template) {
        assertThat(findings(template.annotations())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theLibraryWarnsOfNothing(Synthesised template) {
        assertThat(template.annotations().findWarning("*", Match.anyValue()))
                .extracting(found -> found.getId() + " " + found.getEntry().getData())
                .isEmpty();
    }

    static Stream<Synthesised> templates() {
        return Stream.of(Synthesised.DEFAULT, Synthesised.LIVE, Synthesised.CHOSEN);
    }

    private static List<String> findings(Annotations annotations) {
        var rule = Match.stringLikeRegexp("AwsSolutions-.*");
        return Stream.concat(annotations.findError("*", rule).stream(), annotations.findWarning("*", rule).stream())
                .map(found -> found.getId() + " " + found.getEntry().getData())
                .toList();
    }
}
