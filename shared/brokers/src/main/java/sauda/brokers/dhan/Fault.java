package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.core.order.LiveBroker;
import sauda.events.Reason;

/// What the venue says is wrong with a call or with an order.
///
/// @param code     ours where the cause is known, such as `NO_FUNDS`; else the venue's,
///                 such as `DH_905`
/// @param text     the venue's words, fit to be shown
/// @param numbers  what is known of it in numbers, such as `status=400, dh=906`
/// @param certain  the venue says so itself and took nothing: not an answer of something
///                 on the way, nor one that leaves it open
record Fault(String code, String text, Map<String, BigDecimal> numbers, boolean certain) {

    static final String NOT_FOUND = "NOT_FOUND";
    static final String NO_SUCH_PATH = "NO_SUCH_PATH";
    static final String NO_HOLDINGS = "NO_HOLDINGS";
    static final String IN_TRANSIT = "IN_TRANSIT";

    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final String BLOCKED_SOON = "805";

    Fault {
        numbers = Map.copyOf(numbers);
    }

    /// A word of ours, by which the venue's words are known. The first that fits counts.
    private record Words(String code, List<String> venueCodes, List<String> words) {

        boolean fit(String venueCode, String text) {
            return venueCodes.contains(venueCode) || words.stream().anyMatch(text::contains);
        }
    }

    /// By text first: the wire gives one code for many causes, and several codes for one.
    private static final List<Words> KNOWN = List.of(
            new Words(
                    LiveBroker.IP_NOT_REGISTERED,
                    List.of("DH-911"),
                    List.of("invalid ip", "static ip", "ip address", "ip is not")),
            new Words(
                    LiveBroker.TOKEN_DEAD,
                    List.of("DH-901", "807", "808", "809"),
                    List.of("invalid token", "token is invalid", "token expired", "token is expired")),
            new Words(
                    LiveBroker.RATE_LIMITED,
                    List.of("DH-904", "805"),
                    List.of("too many requests", "rate limit", "breaching rate")),
            new Words(IN_TRANSIT, List.of(), List.of("transit")),
            new Words(
                    NOT_FOUND,
                    List.of(),
                    List.of("incorrect request for order", "order not found", "no order found", "no such order")),
            new Words(NO_HOLDINGS, List.of("DH-1111"), List.of("no holdings")),
            new Words("NO_DATA_PLAN", List.of("DH-902", "806"), List.of("data plan", "not subscribed")),
            new Words("KILL_SWITCH", List.of(), List.of("kill switch", "killswitch")),
            new Words(
                    "MARKET_CLOSED",
                    List.of(),
                    List.of("market is closed", "market closed", "market is not open", "outside market hours")),
            new Words("FREEZE_QUANTITY", List.of(), List.of("freeze")),
            new Words("OFF_TICK", List.of(), List.of("tick size", "multiple of tick", "tick-size")),
            new Words(
                    "PRICE_BAND",
                    List.of(),
                    List.of("circuit", "price band", "price range", "daily price", "beyond range", "dpr")),
            new Words(
                    "NO_SHARES",
                    List.of(),
                    List.of("insufficient holding", "holding is not", "insufficient stock", "edis")),
            new Words("NO_FUNDS", List.of(), List.of("insufficient", "margin short", "not enough fund", "fund limit")));

    /// What is wrong according to an answer; empty when nothing is.
    static Optional<Fault> of(Outcome.Answered answer) {
        Optional<JsonNode> body = DhanJson.parsed(answer.body());
        Optional<Said> said = body.flatMap(Fault::said);
        if (answer.isSuccess() && said.isEmpty()) {
            return Optional.empty();
        }
        int status = answer.status();
        if (status == TOO_MANY) {
            return Optional.of(fault(LiveBroker.RATE_LIMITED, said.orElse(Said.NOTHING), status, true));
        }
        if (said.isEmpty()) {
            return Optional.of(fault("HTTP_" + status, Said.NOTHING, status, false));
        }
        Said what = said.get();
        boolean theirs = status / 100 == 4 && status != TIMED_OUT && !LEFT_OPEN.contains(what.venueCode());
        return Optional.of(fault(codeFor(what.venueCode(), what.text()), what, status, theirs));
    }

    /// The venue's own words for: we do not know either.
    private static final List<String> LEFT_OPEN = List.of("DH-908", "DH-909", "800");

    /// @param venueCode as the venue writes it, empty for none
    private record Said(String venueCode, String text) {
        static final Said NOTHING = new Said("", "");
    }

    /// What an error body says, in any of the shapes that were seen.
    private static Optional<Said> said(JsonNode body) {
        if (body.isArray()) {
            return body.size() > 0 && "ERROR".equals(body.get(0).path("status").asText())
                    ? Optional.of(new Said("", body.get(0).path("message").asText()))
                    : Optional.empty();
        }
        Row row = new Row("error", body);
        Optional<String> code = row.word("errorCode", "internalErrorCode");
        if (code.isPresent() || row.has("errorType") || row.has("internalErrorMessage")) {
            return Optional.of(new Said(
                    code.orElse(""),
                    row.word("errorMessage", "internalErrorMessage", "errorType")
                            .orElse("")));
        }
        String status = row.word("status").orElse("").toLowerCase(Locale.ROOT);
        if (status.equals("failed") || status.equals("failure") || status.equals("error")) {
            return Optional.of(inData(body.path("data"), row));
        }
        return row.has("path") && row.has("error")
                ? Optional.of(new Said("404".equals(status) ? NO_SUCH_PATH : "", row.text("error")))
                : Optional.empty();
    }

    private static Said inData(JsonNode data, Row row) {
        return data.properties().stream()
                .findFirst()
                .map(one -> new Said(one.getKey(), one.getValue().asText()))
                .orElseGet(() -> new Said("", row.word("message", "remarks").orElse("")));
    }

    private static Fault fault(String code, Said said, int status, boolean certain) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        numbers.put("status", BigDecimal.valueOf(status));
        String digits = said.venueCode().replaceFirst("^DH-", "");
        if (digits.matches("\\d{1,6}")) {
            numbers.put("dh", new BigDecimal(digits));
        }
        return new Fault(code, Masks.clean(said.text()), numbers, certain);
    }

    /// The cause that a text of the venue tells, such as one in its order book.
    static Optional<String> known(String text) {
        return known("", text);
    }

    private static Optional<String> known(String venueCode, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(words -> words.words().stream().anyMatch(lower::contains))
                .findFirst()
                .or(() -> KNOWN.stream()
                        .filter(words -> words.fit(venueCode, lower))
                        .findFirst())
                .map(Words::code);
    }

    private static String codeFor(String venueCode, String text) {
        String plain = venueCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return venueCode.equals(NO_SUCH_PATH)
                ? NO_SUCH_PATH
                : known(venueCode, text).orElse(plain.isEmpty() ? "VENUE_ERROR" : shown(plain));
    }

    /// A code of digits alone gets the venue's prefix; a long one is none.
    private static String shown(String plain) {
        String code = plain.matches("\\d+") ? "DH_" + plain : plain;
        return code.length() > 40 ? code.substring(0, 40) : code;
    }

    boolean is(String other) {
        return code.equals(other);
    }

    /// The venue is about to block us: nothing more of this class for a while.
    boolean warnsOfABlock() {
        return numbers.getOrDefault("dh", BigDecimal.ZERO).compareTo(new BigDecimal(BLOCKED_SOON)) == 0;
    }

    Reason reason() {
        return new Reason(code, numbers);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? reason().toString() : reason() + ": " + text;
    }
}
