package sauda.local.standin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a reader takes from the prompt: the text alone, as a model would have it.
///
/// @param positions `LONG` or `SHORT` by stock, where shares are held
record Sheet(Map<String, Stock> stocks, Map<String, String> positions, int slotsLeft, int minutesForEntries) {

    private static final Pattern STOCK = Pattern.compile("STOCK (\\S+)");
    private static final Pattern LAST = Pattern.compile("  last (\\S+), previous close (\\S+), change (\\S+) %");
    private static final Pattern MOST = Pattern.compile("  tick .*, most shares in a call (\\d+)");
    private static final Pattern TREND = Pattern.compile("  trend .*\\b1h (UP|DOWN|FLAT).*");
    private static final Pattern INDICATORS = Pattern.compile("  indicators (.*)");
    private static final Pattern SIGNAL = Pattern.compile(
            "  signal (\\S+) (\\S+) (BUY|SELL) strength (\\S+) entry (\\S+) stop (\\S+) target (\\S+).*");
    private static final Pattern POSITION = Pattern.compile("    position (\\S+) (LONG|SHORT) shares (\\d+).*");
    private static final Pattern SLOTS = Pattern.compile("  limit positions \\S+ used \\S+ left (\\d+)");
    private static final Pattern ENTRIES = Pattern.compile("  no entries from .*, minutes left for entries (\\d+)");

    /// One stock as it stands in the prompt; numbers are kept as they are written.
    static final class Stock {
        final String symbol;
        String last = "";
        String previousClose = "";
        long most;
        String hourTrend = "FLAT";
        String indicators = "";
        final List<Signal> signals = new ArrayList<>();

        Stock(String symbol) {
            this.symbol = symbol;
        }

        @Nullable
        Signal strongest(String side) {
            return signals.stream()
                    .filter(signal -> signal.side.equals(side))
                    .reduce((first, next) -> next.strength().compareTo(first.strength()) > 0 ? next : first)
                    .orElse(null);
        }
    }

    record Signal(String strategy, String kind, String side, BigDecimal strength, String entry, String stop) {}

    static Sheet of(String prompt) {
        Map<String, Stock> stocks = new LinkedHashMap<>();
        Map<String, String> positions = new LinkedHashMap<>();
        int slots = 0;
        int minutes = 0;
        Stock here = new Stock("");
        for (String line : prompt.lines().toList()) {
            Matcher found;
            if ((found = STOCK.matcher(line)).matches()) {
                here = new Stock(found.group(1));
                stocks.put(here.symbol, here);
            } else if ((found = LAST.matcher(line)).matches()) {
                here.last = found.group(1);
                here.previousClose = found.group(2);
            } else if ((found = MOST.matcher(line)).matches()) {
                here.most = Long.parseLong(found.group(1));
            } else if ((found = TREND.matcher(line)).matches()) {
                here.hourTrend = found.group(1);
            } else if ((found = INDICATORS.matcher(line)).matches()) {
                here.indicators = found.group(1);
            } else if ((found = SIGNAL.matcher(line)).matches()) {
                here.signals.add(new Signal(
                        found.group(1),
                        found.group(2),
                        found.group(3),
                        new BigDecimal(found.group(4)),
                        found.group(5),
                        found.group(6)));
            } else if ((found = POSITION.matcher(line)).matches()) {
                if (!found.group(3).equals("0")) {
                    positions.put(found.group(1), found.group(2));
                } else {
                    positions.put(found.group(1), "WAITING");
                }
            } else if ((found = SLOTS.matcher(line)).matches()) {
                slots = Integer.parseInt(found.group(1));
            } else if ((found = ENTRIES.matcher(line)).matches()) {
                minutes = Integer.parseInt(found.group(1));
            }
        }
        return new Sheet(stocks, positions, slots, minutes);
    }
}
