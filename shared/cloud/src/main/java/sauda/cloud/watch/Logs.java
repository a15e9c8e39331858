package sauda.cloud.watch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Where the lines of a function go, on Lambda: to its standard output, as JSON. Everything that
/// logs in it ends here: our own code by `System.Logger`, libraries by SLF4J.
public final class Logs {

    /// The log manager forgets a logger's level with the logger, if nobody holds it.
    private static final Logger EVERYBODY = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("sauda");

    /// These tell of each call.
    private static final List<Logger> LOUD =
            List.of(Logger.getLogger("software.amazon"), Logger.getLogger("dev.langchain4j"));

    private Logs() {}

    /// Said by every handler that Lambda makes, before anything else.
    public static void start(Map<String, String> variables) {
        start(variables, System.out);
    }

    /// Elsewhere.
    public static void start(Map<String, String> variables, PrintStream out) {
        LogManager.getLogManager().reset();
        EVERYBODY.setLevel(Level.INFO);
        OURS.setLevel(Level.FINE);
        LOUD.forEach(logger -> logger.setLevel(Level.WARNING));
        EVERYBODY.addHandler(new Lines(new JsonLines(JsonLines.place(variables)), out));
    }

    /// Writes one metric line.
    public static void write(String line) {
        print(System.out, line + "\n");
    }

    /// In one piece, so that lines of two threads do not mix.
    private static void print(PrintStream out, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private static final class Lines extends Handler {

        private final JsonLines form;
        private final PrintStream out;

        Lines(JsonLines form, PrintStream out) {
            this.form = form;
            this.out = out;
        }

        @Override
        public void publish(LogRecord said) {
            if (!isLoggable(said)) {
                return;
            }
            try {
                print(out, form.format(said));
            } catch (RuntimeException unsaid) {
                // Whoever logs must not fail because of it.
                print(
                        out,
                        "{\"level\":\"ERROR\",\"message\":\"a line was not written: "
                                + unsaid.getClass().getName() + "\"}\n");
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
