package sauda.brokers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.calendar.Session;
import sauda.core.market.CandleCheck;
import sauda.core.market.CheckedCandles;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

class RealCandlesTest {

    private static final Rupees PAISA = Rupees.of("0.01");

    @ParameterizedTest
    @ValueSource(strings = {"TCS", "INFY", "HDFCBANK", "ICICIBANK", "SBIN", "AXISBANK", "IDEA"})
    void everyRealSessionPassesTheCheckWhole(String symbol) {
        assertThat(oddities(RealCandles.in("nse/5m"), new Symbol(symbol))).isEmpty();
    }

    @Test
    void theSpecialPreOpenOfTheRelianceDemergerIsTheOnlyGap() {
        assertThat(oddities(RealCandles.in("nse/5m"), new Symbol("RELIANCE")))
                .containsExactly("2023-07-20: 9 missing, quarantined []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK"})
    void realMinutesFoldToWholeSessions(String symbol) {
        CsvCandles minutes = RealCandles.in("nse/1m");

        assertThat(oddities(minutes, new Symbol(symbol))).isEmpty();
        assertThat(minutes.dates(new Symbol(symbol))).hasSize(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK", "SBIN", "AXISBANK", "IDEA"})
    void everyRealPriceLiesInsideTheBandThatItsDayLedTo(String symbol) {
        CsvCandles candles = RealCandles.in("nse/5m");
        List<String> outside = new ArrayList<>();
        List<Bar> previous = List.of();
        for (LocalDate date : candles.dates(new Symbol(symbol))) {
            Session session = RealCandles.session(date);
            List<Bar> bars = candles.bars(new Symbol(symbol), session.open(), session.close());
            if (!previous.isEmpty()) {
                PriceBand band = PriceBand.after(bars, previous.getLast().close(), session.bandPercent(), PAISA);
                bars.stream()
                        .filter(bar -> !band.holds(bar.low()) || !band.holds(bar.high()))
                        .forEach(bar -> outside.add(band + " " + bar));
            }
            previous = bars;
        }
        assertThat(outside).isEmpty();
    }

    private static List<String> oddities(CsvCandles candles, Symbol symbol) {
        List<String> oddities = new ArrayList<>();
        List<Bar> previous = List.of();
        for (LocalDate date : candles.dates(symbol)) {
            Session session = RealCandles.session(date);
            CheckedCandles checked = new CandleCheck(session, previous, null)
                    .at(session.close(), candles.bars(symbol, session.open(), session.close()));
            if (!checked.missing().isEmpty()
                    || !checked.quarantined().isEmpty()
                    || !checked.warnings().isEmpty()
                    || !checked.isFresh()) {
                oddities.add(date + ": " + checked.missing().size() + " missing, quarantined " + checked.quarantined());
            }
            previous = checked.bars();
        }
        return oddities;
    }
}
