package sauda.cloud.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import sauda.events.EventJson;

/// What a function would log, and the log as it was before afterwards.
public final class SomeLogs {

    public static final Map<String, String> VARIABLES = Map.of(
            "AWS_LAMBDA_FUNCTION_NAME", "sauda-paper-executor-main", "SAUDA_STAGE", "paper", "SAUDA_CLIENT", "main");

    private SomeLogs() {}

    public static void into(ByteArrayOutputStream out, Runnable work) {
        Logs.start(VARIABLES, new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            try {
                LogManager.getLogManager().readConfiguration();
            } catch (IOException noJdk) {
                throw new UncheckedIOException(noJdk);
            }
        }
    }

    public static List<Map<String, Object>> of(Runnable work) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        into(out, work);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(EventJson::object)
                .toList();
    }
}
