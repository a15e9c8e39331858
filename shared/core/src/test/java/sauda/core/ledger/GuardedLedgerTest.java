package sauda.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.InMemoryLedger.Change;
import sauda.core.ledger.Ledger.LedgerUnavailable;

/// A ledger like any other, until a release that this code must not follow has written to it.
class GuardedLedgerTest extends LedgerContract {

    private static final Key BOOK = new Key("ACCOUNT#claude", "BOOK");
    private static final Write SOMETHING = Write.put(new Item(BOOK, "account", Map.of("n", 1)));

    private final List<Change> changes = new ArrayList<>();
    private final Ledger bare = new InMemoryLedger(changes::add);
    private Instant now = Instant.parse("2026-11-18T04:00:00Z");
    private final Ledger ledger = new GuardedLedger(bare, () -> now);

    @Override
    protected Ledger anEmptyLedger() {
        return new GuardedLedger(new InMemoryLedger(), () -> now);
    }

    @Test
    void nothingIsReadFromALedgerThatIsTooNewAndNothingWritten() {
        written(new Schema(2, 0));

        assertThat(eachUse())
                .allSatisfy(use -> assertThatThrownBy(use)
                        .isInstanceOf(LedgerUnavailable.class)
                        .hasCauseInstanceOf(Schema.TooNew.class)
                        .hasMessage("LEDGER_TOO_NEW: the ledger's schema is 2.0, and this release reads 1.x: deploy the"
                                + " release that wrote it again, or restore a copy from before it"));
        assertThat(changes).hasSize(1);
    }

    @Test
    void aSchemaThatCannotBeReadIsALedgerThatIsAway() {
        bare.commit(List.of(Write.put(new Item(Keys.SCHEMA, Schema.KIND, Map.of("major", "nonsense")))));

        assertThat(eachUse()).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(LedgerUnavailable.class));
    }

    @Test
    void aNewerMinorIsReadAndWrittenAsEver() {
        written(new Schema(1, 9));

        ledger.commit(List.of(SOMETHING));

        assertThat(ledger.get(BOOK)).isPresent();
    }

    /// A function may stay warm through a deployment.
    @Test
    void whatIsInUseIsAskedAgainAfterAMinute() {
        ledger.commit(List.of(SOMETHING));
        written(new Schema(2, 0));

        now = now.plus(Duration.ofSeconds(59));
        assertThat(ledger.get(BOOK)).isPresent();
        now = now.plus(Duration.ofSeconds(1));
        assertThatThrownBy(() -> ledger.get(BOOK)).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void theOlderReleaseIsBackAtOnceWhenTheLedgerIsRestored() {
        written(new Schema(2, 0));
        assertThatThrownBy(() -> ledger.get(BOOK)).isInstanceOf(LedgerUnavailable.class);

        written(Schema.FIRST);

        assertThat(ledger.get(BOOK)).isEmpty();
    }

    private Stream<ThrowingCallable> eachUse() {
        return Stream.of(
                () -> ledger.get(BOOK),
                () -> ledger.list("ACCOUNT#claude", "", false, 1),
                () -> ledger.older("ACCOUNT#claude", "", "X", 1),
                () -> ledger.range("ACCOUNT#claude", "A", "Z"),
                () -> ledger.commit(List.of(SOMETHING)));
    }

    private void written(Schema schema) {
        bare.commit(List.of(Write.put(Item.of(Keys.SCHEMA, Schema.KIND, schema))));
    }
}
