package sauda.core.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Node.Scalar;
import sauda.core.config.Node.Scalar.Kind;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A place in the file and what stands there, asked for as what it should be. A wrong one
/// adds its fault and gives a stand-in, so that reading goes on; a missing one has its
/// fault already.
///
/// @param path such as `accounts.claude.stocks[2]`
/// @param node null when the key is missing
record Value(String path, int line, @Nullable Node node, Faults faults) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9_]*)(\\.[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");
    private static final Symbol NO_SYMBOL = new Symbol("NONE");

    /// Stands in for a date that cannot be read.
    static final LocalDate NO_DATE = LocalDate.EPOCH;

    /// Adds a fault about this place.
    ///
    /// @param what follows the path, such as `must be ...`
    void fault(String what) {
        faults.add(line, (path.isEmpty() ? "the file" : path) + " " + what);
    }

    String text() {
        return scalar(Kind.TEXT, "text, in quotes if it looks like something else")
                .orElse("");
    }

    boolean flag() {
        return scalar(Kind.FLAG, "true or false").map(Boolean::parseBoolean).orElse(false);
    }

    /// A plain decimal number, both ends allowed.
    BigDecimal number(String least, String most) {
        BigDecimal from = new BigDecimal(least);
        BigDecimal to = new BigDecimal(most);
        String right = "a number from " + least + " to " + most;
        return scalar(Kind.NUMBER, right)
                .filter(written -> NUMBER.matcher(written).matches() || wrong(right))
                .map(written -> new BigDecimal(written.replace("_", "")))
                .filter(number -> (number.compareTo(from) >= 0 && number.compareTo(to) <= 0) || wrong(right))
                .orElse(from);
    }

    long whole(long least, long most) {
        String right = "a whole number from " + least + " to " + most;
        return scalar(Kind.NUMBER, right)
                .filter(written -> (NUMBER.matcher(written).matches() && !written.contains(".")) || wrong(right))
                .map(written -> new BigDecimal(written.replace("_", "")))
                .filter(number -> (number.compareTo(BigDecimal.valueOf(least)) >= 0
                                && number.compareTo(BigDecimal.valueOf(most)) <= 0)
                        || wrong(right))
                .map(BigDecimal::longValueExact)
                .orElse(least);
    }

    Rupees rupees(String least, String most) {
        return new Rupees(number(least, most));
    }

    /// Such as `30s`, `10m` or `1h`.
    Duration duration(Duration least, Duration most) {
        String right = "a duration from " + written(least) + " to " + written(most) + ", such as 30s, 10m or 1h";
        return scalar(Kind.TEXT, right)
                .map(DURATION::matcher)
                .filter(matcher -> matcher.matches() || wrong(right))
                .map(Value::durationOf)
                .filter(length -> (length.compareTo(least) >= 0 && length.compareTo(most) <= 0) || wrong(right))
                .orElse(least);
    }

    /// A duration of whole minutes.
    Duration minutes(long least, long most) {
        Duration length = duration(Duration.ofMinutes(least), Duration.ofMinutes(most));
        if (length.toSeconds() % 60 != 0) {
            fault("must be whole minutes, but is " + length.toSeconds() + "s");
        }
        return length;
    }

    private static Duration durationOf(Matcher matcher) {
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static String written(Duration length) {
        return length.toSeconds() % 60 == 0 ? length.toMinutes() + "m" : length.toSeconds() + "s";
    }

    LocalDate date() {
        return parsed("a date such as 2026-08-03", LocalDate::parse, NO_DATE);
    }

    LocalTime time() {
        return parsed("a time of day such as \"09:15\"", LocalTime::parse, LocalTime.MIN);
    }

    Symbol symbol() {
        return parsed("an exchange symbol such as RELIANCE", Symbol::new, NO_SYMBOL);
    }

    /// A short name that ids and queues are made of.
    String name() {
        return parsed("a name of a-z, 0-9 and -, at most 20, beginning with a letter", Value::checkedName, "");
    }

    /// A text of a given form.
    ///
    /// @param right what it must be, for the fault
    String matching(Pattern form, String right) {
        return scalar(Kind.TEXT, right)
                .filter(written -> form.matcher(written).matches() || wrong(right))
                .orElse("");
    }

    private static String checkedName(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private <T> T parsed(String right, Function<String, T> parse, T standIn) {
        return scalar(Kind.TEXT, right)
                .flatMap(written -> {
                    try {
                        return Optional.of(parse.apply(written));
                    } catch (DateTimeException | IllegalArgumentException bad) {
                        wrong(right);
                        return Optional.empty();
                    }
                })
                .orElse(standIn);
    }

    /// One of an enum's constants, written in lower case with `-` between words.
    <E extends Enum<E>> E choice(Class<E> type) {
        return choice(
                Arrays.asList(type.getEnumConstants()),
                constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// One of some constants.
    ///
    /// @param word how one is written
    <E extends Enum<E>> E choice(List<E> of, Function<E, String> word) {
        Map<String, E> choices = of.stream()
                .collect(Collectors.toMap(word, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        String right = "one of " + String.join(", ", choices.keySet());
        return scalar(Kind.TEXT, right)
                .filter(written -> choices.containsKey(written) || wrong(right))
                .map(choices::get)
                .orElse(of.getFirst());
    }

    /// A name that must stand elsewhere in the file; empty when it does not.
    ///
    /// @param where the section that has to name it, such as `clients`
    String reference(String where, Collection<String> known) {
        String name = text();
        if (!name.isEmpty() && !known.contains(name)) {
            fault("names " + name + ", but " + where + " has only " + String.join(", ", known));
            return "";
        }
        return name;
    }

    /// The values of a list, in order.
    List<Value> items() {
        return switch (node) {
            case Node.Sequence(var items) -> {
                List<Value> values = new ArrayList<>();
                items.forEach(item -> values.add(
                        new Value(path + "[" + (values.size() + 1) + "]", item.line(), item.node(), faults)));
                yield values;
            }
            case null -> List.of();
            case Node.Mapping _, Scalar _ -> {
                wrong("a list");
                yield List.of();
            }
        };
    }

    /// The values of a list, or the value itself where one is enough.
    List<Value> oneOrMore() {
        return node instanceof Node.Sequence ? items() : List.of(this);
    }

    /// The values of a mapping whose keys are names of the owner's choice, in order.
    Map<String, Value> named() {
        return switch (node) {
            case Node.Mapping(var entries) -> {
                Map<String, Value> values = new LinkedHashMap<>();
                entries.forEach(
                        (key, entry) -> values.put(key, new Value(inside(key), entry.line(), entry.node(), faults)));
                yield values;
            }
            case null -> Map.of();
            case Node.Sequence _, Scalar _ -> {
                wrong("a mapping");
                yield Map.of();
            }
        };
    }

    /// The key itself as a value, where names of the owner's choice are keys.
    Value keyed(String key) {
        return new Value(path, line, new Scalar(Kind.TEXT, key), faults);
    }

    /// A mapping whose keys are fixed.
    Fields fields() {
        Map<String, Value> values = named();
        return new Fields(this, node instanceof Node.Mapping ? values : null);
    }

    private String inside(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<String> scalar(Kind kind, String right) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof Scalar scalar && scalar.kind() == kind) {
            return Optional.of(scalar.text());
        }
        wrong(right);
        return Optional.empty();
    }

    /// Adds the fault; false, for use in a filter.
    private boolean wrong(String right) {
        fault("must be " + right + ", but is " + (node == null ? "missing" : node.said()));
        return false;
    }
}
