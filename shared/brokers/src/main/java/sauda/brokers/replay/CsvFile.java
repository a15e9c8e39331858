package sauda.brokers.replay;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Bar;
import sauda.events.Rupees;

/// One file of candles: a header line, then `timestamp,open,high,low,close,volume` for
/// each bar. The timestamp is the bar's start in ISO-8601 with its offset, prices are
/// plain decimals and kept to the digit, the volume is whole shares. UTF-8, no quotes.
///
/// The form is six fixed columns, so it is read by hand: a fault is told with its line.
final class CsvFile {

    static final String HEADER = "timestamp,open,high,low,close,volume";

    private static final String USUAL = "2024-01-15T09:15:00+05:30";

    private final Path file;
    private int line;
    private String date = "none yet";
    private String offset = "";
    private Instant midnight = Instant.EPOCH;

    private CsvFile(Path file) {
        this.file = file;
    }

    /// The rows in the file's order.
    ///
    /// @throws CandlesUnavailable naming file, line and what would be right
    static List<Bar> read(Path file) {
        return new CsvFile(file).rows();
    }

    private List<Bar> rows() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(unpacked(), StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            line = 1;
            String header = lines.readLine();
            if (header == null) {
                throw fault("is empty; expected the header " + HEADER, null);
            }
            if (!header.equals(HEADER)) {
                throw fault("expected the header " + HEADER + " but read '" + shortened(header) + "'", null);
            }
            List<Bar> bars = new ArrayList<>();
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                line++;
                bars.add(bar(row));
            }
            if (bars.isEmpty()) {
                throw fault("has a header but no candles", null);
            }
            return bars;
        } catch (ZipException e) {
            throw fault("is named .gz but is not gzip", e);
        } catch (EOFException e) {
            throw fault("ends in the middle: the gzip file was cut", e);
        } catch (MalformedInputException e) {
            throw fault("is not UTF-8 text", e);
        } catch (IOException e) {
            throw fault("cannot be read", e);
        }
    }

    private InputStream unpacked() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        if (!file.getFileName().toString().endsWith(".gz")) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private Bar bar(String row) {
        String[] cells = row.split(",", -1);
        if (cells.length != 6) {
            throw fault("found " + cells.length + " columns but expected the 6 of " + HEADER, null);
        }
        return new Bar(
                start(cells[0]),
                price("open", cells[1]),
                price("high", cells[2]),
                price("low", cells[3]),
                price("close", cells[4]),
                shares(cells[5]));
    }

    private Instant start(String cell) {
        try {
            boolean usual = cell.length() == USUAL.length() && "+-".indexOf(cell.charAt(19)) >= 0;
            return usual ? usualStart(cell) : OffsetDateTime.parse(cell).toInstant();
        } catch (DateTimeException e) {
            throw fault(
                    "timestamp is an ISO time with offset, such as " + USUAL + ", but is '" + shortened(cell) + "'", e);
        }
    }

    /// Rows of a file mostly share date and offset with the row before, and java.time
    /// takes longer over these than over all the rest.
    private Instant usualStart(String cell) {
        if (!cell.startsWith(date) || !cell.endsWith(offset)) {
            midnight = OffsetDateTime.parse(cell).truncatedTo(ChronoUnit.DAYS).toInstant();
            date = cell.substring(0, 11);
            offset = cell.substring(19);
        }
        return midnight.plusSeconds(LocalTime.parse(cell.substring(11, 19)).toSecondOfDay());
    }

    /// No exponents: what is written is what is meant.
    private Rupees price(String column, String cell) {
        int point = cell.indexOf('.');
        String whole = point < 0 ? cell : cell.substring(0, point) + cell.substring(point + 1);
        int decimals = point < 0 ? 0 : cell.length() - point - 1;
        if (!isWhole(whole) || point == cell.length() - 1 || decimals > 8) {
            throw fault(column + " is a plain decimal, such as 1215.30, but is '" + shortened(cell) + "'", null);
        }
        return new Rupees(BigDecimal.valueOf(Long.parseLong(whole), decimals));
    }

    private long shares(String cell) {
        if (!isWhole(cell)) {
            throw fault("volume is whole shares, such as 256682, but is '" + shortened(cell) + "'", null);
        }
        return Long.parseLong(cell);
    }

    /// At most 18 digits, perhaps after a minus sign.
    private static boolean isWhole(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        if (text.length() == first || text.length() > first + 18) {
            return false;
        }
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private CandlesUnavailable fault(String what, @Nullable Throwable cause) {
        String where = file + " line " + Math.max(line, 1) + ": " + what;
        return cause == null ? new CandlesUnavailable(where) : new CandlesUnavailable(where, cause);
    }
}
