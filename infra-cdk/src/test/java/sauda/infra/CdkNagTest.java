package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class CdkNagTest {

    @Test
    void theSolutionsRulesFindNothingThatIsNotExplained() {
        assertThat(findings(Synthesised.TWO_CLIENTS.annotations())).isEmpty();
    }

    private static List<String> findings(Annotations annotations) {
        var rule = Match.stringLikeRegexp("AwsSolutions-.*");
        return Stream.concat(annotations.findError("*", rule).stream(), annotations.findWarning("*", rule).stream())
                .map(found -> found.getId() + " " + found.getEntry().getData())
                .toList();
    }
}
