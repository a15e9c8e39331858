package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Rupees;

/// One JSON object of an answer, read field by field. A field may have several names, of
/// which the first that is there counts: the venue spells some of its own wrongly.
/// Fields that nobody asks for are passed over.
///
/// @param what the answer it is of, for whoever reads a fault
record Row(String what, JsonNode node) {

    static final String NOT_UNDERSTOOD = "NOT_UNDERSTOOD";

    private static final int PAISE = 2;
    private static final int MOST_DIGITS = 18;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("[yyyy-MM-dd['T'][' ']HH:mm:ss][dd/MM/yyyy HH:mm:ss][dd/MM/yyyy HH:mm]");
    private static final int NO_YEAR_BEFORE = 2000;

    /// @throws BrokerUnavailable `NOT_UNDERSTOOD` when it is no object
    static Row of(String what, JsonNode node) {
        if (!node.isObject()) {
            throw notUnderstood(what + " is no object");
        }
        return new Row(what, node);
    }

    /// The rows of an array; one object stands for an array of one.
    static List<Row> list(String what, JsonNode node) {
        if (node.isObject()) {
            return List.of(new Row(what, node));
        }
        if (!node.isArray()) {
            throw notUnderstood(what + " is no list");
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            rows.add(of(what + "[" + i + "]", node.get(i)));
        }
        return rows;
    }

    static BrokerUnavailable notUnderstood(String why) {
        return new BrokerUnavailable(NOT_UNDERSTOOD, "an answer of Dhan is not understood: " + Masks.clean(why));
    }

    private @Nullable JsonNode field(String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    private JsonNode needed(String... names) {
        JsonNode value = field(names);
        if (value == null) {
            throw notUnderstood(what + "." + names[0] + " is missing");
        }
        return value;
    }

    /// A text that is needed; a number is taken as its text.
    String text(String... names) {
        return word(names).orElseThrow(() -> notUnderstood(what + "." + names[0] + " is missing"));
    }

    /// A text, empty when it is missing, `""` or `NA`.
    Optional<String> word(String... names) {
        JsonNode value = field(names);
        return value == null || !value.isValueNode()
                ? Optional.empty()
                : Optional.of(value.asText().strip()).filter(text -> !text.isEmpty() && !text.equals("NA"));
    }

    boolean truth(String name) {
        return needed(name).asBoolean();
    }

    boolean has(String name) {
        return field(name) != null;
    }

    long whole(String... names) {
        return wholeOf(names[0], needed(names));
    }

    OptionalLong wholeIf(String... names) {
        JsonNode value = field(names);
        return value == null ? OptionalLong.empty() : OptionalLong.of(wholeOf(names[0], value));
    }

    private long wholeOf(String name, JsonNode value) {
        BigDecimal number = numberOf(name, value);
        try {
            return number.longValueExact();
        } catch (ArithmeticException fraction) {
            throw notUnderstood(what + "." + name + " is no whole number");
        }
    }

    /// A price or amount that is needed, to the paisa: the wire's numbers are doubles.
    Rupees rupees(String... names) {
        return paise(numberOf(names[0], needed(names)));
    }

    /// A price, empty when it is missing or zero.
    Optional<Rupees> price(String... names) {
        JsonNode value = field(names);
        return value == null
                ? Optional.empty()
                : Optional.of(paise(numberOf(names[0], value))).filter(price -> price.signum() != 0);
    }

    /// An average, to a hundredth of a paisa; zero when it is missing.
    Rupees average(String... names) {
        JsonNode value = field(names);
        return value == null
                ? Rupees.ZERO
                : new Rupees(numberOf(names[0], value).setScale(2 * PAISE, RoundingMode.HALF_UP));
    }

    private static Rupees paise(BigDecimal number) {
        return new Rupees(number.setScale(PAISE, RoundingMode.HALF_UP));
    }

    private BigDecimal numberOf(String name, JsonNode value) {
        return number(value).orElseThrow(() -> notUnderstood(what + "." + name + " is no number"));
    }

    /// The number that a value is, also as text; empty for others and for impossible
    /// ones.
    static Optional<BigDecimal> number(JsonNode value) {
        if (!value.isNumber() && !value.isTextual()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.textValue().strip());
            BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            // A double's tail of digits is fine; a size that no price or count has is not.
            return (long) shortest.precision() - shortest.scale() > MOST_DIGITS || shortest.scale() > 400
                    ? Optional.empty()
                    : Optional.of(shortest.scale() < 0 ? shortest.setScale(0, RoundingMode.UNNECESSARY) : shortest);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /// A number as a whole one, rounded down; for counts that come as doubles.
    static Optional<BigInteger> rounded(JsonNode value) {
        return number(value)
                .map(number -> number.setScale(0, RoundingMode.FLOOR).toBigInteger());
    }

    /// A time of the Indian wall clock; empty when it is missing or a stand-in such as
    /// `0001-01-01 00:00:00`.
    Optional<Instant> time(String... names) {
        return word(names).flatMap(text -> {
            try {
                // a fraction of a second, where there is one, is left out
                LocalDateTime local = LocalDateTime.parse(text.replaceFirst("\\.\\d+$", ""), TIME);
                return local.getYear() < NO_YEAR_BEFORE
                        ? Optional.empty()
                        : Optional.of(local.atZone(TradingCalendar.INDIA).toInstant());
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    /// The field as it is, where it has a shape of its own.
    Optional<JsonNode> part(String name) {
        return Optional.ofNullable(field(name));
    }
}
