package sauda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Names are looked at before anything is measured.
class ColdStartCommandTest {

    @Test
    void theDeadManIsMeasuredByNameToo() {
        assertThat(complaint("dead-man")).startsWith("--runs is 1 or more but is 0");
        assertThat(complaint("nobody")).startsWith("--functions are of ").contains("but names [nobody]");
    }

    private static String complaint(String function) {
        var said = new StringWriter();
        new CommandLine(new ColdStartCommand())
                .setErr(new PrintWriter(said))
                .execute("--functions", function, "--runs", "0");
        return said.toString();
    }
}
