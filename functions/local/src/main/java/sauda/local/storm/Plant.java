package sauda.local.storm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import sauda.core.ledger.Ledger;
import sauda.core.order.LiveBroker;

/// A bug that is known, to see that the storm finds it: planted around venue and ledger, never
/// in the desks.
enum Plant {
    NONE(UnaryOperator.identity(), UnaryOperator.identity()),
    /// An answer that did not come is taken for a refusal.
    RELEASE_ON_TIMEOUT(PlantedVenue.ReleaseOnTimeout::new, UnaryOperator.identity()),
    /// An order whose answer did not come is sent once more.
    RETRY_POST(PlantedVenue.RetryPost::new, UnaryOperator.identity()),
    /// A stop whose cancel was asked for counts as cancelled.
    NO_CONFIRM(PlantedVenue.NoConfirm::new, UnaryOperator.identity()),
    /// A fill has another id each time it is told.
    BOOK_TWICE(PlantedVenue.BookTwice::new, UnaryOperator.identity()),
    /// The transport sends however late it is, after standing still.
    NO_EXPIRY(PlantedVenue.NoExpiry::new, UnaryOperator.identity()),
    /// Counters are written without looking whether somebody was first.
    NO_CONDITIONS(UnaryOperator.identity(), PlantedLedger.NoConditions::new);

    private final UnaryOperator<LiveBroker> broker;
    private final UnaryOperator<Ledger> ledger;

    Plant(UnaryOperator<LiveBroker> broker, UnaryOperator<Ledger> ledger) {
        this.broker = broker;
        this.ledger = ledger;
    }

    /// By its name as it is typed, such as `retry-post`.
    static Plant named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Names as they are typed.
    static List<String> names() {
        return Arrays.stream(values())
                .filter(plant -> plant != NONE)
                .map(plant -> plant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    LiveBroker broker(LiveBroker sound) {
        return broker.apply(sound);
    }

    Ledger ledger(Ledger sound) {
        return ledger.apply(sound);
    }
}
