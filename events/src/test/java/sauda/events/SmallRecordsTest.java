package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.events.TradingState.ACTIVE;
import static sauda.events.TradingState.HALTED;
import static sauda.events.TradingState.REDUCING;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson.BadMessage;

class SmallRecordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"RELIANCE", "M&M", "BAJAJ-AUTO", "3MINDIA", "A", "ABCDEFGHIJKLMNOPQRST"})
    void aSymbolOfTheExchangeIsTaken(String code) {
        assertThat(new Symbol(code)).hasToString(code);
        assertThat(EventJson.read("\"" + code + "\"", Symbol.class)).isEqualTo(new Symbol(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "reliance",
                "&M",
                "-A",
                "NSE:INFY",
                "TCS ",
                "TCS\n",
                "ABCDEFGHIJKLMNOPQRSTU",
                "टीसीएस",
                "A|B"
            })
    void whatIsNoSymbolIsRefusedWithItsText(String code) {
        assertThatThrownBy(() -> new Symbol(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + code + "'");
    }

    @Test
    void framesAreKnownByTheirCodes() {
        assertThat(Arrays.stream(Frame.values()).map(Frame::code)).containsExactly("1m", "5m", "15m", "1h", "1d");
        assertThat(Arrays.stream(Frame.values()).map(frame -> frame.length().toMinutes()))
                .containsExactly(1L, 5L, 15L, 60L, 1440L);
        for (var frame : Frame.values()) {
            assertThat(Frame.of(frame.code())).isEqualTo(frame);
            assertThat(EventJson.read(EventJson.write(frame), Frame.class)).isEqualTo(frame);
        }
        assertThatThrownBy(() -> Frame.of("M5")).hasMessageContaining("'M5'");
    }

    @Test
    void theStricterOfTwoTradingStatesCounts() {
        for (var state : TradingState.values()) {
            assertThat(state.stricter(state)).isEqualTo(state);
            assertThat(state.stricter(ACTIVE)).isEqualTo(state);
            assertThat(state.stricter(HALTED)).isEqualTo(HALTED);
        }
        assertThat(ACTIVE.stricter(REDUCING)).isEqualTo(REDUCING);
        assertThat(REDUCING.stricter(ACTIVE)).isEqualTo(REDUCING);
        assertThat(HALTED.stricter(REDUCING)).isEqualTo(HALTED);
    }

    @ParameterizedTest
    @EnumSource
    void aTickIsAboutItsTimeAndADeadlineAboutTheTickTwoMinutesBefore(Tick.Duty duty) {
        var at = Instant.parse("2024-01-15T04:32:00Z");
        var before = duty == Tick.Duty.DEADLINE ? Duration.ofMinutes(2) : Duration.ZERO;

        assertThat(new Tick(duty, at).t()).isEqualTo(at.minus(before));
    }

    @Test
    void aDutyThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> EventJson.read("{\"duty\":\"lunch\",\"at\":\"2024-01-15T04:32:00Z\"}", Tick.class))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("duty");
    }

    @Test
    void aSideHasAnOppositeAndASign() {
        assertThat(Side.BUY.opposite()).isEqualTo(Side.SELL);
        assertThat(Side.SELL.opposite()).isEqualTo(Side.BUY);
        assertThat(List.of(Side.BUY.sign(), Side.SELL.sign())).containsExactly(1, -1);
    }

    @Test
    void reasonsWithTheSameNumbersAreEqual() {
        var three =
                Reason.of(Denial.MAX_POSITIONS, Map.of("open", new BigDecimal("3.00"), "limit", BigDecimal.valueOf(3)));

        assertThat(three)
                .isEqualTo(Reason.of(
                        Denial.MAX_POSITIONS, Map.of("limit", new BigDecimal("3"), "open", new BigDecimal("3.0"))));
        assertThat(three.is(Denial.MAX_POSITIONS)).isTrue();
        assertThat(three.is(Denial.MAX_POSITIONS_TOTAL)).isFalse();
        assertThat(three).hasToString("MAX_POSITIONS (limit=3, open=3)");
        assertThat(Reason.of(Denial.PAUSED)).hasToString("PAUSED");
    }

    @Test
    void aReasonKeepsItsNumbersWhateverBecomesOfTheMap() {
        var numbers = new HashMap<>(Map.of("open", BigDecimal.ONE));
        var reason = Reason.of(Denial.MAX_POSITIONS, numbers);
        numbers.put("open", BigDecimal.TEN);

        assertThat(reason.numbers()).isEqualTo(Map.of("open", BigDecimal.ONE));
        assertThatThrownBy(() -> reason.numbers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "100.01"})
    void convictionIsFromZeroToAHundred(String strength) {
        var text = new Samples("Reading", Reading.class).wire();

        assertThatThrownBy(() ->
                        EventJson.read(text.replace("\"strength\":72.5", "\"strength\":" + strength), Reading.class))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("0..100");
    }

    @Test
    void aPositionIsWorthWhatItWouldBring() {
        var held = Samples.read("Position", Position.class);
        var sold = new Position(
                "claude",
                held.symbol(),
                Side.SELL,
                held.entry(),
                "vwap",
                0,
                50,
                20,
                held.cost(),
                held.stop(),
                held.target(),
                held.last(),
                held.openedAt());
        var unseen = new Position(
                "claude",
                held.symbol(),
                Side.BUY,
                held.entry(),
                "vwap",
                50,
                0,
                0,
                Rupees.ZERO,
                held.stop(),
                held.target(),
                null,
                held.openedAt());

        assertThat(held.value()).isEqualTo(Rupees.of(139_160));
        assertThat(held.unrealised()).isEqualTo(Rupees.of(65));
        assertThat(sold.value()).isEqualTo(Rupees.of(-139_160));
        assertThat(sold.unrealised()).isEqualTo(Rupees.of(-65));
        assertThat(sold.free()).isEqualTo(30);
        assertThat(unseen.value()).isEqualTo(unseen.unrealised()).isEqualTo(Rupees.ZERO);
        assertThat(List.of(held.isOver(), unseen.isOver())).containsExactly(false, false);
    }

    @Test
    void freeCashIsWhatChargesAndWaitingEntriesLeave() {
        var account = Samples.read("Account", Account.class);

        assertThat(account.freeCash()).isEqualTo(Rupees.of("460871.78"));
        assertThat(account.dayPnl()).isEqualTo(Rupees.of("31.78"));
        assertThat(account.chargesTotal()).isEqualTo(Rupees.of("33.22"));
    }

    @Test
    void aNewAccountHoldsItsCapitalInCashAndNothingElse() {
        var account = Account.opened("gpt", "paper", Rupees.of(400_000), LocalDate.of(2024, 1, 15));

        assertThat(account.freeCash())
                .isEqualTo(account.capital())
                .isEqualTo(account.day().value());
        assertThat(account.dayPnl()).isEqualTo(Rupees.ZERO);
        assertThat(EventJson.read(EventJson.write(account), Account.class)).isEqualTo(account);
    }
}
