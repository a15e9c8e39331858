package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Recorded orders, super orders and trades become one list.
class DhanOrderBookTest {

    private static final Stocks STOCKS = new Stocks(Live.CONFIG.stocks());
    private static final OrderId ENTRY = new OrderId("2611201000-0SVPER00000001");

    @Test
    void ordersAreJoinedWithTheirFillsWhateverTheWireLeftOut() {
        assertThat(book(Recorded.json("orders.json").deepCopy(), "[]", "trades.json"))
                .containsExactly(
                        new VenueOrder(
                                "752611200419",
                                null,
                                new Symbol("NSEFNO-52175"),
                                Side.BUY,
                                75,
                                0,
                                Status.STRANGE,
                                List.of(),
                                Leg.NONE,
                                null,
                                null,
                                null,
                                "",
                                Instant.EPOCH),
                        new VenueOrder(
                                "752611200417",
                                new OrderId("2611201000-0123456789ABCD"),
                                new Symbol("RELIANCE"),
                                Side.BUY,
                                12,
                                5,
                                Status.RESTING,
                                List.of(
                                        new VenueFill(
                                                "15112089",
                                                2,
                                                Rupees.of("1412.30"),
                                                Instant.parse("2026-11-20T04:32:12Z")),
                                        new VenueFill(
                                                "15112090",
                                                3,
                                                Rupees.of("1412.20"),
                                                Instant.parse("2026-11-20T04:32:13Z"))),
                                Leg.NONE,
                                null,
                                Rupees.of("1412.3"),
                                null,
                                "",
                                Instant.parse("2026-11-20T04:32:11Z")),
                        new VenueOrder(
                                "752611200418",
                                null,
                                new Symbol("TCS"),
                                Side.SELL,
                                10,
                                0,
                                Status.REJECTED,
                                List.of(),
                                Leg.NONE,
                                null,
                                Rupees.of("3050.20"),
                                Rupees.of("3051"),
                                "NO_FUNDS: RMS:752611200418:Insufficient funds:  required 30502.00",
                                Instant.parse("2026-11-20T04:33:00Z")));
    }

    @Test
    void oneOrderMayComeAsAnObjectToo() {
        ArrayNode rows = Recorded.json("orders.json").deepCopy();

        assertThat(OrderRow.list(rows.get(0)))
                .isEqualTo(List.of(OrderRow.list(rows).getFirst()));
    }

    @Test
    void aSuperOrderIsItsEntryAndTwoLegsThatRestOnceTheEntryHasAFill() {
        VenueOrder entry = entry(Status.TRADED, 10);
        assertThat(book("[]", supers(), "[]"))
                .containsExactly(
                        entry,
                        leg(entry, Leg.STOP, 0, Status.RESTING, "1485", List.of()),
                        leg(entry, Leg.TARGET, 0, Status.RESTING, "1545", List.of()));

        ObjectNode waiting = entryOf(supers());
        waiting.put("orderStatus", "PENDING").put("filledQty", 0).put("remainingQuantity", 10);
        assertThat(book("[]", "[" + waiting + "]", "[]"))
                .extracting(VenueOrder::status)
                .containsExactly(Status.RESTING, Status.IN_TRANSIT, Status.IN_TRANSIT);
    }

    @Test
    void theLegsOfTheBookAreThoseOfTheirSuperOrderAndBringTheirOwnFigures() {
        String legs = "[" + entryOf(supers()).deepCopy().without(List.of("legDetails")) + ","
                + bookRow("752611200502", "STOP_LOSS_LEG", "TRADED", 10) + ","
                + bookRow("752611200501", "TARGET_LEG", "CANCELLED", 0) + "]";
        String trades = "[" + trade("752611200500", "BUY", 10, "1500.4") + ","
                + trade("752611200502", "SELL", 10, "1484.95") + "]";

        VenueOrder entry = entry(Status.TRADED, 10, fill("752611200500", 10, "1500.4"));
        assertThat(book(legs, supers(), trades))
                .containsExactly(
                        entry,
                        new VenueOrder(
                                "S752611200500/STOP_LOSS_LEG",
                                entry.id(),
                                entry.symbol(),
                                Side.SELL,
                                10,
                                10,
                                Status.TRADED,
                                List.of(fill("752611200502", 10, "1484.95")),
                                Leg.STOP,
                                "S752611200500",
                                Rupees.of("1484"),
                                Rupees.of("1485"),
                                "",
                                entry.createdAt()),
                        new VenueOrder(
                                "S752611200500/TARGET_LEG",
                                entry.id(),
                                entry.symbol(),
                                Side.SELL,
                                10,
                                0,
                                Status.CANCELLED,
                                List.of(),
                                Leg.TARGET,
                                "S752611200500",
                                Rupees.of("1484"),
                                null,
                                "",
                                entry.createdAt()));
    }

    @Test
    void legsThatShareTheirParentsIdGetTheFillsOfTheOtherSideAndOfTheOneThatFired() {
        ObjectNode row = entryOf(supers());
        row.path("legDetails").forEach(leg -> ((ObjectNode) leg).put("orderId", "752611200500"));
        ((ObjectNode) row.path("legDetails").get(1))
                .put("orderStatus", "TRIGGERED")
                .put("triggeredQuantity", 10);
        String trades =
                "[" + trade("752611200500", "BUY", 10, "1500.4") + "," + trade("752611200500", "SELL", 4, "1545") + "]";

        List<VenueOrder> rows = book("[]", "[" + row + "]", trades);

        assertThat(rows.get(0).fills()).containsExactly(fill("752611200500", 10, "1500.4"));
        assertThat(rows.get(1).fills()).isEmpty();
        assertThat(rows.get(2).fills()).containsExactly(fill("752611200500", 4, "1545"));
        assertThat(rows.get(2).status()).isEqualTo(Status.TRIGGERED);
        assertThat(rows.get(2).isComplete()).isTrue();
    }

    @Test
    void aSuperOrderThatIsClosedIsTraded() {
        ObjectNode row = entryOf(supers());
        row.put("orderStatus", "CLOSED");

        assertThat(book("[]", "[" + row + "]", "[]").getFirst().status()).isEqualTo(Status.TRADED);
    }

    @Test
    void aLegWithoutItsSuperOrderDoesNotPassForTheOrderWhoseIdItCarries() {
        VenueOrder orphan = book("[" + bookRow("9", "STOP_LOSS_LEG", "PENDING", 0) + "]", "[]", "[]")
                .getFirst();

        assertThat(orphan.id()).isNull();
        assertThat(orphan.venueId()).isEqualTo("9");
        assertThat(OrderBook.newest(
                        OrderRow.list(DhanJson.parsed("[" + bookRow("9", "STOP_LOSS_LEG", "PENDING", 0) + "]")
                                .orElseThrow()),
                        ENTRY))
                .isEmpty();
    }

    @Test
    void ordersThatShareOneIdAreAllListedAndTheNewestIsFound() {
        String twice = "[" + bookRow("11", "NA", "PENDING", 0) + ","
                + bookRow("12", "NA", "PENDING", 0).replace("10:05:00", "10:06:00") + "]";

        assertThat(book(twice, "[]", "[]")).extracting(VenueOrder::id).containsExactly(ENTRY, ENTRY);
        assertThat(OrderBook.newest(OrderRow.list(DhanJson.parsed(twice).orElseThrow()), ENTRY))
                .map(OrderRow::orderId)
                .isEqualTo(Optional.of("12"));
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIT,IN_TRANSIT", "PENDING,RESTING", "PART_TRADED,RESTING", "CONFIRM,RESTING", "TRADED,TRADED",
        "CLOSED,TRADED", "TRIGGERED,TRIGGERED", "REJECTED,REJECTED", "CANCELLED,CANCELLED", "EXPIRED,EXPIRED",
        "MODIFIED,STRANGE", "INACTIVE,STRANGE", "traded,STRANGE", "'',STRANGE"
    })
    void everyWordOfTheVenueIsAStatusOrStrange(String word, Status status) {
        assertThat(OrderRow.status(word)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "orderStatus", "transactionType", "exchangeSegment", "securityId", "quantity"})
    void aFieldThatIsNeededAndMissingIsNamed(String field) {
        ObjectNode row = (ObjectNode) Recorded.json("orders.json").get(0);
        for (boolean asNull : List.of(true, false)) {
            ObjectNode broken = row.deepCopy();
            if (asNull) {
                broken.putNull(field);
            } else {
                broken.remove(field);
            }

            assertThatThrownBy(() ->
                            OrderRow.list(DhanJson.parsed("[" + broken + "]").orElseThrow()))
                    .isInstanceOfSatisfying(
                            BrokerUnavailable.class,
                            fault -> assertThat(fault.code()).isEqualTo("NOT_UNDERSTOOD"))
                    .hasMessageContaining("orders[0]." + field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"ten\"", "1e99", "true", "[]", "1E-500"})
    void aQuantityThatIsNoWholeNumberIsNotUnderstood(String quantity) {
        ObjectNode row = (ObjectNode) Recorded.json("orders.json").get(0);
        row.set("quantity", DhanJson.parsed("[" + quantity + "]").orElseThrow().get(0));

        assertThatThrownBy(() -> OrderRow.list(DhanJson.parsed("[" + row + "]").orElseThrow()))
                .isInstanceOf(BrokerUnavailable.class)
                .hasMessageContaining("quantity");
    }

    private static List<VenueOrder> book(Object orders, String supers, String trades) {
        return new OrderBook(
                        OrderRow.list(DhanJson.parsed(orders.toString()).orElseThrow()),
                        SuperRow.list(DhanJson.parsed(supers).orElseThrow()),
                        TradeRow.list(
                                trades.endsWith(".json")
                                        ? Recorded.json(trades)
                                        : DhanJson.parsed(trades).orElseThrow()),
                        STOCKS)
                .rows();
    }

    private static String supers() {
        return Recorded.text("super-orders.json").replace("2611201000-SUPER000000001", ENTRY.value());
    }

    private static ObjectNode entryOf(String supers) {
        return (ObjectNode) DhanJson.parsed(supers).orElseThrow().get(0);
    }

    private static String bookRow(String orderId, String leg, String status, int filled) {
        return "{\"orderId\":\"" + orderId + "\",\"correlationId\":\"" + ENTRY + "\",\"orderStatus\":\"" + status
                + "\",\"transactionType\":\"SELL\",\"exchangeSegment\":\"NSE_EQ\",\"productType\":\"INTRADAY\","
                + "\"orderType\":\"STOP_LOSS\",\"tradingSymbol\":\"INFY\",\"securityId\":\"1594\",\"quantity\":10,"
                + "\"price\":1484.0,\"triggerPrice\":1485.0,\"legName\":\"" + leg
                + "\",\"createTime\":\"2026-11-20 10:05:00\",\"omsErrorDescription\":\"CONFIRMED\",\"filledQty\":"
                + filled + "}";
    }

    private static String trade(String orderId, String side, int shares, String price) {
        return "{\"orderId\":\"" + orderId + "\",\"exchangeTradeId\":\"" + orderId + "-" + shares
                + "\",\"transactionType\":\"" + side + "\",\"tradedQuantity\":" + shares + ",\"tradedPrice\":" + price
                + ",\"exchangeTime\":\"2026-11-20 10:06:00\"}";
    }

    private static VenueFill fill(String orderId, long shares, String price) {
        return new VenueFill(orderId + "-" + shares, shares, Rupees.of(price), Instant.parse("2026-11-20T04:36:00Z"));
    }

    private static VenueOrder entry(Status status, long filled, VenueFill... fills) {
        return new VenueOrder(
                "S752611200500",
                ENTRY,
                new Symbol("INFY"),
                Side.BUY,
                10,
                filled,
                status,
                List.of(fills),
                Leg.NONE,
                null,
                Rupees.of("1500.5"),
                null,
                "",
                Instant.parse("2026-11-20T04:35:00Z"));
    }

    private static VenueOrder leg(
            VenueOrder entry, Leg leg, long filled, Status status, String price, List<VenueFill> fills) {
        return new VenueOrder(
                entry.venueId() + (leg == Leg.STOP ? "/STOP_LOSS_LEG" : "/TARGET_LEG"),
                entry.id(),
                entry.symbol(),
                Side.SELL,
                10,
                filled,
                status,
                fills,
                leg,
                entry.venueId(),
                Rupees.of(price),
                leg == Leg.STOP ? Rupees.of(price) : null,
                "",
                entry.createdAt());
    }
}
