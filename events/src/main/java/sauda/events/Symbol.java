package sauda.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// An NSE symbol, such as `RELIANCE` or `M&M`.
///
/// @param code upper-case letters, digits, `&` and `-`, at most 20
public record Symbol(@JsonValue String code) implements Comparable<Symbol> {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9&-]{0,19}");

    @JsonCreator
    public Symbol {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("a symbol is 1 to 20 of A-Z 0-9 & - but is '" + code + "'");
        }
    }

    @Override
    public int compareTo(Symbol other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
