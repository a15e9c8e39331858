package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.EventJson;
import sauda.events.Rupees;

class TapeTest {

    private static final Tape.Bounds BOUNDS = new Tape.Bounds(
            List.of("maker/model"),
            4,
            2,
            4000,
            new BigDecimal("88.5"),
            Map.of("maker/model", new Tape.Price(BigDecimal.TWO, BigDecimal.TEN)));

    private static Tape tape(long millis) {
        Tools tools = new Tools(new Morning().briefing(), new Accepting(), 2);
        tools.call(1, "get_market_data", "{\"symbol\":\"RELIANCE\",\"timeframe\":\"15m\"}");
        tools.call(2, "buy_stock", """
                {"symbol":"RELIANCE","quantity":9,"strategy":"vwap","reason":"2745.10","confidence":60}""");
        Advice advice = new Advice(
                null,
                "done",
                "maker/model",
                true,
                List.of(new Advice.Exchange("maker/model", "ab", 200, "{}", millis)),
                1,
                900,
                80,
                Rupees.of("0.21"));
        return Tape.of("model", BOUNDS, tools, advice, "0123456789abcdef");
    }

    @Test
    void aTapeSurvivesPackingUnchanged() {
        Tape tape = tape(812);
        Tape read = Tape.unpack(tape.pack(), tape.hash());

        assertThat(EventJson.write(read)).isEqualTo(EventJson.write(tape));
        assertThat(read.proposals()).isEqualTo(tape.proposals());
        assertThat(read.exchanges()).isEqualTo(tape.exchanges());
    }

    @Test
    void theTimeThatRepliesTookIsNotPartOfItsHash() {
        assertThat(tape(812).hash()).isEqualTo(tape(90_000).hash());
    }

    /// A few bits of the gzip format carry nothing; whatever carries something is found.
    @Test
    void anyChangedByteIsFound() {
        Tape tape = tape(0);
        byte[] packed = tape.pack();
        int unfound = 0;
        for (int at = 0; at < packed.length; at++) {
            byte[] changed = packed.clone();
            changed[at] ^= 0x10;
            try {
                assertThat(EventJson.write(Tape.unpack(changed, tape.hash()))).isEqualTo(EventJson.write(tape));
                unfound++;
            } catch (EventJson.BadMessage found) {
                assertThat(found).hasMessageMatching("(?is).*tape.*");
            }
        }
        assertThat(unfound).isLessThan(10);
    }

    @Test
    void aChangedWordInsideIsFoundByTheHashKeptOutside() {
        Tape tape = tape(0);
        Tape forged = EventJson.read(EventJson.write(tape).replace("\"shares\":9", "\"shares\":8"), Tape.class);

        assertThat(forged.proposals()).isNotEqualTo(tape.proposals());
        assertThatThrownBy(() -> Tape.unpack(forged.pack(), tape.hash()))
                .isInstanceOf(EventJson.BadMessage.class)
                .hasMessageStartingWith("the tape was changed");
    }

    @Test
    void whatIsNoTapeIsRefused() {
        assertThatThrownBy(() -> Tape.unpack(new byte[] {1, 2, 3})).isInstanceOf(EventJson.BadMessage.class);
    }
}
