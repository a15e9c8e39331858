package sauda.local.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;

class SubjectsTest {

    @Test
    void everyFunctionIsMeasured() {
        assertThat(Subjects.names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Routes.FUNCTIONS.stream(), Stream.of(Routes.DEAD_MAN))
                                .map(Routes.Function::name)
                                .toList());
    }

    @Test
    void aSessionIsHeldNowWhateverTheTimeIs() {
        for (String time : new String[] {"2026-11-26T03:07:40Z", "2026-11-28T17:00:00Z"}) {
            Instant now = Instant.parse(time);
            Config config = ConfigFile.read(Scene.held(ConfigFile.defaultText(), now));

            assertThat(config.calendar()
                            .session(TradingCalendar.dateOf(now))
                            .orElseThrow()
                            .isTick(now.truncatedTo(java.time.temporal.ChronoUnit.MINUTES)))
                    .as(time)
                    .isTrue();
        }
    }

    @Test
    void aroundMidnightInIndiaItIsSaidThatNothingCanBeMeasured() {
        assertThatThrownBy(() -> Scene.held(ConfigFile.defaultText(), Instant.parse("2026-11-26T18:31:00Z")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it is 00:01 in India");
    }
}
