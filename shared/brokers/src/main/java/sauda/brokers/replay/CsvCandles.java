package sauda.brokers.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Symbol;

/// A folder of candles: `<SYMBOL>.csv` or `<SYMBOL>.csv.gz` for each stock, the plain
/// file first, as [CsvFile] describes them. A file is read when its stock is first asked
/// for, and stays in memory. One-minute bars are folded to five.
///
/// Rows are handed on in the file's order, with their faults; checking is the caller's.
/// A bar is there once it has ended, so that a replay cannot look ahead.
public final class CsvCandles implements CandleSource {

    private final Path folder;
    private final boolean unadjusted;
    private final Map<Symbol, NavigableMap<LocalDate, List<Bar>>> daysByStock = new ConcurrentHashMap<>();

    /// A folder of history adjusted for splits and bonuses, so off the tick grid.
    ///
    /// @throws CandlesUnavailable when there is no such folder
    public static CsvCandles adjusted(Path folder) {
        return new CsvCandles(folder, false);
    }

    /// A folder of prices as they were quoted.
    ///
    /// @throws CandlesUnavailable when there is no such folder
    public static CsvCandles asQuoted(Path folder) {
        return new CsvCandles(folder, true);
    }

    private CsvCandles(Path folder, boolean unadjusted) {
        if (!Files.isDirectory(folder)) {
            throw new CandlesUnavailable(
                    "there is no folder " + folder + " with <SYMBOL>.csv or <SYMBOL>.csv.gz files");
        }
        this.folder = folder;
        this.unadjusted = unadjusted;
    }

    @Override
    public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        List<Bar> asked = new ArrayList<>();
        days(symbol)
                .subMap(TradingCalendar.dateOf(from), true, TradingCalendar.dateOf(to), true)
                .values()
                .forEach(day -> day.stream()
                        .filter(bar -> !bar.start().isBefore(from)
                                && !bar.start().plus(Frame.M5.length()).isAfter(to))
                        .forEach(asked::add));
        return List.copyOf(asked);
    }

    @Override
    public boolean isUnadjusted() {
        return unadjusted;
    }

    /// The dates that a stock has rows of, in order.
    public List<LocalDate> dates(Symbol symbol) {
        return List.copyOf(days(symbol).keySet());
    }

    /// The stocks that the folder has a file of, in order.
    public List<Symbol> symbols() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv") || name.endsWith(".csv.gz"))
                    .map(name -> name.substring(0, name.indexOf(".csv")))
                    .distinct()
                    .map(Symbol::new)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CandlesUnavailable("cannot list " + folder, e);
        }
    }

    private NavigableMap<LocalDate, List<Bar>> days(Symbol symbol) {
        return daysByStock.computeIfAbsent(symbol, _ -> {
            NavigableMap<LocalDate, List<Bar>> days = new TreeMap<>();
            for (Bar bar : MinuteFold.toFiveMinutes(CsvFile.read(file(symbol)), file(symbol))) {
                days.computeIfAbsent(TradingCalendar.dateOf(bar.start()), _ -> new ArrayList<>())
                        .add(bar);
            }
            return days;
        });
    }

    private Path file(Symbol symbol) {
        Path plain = folder.resolve(symbol.code() + ".csv");
        Path packed = folder.resolve(symbol.code() + ".csv.gz");
        if (Files.exists(plain)) {
            return plain;
        }
        if (Files.exists(packed)) {
            return packed;
        }
        throw new CandlesUnavailable("there is neither " + plain + " nor " + packed.getFileName());
    }
}
