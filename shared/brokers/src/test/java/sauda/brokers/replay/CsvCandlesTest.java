package sauda.brokers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

class CsvCandlesTest {

    private static final Symbol TCS = new Symbol("TCS");
    private static final String FIVE_MINUTES = """
        timestamp,open,high,low,close,volume
        2024-01-15T09:15:00+05:30,100.00,101.50,99.95,101.00,1200
        2024-01-15T09:20:00+05:30,101.00,101.00,100.05,100.10,800
        2024-01-15T09:25:00+05:30,100.10,100.90,100.10,100.85,950
        2024-01-16T09:15:00+05:30,102.00,102.05,101.00,101.10,3000
        """;

    @TempDir
    private Path folder;

    @Test
    void readsThePlainFile() throws IOException {
        plain(FIVE_MINUTES);

        assertThat(candles().bars(TCS, at("2024-01-15T09:15"), at("2024-01-16T15:30")))
                .containsExactly(
                        bar("2024-01-15T09:15", "100.00", "101.50", "99.95", "101.00", 1200),
                        bar("2024-01-15T09:20", "101.00", "101.00", "100.05", "100.10", 800),
                        bar("2024-01-15T09:25", "100.10", "100.90", "100.10", "100.85", 950),
                        bar("2024-01-16T09:15", "102.00", "102.05", "101.00", "101.10", 3000));
    }

    @Test
    void readsTheGzippedFileAlike() throws IOException {
        plain(FIVE_MINUTES);
        List<Bar> bars = all();
        Files.delete(folder.resolve("TCS.csv"));

        gzipped(FIVE_MINUTES);

        assertThat(all()).isEqualTo(bars).hasSize(4);
    }

    @Test
    void readsAFileWithWindowsLineEnds() throws IOException {
        plain(FIVE_MINUTES.replace("\n", "\r\n"));

        assertThat(all()).hasSize(4);
    }

    @Test
    void aBarIsThereOnceItHasEnded() throws IOException {
        plain(FIVE_MINUTES);

        assertThat(candles().bars(TCS, at("2024-01-15T09:15"), at("2024-01-15T09:25")))
                .hasSize(2);
        assertThat(candles()
                        .bars(
                                TCS,
                                at("2024-01-15T09:15"),
                                at("2024-01-15T09:25").minusSeconds(1)))
                .hasSize(1);
    }

    @Test
    void fromIsInside() throws IOException {
        plain(FIVE_MINUTES);

        assertThat(candles().bars(TCS, at("2024-01-15T09:20"), at("2024-01-15T09:30")))
                .hasSize(2);
        assertThat(candles().bars(TCS, at("2024-01-15T09:20").plusSeconds(1), at("2024-01-15T09:30")))
                .hasSize(1);
    }

    @Test
    void nothingLiesInAnEmptySpan() throws IOException {
        plain(FIVE_MINUTES);

        assertThat(candles().bars(TCS, at("2024-01-15T09:20"), at("2024-01-15T09:20")))
                .isEmpty();
        assertThat(candles().bars(TCS, at("2024-01-16T09:20"), at("2024-01-15T09:20")))
                .isEmpty();
        assertThat(candles().bars(TCS, at("2025-01-15T09:20"), at("2025-01-16T09:20")))
                .isEmpty();
    }

    @Test
    void keepsPricesToTheDigit() throws IOException {
        plain("timestamp,open,high,low,close,volume\n2024-01-15T09:15:00+05:30,0.1,99999999.12345678,0.1,0.3,1\n");

        assertThat(all()).containsExactly(bar("2024-01-15T09:15", "0.1", "99999999.12345678", "0.1", "0.3", 1));
    }

    @Test
    void readsAnyOffsetAndAnyIsoForm() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T03:45:00Z,1,1,1,1,1
            2024-01-15T09:20:00+05:30,2,2,2,2,2
            2024-01-15T04:55:00+01:00,3,3,3,3,3
            2024-01-15T09:30+05:30,4,4,4,4,4
            2024-01-15T04:05:00.0000Z,5,5,5,5,5
            """);

        assertThat(all())
                .containsExactly(
                        bar("2024-01-15T09:15", "1", "1", "1", "1", 1),
                        bar("2024-01-15T09:20", "2", "2", "2", "2", 2),
                        bar("2024-01-15T09:25", "3", "3", "3", "3", 3),
                        bar("2024-01-15T09:30", "4", "4", "4", "4", 4),
                        bar("2024-01-15T09:35", "5", "5", "5", "5", 5));
    }

    @Test
    void handsOnUnsortedDoubleAndImpossibleRowsAsTheyAre() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:20:00+05:30,101,101,101,101,1
            2024-01-15T09:15:00+05:30,-1,0,5,9,-7
            2024-01-15T09:20:00+05:30,101,101,101,101,1
            """);

        assertThat(all())
                .containsExactly(
                        bar("2024-01-15T09:20", "101", "101", "101", "101", 1),
                        bar("2024-01-15T09:15", "-1", "0", "5", "9", -7),
                        bar("2024-01-15T09:20", "101", "101", "101", "101", 1));
    }

    @Test
    void knowsItsDatesAndSymbols() throws IOException {
        plain(FIVE_MINUTES);
        gzipped(FIVE_MINUTES);
        Files.writeString(folder.resolve("M&M.csv"), FIVE_MINUTES);
        Files.writeString(folder.resolve("README.md"), "");

        assertThat(candles().dates(TCS)).containsExactly(LocalDate.of(2024, 1, 15), LocalDate.of(2024, 1, 16));
        assertThat(candles().symbols()).containsExactly(new Symbol("M&M"), TCS);
    }

    @Test
    void saysWhetherPricesAreAsQuoted() {
        assertThat(CsvCandles.adjusted(folder).isUnadjusted()).isFalse();
        assertThat(CsvCandles.asQuoted(folder).isUnadjusted()).isTrue();
    }

    @Test
    void foldsMinutesToFive() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:16:00+05:30,101,103,100,102,20
            2024-01-15T09:17:00+05:30,102,102,98,99,30
            2024-01-15T09:18:00+05:30,99,100,99,100,40
            2024-01-15T09:19:00+05:30,100,101,100,100.50,50
            2024-01-15T09:20:00+05:30,100,104,100,104,7
            2024-01-15T09:22:00+05:30,104,104,97,98,8
            """);

        assertThat(all())
                .containsExactly(
                        bar("2024-01-15T09:15", "100", "103", "98", "100.50", 150),
                        bar("2024-01-15T09:20", "100", "104", "97", "98", 15));
    }

    @Test
    void aFoldedBarIsThereOnceItsFiveMinutesAreOver() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:16:00+05:30,101,103,100,102,20
            """);

        assertThat(candles().bars(TCS, at("2024-01-15T09:15"), at("2024-01-15T09:19")))
                .isEmpty();
        assertThat(candles().bars(TCS, at("2024-01-15T09:15"), at("2024-01-15T09:20")))
                .hasSize(1);
    }

    @Test
    void foldingNeitherCountsAMinuteTwiceNorMindsTheOrder() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:17:00+05:30,102,102,98,99,30
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:16:00+05:30,101,103,100,102,20
            2024-01-15T09:16:00+05:30,101,103,100,102,20
            """);

        assertThat(all()).containsExactly(bar("2024-01-15T09:15", "100", "103", "98", "99", 60));
    }

    @Test
    void anImpossibleMinuteIsNotHiddenByTheFold() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:16:00+05:30,101,100,103,102,20
            2024-01-15T09:17:00+05:30,102,102,98,99,30
            """);

        assertThat(all()).containsExactly(bar("2024-01-15T09:15", "101", "100", "103", "102", 20));
    }

    @Test
    void minutesThatContradictEachOtherComeOutTwice() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:16:00+05:30,101,103,100,102,20
            2024-01-15T09:16:00+05:30,101,105,100,102,20
            """);

        assertThat(all())
                .containsExactly(
                        bar("2024-01-15T09:15", "100", "103", "99", "102", 30),
                        bar("2024-01-15T09:15", "100", "105", "99", "102", 30));
    }

    @Test
    void anOddRowDoesNotMakeItAFileOfMinutes() throws IOException {
        plain(FIVE_MINUTES + "2024-01-16T09:16:00+05:30,102,102,102,102,5\n");

        assertThat(all()).hasSize(5);
    }

    @Test
    void refusesBarsOfAnotherLength() throws IOException {
        plain("""
            timestamp,open,high,low,close,volume
            2024-01-15T09:15:00+05:30,100,102,99,101,10
            2024-01-15T09:30:00+05:30,100,102,99,101,10
            """);

        assertThatThrownBy(this::all)
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageContaining("TCS.csv: its bars are 15 minutes apart; expected bars of 5 minutes");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> CsvCandles.adjusted(folder.resolve("nowhere")))
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageContaining("there is no folder")
                .hasMessageContaining("nowhere");
    }

    @Test
    void refusesAStockWithoutAFile() {
        assertThatThrownBy(this::all)
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageContaining("TCS.csv nor TCS.csv.gz");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        plain("");

        assertFault("line 1: is empty; expected the header timestamp,open,high,low,close,volume");
    }

    @Test
    void refusesAFileWithoutCandles() throws IOException {
        plain("timestamp,open,high,low,close,volume\n");

        assertFault("line 1: has a header but no candles");
    }

    @Test
    void refusesAnotherHeader() throws IOException {
        plain("date,open,high,low,close,volume\n");

        assertFault("line 1: expected the header timestamp,open,high,low,close,volume but read 'date,open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2024-01-15T09:15:00+05:30,1,1,1,1          | found 5 columns but expected the 6 of timestamp
        2024-01-15T09:15:00+05:30,1,1,1,1,1,1      | found 7 columns but expected the 6 of timestamp
        2024-01-15T09:15:00,1,1,1,1,1              | timestamp is an ISO time with offset
        2024-02-30T09:15:00+05:30,1,1,1,1,1        | timestamp is an ISO time with offset
        1705290300,1,1,1,1,1                       | timestamp is an ISO time with offset
        2024-01-15T09:15:00+05:30,NaN,1,1,1,1      | open is a plain decimal, such as 1215.30, but is 'NaN'
        2024-01-15T09:15:00+05:30,1,1e999999999,1,1,1 | high is a plain decimal
        2024-01-15T09:15:00+05:30,1,1,'',1,1       | low is a plain decimal
        2024-01-15T09:15:00+05:30,1,1,1,"1",1      | close is a plain decimal
        2024-01-15T09:15:00+05:30,1,1,1,1,1.5      | volume is whole shares, such as 256682, but is '1.5'
        2024-01-15T09:15:00+05:30,1,1,1,1,99999999999999999999 | volume is whole shares
        """)
    void refusesABadRowAndNamesItsLine(String row, String fault) throws IOException {
        plain(FIVE_MINUTES + row + "\n");

        assertFault("TCS.csv line 6: " + fault);
    }

    @Test
    void refusesABlankLine() throws IOException {
        plain(FIVE_MINUTES + "\n");

        assertFault("line 6: found 1 columns but expected the 6 of");
    }

    @Test
    void refusesAFileThatIsNotGzip() throws IOException {
        Files.writeString(folder.resolve("TCS.csv.gz"), FIVE_MINUTES);

        assertFault("TCS.csv.gz line 1: is named .gz but is not gzip");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 60})
    void refusesAGzipFileThatWasCut(int length) throws IOException {
        Files.write(folder.resolve("TCS.csv.gz"), Arrays.copyOf(gzip(FIVE_MINUTES), length));

        assertFault("ends in the middle: the gzip file was cut");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Files.write(folder.resolve("TCS.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertFault("is not UTF-8 text");
    }

    @Test
    void readsAgainAfterAFaultWasMended() throws IOException {
        CsvCandles candles = candles();
        plain("");
        assertThatThrownBy(() -> candles.dates(TCS)).isInstanceOf(CandlesUnavailable.class);

        plain(FIVE_MINUTES);

        assertThat(candles.dates(TCS)).hasSize(2);
    }

    private void assertFault(String message) {
        assertThatThrownBy(this::all).isInstanceOf(CandlesUnavailable.class).hasMessageContaining(message);
    }

    private CsvCandles candles() {
        return CsvCandles.adjusted(folder);
    }

    private List<Bar> all() {
        return candles().bars(TCS, at("2000-01-01T00:00"), at("2100-01-01T00:00"));
    }

    private void plain(String text) throws IOException {
        Files.writeString(folder.resolve("TCS.csv"), text);
    }

    private void gzipped(String text) throws IOException {
        Files.write(folder.resolve("TCS.csv.gz"), gzip(text));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Bar bar(String start, String open, String high, String low, String close, long volume) {
        return new Bar(at(start), Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time + ":00+05:30").toInstant();
    }
}
