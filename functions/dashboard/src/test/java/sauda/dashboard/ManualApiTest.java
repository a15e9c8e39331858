package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Keys;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.SignalsReady;
import sauda.events.Symbol;

class ManualApiTest {

    private static final String EXECUTE = "/api/trades/execute";
    private static final String DECIDE = "/api/llm-models/anthropic~claude-sonnet-5.5/decision";
    private static final Symbol TCS = new Symbol("TCS");

    private final AMorning morning = AMorning.traded();
    private int keys;

    @BeforeEach
    void setups() {
        read(AMorning.INFY, AMorning.T);
        read(AMorning.RELIANCE, AMorning.T);
        read(TCS, AMorning.T);
    }

    private void read(Symbol symbol, Instant t) {
        Reading reading = AMorning.reading(symbol, t);
        morning.put(
                Keys.reading(symbol, t),
                "reading",
                new Reading(
                        symbol,
                        t,
                        reading.last(),
                        reading.previousClose(),
                        reading.tick(),
                        reading.bandLow(),
                        reading.bandHigh(),
                        List.of(),
                        List.of(),
                        List.of(setup("vwap", Side.BUY, "2680", "2760"), setup("ema", Side.BUY, "2690", "2750")),
                        reading.indicators(),
                        reading.trends(),
                        reading.recent(),
                        reading.warnings(),
                        reading.dataHash()));
    }

    private static Reading.Setup setup(String strategy, Side side, String stop, String target) {
        return new Reading.Setup(strategy, side, Rupees.of("2710"), Rupees.of(stop), Rupees.of(target));
    }

    private static String wish(String symbol, String side, Object quantity) {
        return "{\"account\":\"claude\",\"symbol\":\"" + symbol + "\",\"side\":\"" + side + "\",\"quantity\":"
                + quantity + ",\"because\":\"I say so\"}";
    }

    private AMorning.Answer execute(String body) {
        return morning.post(EXECUTE, "a-key-" + keys++ + "-of-mine", body);
    }

    private static List<Object> codes(AMorning.Answer answer) {
        return answer.list("reasons").stream()
                .map(reason -> (Object) ((Map<?, ?>) reason).get("code"))
                .collect(Collectors.toList());
    }

    @Test
    void anEntryGoesTheWayOfEveryOrder() {
        AMorning.Answer answer = morning.post(EXECUTE, "my-key-0001", wish("INFY", "BUY", 10));

        OrderId id = OrderId.of(
                Instant.parse("2024-01-15T04:48:00Z"), "claude", "manual:5f1c:my-key-0001", AMorning.INFY, Side.BUY, 0);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json())
                .isEqualTo(Map.of(
                        "order",
                        id.value(),
                        "account",
                        "claude",
                        "symbol",
                        "INFY",
                        "side",
                        "BUY",
                        "quantity",
                        10,
                        "limit",
                        new BigDecimal("2718.1"),
                        "stop",
                        2680,
                        "target",
                        2760,
                        "purpose",
                        "ENTRY"));
        assertThat(morning.sent)
                .containsExactly(new AMorning.Sent(
                        "entries-paper.fifo",
                        "paper",
                        id.value(),
                        new OrderRequested(
                                id,
                                "claude",
                                AMorning.INFY,
                                Side.BUY,
                                OrderRequested.Purpose.ENTRY,
                                10,
                                Rupees.of("2718.1"),
                                Rupees.of(2680),
                                Rupees.of(2760),
                                "vwap",
                                "manual:5f1c:my-key-0001",
                                "asha (5f1c): I say so",
                                Instant.parse("2024-01-15T04:48:00Z"),
                                Instant.parse("2024-01-15T04:48:30Z"),
                                morning.config.hash())));
    }

    @Test
    void theNamedStrategySetsStopAndTarget() {
        AMorning.Answer answer = execute(
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":10,\"strategy\":\"ema\",\"because\":\"b\"}");

        assertThat(answer.at("stop")).isEqualTo(2690);
        assertThat(answer.at("target")).isEqualTo(2750);
    }

    @Test
    void theOtherSideOfAPositionLeavesIt() {
        AMorning.Answer answer = execute(wish("RELIANCE", "SELL", 15));

        assertThat(answer.at("purpose")).isEqualTo("EXIT");
        assertThat(answer.json())
                .containsEntry("limit", null)
                .containsEntry("stop", null)
                .containsEntry("target", null);
        assertThat(morning.sent.getFirst().queue()).isEqualTo("exits-paper.fifo");
        assertThat(morning.sent.getFirst().group()).isEqualTo("claude|RELIANCE");
    }

    @Test
    void moreSharesThanAreFreeAreNotSold() {
        AMorning.Answer answer = execute(wish("RELIANCE", "SELL", 16));

        assertThat(answer.problem()).isEqualTo("409 DENIED null");
        assertThat(answer.list("reasons"))
                .isEqualTo(List.of(Map.of("code", "NOTHING_TO_EXIT", "numbers", Map.of("asked", 16, "free", 15))));
        assertThat(answer.at("detail")).isEqualTo("the order is denied: NOTHING_TO_EXIT");
        assertThat(morning.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // one share more than a position may cost: 73
        "INFY, BUY, 74, NOTIONAL",
        "INFY, BUY, 1000000, RISK_PER_TRADE",
        "RELIANCE, BUY, 5, ALREADY_OPEN",
        "INFY, SELL, 5, NO_SHORTS",
        "HDFCBANK, BUY, 5, NOT_ALLOWED"
    })
    void whatTheRulesDenyIsDeniedAtOnceWithTheReason(String symbol, String side, long quantity, String code) {
        AMorning.Answer answer = execute(wish(symbol, side, quantity));

        assertThat(answer.problem()).as(answer.body()).isEqualTo("409 DENIED null");
        assertThat(codes(answer)).contains(code);
        assertThat(morning.sent).isEmpty();
        assertThat(execute(wish("INFY", "BUY", 73)).status()).isEqualTo(202);
    }

    @Test
    void whilePausedAnEntryIsDeniedAndAnExitPasses() {
        morning.post("/api/system/stop-trading", "{\"verb\":\"pause\",\"because\":\"lunch\"}");

        assertThat(codes(execute(wish("INFY", "BUY", 5)))).containsExactly("PAUSED");
        assertThat(execute(wish("RELIANCE", "SELL", 5)).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-15T03:44:00Z, OUTSIDE_SESSION",
        "2024-01-15T10:00:00Z, OUTSIDE_SESSION",
        "2024-01-14T05:00:00Z, OUTSIDE_SESSION",
        "2024-01-26T05:00:00Z, OUTSIDE_SESSION",
        "2024-01-15T09:46:00Z, LATE_ENTRY",
        "2024-01-15T04:55:00Z, DATA_MISSING"
    })
    void outsideOfItsHoursOrOnOldDataNothingIsEntered(String now, String code) {
        morning.at(now);

        assertThat(codes(execute(wish("INFY", "BUY", 5)))).contains(code);
        assertThat(morning.sent).isEmpty();
    }

    @Test
    void beforeTheFirstDayThereIsNothingToTradeWith() {
        assertThat(codes(AMorning.unborn().post(EXECUTE, "key-12345", wish("INFY", "BUY", 5))))
                .containsExactly("DAY_NOT_OPEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-5",
                "1.5",
                "5.0",
                "1e3",
                "\"5\"",
                "null",
                "true",
                "[5]",
                "{}",
                "1000001",
                "99999999999999999999999999",
                "9223372036854775808"
            })
    void aQuantityThatIsNoneIsNamed(String quantity) {
        assertThat(execute(wish("INFY", "BUY", quantity)).problem()).isEqualTo("400 BAD_BODY quantity");
        assertThat(morning.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"account\":\"nobody\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\"} | UNKNOWN_ACCOUNT account",
                "{\"account\":\"claude\",\"symbol\":\"ZZZ\",\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\"} | UNKNOWN_SYMBOL symbol",
                "{\"account\":\"claude\",\"symbol\":\"infy\",\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\"} | UNKNOWN_SYMBOL symbol",
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"buy\",\"quantity\":5,\"because\":\"b\"} | BAD_BODY side",
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":5,\"strategy\":\"luck\",\"because\":\"b\"} | UNKNOWN_STRATEGY strategy",
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"because\":\"b\"} | BAD_BODY quantity",
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":5} | BAD_BODY because",
                "{\"account\":\"claude\",\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\",\"limit\":1} | BAD_BODY limit",
                "{\"account\":7,\"symbol\":\"INFY\",\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\"} | BAD_BODY account",
                "{\"account\":\"claude\",\"symbol\":{\"$gt\":\"\"},\"side\":\"BUY\",\"quantity\":5,\"because\":\"b\"} | BAD_BODY symbol",
            })
    void whatIsNotKnownIsNamed(String body, String problem) {
        assertThat(execute(body).problem()).isEqualTo("400 " + problem);
        assertThat(morning.sent).isEmpty();
    }

    @Test
    void anAccountTakesTenOrdersByHandInAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(execute(wish("INFY", "BUY", 5)).status()).isEqualTo(202);
        }
        AMorning.Answer answer = morning.post(EXECUTE, "the-eleventh", wish("INFY", "BUY", 5));

        assertThat(answer.problem()).isEqualTo("429 TOO_MANY_ORDERS account");
        assertThat(answer.header("retry-after")).isEqualTo("60");
        assertThat(morning.sent).hasSize(10);
        assertThat(morning.at("2024-01-15T04:49:00Z")
                        .post(EXECUTE, "the-eleventh", wish("INFY", "BUY", 5))
                        .status())
                .as("the same key again, a minute later")
                .isEqualTo(202);
    }

    @Test
    void realMoneyIsAnAdmins() {
        AMorning live = AMorning.live().as(Role.TRADER);
        String body = "{\"account\":\"gpt\",\"symbol\":\"HDFCBANK\",\"side\":\"BUY\",\"quantity\":1,\"because\":\"b\"}";
        AMorning.Answer answer = live.post(EXECUTE, "key-12345", body);

        assertThat(answer.problem()).isEqualTo("403 FORBIDDEN null");
        assertThat(answer.at("detail")).isEqualTo("this needs the role admin");
        assertThat(live.as(Role.ADMIN).post(EXECUTE, "key-12345", body).problem())
                .isEqualTo("409 DENIED null");
        assertThat(live.as(Role.TRADER)
                        .post(EXECUTE, "key-67890", wish("INFY", "BUY", 5))
                        .problem())
                .as("a paper account beside it")
                .isEqualTo("409 DENIED null");
    }

    @Test
    void anOrderThatTheExecutorKnowsIsNotSentAgain() {
        morning.post(EXECUTE, "key-12345", wish("INFY", "BUY", 5));
        OrderRequested order = (OrderRequested) morning.sent.getFirst().message();
        morning.put(Keys.order("claude", order.id()), "order", AMorning.of(order));
        // as after a crash: the key has no answer
        morning.put(Keys.idempotent("5f1c", "key-12345"), "idempotent", forgotten("key-12345"));
        AMorning.Answer again = morning.later(60).post(EXECUTE, "key-12345", wish("INFY", "BUY", 5));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("order")).isEqualTo(order.id().value());
        assertThat(morning.sent).hasSize(1);
    }

    private Map<String, Object> forgotten(String key) {
        Map<String, Object> stored = new java.util.HashMap<>(sauda.events.EventJson.object((String) morning.ledger
                .get(Keys.idempotent("5f1c", key))
                .orElseThrow()
                .attributes()
                .get("json")));
        stored.put("status", null);
        stored.put("body", null);
        return Map.of(
                "json",
                sauda.events.EventJson.write(stored),
                "owner",
                stored.get("owner"),
                "expires",
                stored.get("expires"));
    }

    @Test
    void accountsThatHaveNotDecidedAreAskedTo() {
        morning.at("2024-01-15T04:53:00Z");
        marked("claude", "2024-01-15T04:50:00Z");
        AMorning.Answer answer = decide("{\"because\":\"now\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json())
                .isEqualTo(Map.of("t", "2024-01-15T04:50:00Z", "accounts", List.of("claude"), "already", List.of()));
        assertThat(morning.sent)
                .containsExactly(new AMorning.Sent(
                        "decisions-claude.fifo",
                        "2024-01-15T10:20",
                        "claude|2024-01-15T10:20|signals-ready",
                        ready("claude", "2024-01-15T04:50:00Z")));
        assertThat(morning.ledger
                        .get(Keys.note(Instant.parse("2024-01-15T04:50:00Z"), "dashboard-claude"))
                        .orElseThrow()
                        .attributes())
                .containsEntry("code", "ASKED_BY asha (5f1c): now");
    }

    @Test
    void whoHasDecidedIsNotAskedAgain() {
        morning.marked("claude");

        assertThat(decide("{\"account\":\"claude\",\"because\":\"now\"}").json())
                .isEqualTo(Map.of("t", "2024-01-15T04:45:00Z", "accounts", List.of(), "already", List.of("claude")));
        assertThat(morning.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2024-01-15T04:48:59Z, 202", "2024-01-15T04:49:00Z, 409"})
    void aTickIsFreshForFourMinutes(String now, int status) {
        morning.marked("claude");

        assertThat(morning.at(now)
                        .post(DECIDE, "key-12345", "{\"because\":\"now\"}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void withoutAFreshTickNobodyIsAsked() {
        assertThat(decide("{\"because\":\"now\"}").problem()).isEqualTo("409 NO_FRESH_TICK null");
    }

    @Test
    void aModelOrAccountThatIsNotThereIsNamed() {
        assertThat(morning.post("/api/llm-models/maker~none/decision", "key-12345", "{\"because\":\"now\"}")
                        .problem())
                .isEqualTo("404 NOT_FOUND null");
        assertThat(decide("{\"account\":\"gpt\",\"because\":\"now\"}").problem())
                .isEqualTo("400 UNKNOWN_ACCOUNT account");
        assertThat(decide("{\"because\":\"now\",\"model\":\"x\"}").problem()).isEqualTo("400 BAD_BODY model");
        assertThat(decide("{}").problem()).isEqualTo("400 BAD_BODY because");
    }

    @Test
    void aQueueThatIsDownIsBusy() {
        morning.at("2024-01-15T04:53:00Z");
        marked("claude", "2024-01-15T04:50:00Z");
        morning.with((queue, group, id, message) -> {
            throw new MailboxUnavailable("down", new IllegalStateException());
        });

        assertThat(decide("{\"because\":\"now\"}").problem()).isEqualTo("503 BUSY null");
    }

    private AMorning.Answer decide(String body) {
        return morning.post(DECIDE, "a-key-" + keys++ + "-of-mine", body);
    }

    private SignalsReady ready(String account, String t) {
        return new SignalsReady(
                account,
                Instant.parse(t),
                morning.config.stocksOf(morning.config.account(account).orElseThrow()),
                List.of());
    }

    private void marked(String account, String t) {
        morning.put(
                Keys.mark(account, Instant.parse(t)), "mark", Map.of("ready", ready(account, t), "exits", List.of()));
    }
}
