package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;

/// A token as the secret `<secret>/token` holds it. Shown by its end alone.
///
/// @param clientId whose it is; sent with every call
/// @param web      made on Dhan's own web page: only such a one can be renewed
record AccessToken(String clientId, String value, Instant expiresAt, boolean web) {

    /// Empty when the text is no such token.
    ///
    /// @param otherwise the client, where the text does not name it
    static Optional<AccessToken> of(String json, String otherwise) {
        return DhanJson.parsed(json)
                .filter(node -> node.isObject())
                .map(node -> new Row("token", node))
                .filter(row ->
                        row.word("token").filter(AccessToken::fitsAHeader).isPresent())
                .filter(row -> fitsAHeader(row.word("clientId").orElse(otherwise)))
                .flatMap(row -> instant(row.word("expiresAt").orElse(""))
                        .map(end -> new AccessToken(
                                row.word("clientId").orElse(otherwise),
                                row.text("token"),
                                end,
                                row.has("web") && row.truth("web"))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /// The token in an answer of the venue, whose end is a time in India without saying
    /// so.
    static Optional<AccessToken> minted(Row row, String clientId, boolean web) {
        try {
            String end = row.word("expiryTime").orElse("").replace(' ', 'T');
            return row.word("accessToken")
                    .filter(AccessToken::fitsAHeader)
                    .map(value -> new AccessToken(
                            clientId,
                            value,
                            LocalDateTime.parse(end)
                                    .atZone(TradingCalendar.INDIA)
                                    .toInstant(),
                            web));
        } catch (DateTimeException noEnd) {
            return Optional.empty();
        }
    }

    /// The HTTP client quotes a header that it does not take, and so would tell the
    /// token.
    private static boolean fitsAHeader(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    String json() {
        ObjectNode node =
                DhanJson.object().put("clientId", clientId).put("token", value).put("expiresAt", expiresAt.toString());
        return DhanJson.text(web ? node.put("web", true) : node);
    }

    boolean isGoodAt(Instant instant) {
        return instant.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "AccessToken[until " + expiresAt + "]";
    }
}
