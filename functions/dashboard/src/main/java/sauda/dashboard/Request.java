package sauda.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Symbol;

/// A request whose route is found, with its parameters as values. Each reader refuses what
/// is not one and names the parameter.
///
/// @param operation of the route
/// @param path      the route's variables by name, decoded
/// @param query     parameters of the query by name, decoded
/// @param body      as text, empty when there is none
/// @param principal who asks; null where nobody need be known
/// @param key       that the caller gave it, see [Once]; null without one
/// @param at        when it was asked for first
record Request(
        String operation,
        Map<String, String> path,
        Map<String, String> query,
        String body,
        @Nullable Principal principal,
        @Nullable String key,
        Instant at) {

    /// Most entries that a list is asked for.
    static final int MOST = 500;

    // outside of these the keys' four-digit years would not sort
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /// @throws IllegalStateException on a route that anybody may ask
    Principal asker() {
        if (principal == null) {
            throw new IllegalStateException("nobody is known to ask for " + operation);
        }
        return principal;
    }

    /// @throws IllegalStateException for an operation that needs none
    String keyed() {
        if (key == null) {
            throw new IllegalStateException("no key was asked for by " + operation);
        }
        return key;
    }

    Request at(Instant first) {
        return new Request(operation, path, query, body, principal, key, first);
    }

    String variable(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// How many entries at most, 1 to 500.
    int limit(int otherwise) {
        return text("limit").map(Request::limitOf).orElse(otherwise);
    }

    private static int limitOf(String text) {
        // no sign and no leading zeros: what is not plainly a number is a mistake
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
            throw Refused.parameter("limit", "limit is a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    /// After which entry the list goes on; empty from its beginning.
    ///
    /// @param prefix that the sort keys of the list have
    Optional<Cursor> cursor(String prefix) {
        return text("cursor")
                .map(text -> Cursor.of(text, list())
                        .filter(cursor -> cursor.sort().startsWith(prefix))
                        .orElseThrow(() -> Refused.parameter(
                                "cursor", "cursor is `next` of the page before, with the same other parameters")));
    }

    /// The `next` of an answer.
    String next(Cursor last) {
        return last.text(list());
    }

    /// What the list is: pages of another size are pages of the same one.
    private String list() {
        Map<String, String> filters = new TreeMap<>(query);
        filters.keySet().removeAll(Set.of("cursor", "limit"));
        return operation + new TreeMap<>(path) + filters;
    }

    Optional<Symbol> symbol(String name) {
        return text(name).map(text -> {
            try {
                return new Symbol(text);
            } catch (IllegalArgumentException bad) {
                throw Refused.parameter(name, name + " is an NSE symbol such as RELIANCE");
            }
        });
    }

    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refused.parameter(
                                name, name + " is one of " + Arrays.toString(type.getEnumConstants()))));
    }

    /// One of a few words.
    Optional<String> word(String name, List<String> words) {
        return text(name).map(text -> {
            if (!words.contains(text)) {
                throw Refused.parameter(name, name + " is one of " + String.join(", ", words));
            }
            return text;
        });
    }

    /// Where a span of time begins: an instant such as `2024-01-15T04:45:00Z`, or a date, which
    /// means its first moment in India.
    Optional<Instant> from() {
        return text("from").map(text -> moment("from", text, 0));
    }

    /// Where it ends, itself included: an instant, or a date, which means all of that day in India.
    Optional<Instant> to() {
        return text("to").map(text -> moment("to", text, 1));
    }

    private static Instant moment(String name, String text, int daysOn) {
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysOn)
                            .atStartOfDay(TradingCalendar.INDIA)
                            .toInstant()
                            .minusMillis(daysOn)
                    : Instant.parse(text);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw Refused.parameter(name, name + " is between the years 2000 and 2100");
            }
            return moment;
        } catch (DateTimeException bad) {
            throw Refused.parameter(
                    name, name + " is a date such as 2024-01-15 or an instant such as 2024-01-15T04:45:00Z");
        }
    }
}
