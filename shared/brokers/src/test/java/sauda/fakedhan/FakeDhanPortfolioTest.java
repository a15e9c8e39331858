package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.CONFIG;
import static sauda.fakedhan.AVenue.DAY;
import static sauda.fakedhan.AVenue.INFY;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;
import static sauda.fakedhan.AVenue.superOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.charges.Charges;
import sauda.core.config.Config.Product;
import sauda.events.Rupees;
import sauda.events.Side;

/// Positions, holdings, money and the trader's control, as `dhan-v2.md` §7 has them.
class FakeDhanPortfolioTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    // Positions

    @Test
    void positionsAreNoneLongAndThenClosedButStillListed() {
        assertThat(venue.get("/positions").json()).isEmpty();
        venue.from("10:05", "510").placed(order("BUY", 10, "501"));

        JsonNode open = venue.time("10:05").get("/positions").json().get(0);
        assertThat(open.path("positionType").asText()).isEqualTo("LONG");
        assertThat(open.path("netQty").asInt()).isEqualTo(10);
        assertThat(open.path("buyAvg").asDouble()).isEqualTo(500.05);
        assertThat(open.path("costPrice").asDouble()).isEqualTo(500.05);
        assertThat(open.path("unrealizedProfit").asDouble()).isEqualTo(99.5);
        assertThat(open.path("drvOptionType").isNull()).isTrue();

        venue.placed(order("SELL", 10, "500"));
        JsonNode closed = venue.get("/positions").json().get(0);
        assertThat(closed.path("positionType").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("netQty").asInt()).isZero();
        assertThat(closed.path("realizedProfit").asDouble()).isEqualTo(98.5);
    }

    @Test
    void exitingAllCancelsAllAndSellsAll() {
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        String waiting = venue.placed(order("BUY", 10, "495"));

        AVenue.Answer answer = venue.delete("/positions");

        assertThat(answer.json().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(venue.later(500).status(waiting)).isEqualTo("CANCELLED");
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
        assertThat(venue.fake.orders(CLIENT)).noneMatch(order -> order.status().isLive());
    }

    @Test
    void intradaySharesAreConvertedToDelivery() {
        venue.placed(order("BUY", 10, "501"));
        ObjectNode body = JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("fromProductType", "INTRADAY")
                .put("exchangeSegment", "NSE_EQ")
                .put("positionType", "LONG")
                .put("securityId", "1594")
                .put("convertQty", 4)
                .put("toProductType", "CNC");

        assertThat(venue.post("/positions/convert", body).status()).isEqualTo(202);
        assertThat(venue.post("/positions/convert", body.put("convertQty", 7)).code())
                .isEqualTo("DH-906");

        assertThat(venue.fake.positions(CLIENT))
                .extracting(HeldPosition::product, HeldPosition::net)
                .containsExactly(tuple(ProductType.INTRADAY, 6L), tuple(ProductType.CNC, 4L));
        venue.tomorrow("09:00");
        assertThat(venue.fake.held(CLIENT, INFY)).isEqualTo(4);
    }

    // Holdings

    @Test
    void noHoldingsAreAServerErrorThatIsNone() {
        AVenue.Answer answer = venue.get("/holdings");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("DH-1111");
        assertThat(answer.json().path("errorType").asText()).isEqualTo("HOLDING_ERROR");
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("No holdings available");
    }

    @Test
    void whatWasBoughtForDeliveryIsHeldTheNextDayAndSettledTheDayAfter() {
        venue.placed(order("BUY", 10, "501").put("productType", "CNC"));

        JsonNode held = venue.tomorrow("10:00").get("/holdings").json().get(0);
        assertThat(held.path("totalQty").asInt()).isEqualTo(10);
        assertThat(held.path("t1Qty").asInt()).isEqualTo(10);
        assertThat(held.path("avgCostPrice").asDouble()).isEqualTo(500.05);
        assertThat(held.path("isin").asText()).isEqualTo("INE009A01021");

        venue.placed(order("SELL", 4, "499").put("productType", "CNC"));
        JsonNode sold = venue.get("/holdings").json().get(0);
        assertThat(sold.path("availableQty").asInt()).isEqualTo(6);
        assertThat(venue.get("/positions").json().get(0).path("netQty").asInt()).isEqualTo(-4);
    }

    // Money

    @Test
    void fundsAreSpeltAsTheWireSpellsThem() {
        venue.placed(order("BUY", 100, "501"));

        JsonNode funds = venue.get("/fundlimit").json();

        assertThat(funds.path("sodLimit").asDouble()).isEqualTo(1_000_000.0);
        assertThat(funds.path("utilizedAmount").asDouble()).isEqualTo(10_001.0);
        assertThat(funds.path("availabelBalance").asDouble()).isEqualTo(989_999.0);
        assertThat(funds.has("receiveableAmount")).isTrue();
    }

    @Test
    void theMarginIsCalculated() {
        ObjectNode body = JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("exchangeSegment", "NSE_EQ")
                .put("transactionType", "BUY")
                .put("quantity", 12_000)
                .put("productType", "INTRADAY")
                .put("securityId", "1594")
                .put("price", 500.0);

        JsonNode margin = venue.post("/margincalculator", body).json();

        assertThat(margin.path("totalMargin").asDouble()).isEqualTo(1_200_000.0);
        assertThat(margin.path("availableBalance").asDouble()).isEqualTo(1_000_000.0);
        assertThat(margin.path("insufficientBalance").asDouble()).isEqualTo(200_000.0);
        assertThat(margin.path("brokerage").asDouble()).isEqualTo(20.0);
        assertThat(margin.path("leverage").isTextual()).isTrue();
    }

    @Test
    void theDayIsSettledAndBilledToThePaisaInTheNight() {
        venue.from("10:05", "510").placed(order("BUY", 100, "501"));
        venue.time("10:05");
        venue.placed(order("SELL", 100, "500"));
        Charges charges = new Charges(CONFIG.chargesOn(DAY), Product.INTRADAY);
        Charges.Bill bill = charges.bill(
                charges.turnover(Side.BUY, Rupees.of("50005")).plus(charges.turnover(Side.SELL, Rupees.of("50995"))));

        // ₹509.90 and not .95: the slippage is 0.01 % of the price, up to the tick.
        assertThat(venue.fake
                        .bills(CLIENT, DAY, _ -> true)
                        .get(Product.INTRADAY)
                        .brokerage())
                .isEqualTo(Rupees.of("30.2985"));
        venue.tomorrow("09:00");

        assertThat(venue.fake.cashMovements(CLIENT))
                .extracting(CashMovement::kind, CashMovement::amount)
                .containsExactly(
                        tuple(CashMovement.Kind.TRADES, Rupees.of("985")),
                        tuple(CashMovement.Kind.CHARGES, bill.total().negated()));
        JsonNode ledger =
                venue.get("/ledger?from-date=2026-03-01&to-date=2026-03-31").json();
        assertThat(ledger.get(0).path("credit").asText()).isEqualTo("985.00");
        assertThat(ledger.get(0).path("voucherdate").asText()).isEqualTo("Mar 04, 2026");
        assertThat(venue.get("/fundlimit").json().path("sodLimit").asDouble())
                .isEqualTo(1_000_985.0 - bill.total().amount().doubleValue());
    }

    @Test
    void theBillOfSomeOrdersAloneCanBeAskedFor() {
        venue.placed(order("BUY", 100, "501").put("correlationId", "ours-1"));
        venue.placed(order("BUY", 100, "501").put("correlationId", "theirs-1"));

        Rupees ours = venue.fake
                .bills(CLIENT, DAY, name -> name.startsWith("ours"))
                .get(Product.INTRADAY)
                .brokerage();
        assertThat(ours).isEqualTo(Rupees.of("15.0015"));
    }

    // The broker's square-off

    @Test
    void theBrokerSquaresOffTwoMinutesAfterHisTimeAndTakesHisFee() {
        venue.time("15:15").placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        String waiting =
                venue.time("15:20").post("/orders", order("SELL", 5, "520")).orderId();

        assertThat(venue.time("15:21:59").fake.positions(CLIENT).getFirst().net())
                .isEqualTo(10);
        venue.time("15:22");

        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
        assertThat(venue.trades().getLast().at()).isEqualTo(at("15:22"));
        assertThat(venue.status(waiting)).isEqualTo("CANCELLED");
        assertThat(venue.fake.squareOffFees(CLIENT)).isEqualTo(Rupees.of("23.60"));
        assertThat(venue.fake.orders(CLIENT)).noneMatch(order -> order.status().isLive());
        assertThat(venue.status(venue.placed(order("BUY", 1, "501")))).isEqualTo("REJECTED");
    }

    @Test
    void deliveryIsNotSquaredOff() {
        venue.placed(order("BUY", 10, "501").put("productType", "CNC"));

        assertThat(venue.time("15:29").fake.positions(CLIENT).getFirst().net()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"2026-07-31, 2026-07-31T09:52:00Z", "2026-08-03, 2026-08-03T09:42:00Z"})
    void theSquareOffMovedWithTheClosingAuction(LocalDate date, Instant time) {
        assertThat(SquareOff.of(CONFIG.calendar().session(date).orElseThrow())).isEqualTo(time);
    }

    // Kill switch

    @Test
    void theKillSwitchStopsTradingForTheDay() {
        AVenue.Answer on = venue.post("/killswitch?killSwitchStatus=ACTIVATE");
        assertThat(on.json().path("killSwitchStatus").asText())
                .isEqualTo("Kill Switch has been successfully activated");
        assertThat(venue.get("/killswitch").json().path("killSwitchStatus").asText())
                .isEqualTo("ACTIVATE");

        assertThat(venue.seen(venue.placed(order("BUY", 1, "501")))
                        .path("omsErrorDescription")
                        .asText())
                .contains("Kill switch");
        venue.tomorrow("10:00");
        assertThat(venue.get("/killswitch").json().path("killSwitchStatus").asText())
                .isEqualTo("DEACTIVATE");
    }

    @Test
    void theKillSwitchRefusesWhileAPositionIsOpenOrAnOrderPending() {
        venue.placed(order("BUY", 10, "495"));
        assertThat(venue.post("/killswitch?killSwitchStatus=ACTIVATE").status()).isEqualTo(400);
        venue.time("10:05").placed(order("BUY", 10, "501"));
        assertThat(venue.post("/killswitch?killSwitchStatus=ACTIVATE").status()).isEqualTo(400);
        venue.placed(order("SELL", 10, "490"));

        assertThat(venue.post("/killswitch?killSwitchStatus=ACTIVATE").status()).isEqualTo(200);
        assertThat(venue.post("/killswitch?killSwitchStatus=MAYBE").code()).isEqualTo("DH-905");
    }

    // Exit by profit and loss

    private static ObjectNode pnlExit(String profit, String loss) {
        ObjectNode body = JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("profitValue", profit)
                .put("lossValue", loss)
                .put("enableKillSwitch", true);
        body.putArray("productType").add("INTRADAY").add("DELIVERY");
        return body;
    }

    @ParameterizedTest
    @CsvSource({"1000.00, true", "1000.05, false"})
    void aLossOfTheDayAtMarkExitsAllAndKills(String loss, boolean exits) {
        // 100 shares bought at 500.05 are worth ₹1,000 less at 490.05.
        venue.from("10:05", "490.05");
        venue.placedSuper(superOrder("BUY", 100, "501", "530", "480"));
        assertThat(venue.post("/pnlExit", pnlExit("5000.00", loss))
                        .json()
                        .path("pnlExitStatus")
                        .asText())
                .isEqualTo("ACTIVE");
        JsonNode armed = venue.get("/pnlExit").json();
        assertThat(armed.path("loss").asText()).isEqualTo(loss);
        assertThat(armed.path("productType")).hasSize(2);
        assertThat(armed.path("enable_kill_switch").asBoolean()).isTrue();

        venue.time("10:06");

        assertThat(venue.fake.isKilled(CLIENT)).isEqualTo(exits);
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isEqualTo(exits ? 0 : 100);
        assertThat(venue.fake.orders(CLIENT).stream()
                        .anyMatch(order -> order.status().isLive()))
                .isEqualTo(!exits);
        assertThat(venue.get("/pnlExit").json().path("pnlExitStatus").asText())
                .isEqualTo(exits ? "DISABLED" : "ACTIVE");
    }

    @Test
    void aProfitExitsToo() {
        venue.from("10:05", "510").placed(order("BUY", 100, "501"));
        venue.post("/pnlExit", pnlExit("900.00", "5000.00").put("enableKillSwitch", false));
        venue.time("10:05");

        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
        assertThat(venue.fake.isKilled(CLIENT)).isFalse();
    }

    @Test
    void theExitByProfitAndLossIsTakenBackAndEndsWithTheDay() {
        venue.post("/pnlExit", pnlExit("900.00", "5000.00"));
        assertThat(venue.delete("/pnlExit").json().path("pnlExitStatus").asText())
                .isEqualTo("DISABLED");
        assertThat(venue.get("/pnlExit").json().path("pnlExitStatus").asText()).isEqualTo("DISABLED");

        venue.post("/pnlExit", pnlExit("900.00", "5000.00"));
        venue.tomorrow("09:00");
        assertThat(venue.get("/pnlExit").json().path("pnlExitStatus").asText()).isEqualTo("DISABLED");
    }

    @Test
    void theExitByProfitAndLossWantsItsFields() {
        for (String field : List.of("dhanClientId", "profitValue", "lossValue", "productType")) {
            ObjectNode body = pnlExit("900.00", "500.00");
            body.remove(field);
            assertThat(venue.post("/pnlExit", body).code()).as(field).isEqualTo("DH-905");
        }
    }
}
