package sauda.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.dashboard.MarketApi.SignalAt;
import sauda.events.Reading;
import sauda.events.Symbol;

/// The signals of a stock page by page. They stand in readings, of which one may hold several:
/// a cursor is a reading, and how many of its signals were told.
final class SignalPages {

    private static final String PREFIX = "READING#";
    private static final int SIGNALS = 50;
    // two sessions of ticks: each reading is some ten thousand bytes
    private static final int READINGS = 150;
    private static final int ALL_TOLD = 9_999;

    private final Ledger ledger;

    SignalPages(Ledger ledger) {
        this.ledger = ledger;
    }

    record Page(List<SignalAt> signals, @Nullable String next) {}

    /// Where a page begins.
    ///
    /// @param sort of the first reading
    /// @param told how many of its signals the pages before told
    private record Begin(String sort, int told) {

        static Begin at(Cursor cursor) {
            String[] parts = cursor.sort().split("/", 2);
            if (parts.length < 2 || !parts[1].matches("[0-9]{1,4}")) {
                throw Refused.parameter("cursor", "cursor is `next` of the page before");
            }
            return new Begin(parts[0], Integer.parseInt(parts[1]));
        }
    }

    Page page(Request request, Symbol symbol) {
        int most = request.limit(SIGNALS);
        Optional<String> strategy = request.text("strategy");
        Optional<Begin> begin = request.cursor(PREFIX).map(Begin::at);
        LedgerView.Bounds bounds = LedgerView.Bounds.of(request, PREFIX, Keys::minute);
        List<Item> readings = readings(Keys.ofStock(symbol), bounds, begin);
        List<SignalAt> signals = new ArrayList<>();
        for (Item item : readings) {
            if (Key.inOrder(item.key().sort(), bounds.from()) < 0) {
                return new Page(signals, null);
            }
            Reading reading = item.as(Reading.class);
            int told = begin.filter(first -> first.sort().equals(item.key().sort()))
                    .map(Begin::told)
                    .orElse(0);
            List<SignalAt> here = reading.signals().stream()
                    .filter(signal -> strategy.map(signal.strategy()::equals).orElse(true))
                    .skip(told)
                    .map(signal -> new SignalAt(reading.t(), signal))
                    .toList();
            int left = most - signals.size();
            if (here.size() > left) {
                signals.addAll(here.subList(0, left));
                return new Page(signals, next(request, item, told + left));
            }
            signals.addAll(here);
        }
        return new Page(signals, readings.size() < READINGS ? null : next(request, readings.getLast(), ALL_TOLD));
    }

    private static String next(Request request, Item item, int told) {
        return request.next(
                new Cursor(item.key().sort() + "/" + told, item.key().partition()));
    }

    private List<Item> readings(String partition, LedgerView.Bounds bounds, Optional<Begin> begin) {
        if (begin.isPresent()) {
            String sort = begin.get().sort();
            return Stream.concat(
                            ledger.get(new Key(partition, sort)).stream(),
                            ledger.older(partition, PREFIX, sort, READINGS).stream())
                    .limit(READINGS)
                    .toList();
        }
        return bounds.before().isEmpty()
                ? ledger.list(partition, PREFIX, true, READINGS)
                : ledger.older(partition, PREFIX, bounds.before(), READINGS);
    }
}
