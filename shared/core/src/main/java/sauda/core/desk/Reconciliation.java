package sauda.core.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sauda.core.portfolio.Recount;
import sauda.events.Break;

/// Holds the books of a broker client against what the venue says: every order, every share,
/// every rupee. Pure: the same two sides give the same list. What may still settle by itself
/// is in it too; [BreakCode#grace] says for how long that is believed.
final class Reconciliation {

    private Reconciliation() {}

    /// What does not agree, orders before shares before money.
    static List<Break> of(BothSides sides) {
        return Stream.of(
                        OrderBreaks.of(sides).stream(),
                        ShareBreaks.of(sides).stream(),
                        MoneyBreaks.of(sides).stream(),
                        counters(sides).stream())
                .flatMap(breaks -> breaks)
                .toList();
    }

    private static List<Break> counters(BothSides sides) {
        List<Break> breaks = new ArrayList<>();
        sides.books().forEach(book -> {
            List<String> drifted = Recount.breaks(book);
            if (!drifted.isEmpty()) {
                String name = book.before().name();
                breaks.add(found(
                        BreakCode.COUNTERS,
                        List.of(name),
                        name,
                        String.join("; ", drifted),
                        Map.of("breaks", BigDecimal.valueOf(drifted.size()))));
            }
        });
        return breaks;
    }

    static Break found(
            BreakCode code, List<String> accounts, String ref, String said, Map<String, BigDecimal> numbers) {
        return new Break(code.name(), accounts, ref, said, numbers);
    }

    /// The figures of both sides.
    static Map<String, BigDecimal> figures(long here, long there) {
        return Map.of("here", BigDecimal.valueOf(here), "there", BigDecimal.valueOf(there));
    }

    static String shares(long count) {
        return count == 1 ? "1 share" : count + " shares";
    }
}
