package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Keys;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Trade;

class TradesApiTest {

    private static final OrderId EARLIER = new OrderId("2401121430-CCCCCCCCCCCCCC");
    private static final OrderId LATER = new OrderId("2401151010-DDDDDDDDDDDDDD");

    private final AMorning morning = AMorning.traded();

    TradesApiTest() {
        closed("claude", EARLIER, "INFY", "ema");
        closed("gpt", LATER, "HDFCBANK", "rsi");
    }

    private void closed(String account, OrderId id, String symbol, String strategy) {
        Trade open = AMorning.trade();
        morning.put(
                Keys.trade(account, id),
                "trade",
                new Trade(
                        id,
                        account,
                        new Symbol(symbol),
                        strategy,
                        open.cause(),
                        open.side(),
                        20,
                        20,
                        open.entered(),
                        Rupees.of(54_100),
                        open.stop(),
                        open.target(),
                        Rupees.of(100),
                        Rupees.of("81.25"),
                        Fill.Kind.TARGET,
                        open.openedAt(),
                        AMorning.T));
    }

    private List<?> ids(String query) {
        return morning.get("/api/trades" + query).list("trades").stream()
                .map(trade -> ((Map<?, ?>) trade).get("id"))
                .toList();
    }

    @Test
    void tradesOfAllAccountsComeNewestFirst() {
        assertThat(ids("")).isEqualTo(List.of(LATER.value(), AMorning.BOUGHT.value(), EARLIER.value()));
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=1, 2401151010-DDDDDDDDDDDDDD",
        "?account=gpt, 2401151010-DDDDDDDDDDDDDD",
        "?symbol=INFY, 2401121430-CCCCCCCCCCCCCC",
        "?strategy=vwap, 2401151000-AAAAAAAAAAAAAA",
        "?symbol=INFY&strategy=ema&account=claude&limit=500, 2401121430-CCCCCCCCCCCCCC",
        "/claude?strategy=ema, 2401121430-CCCCCCCCCCCCCC",
        "/gpt, 2401151010-DDDDDDDDDDDDDD"
    })
    void aFilterLeavesTheOthersOut(String query, String id) {
        assertThat(ids(query)).isEqualTo(List.of(id));
    }

    @Test
    void filtersThatNothingPassesLeaveAnEmptyList() {
        assertThat(ids("?strategy=rsi&account=claude")).isEmpty();
    }

    @Test
    void aTradeSaysWhetherItIsOpenAndWhatIsLeftAfterCharges() {
        AMorning.Answer answer = morning.get("/api/trades/" + LATER);

        assertThat(answer.at("status")).isEqualTo("CLOSED");
        assertThat(answer.at("net")).isEqualTo(new java.math.BigDecimal("18.75"));
        assertThat(answer.at("exit")).isEqualTo("TARGET");
        assertThat(morning.get("/api/trades/" + AMorning.BOUGHT).at("status")).isEqualTo("OPEN");
    }

    @Test
    void theIdOfATradeMayBeTheNameOfAnAccount() {
        assertThat(morning.get("/api/trades/claude").list("trades")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2401151010-ZZZZZZZZZZZZZZ", "2401151010-00000000000000", "nobody", "execute"})
    void whatIsNeitherATradeNorAnAccountIsNotFound(String id) {
        assertThat(morning.get("/api/trades/" + id).problem()).isEqualTo("404 NOT_FOUND null");
    }

    @Test
    void oneTradeTakesNoFilter() {
        assertThat(morning.get("/api/trades/" + LATER + "?limit=5").problem()).isEqualTo("400 UNKNOWN_PARAMETER limit");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trades?limit=0, limit",
        "/api/trades?limit=501, limit",
        "/api/trades?account=nobody, account",
        "/api/trades?symbol=reliance, symbol",
        "/api/orders?state=filled, state",
        "/api/orders?state=, state",
        "/api/orders/17, id"
    })
    void whatIsNoParameterIsNamed(String path, String field) {
        assertThat(morning.get(path).problem()).isEqualTo("400 BAD_PARAMETER " + field);
    }

    @Test
    void theLimitMayBeOneAndFiveHundred() {
        assertThat(ids("?limit=1")).hasSize(1);
        assertThat(ids("?limit=500")).hasSize(3);
    }

    @Test
    void ordersComeNewestFirstWithTheirFillsAndReasons() {
        AMorning.Answer answer = morning.get("/api/orders");

        assertThat(answer.list("orders")).hasSize(2);
        assertThat(answer.at("orders.0.state")).isEqualTo("DENIED");
        assertThat(answer.at("orders.0.reasons"))
                .isEqualTo(List.of(Map.of("code", "MAX_POSITIONS", "numbers", Map.of("limit", 3, "slots", 3))));
        assertThat(answer.at("orders.0.averagePrice")).isNull();
        assertThat(answer.at("orders.1.request.id")).isEqualTo(AMorning.BOUGHT.value());
        assertThat(answer.at("orders.1.filled")).isEqualTo(20);
        assertThat(answer.at("orders.1.remaining")).isEqualTo(0);
        assertThat(answer.at("orders.1.averagePrice")).isEqualTo(2_700);
    }

    @Test
    void ordersAreFilteredByState() {
        AMorning.Answer answer = morning.get("/api/orders?state=FILLED&symbol=RELIANCE&account=claude");

        assertThat(answer.list("orders")).hasSize(1);
        assertThat(answer.at("orders.0.request.id")).isEqualTo(AMorning.BOUGHT.value());
    }

    @Test
    void anOrderIsFoundByItsIdWhosesoeverItIs() {
        assertThat(morning.get("/api/orders/" + AMorning.BOUGHT).at("venueId")).isEqualTo("P-1");
        assertThat(morning.get("/api/orders/2401151010-00000000000000").problem())
                .isEqualTo("404 NOT_FOUND null");
    }
}
