package sauda.cloud.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import sauda.events.EventJson;

/// A log record as one JSON object on one line. Of an exception it says the class and where it
/// was thrown, never the text, which may quote what no log should hold.
final class JsonLines extends Formatter {

    /// Set by Lambda's runtime for each invocation.
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    /// What looks like a key, whoever wrote it into a message: signed tokens, the keys of model
    /// routers and of AWS, the tokens of Telegram's bots, the seeds of one-time passwords.
    private static final Pattern SECRET = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.?[\\w-]*|\\bsk-[\\w-]{12,}"
            + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\b[A-Z2-7]{16,}\\b|\\d+:[\\w-]{35}");

    private static final int MOST_TEXT = 4_000;
    private static final int MOST_FRAMES = 6;
    private static final int MOST_CAUSES = 5;

    private final Map<String, String> place;

    /// @param place what is the same in every line, such as the function and its stage
    JsonLines(Map<String, String> place) {
        this.place = Map.copyOf(place);
    }

    @Override
    public String format(LogRecord said) {
        Trail trail = Trail.current(said.getInstant());
        Map<String, Object> line = new TreeMap<>(place);
        line.put("time", said.getInstant().toString());
        line.put("level", level(said.getLevel()));
        line.put("logger", String.valueOf(said.getLoggerName()));
        line.put("message", clean(String.valueOf(formatMessage(said))));
        line.put("correlation", trail.correlation());
        if (trail.account() != null) {
            line.put("account", trail.account());
        }
        if (trail.order() != null) {
            line.put("order", trail.order());
        }
        String trace = System.getProperty(TRACE, "");
        if (!trace.isEmpty()) {
            line.put("trace", root(trace));
        }
        if (said.getThrown() != null) {
            line.put("error", said.getThrown().getClass().getName());
            line.put("at", frames(said.getThrown()));
            List<String> causes = causes(said.getThrown());
            if (!causes.isEmpty()) {
                line.put("causes", causes);
            }
        }
        return EventJson.write(line) + "\n";
    }

    private static String level(Level level) {
        return Map.of(Level.SEVERE, "ERROR", Level.WARNING, "WARN", Level.INFO, "INFO")
                .getOrDefault(level, "DEBUG");
    }

    private static String clean(String message) {
        String text = message.length() > MOST_TEXT ? message.substring(0, MOST_TEXT) + " …" : message;
        return SECRET.matcher(text).replaceAll("***");
    }

    /// `1-…` of `Root=1-…;Parent=…;Sampled=1`.
    private static String root(String header) {
        return Arrays.stream(header.split(";", -1))
                .filter(part -> part.startsWith("Root="))
                .map(part -> part.substring("Root=".length()))
                .findFirst()
                .orElse(header);
    }

    private static List<String> frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
    }

    private static List<String> causes(Throwable thrown) {
        List<String> causes = new ArrayList<>();
        Throwable cause = thrown.getCause();
        while (cause != null && causes.size() < MOST_CAUSES) {
            StackTraceElement[] trace = cause.getStackTrace();
            causes.add(cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
            cause = cause.getCause();
        }
        return causes;
    }

    /// What is the same in every line of a function, by its environment variables.
    static Map<String, String> place(Map<String, String> variables) {
        Map<String, String> place = new LinkedHashMap<>();
        Map.of(
                        "AWS_LAMBDA_FUNCTION_NAME", "function",
                        "SAUDA_STAGE", "stage",
                        "SAUDA_ACCOUNT", "account",
                        "SAUDA_CLIENT", "client",
                        "SAUDA_STOCK", "stock")
                .forEach((variable, name) -> {
                    String value = variables.getOrDefault(variable, "");
                    if (!value.isBlank()) {
                        place.put(name, value);
                    }
                });
        return place;
    }
}
