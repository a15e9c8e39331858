package sauda.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

class StoredRecordTest {

    private static final Instant T = Instant.parse("2026-03-02T04:00:00Z");
    private static final Key KEY = new Key("ACCOUNT#claude", "POSITION#INFY");

    @Test
    void aRecordComesBackAsItWasThoughTheLedgerLeavesOutWhatIsNull() {
        Position unseen = new Position(
                "claude",
                new Symbol("INFY"),
                Side.BUY,
                new OrderId("2603020930-00000000000001"),
                "rsi",
                10,
                0,
                0,
                Rupees.ZERO,
                Rupees.of("1485.50"),
                Rupees.of(1545),
                null,
                T);

        assertThat(Item.of(KEY, "position", unseen).as(Position.class)).isEqualTo(unseen);
    }

    @Test
    void aMissingNumberIsAnErrorAndNoZero() {
        Map<String, Object> fill = Map.of("id", "1", "price", 5, "at", T.toString(), "kind", "ENTRY");

        assertThatThrownBy(() -> EventJson.fromMap(fill, Fill.class))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("quantity");
    }

    @Test
    void aFractionOfAShareIsAnError() {
        BigDecimal quantity = new BigDecimal("1.5");
        Map<String, Object> fill =
                Map.of("id", "1", "quantity", quantity, "price", 5, "at", T.toString(), "kind", "ENTRY");

        assertThatThrownBy(() -> EventJson.fromMap(fill, Fill.class)).isInstanceOf(BadMessage.class);
    }
}
