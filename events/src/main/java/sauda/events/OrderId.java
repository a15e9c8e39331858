package sauda.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// A client order id, derived from its cause, so that the same cause can never
/// order twice: `yyMMddHHmm-` of T in India and 14 characters of a hash. 25
/// characters are the most that Dhan takes.
public record OrderId(@JsonValue String value) implements Comparable<OrderId> {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter PREFIX =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(INDIA);
    private static final Pattern FORM = Pattern.compile("[0-9]{10}-[0-9A-V]{14}");
    private static final int HASH_CHARACTERS = 14;
    private static final int BITS_OF_A_CHARACTER = 5;

    @JsonCreator
    public OrderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an order id: '" + value + "'");
        }
    }

    /// @param t        the tick of the cause, or the minute of a request without one
    /// @param cause    what asks for the order; see [OrderRequested#cause()]
    /// @param sequence 0 for the first order of a cause in a symbol and side
    public static OrderId of(Instant t, String account, String cause, Symbol symbol, Side side, int sequence) {
        String seed = account + "|" + cause + "|" + symbol + "|" + side + "|" + sequence;
        byte[] hash = Sha256.of(seed.getBytes(StandardCharsets.UTF_8));
        String text = new BigInteger(1, hash)
                .shiftRight(hash.length * 8 - HASH_CHARACTERS * BITS_OF_A_CHARACTER)
                .toString(1 << BITS_OF_A_CHARACTER);
        return new OrderId(PREFIX.format(t) + "-" + "0".repeat(HASH_CHARACTERS - text.length())
                + text.toUpperCase(java.util.Locale.ROOT));
    }

    /// The correlation id of logs and traces.
    public String prefix() {
        return value.substring(0, 10);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
