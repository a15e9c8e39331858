package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Bar;
import sauda.events.Rupees;

/// Candles as Dhan sends them: one array for each column, numbers as doubles, often with
/// an exponent. Pure.
final class CandleArrays {

    private static final int PAISE = 2;

    private CandleArrays() {}

    /// The bars in the order in which they came; none when every array is empty.
    ///
    /// @throws CandlesUnavailable when a column is missing, has another length than the
    ///                            others or holds what is no number
    static List<Bar> bars(JsonNode answer) {
        JsonNode starts = column(answer, "timestamp");
        List<JsonNode> prices =
                List.of(column(answer, "open"), column(answer, "high"), column(answer, "low"), column(answer, "close"));
        JsonNode volumes = column(answer, "volume");
        int size = starts.size();
        if (volumes.size() != size || prices.stream().anyMatch(column -> column.size() != size)) {
            throw new CandlesUnavailable("candles of Dhan are not understood: " + size + " times, but "
                    + prices.stream().map(JsonNode::size).toList() + " prices and " + volumes.size() + " volumes");
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            bars.add(new Bar(
                    Instant.ofEpochSecond(whole(starts.get(i))),
                    price(prices.get(0).get(i)),
                    price(prices.get(1).get(i)),
                    price(prices.get(2).get(i)),
                    price(prices.get(3).get(i)),
                    whole(volumes.get(i))));
        }
        return bars;
    }

    private static JsonNode column(JsonNode answer, String name) {
        JsonNode column = answer.path(name);
        if (!column.isArray()) {
            throw new CandlesUnavailable("candles of Dhan are not understood: no column " + name);
        }
        return column;
    }

    /// Adjusted prices have fractions of a paisa, and adjusted volumes of a share.
    private static Rupees price(JsonNode value) {
        return new Rupees(number(value).setScale(PAISE, RoundingMode.HALF_UP));
    }

    private static BigDecimal number(JsonNode value) {
        return Row.number(value).orElseThrow(CandleArrays::noNumber);
    }

    private static long whole(JsonNode value) {
        BigInteger whole = Row.rounded(value).orElseThrow(CandleArrays::noNumber);
        if (whole.bitLength() > 48) {
            throw noNumber();
        }
        return whole.longValue();
    }

    private static CandlesUnavailable noNumber() {
        return new CandlesUnavailable("candles of Dhan are not understood: what should be a number is none");
    }
}
