package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.events.Control;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.events.Routes;
import sauda.events.TradingState;

class ShownTest {

    private static final Instant NOW = Instant.parse("2024-01-15T04:48:00Z");

    private final AMorning morning = AMorning.traded();

    @Test
    void anOrderIsShownAsTheApiShowsIt() {
        assertThat(shown(Keys.order("claude", AMorning.DENIED)))
                .isEqualTo(Map.of(
                        "type",
                        "order",
                        "account",
                        "claude",
                        "symbol",
                        "INFY",
                        "at",
                        "2024-01-15T04:45:00Z",
                        "data",
                        morning.get("/api/orders/" + AMorning.DENIED).json()));
    }

    @Test
    void aTradeIsShownAsTheApiShowsIt() {
        Map<String, Object> shown = shown(Keys.trade("claude", AMorning.BOUGHT));

        assertThat(shown.get("data"))
                .isEqualTo(morning.get("/api/trades/" + AMorning.BOUGHT).json());
        assertThat(envelope(shown)).isEqualTo("trade claude RELIANCE " + NOW);
    }

    @Test
    void aPositionIsShownAsTheApiShowsIt() {
        Map<String, Object> shown = shown(Keys.position("claude", AMorning.RELIANCE));

        assertThat(List.of(shown.get("data")))
                .isEqualTo(morning.get("/api/portfolio/claude").json().get("positions"));
        assertThat(envelope(shown)).isEqualTo("position claude RELIANCE " + NOW);
    }

    @Test
    void anAccountsBooksAreShownInShort() {
        Map<String, Object> shown = shown(Keys.account("claude"));

        assertThat(shown.get("data"))
                .isEqualTo(EventJson.object(EventJson.write(BooksView.of(morning.account("claude")))));
        assertThat(envelope(shown)).isEqualTo("account claude null " + NOW);
    }

    @Test
    void aSnapshotIsAPointOfThePerformance() {
        Map<String, Object> shown = shown(Keys.snapshot("claude", AMorning.T));

        assertThat(shown.get("data").toString())
                .isEqualTo("{timestamp=2024-01-15T04:45:00Z, totalValue=600150, dayPnl=150, totalPnl=150}");
        assertThat(envelope(shown)).isEqualTo("snapshot claude null 2024-01-15T04:45:00Z");
    }

    @Test
    void aDecisionIsShownInShort() {
        assertThat(shown(Keys.decision("claude", AMorning.T))).isEqualTo(EventJson.object("""
                        {"type": "decision", "account": "claude", "symbol": null, "at": "2024-01-15T04:45:00Z", "data": {
                            "account": "claude", "t": "2024-01-15T04:45:00Z", "state": "DECIDED", "advisor": "model",
                            "model": "maker/model", "because": "RELIANCE broke out", "orders": 0, "toolCalls": 1}}"""));
    }

    @Test
    void ofAReadingTheCloseIsShown() {
        assertThat(shown(Keys.reading(AMorning.RELIANCE, AMorning.T))).isEqualTo(EventJson.object("""
                        {"type": "reading", "account": null, "symbol": "RELIANCE", "at": "2024-01-15T04:45:00Z",
                        "data": {"symbol": "RELIANCE", "t": "2024-01-15T04:45:00Z", "close": 2710}}"""));
    }

    @Test
    void theControlIsShownWithoutItsChain() {
        morning.put(
                Keys.CONTROL,
                "control",
                new Control(TradingState.HALTED, false, 4, "asha", "lunch", NOW, 9, "f".repeat(64)));

        assertThat(shown(Keys.CONTROL)).isEqualTo(EventJson.object("""
                {"type": "control", "account": null, "symbol": null, "at": "2024-01-15T04:48:00Z", "data": {
                    "state": "HALTED", "flatten": false, "epoch": 4, "by": "asha", "because": "lunch",
                    "at": "2024-01-15T04:48:00Z"}}"""));
    }

    @Test
    void anAlertIsShownWhole() {
        morning.alert("NOT_FLAT", "<script>");

        assertThat(shown(Keys.alert(AMorning.T, "NOT_FLAT", "system"))).isEqualTo(EventJson.object("""
                {"type": "alert", "account": null, "symbol": null, "at": "2024-01-15T04:45:00Z", "data": {
                    "code": "NOT_FLAT", "subject": "system", "text": "<script>", "level": "WARN", "numbers": {},
                    "at": "2024-01-15T04:45:00Z"}}"""));
    }

    @Test
    void everyKindThatThePushIsFedWithIsShownAndNoOther() {
        assertThat(Routes.function("dashboard-push").stream())
                .allSatisfy(kind -> assertThatThrownBy(
                                () -> Shown.of(new Item(new Key("A", "B"), kind, Map.of("json", "[]")), NOW))
                        .isInstanceOf(BadMessage.class));
        assertThat(Shown.of(new Item(new Key("A", "B"), "tape", Map.of()), NOW)).isEmpty();
    }

    private Map<String, Object> shown(Key key) {
        Item item = morning.ledger.get(key).orElseThrow();
        return EventJson.object(EventJson.write(Shown.of(item, NOW).orElseThrow()));
    }

    private static String envelope(Map<String, Object> shown) {
        return shown.get("type") + " " + shown.get("account") + " " + shown.get("symbol") + " " + shown.get("at");
    }
}
