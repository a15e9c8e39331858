package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// CloudFormation takes 500 resources and 1 MB in one stack. The table of `README.md` says how
/// near each stage is, and is renewed with the snapshots.
class TemplateSizeTest {

    private static final Path README = Path.of("README.md");
    private static final int MOST_RESOURCES = 500;
    private static final int MOST_BYTES = 1_000_000;

    private record Row(String what, Synthesised template) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row("`paper`, as shipped", Synthesised.DEFAULT),
                new Row("`live`, one live client, NAT gateway", Synthesised.LIVE),
                new Row("`live`, one live client, NAT instances, SnapStart, key by its ARN", Synthesised.CHOSEN),
                new Row("`live`, two live clients, NAT gateways", Synthesised.TWO_LIVE));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theReadmeSaysHowMuchOfWhatCloudFormationTakesIsUsed(Row row) throws IOException {
        List<Synthesised.Resource> all = row.template().all();
        long network =
                all.stream().filter(one -> one.type().startsWith("AWS::EC2::")).count();
        int bytes = Snapshot.of(row.template()).length();
        String line = "| " + row.what() + " | " + all.size() + " | " + network + " | "
                + Math.ceilDiv(bytes, 10_000) * 10 + " kB |";
        String readme = Files.readString(README);
        if (Snapshot.areWritten()) {
            Files.writeString(
                    README,
                    readme.replaceFirst(
                            "(?m)^" + Pattern.quote("| " + row.what() + " |") + ".*$", Matcher.quoteReplacement(line)));
            return;
        }

        assertThat(all).hasSizeLessThan(MOST_RESOURCES);
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(readme).contains(line);
    }
}
