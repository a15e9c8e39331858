package sauda.deadman;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.cloud.watch.Logs;
import sauda.events.DeadMan;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManAsked;
import sauda.events.DeadManPressed;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// Takes the Scheduler's minute, presses from the queue and calls by hand to the dead man. Knows
/// Lambda and JSON.
public final class DeadManHandler implements RequestStreamHandler {

    private static final System.Logger LOG = System.getLogger(DeadManHandler.class.getName());

    private final DeadManWiring wired;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public DeadManHandler() {
        Logs.start(System.getenv());
        this(DeadManWiring.from(DeadManSettings.from(System.getenv())));
    }

    public DeadManHandler(DeadManWiring wired) {
        this.wired = wired;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Map<String, Object> event = EventJson.object(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        DeadManAnswer answer = event.get("Records") instanceof List<?> records
                ? pressed(records)
                : asked(EventJson.fromMap(event, DeadManAsked.class));
        if (answer.state().phase() != DeadMan.Phase.WATCHING) {
            LOG.log(Level.WARNING, "{0}: {1}", answer.code(), answer.text());
        }
        output.write(EventJson.write(answer).getBytes(StandardCharsets.UTF_8));
    }

    /// From the queue, which takes presses and nothing else.
    private DeadManAnswer pressed(List<?> records) {
        DeadManAnswer answer = wired.desk().state();
        for (Object record : records) {
            if (!(record instanceof Map<?, ?> message) || !(message.get("body") instanceof String body)) {
                throw new BadMessage("a message of the queue has no body");
            }
            answer = wired.desk().press(EventJson.read(body, DeadManPressed.class));
        }
        return answer;
    }

    private DeadManAnswer asked(DeadManAsked asked) {
        if (asked.verb() == null) {
            throw new BadMessage("verb is one of LOOK, STATE, PRESS, UNLOCK, CONFIRM and is missing");
        }
        return switch (asked.verb()) {
            case LOOK -> wired.desk().look();
            case STATE -> wired.desk().state();
            case PRESS ->
                wired.desk()
                        .press(new DeadManPressed(
                                said("by", asked.by()),
                                said("because", asked.because()),
                                wired.clock().instant()));
            case UNLOCK -> wired.desk().unlock(said("by", asked.by()));
            case CONFIRM ->
                wired.desk()
                        .confirm(
                                said("by", asked.by()), said("code", asked.code()), Boolean.TRUE.equals(asked.force()));
        };
    }

    private static String said(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new BadMessage(what + " is missing");
        }
        return text;
    }
}
