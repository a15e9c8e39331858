package sauda.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.local.chain.Play;

class LoadTest {

    @Test
    void aFewPeopleAskAndAFewPagesHearOfEveryFill() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        boolean good = new Load(out, List.of(8), Duration.ofSeconds(5), 4).ofOurOwn(Play.rules(), true, 3);

        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(good).as(text).isTrue();
        assertThat(text)
                .contains("8 people, ms", "GET /api/system/status", "4 pages, ", "fill to page", "processors")
                .doesNotContain("FAILED");
    }

    @Test
    void figuresAreOfWhatWasAsked() {
        Figures figures = new Figures();
        for (int i = 1; i <= 100; i++) {
            figures.answered("GET /api/me", i * 1_000_000L, "200", false);
        }
        figures.answered("GET /api/trades", 5_000_000L, "503", true);

        assertThat(figures.count()).isEqualTo(101);
        assertThat(figures.errors()).isEqualTo(1);
        assertThat(figures.table("two", 10).lines())
                .containsExactly(
                        "two                                        requests  errors    per s      p50      p95      p99      max",
                        "GET /api/me                                     100       0     10.0     50.0     95.0     99.0    100.0",
                        "GET /api/trades                                   1       1      0.1      5.0      5.0      5.0      5.0",
                        "all                                             101       1     10.1     50.0     95.0     99.0    100.0",
                        "answers {200=100, 503=1}");
    }
}
