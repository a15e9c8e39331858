package sauda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import sauda.events.Tick;
import sauda.local.cloud.Emulator;

class TickCommandTest {

    private static final String TOPIC = "arn:aws:sns:ap-south-1:000000000000:tick";

    @Test
    void theMessageIsTheSchedulers() {
        assertThat(TickCommand.message(Tick.Duty.TICK, Instant.parse("2024-01-15T03:50:00Z")))
                .isEqualTo("{\"duty\":\"tick\",\"at\":\"2024-01-15T03:50:00Z\"}");
    }

    @Test
    void itIsPublishedOnTheTopicOfTheEmulator() {
        try (Emulator emulator = Emulator.start(0, Optional.empty(), Map.of())) {
            Map<String, String> settings = Map.of(
                    "aws.endpointUrl", emulator.url(),
                    "aws.region", "ap-south-1",
                    "aws.accessKeyId", "any",
                    "aws.secretAccessKey", "thing");
            settings.forEach(System::setProperty);
            try {
                assertThat(execute("--duty", "deadline", "--at", "2024-01-15T09:22+05:30", "--topic", TOPIC))
                        .isZero();
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }

            assertThat(emulator.published()).singleElement().satisfies(published -> {
                assertThat(published.topic()).isEqualTo(TOPIC);
                assertThat(published.message()).isEqualTo("{\"duty\":\"deadline\",\"at\":\"2024-01-15T03:52:00Z\"}");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-15", "2024-01-15T09:20", "2024-01-15T09:20:30+05:30", "now"})
    void aTimeWithoutOffsetOrMinuteIsRefused(String at) {
        assertThat(execute("--at", at, "--dry-run")).isEqualTo(2);
    }

    @Test
    void withoutATopicNothingIsPublished() {
        assertThat(execute("--at", "2024-01-15T09:20+05:30")).isEqualTo(2);
    }

    private static int execute(String... arguments) {
        return new CommandLine(new TickCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
