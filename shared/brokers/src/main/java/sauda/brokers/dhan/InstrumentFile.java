package sauda.brokers.dhan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Stock;
import sauda.events.Instrument;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Reads the compact instrument file as it comes, line by line, and keeps our stocks
/// alone. The columns are found by the header. The same number is another security in
/// another segment, so that only rows of NSE's cash segment count, and of these the
/// series EQ.
final class InstrumentFile {

    /// Fault: the file is not what it should be.
    static final String BAD_FILE = "INSTRUMENTS_BAD";

    private static final int PAISE = 2;
    private static final List<String> NEEDED = List.of(
            "SEM_EXM_EXCH_ID",
            "SEM_SEGMENT",
            "SEM_SMST_SECURITY_ID",
            "SEM_INSTRUMENT_NAME",
            "SEM_TRADING_SYMBOL",
            "SEM_LOT_UNITS",
            "SEM_TICK_SIZE",
            "SEM_SERIES");

    private final List<Stock> stocks;
    private final LocalDate date;
    private final Map<Symbol, Instrument> found = new TreeMap<>();
    private final Map<String, Integer> columns = new TreeMap<>();
    private int width;
    private int rows;
    private @Nullable String fault;
    private boolean lastWasCut;

    InstrumentFile(List<Stock> stocks, LocalDate date) {
        this.stocks = List.copyOf(stocks);
        this.date = date;
    }

    /// Takes the next line. What is wrong with it is told at the end.
    void line(String line) {
        if (fault != null) {
            return;
        }
        if (columns.isEmpty()) {
            header(line);
            return;
        }
        if (lastWasCut) {
            fault = "row " + rows + " has too few columns";
            return;
        }
        String[] cells = line.split(",", -1);
        rows++;
        lastWasCut = cells.length < width;
        if (!lastWasCut) {
            row(cells);
        }
    }

    private void header(String line) {
        List<String> names = Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                .map(String::strip)
                .toList();
        List<String> missing =
                NEEDED.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            fault = "its first line is no header: " + String.join(", ", missing) + " missing";
            return;
        }
        width = names.size();
        NEEDED.forEach(name -> columns.put(name, names.indexOf(name)));
    }

    private void row(String[] cells) {
        if (!cell(cells, "SEM_EXM_EXCH_ID").equals("NSE")
                || !cell(cells, "SEM_SEGMENT").equals("E")
                || !cell(cells, "SEM_SERIES").equals("EQ")
                || !cell(cells, "SEM_INSTRUMENT_NAME").equals("EQUITY")) {
            return;
        }
        String id = cell(cells, "SEM_SMST_SECURITY_ID");
        String symbol = cell(cells, "SEM_TRADING_SYMBOL");
        for (Stock stock : stocks) {
            boolean sameId = stock.securityId().equals(id);
            boolean sameSymbol = stock.symbol().code().equals(symbol);
            if (sameId && sameSymbol) {
                instrument(stock, cells).ifPresent(one -> found.put(stock.symbol(), one));
            } else if (sameId || sameSymbol) {
                fault = "the configuration has " + stock.symbol() + " as " + stock.securityId() + ", but the file has "
                        + Masks.clean(symbol) + " as " + Masks.clean(id);
            }
        }
    }

    private String cell(String[] cells, String column) {
        return cells[columns.getOrDefault(column, 0)].strip();
    }

    private Optional<Instrument> instrument(Stock stock, String[] cells) {
        try {
            Rupees tick = new Rupees(new BigDecimal(cell(cells, "SEM_TICK_SIZE")).movePointLeft(PAISE));
            long lot = new BigDecimal(cell(cells, "SEM_LOT_UNITS")).longValueExact();
            if (tick.isPositive() && lot > 0) {
                return Optional.of(new Instrument(stock.symbol(), stock.securityId(), tick, lot, date));
            }
        } catch (NumberFormatException | ArithmeticException noNumber) {
            // told below
        }
        fault = "tick or lot of " + stock.symbol() + " is no number above 0";
        return Optional.empty();
    }

    /// What the file had, in the order of our stocks, once all of it is read.
    ///
    /// @throws BrokerUnavailable [#BAD_FILE] when it was not whole, with what was missing
    List<Instrument> instruments() {
        if (columns.isEmpty() && fault == null) {
            throw bad("the file is empty");
        }
        if (fault != null) {
            throw bad(fault);
        }
        if (lastWasCut) {
            throw bad("its last line, row " + rows + ", is cut");
        }
        List<String> missing = stocks.stream()
                .map(Stock::symbol)
                .filter(symbol -> !found.containsKey(symbol))
                .map(Symbol::code)
                .toList();
        if (!missing.isEmpty()) {
            throw bad("of its " + rows + " rows none is for " + String.join(", ", missing));
        }
        List<Instrument> all = new ArrayList<>();
        stocks.forEach(stock -> Optional.ofNullable(found.get(stock.symbol())).ifPresent(all::add));
        return List.copyOf(all);
    }

    int rows() {
        return rows;
    }

    private static BrokerUnavailable bad(String why) {
        return new BrokerUnavailable(BAD_FILE, "the instrument file is not usable: " + why);
    }
}
