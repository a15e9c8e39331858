package sauda.events;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One thing that our books and the venue do not agree on.
///
/// @param code     what kind of thing, such as `POSITION_DIFFERS`
/// @param accounts whose entries it stops
/// @param ref      order id, venue id, stock, account or client that it is about
/// @param said     one sentence with the figures of both sides
/// @param numbers  these figures by name, such as `here=10, there=5`
public record Break(String code, List<String> accounts, String ref, String said, Map<String, BigDecimal> numbers) {

    public Break {
        accounts = List.copyOf(accounts);
        Map<String, BigDecimal> plain = new TreeMap<>();
        numbers.forEach((name, value) -> plain.put(name, new Rupees(value).amount()));
        numbers = Collections.unmodifiableMap(plain);
    }

    /// The same for the same thing, whatever its figures are by now.
    public String key() {
        return code + "|" + ref;
    }
}
