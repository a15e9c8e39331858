package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Instrument;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueBooks.Held;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Recorded positions, holdings, funds, quotes, candles and instruments in our words.
class DhanBooksAndQuotesTest {

    private static final Stocks STOCKS = new Stocks(Live.CONFIG.stocks());
    private static final Instant NOW = Instant.parse("2026-11-20T04:32:11Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    @Test
    void positionsAreOursByTheirNumberInTheirSegmentAlone() {
        assertThat(BookRows.positions(Recorded.json("positions.json"), STOCKS))
                .containsExactly(
                        new Held(new Symbol("TCS"), 10, 10, 0, true, Rupees.of("3050.2")),
                        new Held(new Symbol("INFY"), -5, 0, 5, false, Rupees.of("1500.1235")),
                        new Held(new Symbol("BSEEQ-500325"), 0, 7, 7, true, Rupees.ZERO));
        assertThat(BookRows.positions(json("[]"), STOCKS)).isEmpty();
    }

    @Test
    void holdingsAreSharesWhateverExchangeTheyWereBoughtOn() {
        assertThat(BookRows.holdings(Recorded.json("holdings.json"), STOCKS))
                .containsExactly(
                        new Held(new Symbol("HDFCBANK"), 20, 0, 0, false, Rupees.of("968.4")),
                        new Held(new Symbol("TCS"), 3, 0, 0, false, Rupees.of("3100")),
                        new Held(new Symbol("HELD-1234567"), 1, 0, 0, false, Rupees.of("50")));
    }

    @Test
    void fundsAreReadInBothSpellings() {
        assertThat(BookRows.funds(Recorded.json("funds.json")))
                .isEqualTo(new Funds(Rupees.of("98440"), Rupees.of("15202")));
        assertThat(BookRows.funds(json("{\"availableBalance\":\"1.5E3\",\"utilizedAmount\":-0.001}")))
                .isEqualTo(new Funds(Rupees.of("1500"), Rupees.ZERO));
        assertThatThrownBy(() -> BookRows.funds(json("{\"utilizedAmount\":0}")))
                .isInstanceOf(BrokerUnavailable.class)
                .hasMessageContaining("funds.availabelBalance is missing");
        assertThatThrownBy(() -> BookRows.funds(json("[]"))).isInstanceOf(BrokerUnavailable.class);
    }

    @Test
    void allStocksAreAskedForInOneQuestion() {
        Ask ask = QuoteRows.ask(STOCKS);

        assertThat(ask.method() + ask.path() + ask.rate()).isEqualTo("POST/marketfeed/quoteQUOTE");
        assertThat(ask.body()).hasToString("{\"NSE_EQ\":[2885,11536,1594,1333,4963]}");
    }

    @Test
    void aQuoteIsThereForEveryStockThatTraded() {
        assertThat(QuoteRows.of(Recorded.json("quotes.json"), STOCKS, NOW))
                .isEqualTo(Map.of(
                        new Symbol("RELIANCE"),
                        new Quote(
                                new Symbol("RELIANCE"),
                                Rupees.of("1412.3"),
                                Rupees.of("1269.1"),
                                Rupees.of("1551.1"),
                                NOW),
                        new Symbol("INFY"),
                        new Quote(
                                new Symbol("INFY"),
                                Rupees.of("1500.5"),
                                Rupees.of("1350.45"),
                                Rupees.of("1650.55"),
                                NOW)));
        assertThat(QuoteRows.of(json("{\"data\":{\"NSE_EQ\":{}},\"status\":\"success\"}"), STOCKS, NOW))
                .isEmpty();
        assertThatThrownBy(() -> QuoteRows.of(json("{\"status\":\"success\"}"), STOCKS, NOW))
                .hasMessageContaining("quotes.data");
        assertThatThrownBy(
                        () -> QuoteRows.of(json("{\"data\":{\"NSE_EQ\":{\"1594\":{\"last_price\":10}}}}"), STOCKS, NOW))
                .hasMessageContaining("quotes.INFY.lower_circuit_limit");
    }

    @Test
    void candlesAreReadExactlyFromDoubles() {
        assertThat(CandleArrays.bars(Recorded.json("candles.json")))
                .containsExactly(
                        new Bar(
                                Instant.parse("2026-11-25T03:45:00Z"),
                                Rupees.of("1410"),
                                Rupees.of("1412"),
                                Rupees.of("1409.1"),
                                Rupees.of("1411.2"),
                                120_345),
                        new Bar(
                                Instant.parse("2026-11-25T03:50:00Z"),
                                Rupees.of("1411.2"),
                                Rupees.of("1411.9"),
                                Rupees.of("1408.8"),
                                Rupees.of("843.58"),
                                104_621));
    }

    @Test
    void volumesMayBeTextWithAFraction() {
        ObjectNode answer = Recorded.json("candles.json").deepCopy();
        answer.putArray("volume").add("120345.75").add("1.0E2");

        assertThat(CandleArrays.bars(answer)).extracting(Bar::volume).containsExactly(120_345L, 100L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "high", "low", "close", "volume", "timestamp"})
    void columnsOfDifferentLengthAreNoCandles(String column) {
        ObjectNode shorter = Recorded.json("candles.json").deepCopy();
        shorter.putArray(column).add(1);
        ObjectNode broken = Recorded.json("candles.json").deepCopy();
        broken.putArray(column).add(1).addNull();
        ObjectNode missing = Recorded.json("candles.json").deepCopy();
        missing.remove(column);

        for (ObjectNode answer : List.of(shorter, broken, missing)) {
            assertThatThrownBy(() -> CandleArrays.bars(answer)).isInstanceOf(CandlesUnavailable.class);
        }
    }

    @Test
    void theInstrumentFileGivesOurStocksTheirTicksInRupees() {
        assertThat(instruments(Recorded.text("instruments.csv")))
                .containsExactly(
                        instrument("RELIANCE", "2885", "0.10"),
                        instrument("TCS", "11536", "0.05"),
                        instrument("INFY", "1594", "0.10"),
                        instrument("HDFCBANK", "1333", "0.05"),
                        instrument("ICICIBANK", "4963", "0.10"));
    }

    @Test
    void columnsAreFoundByTheHeader() {
        StringBuilder turned = new StringBuilder("SM_NEW,");
        Recorded.text("instruments.csv")
                .lines()
                .forEach(line -> turned.append(line).append("\nx,"));

        assertThat(instruments(turned.substring(0, turned.length() - 3))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty",
                "<html> | no header",
                "'a,b,c' | no header: SEM_EXM_EXCH_ID",
            })
    void aFileThatIsNoneSaysSo(String text, String why) {
        assertBad(text, why);
    }

    @Test
    void aFileThatIsCutSaysSo() {
        String whole = Recorded.text("instruments.csv");

        assertBad(whole.substring(0, whole.length() - 40), "its last line, row 8, is cut");
        assertBad(whole.lines().limit(4).reduce("", (a, b) -> a + b + "\n"), "of its 3 rows none is for TCS, INFY");
        assertBad(whole.replace("NSE,E,1594,EQUITY,0,INFY", "NSE,E,159"), "row 6 has too few columns");
    }

    @Test
    void aStockWhoseNumberIsAnotherSaysSo() {
        String whole = Recorded.text("instruments.csv");

        assertBad(
                whole.replace("NSE,E,4963,", "NSE,E,4964,"),
                "the configuration has ICICIBANK as 4963, but the file has ICICIBANK as 4964");
        assertBad(whole.replace(",RELIANCE,1.0", ",RELINFRA,1.0"), "but the file has RELINFRA as 2885");
        assertBad(whole.replace("Infosys,,,,10.0000", "Infosys,,,,0.0000"), "tick or lot of INFY");
        assertBad(whole.replace("INFY,1.0", "INFY,x"), "tick or lot of INFY");
    }

    private static void assertBad(String text, String why) {
        assertThatThrownBy(() -> instruments(text))
                .isInstanceOfSatisfying(
                        BrokerUnavailable.class, bad -> assertThat(bad.code()).isEqualTo("INSTRUMENTS_BAD"))
                .hasMessageContaining(why);
    }

    private static List<Instrument> instruments(String text) {
        InstrumentFile file = new InstrumentFile(Live.CONFIG.stocks(), TODAY);
        text.lines().forEach(file::line);
        return file.instruments();
    }

    private static Instrument instrument(String symbol, String id, String tick) {
        return new Instrument(new Symbol(symbol), id, Rupees.of(tick), 1, TODAY);
    }

    private static JsonNode json(String text) {
        return DhanJson.parsed(text).orElseThrow();
    }
}
