package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.EventJson;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;

class PortfolioApiTest {

    private final AMorning morning = AMorning.traded();

    @Test
    void anAccountIsShownWithItsConfigurationAndItsBooks() {
        AMorning.Answer answer = morning.get("/api/accounts");

        assertThat(answer.list("accounts")).hasSize(3);
        assertThat(answer.at("accounts.0.name")).isEqualTo("claude");
        assertThat(answer.at("accounts.0.baseline")).isEqualTo(false);
        assertThat(answer.at("accounts.0.advisor")).isEqualTo("model");
        assertThat(answer.at("accounts.0.mode")).isEqualTo("paper");
        assertThat(answer.at("accounts.0.stocks")).isEqualTo(List.of("RELIANCE", "TCS", "INFY"));
        assertThat(answer.at("accounts.0.books.value")).isEqualTo(600_150);
        assertThat(answer.body()).doesNotContain("sauda/model/claude");
    }

    @Test
    void aBaselineIsShownAsOne() {
        AMorning.Answer answer = morning.get("/api/accounts");

        assertThat(answer.at("accounts.2.name")).isEqualTo("rules");
        assertThat(answer.at("accounts.2.advisor")).isEqualTo("rules");
        assertThat(answer.at("accounts.2.baseline")).isEqualTo(true);
        assertThat(answer.at("accounts.2.capital")).isEqualTo(1_000_000);
    }

    @Test
    void anAccountWithoutBooksIsShownWithoutThem() {
        AMorning.Answer answer = AMorning.unborn().get("/api/accounts");

        assertThat(answer.at("accounts.1.books")).isNull();
        assertThat(answer.at("accounts.1.capital")).isEqualTo(400_000);
    }

    @Test
    void theBooksSayWhatIsFreeAndWhatItCost() {
        assertThat(EventJson.write(BooksView.of(morning.account("claude"))))
                .isEqualTo("{\"account\":\"claude\",\"state\":\"ACTIVE\",\"stateBecause\":\"opened\","
                        + "\"capital\":600000,\"cash\":545949.5,\"freeCash\":545949.5,\"charges\":50.5,"
                        + "\"value\":600150,\"dayPnl\":150,\"totalPnl\":150,\"totalPnlPercent\":0.03,"
                        + "\"realised\":100,\"exposure\":54000,\"slots\":1,\"day\":\"2024-01-15\",\"entriesToday\":1,"
                        + "\"callsToday\":2,\"tokensToday\":1500,\"modelCostToday\":1.25}");
    }

    @Test
    void aModelIsShownWithItsPriceAndItsAccounts() {
        AMorning.Answer answer = morning.get("/api/llm-models");

        assertThat(answer.list("models").stream()
                        .<Object>map(model -> ((Map<?, ?>) model).get("usedBy"))
                        .toList())
                .contains(
                        List.of(Map.of("account", "claude", "as", "model")),
                        List.of(Map.of("account", "claude", "as", "fallback")),
                        List.of(Map.of("account", "gpt", "as", "model")));
        assertThat(answer.at("models.0.inputDollars")).isInstanceOf(Number.class);
    }

    @Test
    void aStrategyIsShownWithItsParametersAndWhoUsesItWhere() {
        AMorning.Answer answer = morning.get("/api/strategies");

        assertThat(answer.list("strategies")).hasSize(4);
        Map<?, ?> vwap = (Map<?, ?>) answer.list("strategies").stream()
                .filter(strategy -> "vwap".equals(((Map<?, ?>) strategy).get("name")))
                .findFirst()
                .orElseThrow();
        assertThat(((Map<?, ?>) vwap.get("parameters")).keySet().toString()).contains("momentumThreshold");
        assertThat(vwap.get("usedBy"))
                .isEqualTo(List.of(
                        Map.of("account", "claude", "symbol", "RELIANCE", "weight", 1),
                        Map.of("account", "claude", "symbol", "TCS", "weight", 1),
                        Map.of("account", "claude", "symbol", "INFY", "weight", 1),
                        Map.of("account", "rules", "symbol", "RELIANCE", "weight", 1),
                        Map.of("account", "rules", "symbol", "TCS", "weight", 1),
                        Map.of("account", "rules", "symbol", "INFY", "weight", 1)));
    }

    @Test
    void thePortfolioSumsTheAccountsWithoutTheBaseline() {
        AMorning.Answer answer = morning.get("/api/portfolio");

        assertThat(answer.at("capital")).isEqualTo(1_000_000);
        assertThat(answer.at("value")).isEqualTo(1_000_150);
        assertThat(answer.at("totalPnl")).isEqualTo(150);
        assertThat(answer.at("limits.0"))
                .isEqualTo(
                        Map.of("limit", "MAX_POSITIONS_TOTAL", "unit", "positions", "used", 1, "most", 6, "left", 5));
        assertThat(answer.list("accounts")).hasSize(3);
        assertThat(answer.at("accounts.2.account")).isEqualTo("rules");
        assertThat(answer.at("accounts.2.books.capital")).isEqualTo(1_000_000);
    }

    @Test
    void aPositionSaysHowFarItIsFromItsStopAndItsTarget() {
        AMorning.Answer answer = morning.get("/api/portfolio/claude");

        assertThat(answer.list("positions")).hasSize(1);
        // 2,700 to the stop at 2,680 is R = 20: 10 up is half an R, 30 to the stop, 50 to the target
        assertThat(answer.at("positions.0.averagePrice")).isEqualTo(2_700);
        assertThat(answer.at("positions.0.unrealised")).isEqualTo(200);
        assertThat(answer.at("positions.0.resultInR")).isEqualTo(new BigDecimal("0.50"));
        assertThat(answer.at("positions.0.toStopInR")).isEqualTo(new BigDecimal("1.50"));
        assertThat(answer.at("positions.0.toTargetInR")).isEqualTo(new BigDecimal("2.50"));
        assertThat(answer.at("unrealised")).isEqualTo(200);
    }

    @Test
    void aShortPositionIsMeasuredTheOtherWayRound() {
        Position held = AMorning.position();
        PositionView view = PositionView.of(new Position(
                held.account(),
                held.symbol(),
                Side.SELL,
                held.entry(),
                held.strategy(),
                0,
                20,
                0,
                held.cost(),
                Rupees.of(2_720),
                Rupees.of(2_640),
                Rupees.of(2_690),
                held.openedAt()));

        assertThat(view.resultInR()).isEqualTo("0.50");
        assertThat(view.toStopInR()).isEqualTo("1.50");
        assertThat(view.toTargetInR()).isEqualTo("2.50");
        assertThat(view.unrealised()).isEqualTo(Rupees.of(200));
    }

    @Test
    void aPositionThatStillWaitsHasNoAverageAndNoR() {
        Position held = AMorning.position();
        PositionView view = PositionView.of(new Position(
                held.account(),
                held.symbol(),
                held.side(),
                held.entry(),
                held.strategy(),
                20,
                0,
                0,
                Rupees.ZERO,
                held.stop(),
                held.target(),
                null,
                held.openedAt()));

        assertThat(view.averagePrice()).isNull();
        assertThat(view.resultInR()).isNull();
        assertThat(view.toStopInR()).isNull();
    }

    @Test
    void aPositionFilledBeyondItsStopHasNoR() {
        Position held = AMorning.position();
        PositionView view = PositionView.of(new Position(
                held.account(),
                held.symbol(),
                held.side(),
                held.entry(),
                held.strategy(),
                0,
                20,
                0,
                held.cost(),
                Rupees.of(2_700),
                held.target(),
                held.last(),
                held.openedAt()));

        assertThat(view.resultInR()).isNull();
    }

    @Test
    void theLimitsOfAnAccountSayWhatIsUsedAndWhatIsLeft() {
        AMorning.Answer answer = morning.get("/api/portfolio/claude");

        assertThat(answer.at("limits"))
                .isEqualTo(List.of(
                        limit("MAX_POSITIONS", "positions", 1, 3, 2),
                        limit("DAY_LOSS", "rupees", 0, 60_000, 60_000),
                        limit("EXPOSURE", "rupees", 54_000, 600_000, 546_000),
                        limit("BUDGET", "tokens", 1_500, 3_000_000, 2_998_500),
                        limit("BUDGET", "rupees", new BigDecimal("1.25"), 600, new BigDecimal("598.75"))));
    }

    private static Map<String, Object> limit(String limit, String unit, Number used, Number most, Number left) {
        return Map.of("limit", limit, "unit", unit, "used", used, "most", most, "left", left);
    }

    @Test
    void anUnknownAccountIsNotFound() {
        assertThat(morning.get("/api/portfolio/nobody").problem()).isEqualTo("404 NOT_FOUND null");
        assertThat(morning.get("/api/portfolio/nobody/performance").problem()).isEqualTo("404 NOT_FOUND null");
    }
}
