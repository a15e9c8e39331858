package sauda.fakedhan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The instrument files: our stocks, and among them what resembles them.
final class Instruments {

    private static final String COMPACT = "SEM_EXM_EXCH_ID,SEM_SEGMENT,SEM_SMST_SECURITY_ID,SEM_INSTRUMENT_NAME,"
            + "SEM_EXPIRY_CODE,SEM_TRADING_SYMBOL,SEM_LOT_UNITS,SEM_CUSTOM_SYMBOL,SEM_EXPIRY_DATE,SEM_STRIKE_PRICE,"
            + "SEM_OPTION_TYPE,SEM_TICK_SIZE,SEM_EXPIRY_FLAG,SEM_EXCH_INSTRUMENT_TYPE,SEM_SERIES,SM_SYMBOL_NAME\n";

    private static final String DETAILED = "EXCH_ID,SEGMENT,SECURITY_ID,ISIN,INSTRUMENT,UNDERLYING_SECURITY_ID,"
            + "UNDERLYING_SYMBOL,SYMBOL_NAME,DISPLAY_NAME,INSTRUMENT_TYPE,SERIES,LOT_SIZE,SM_EXPIRY_DATE,"
            + "STRIKE_PRICE,OPTION_TYPE,TICK_SIZE,EXPIRY_FLAG,BRACKET_FLAG,COVER_FLAG,ASM_GSM_FLAG,"
            + "ASM_GSM_CATEGORY,BUY_SELL_INDICATOR,MTF_LEVERAGE\n";

    private static final Map<String, String> ISINS = Map.of(
            "RELIANCE", "INE002A01018",
            "TCS", "INE467B01029",
            "INFY", "INE009A01021",
            "HDFCBANK", "INE040A01034",
            "ICICIBANK", "INE090A01021");

    private final Venue venue;

    Instruments(Venue venue) {
        this.venue = venue;
    }

    static String isin(Symbol symbol) {
        return ISINS.getOrDefault(symbol.code(), "INE000A01000");
    }

    Reply compact(@Nullable Fault fault, Instant now) {
        StringBuilder file = new StringBuilder(COMPACT);
        for (Symbol symbol : symbols()) {
            String id = venue.securityId(symbol);
            // The same number is somebody else in other segments.
            file.append("BSE,E,").append(id).append(",EQUITY,0,OTHER,1.0,Other Ltd,,,,5.0000,NA,ES,B,OTHER LTD\n");
            file.append("NSE,C,")
                    .append(id)
                    .append(",FUTCUR,0,USDINR-Dec2026-FUT,1.0,USDINR DEC FUT,2026-12-29 12:30:00,")
                    .append("-0.01000,XX,0.2500,M,FUTCUR,NA,USDINR\n");
            file.append("NSE,E,9")
                    .append(id)
                    .append(",EQUITY,0,")
                    .append(symbol)
                    .append(",1.0,")
                    .append(symbol)
                    .append(" BE,,,,5.0000,NA,ES,BE,")
                    .append(symbol)
                    .append(" LTD\n");
            file.append("NSE,E,")
                    .append(id)
                    .append(",EQUITY,0,")
                    .append(symbol)
                    .append(",1.0,")
                    .append(symbol)
                    .append(",,,,")
                    .append(paise(symbol, now))
                    .append(",NA,ES,EQ,")
                    .append(symbol)
                    .append(" LTD\n");
        }
        return file(file, fault);
    }

    Reply detailed(@Nullable Fault fault, Instant now) {
        StringBuilder file = new StringBuilder(DETAILED);
        for (Symbol symbol : symbols()) {
            file.append("NSE,E,")
                    .append(venue.securityId(symbol))
                    .append(',')
                    .append(isin(symbol))
                    .append(",EQUITY,,")
                    .append(symbol)
                    .append(',')
                    .append(symbol)
                    .append(" LTD,")
                    .append(symbol)
                    .append(",ES,EQ,1.0,,,,")
                    .append(paise(symbol, now))
                    .append(",NA,N,N,N,NA,A,4.00\n");
        }
        return file(file, fault);
    }

    private static Reply file(StringBuilder file, @Nullable Fault fault) {
        return Reply.csv(
                fault instanceof Fault.TruncatedFile ? file.substring(0, file.length() * 3 / 5) : file.toString());
    }

    private List<Symbol> symbols() {
        return venue.market().securityIds().keySet().stream()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /// Tick sizes stand in paise.
    private String paise(Symbol symbol, Instant now) {
        Rupees tick = venue.tape().tick(symbol, IndianTime.date(now));
        return String.format(Locale.ROOT, "%.4f", tick.times(100).amount());
    }
}
