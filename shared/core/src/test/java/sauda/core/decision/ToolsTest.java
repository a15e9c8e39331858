package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.decision.Morning.RELIANCE;
import static sauda.core.decision.Morning.TCS;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson;
import sauda.events.Side;
import sauda.events.ToolCall;

class ToolsTest {

    private final Accepting judge = new Accepting();
    private final Tools tools = new Tools(new Morning().briefing(), judge, 2);

    private static String buy(String symbol, String quantity) {
        return """
               {"symbol":"%s","quantity":%s,"strategy":"vwap","reason":"above VWAP 2741.35","confidence":70}""".formatted(symbol, quantity);
    }

    @Test
    void aGoodBuyIsJudgedAndTheModelIsToldTheSizeAndWhatBoundIt() {
        assertThat(tools.call(1, "buy_stock", buy("RELIANCE", "100"))).isEqualTo("""
                        {"ok":true,"orders":[{"action":"BUY","bound":"RISK","shares":40,"symbol":"RELIANCE"}]}""");
        assertThat(judge.asked)
                .containsExactly(new Ask.Enter(RELIANCE, Side.BUY, 100L, "vwap", "above VWAP 2741.35", 70));
        assertThat(tools.proposals()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                    | BAD_QUANTITY",
                "-5                   | BAD_QUANTITY",
                "1.5                  | BAD_QUANTITY",
                "5.0                  | BAD_QUANTITY",
                "1e2                  | BAD_QUANTITY",
                "1e12                 | BAD_QUANTITY",
                "\"10\"               | BAD_QUANTITY",
                "\"ten\"              | BAD_QUANTITY",
                "null                 | BAD_QUANTITY",
                "true                 | BAD_QUANTITY",
                "[10]                 | BAD_QUANTITY",
                "{}                   | BAD_QUANTITY",
                "NaN                  | BAD_JSON",
                "Infinity             | BAD_JSON",
                "99999999999999999999 | BAD_QUANTITY",
                "2147483648           | TOO_MANY_SHARES",
                "219                  | TOO_MANY_SHARES",
            })
    void aQuantityThatIsNoWholeNumberOfSharesWithinTheMostIsRefused(String quantity, String code) {
        assertRefused("buy_stock", buy("RELIANCE", quantity), code);
    }

    @Test
    void theMostSharesACallMayAskForAreStillJudged() {
        assertThat(tools.call(1, "buy_stock", buy("RELIANCE", "218"))).startsWith("{\"ok\":true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reliance", "Reliance", "RELIANCE ", "НDFC", "RELIАNCE", "HDFCBANK", "RELIANC", "", "TCS,INFY"})
    void aSymbolThatIsNotTheAccountsLetterByLetterIsRefused(String symbol) {
        assertRefused("buy_stock", buy(symbol, "10"), "UNKNOWN_SYMBOL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                                   | BAD_JSON",
                "I would buy 10 shares                                                               | BAD_JSON",
                "[]                                                                                  | BAD_JSON",
                "null                                                                                | BAD_JSON",
                "{} {}                                                                               | BAD_JSON",
                "{\"symbol\":\"TCS\",\"symbol\":\"INFY\"}                                            | BAD_JSON",
                "{\"symbol\":\"RELIANCE\"}                                                           | MISSING_FIELD",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":1,\"account\":\"gpt\"} | UNKNOWN_FIELD",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":1,\"price\":1}        | UNKNOWN_FIELD",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"smc\",\"reason\":\"x\",\"confidence\":1}                     | UNKNOWN_STRATEGY",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":null,\"reason\":\"x\",\"confidence\":1}                        | UNKNOWN_STRATEGY",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":101}                  | BAD_CONFIDENCE",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":-1}                   | BAD_CONFIDENCE",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":\"90\"}               | BAD_CONFIDENCE",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"x\",\"confidence\":0.9}                  | BAD_CONFIDENCE",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":7,\"confidence\":1}                        | BAD_REASON",
                "{\"symbol\":\"RELIANCE\",\"quantity\":1,\"strategy\":\"vwap\",\"reason\":\"\\u200b \\n\",\"confidence\":1}          | BAD_REASON",
            })
    void argumentsAreReadStrictly(String arguments, String code) {
        assertRefused("buy_stock", arguments, code);
    }

    @Test
    void argumentsOfAMegabyteAreNotEvenRead() {
        assertRefused("buy_stock", "{\"symbol\":\"" + "A".repeat(1_000_000) + "\"}", "BAD_JSON");
        assertThat(tools.calls().getFirst().arguments()).hasSize(Arguments.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer_money", "Buy_stock", "", "buy_stock ", "set_limit"})
    void thereAreNoOtherTools(String tool) {
        assertRefused(tool, buy("RELIANCE", "1"), "UNKNOWN_TOOL");
    }

    @Test
    void ofFiftyBuysTwoAreJudgedAndTheRestRefused() {
        for (int i = 0; i < 50; i++) {
            tools.call(1, "buy_stock", buy("RELIANCE", "1"));
        }

        assertThat(judge.asked).hasSize(2);
        assertThat(tools.calls()).hasSize(50);
        assertThat(tools.calls().getLast()).isEqualTo(new ToolCall(1, "buy_stock", buy("RELIANCE", "1"), """
                        {"code":"ENTRY_CALLS","expected":"at most 2 entry calls in a decision","ok":false}""", false));
    }

    @Test
    void aCallRefusedUnreadDoesNotUseUpAnEntryCall() {
        tools.call(1, "buy_stock", buy("RELIANCE", "0"));
        tools.call(1, "buy_stock", buy("WIPRO", "1"));
        tools.call(1, "buy_stock", buy("RELIANCE", "1"));
        tools.call(1, "buy_stock", buy("INFY", "1"));

        assertThat(judge.asked).hasSize(2);
    }

    @Test
    void exitsAreNotCountedUntilTheyCanOnlyRepeatThemselves() {
        for (int i = 0; i < 60; i++) {
            assertThat(tools.call(1, "sell_stock", buy("TCS", "1"))).startsWith("{\"ok\":true");
        }
        assertThat(judge.asked).hasSize(60);
        assertRefused("sell_stock", buy("TCS", "1"), "TOO_MUCH");
    }

    @Test
    void aSaleOfWhatIsHeldReducesTheLong() {
        tools.call(2, "sell_stock", buy("TCS", "7"));

        assertThat(judge.asked).containsExactly(new Ask.Close(TCS, 7L, "vwap", "above VWAP 2741.35", 70));
    }

    @Test
    void aSaleWhenFlatIsRefusedUnlessShortsAreSwitchedOn() {
        assertRefused("sell_stock", buy("RELIANCE", "7"), "NOTHING_HELD");

        Tools withShorts = new Tools(new Morning().withShorts().briefing(), judge, 2);
        withShorts.call(1, "sell_stock", buy("RELIANCE", "7"));
        assertThat(judge.asked)
                .containsExactly(new Ask.Enter(RELIANCE, Side.SELL, 7L, "vwap", "above VWAP 2741.35", 70));
    }

    @Test
    void aBuyWhereAShortIsHeldReducesTheShort() {
        Morning morning = new Morning().withShorts().holding(Morning.held(TCS, Side.SELL, 9, "3850", "3900", "3700"));
        new Tools(morning.briefing(), judge, 2).call(1, "buy_stock", buy("TCS", "4"));

        assertThat(judge.asked).containsExactly(new Ask.Close(TCS, 4L, "vwap", "above VWAP 2741.35", 70));
    }

    @Test
    void executeTradeIsTheSameAsItsSide() {
        tools.call(1, "execute_trade", """
                {"symbol":"RELIANCE","side":"BUY","quantity":3,"strategy":"none","reason":"r","confidence":5}""");
        assertRefused("execute_trade", """
                {"symbol":"RELIANCE","side":"buy","quantity":3,"strategy":"none","reason":"r","confidence":5}""", "BAD_SIDE");

        assertThat(judge.asked).containsExactly(new Ask.Enter(RELIANCE, Side.BUY, 3L, null, "r", 5));
    }

    @Test
    void closingOneAndClosingAllLeaveThePositionsThatThereAre() {
        String one = """
                {"symbol":"TCS","strategy":"ema","reason":"r","confidence":5}""";
        tools.call(1, "close_position", one);
        tools.call(1, "close_all_positions", """
                {"strategy":"none","reason":"r","confidence":5}""");
        assertRefused("close_position", one.replace("TCS", "RELIANCE"), "NOTHING_HELD");

        assertThat(judge.asked)
                .containsExactly(new Ask.Close(TCS, null, "ema", "r", 5), new Ask.Close(TCS, null, null, "r", 5));
    }

    @Test
    void cancellingOrdersClosesNothing() {
        assertThat(tools.call(1, "cancel_all_orders", "{\"reason\":\"r\",\"confidence\":5}"))
                .isEqualTo("{\"ok\":true,\"orders\":[]}");
        assertThat(judge.asked).containsExactly(new Ask.CancelAll("r", 5));
    }

    @Test
    void aDenialIsToldWithItsNumbers() {
        judge.denied.add(RELIANCE);

        assertThat(tools.call(1, "buy_stock", buy("RELIANCE", "100")))
                .isEqualTo(
                        "{\"code\":\"MAX_POSITIONS\",\"ok\":false,\"orders\":[{\"action\":\"BUY\",\"bound\":\"RISK\","
                                + "\"denied\":[{\"code\":\"MAX_POSITIONS\",\"numbers\":{\"limit\":3,\"open\":3}}],\"shares\":0,"
                                + "\"symbol\":\"RELIANCE\"}]}");
        assertThat(tools.calls().getFirst().accepted()).isFalse();
    }

    @Test
    void marketDataComesFromTheBriefingAndOneMinuteIsNotThere() {
        String data = tools.call(1, "get_market_data", "{\"symbol\":\"RELIANCE\",\"timeframe\":\"1h\"}");
        assertThat(EventJson.object(data)).containsEntry("last", new java.math.BigDecimal("2745.1"));
        assertRefused("get_market_data", "{\"symbol\":\"RELIANCE\",\"timeframe\":\"1m\"}", "NOT_AVAILABLE");
        assertRefused("get_market_data", "{\"symbol\":\"RELIANCE\",\"timeframe\":\"2h\"}", "BAD_TIMEFRAME");
        assertRefused("get_market_data", "{\"symbol\":\"INFY\",\"timeframe\":\"5m\"}", "DATA_MISSING");
        assertThat(judge.asked).isEmpty();
    }

    @Test
    void thePortfolioNeedsNoArgumentsAndLooksAreCounted() {
        assertThat(tools.call(1, "get_portfolio_status", "")).contains("\"freeCash\":522941.18");
        for (int i = 1; i < Tools.LOOK_UPS; i++) {
            tools.call(1, "get_portfolio_status", "{}");
        }
        assertRefused("get_portfolio_status", "{}", "LOOK_UPS");
        assertRefused("get_portfolio_status", "{\"account\":\"gpt\"}", "UNKNOWN_FIELD");
    }

    @Test
    void aReasonIsKeptWithoutHiddenCharactersAndCutTo500() {
        tools.call(
                1,
                "hold",
                "{\"reason\":\"wait\\u200b\\u202e \\u0007\\n  here " + "x".repeat(600) + "\",\"confidence\":5}");

        assertThat(tools.heldBecause()).startsWith("wait here xxx").hasSize(500);
    }

    @Test
    void aRestartForgetsEverythingThatWasAsked() {
        tools.call(1, "buy_stock", buy("RELIANCE", "1"));
        tools.call(1, "buy_stock", buy("INFY", "1"));
        tools.restart();

        assertThat(tools.calls()).isEmpty();
        assertThat(tools.proposals()).isEmpty();
        assertThat(judge.restarts).isEqualTo(1);
        assertThat(tools.call(1, "buy_stock", buy("RELIANCE", "1"))).startsWith("{\"ok\":true");
    }

    @Test
    void everyToolIsShownWithAClosedSchemaAndNoneTakesAccountPriceOrLimit() {
        assertThat(tools.specs())
                .extracting(ToolSpec::name)
                .containsExactly(
                        "get_portfolio_status",
                        "get_market_data",
                        "buy_stock",
                        "sell_stock",
                        "execute_trade",
                        "close_position",
                        "close_all_positions",
                        "cancel_all_orders",
                        "hold");
        for (ToolSpec spec : tools.specs()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> fields = (Map<String, Object>) spec.schema().get("properties");
            assertThat(spec.schema()).containsEntry("additionalProperties", false);
            assertThat((List<?>) spec.schema().get("required")).isEqualTo(List.copyOf(fields.keySet()));
            assertThat(fields).doesNotContainKeys("account", "price", "limit", "stop", "target");
        }
        assertThat(EventJson.write(tools.specs().get(2).schema()))
                .isEqualTo("{\"additionalProperties\":false,\"properties\":{"
                        + "\"confidence\":{\"maximum\":100,\"minimum\":0,\"type\":\"integer\"},"
                        + "\"quantity\":{\"maximum\":400,\"minimum\":1,\"type\":\"integer\"},"
                        + "\"reason\":{\"maxLength\":500,\"type\":\"string\"},"
                        + "\"strategy\":{\"enum\":[\"ema\",\"vwap\",\"none\"],\"type\":\"string\"},"
                        + "\"symbol\":{\"enum\":[\"INFY\",\"RELIANCE\",\"TCS\"],\"type\":\"string\"}},"
                        + "\"required\":[\"symbol\",\"quantity\",\"strategy\",\"reason\",\"confidence\"],"
                        + "\"type\":\"object\"}");
    }

    private void assertRefused(String tool, String arguments, String code) {
        int before = judge.asked.size();
        String answer = tools.call(1, tool, arguments);

        assertThat(EventJson.object(answer))
                .containsEntry("ok", false)
                .containsEntry("code", code)
                .containsKey("expected");
        assertThat(judge.asked).hasSize(before);
        assertThat(tools.calls().getLast().accepted()).isFalse();
    }
}
