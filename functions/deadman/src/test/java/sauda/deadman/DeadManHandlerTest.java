package sauda.deadman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DeadManDesk;
import sauda.core.desk.Pause;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DeadMan.Phase;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManPressed;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// What may be said to him, and by which way.
class DeadManHandlerTest {

    private Instant now = Instant.parse("2026-10-07T05:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final List<Alert> people = new ArrayList<>();
    private final DeadManHandler handler = new DeadManHandler(new DeadManWiring(
            new DeadManDesk(new DeadManDesk.Parts(
                    ConfigFile.defaults(),
                    null,
                    ledger,
                    new InMemoryLedger(),
                    client -> {
                        throw new IllegalStateException("no client is live");
                    },
                    people::add,
                    () -> "481516",
                    clock,
                    Pause.NONE)),
            clock));

    private DeadManAnswer says(String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
        return EventJson.read(answer.toString(StandardCharsets.UTF_8), DeadManAnswer.class);
    }

    private static String queued(String body) {
        return EventJson.write(Map.of("Records", List.of(Map.of("eventSource", "aws:sqs", "body", body))));
    }

    @Test
    void theSchedulersMinuteIsALookAndAStateChangesNothing() throws IOException {
        assertThat(says("{\"verb\":\"LOOK\"}").code()).isEqualTo("WATCHING");
        assertThat(says("{\"verb\":\"STATE\"}").state().phase()).isEqualTo(Phase.WATCHING);
        assertThat(people).isEmpty();
    }

    @Test
    void aMessageOfTheQueuePresses() throws IOException {
        says("{\"verb\":\"STATE\"}");
        assertThat(says(queued(EventJson.write(new DeadManPressed("telegram:1", "fire", now))))
                        .code())
                .isEqualTo("LOCKED");
        assertThat(ledger.get(Keys.CONTROL).orElseThrow().as(Control.class).by())
                .isEqualTo("telegram:1");
        assertThat(people).extracting(Alert::code).containsExactly("DEAD_MAN_FIRED", "DEAD_MAN_LOCKED");
    }

    @Test
    void onlyACallUnlocksInTwoSteps() throws IOException {
        says("{\"verb\":\"PRESS\",\"by\":\"asha\",\"because\":\"a test\"}");
        assertThatThrownBy(() -> says(queued("{\"verb\":\"UNLOCK\",\"by\":\"asha\"}")))
                .isInstanceOf(BadMessage.class);
        DeadManAnswer asked = says("{\"verb\":\"UNLOCK\",\"by\":\"asha\"}");
        assertThat(asked.unlock()).isEqualTo("481516");
        assertThat(says("{\"verb\":\"CONFIRM\",\"by\":\"asha\",\"code\":\"481516\"}")
                        .code())
                .isEqualTo("TOO_EARLY");
        now = now.plusSeconds(60);
        assertThat(says("{\"verb\":\"CONFIRM\",\"by\":\"asha\",\"code\":\"481516\"}")
                        .code())
                .isEqualTo("UNLOCKED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | verb is one of",
                "{\"verb\":\"SELL\"} | not a DeadManAsked",
                "{\"verb\":\"PRESS\"} | by is missing",
                "{\"verb\":\"PRESS\",\"by\":\"asha\",\"because\":\" \"} | because is missing",
                "{\"verb\":\"CONFIRM\",\"by\":\"asha\"} | code is missing",
                "{\"Records\":[{}]} | a message of the queue has no body",
                "nonsense | not a JSON object"
            })
    void whatCannotBeReadDoesNothing(String event, String why) {
        assertThatThrownBy(() -> says(event)).isInstanceOf(BadMessage.class).hasMessageStartingWith(why);
        assertThat(people).isEmpty();
        assertThat(ledger.get(Keys.CONTROL)).isEmpty();
    }

    @Test
    void everyVariableThatIsMissingIsNamed() {
        assertThatThrownBy(() -> DeadManSettings.from(Map.of()))
                .hasMessage("environment variables are missing: SAUDA_TABLE, SAUDA_CONFIG, SAUDA_DEAD_MAN_TABLE,"
                        + " SAUDA_DEAD_MAN_TOPIC");
    }
}
