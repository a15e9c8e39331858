package sauda.dashboard;

import java.util.List;

/// A parameter of a query, as the routes take it and the API's page shows it.
///
/// @param name    as it stands in the query
/// @param form    what its value looks like
/// @param words   the values that there are, where they are few; empty where any is one
/// @param meaning one sentence
public record Parameter(String name, Form form, List<String> words, String meaning) {

    public enum Form {
        /// Any text, or one of the words.
        TEXT,
        /// A whole number above 0.
        COUNT,
        /// A date such as `2024-01-15`, or an instant such as `2024-01-15T04:45:00Z`.
        MOMENT
    }

    /// Most entries that a list is asked for.
    public static final int MOST = Request.MOST;

    static final Parameter LIMIT =
            new Parameter("limit", Form.COUNT, List.of(), "how many entries at most, 1 to " + Request.MOST);
    static final Parameter CURSOR = text("cursor", "where the list goes on: `next` of the answer before");
    static final Parameter ACCOUNT = text("account", "entries of this account alone");
    static final Parameter SYMBOL = text("symbol", "entries of this stock alone, such as RELIANCE");
    static final Parameter STRATEGY = text("strategy", "entries of this strategy alone");
    static final Parameter FROM =
            new Parameter("from", Form.MOMENT, List.of(), "from then on; a date means its first moment in India");
    static final Parameter TO =
            new Parameter("to", Form.MOMENT, List.of(), "until then; a date means all of that day in India");

    public Parameter {
        words = List.copyOf(words);
    }

    static Parameter text(String name, String meaning) {
        return new Parameter(name, Form.TEXT, List.of(), meaning);
    }

    static Parameter oneOf(String name, List<String> words, String meaning) {
        return new Parameter(name, Form.TEXT, words, meaning);
    }
}
