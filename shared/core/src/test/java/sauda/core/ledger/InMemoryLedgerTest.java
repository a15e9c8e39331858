package sauda.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.InMemoryLedger.Change;

class InMemoryLedgerTest extends LedgerContract {

    private static final Key KEY = new Key("A", "1");
    private static final Key OTHER = new Key("A", "2");

    @Override
    protected Ledger anEmptyLedger() {
        return new InMemoryLedger();
    }

    @Test
    void tellsEveryChangeInOrderAndNothingOfWhatDidNotChange() {
        List<Change> told = new ArrayList<>();
        Ledger ledger = new InMemoryLedger(told::add);
        Item one = new Item(KEY, "thing", Map.of("n", 1));
        Item two = new Item(KEY, "thing", Map.of("n", 2));
        Item other = new Item(OTHER, "thing", Map.of());

        ledger.commit(List.of(Write.put(one), Write.put(other)));
        ledger.commit(List.of(Write.put(one)));
        ledger.commit(List.of(Write.put(other, new Condition.Absent())));
        ledger.commit(List.of(new Write.Add(KEY, "thing", Map.of("n", BigDecimal.ONE), List.of()), Write.check(OTHER)));
        ledger.commit(List.of(new Write.Delete(KEY, List.of()), new Write.Delete(new Key("A", "3"), List.of())));

        assertThat(told)
                .containsExactly(
                        new Change(KEY, null, one),
                        new Change(OTHER, null, other),
                        new Change(KEY, one, two),
                        new Change(KEY, two, null));
    }

    @Test
    void mayBeWrittenToByTheReaderOfItsStream() {
        List<Ledger> ledgers = new ArrayList<>();
        Ledger ledger = new InMemoryLedger(change -> {
            if (change.key().equals(KEY)) {
                ledgers.getFirst().commit(List.of(Write.put(new Item(OTHER, "echo", Map.of()))));
            }
        });
        ledgers.add(ledger);

        ledger.commit(List.of(Write.put(new Item(KEY, "thing", Map.of()))));

        assertThat(ledger.get(OTHER)).isPresent();
    }

    @Test
    void refusesASumThatNoLedgerCouldKeep() {
        Ledger ledger = new InMemoryLedger();
        Item full = new Item(KEY, "thing", Map.of("n", new BigDecimal("1E+37")));
        ledger.commit(List.of(Write.put(full)));

        assertThatThrownBy(() -> ledger.commit(
                        List.of(new Write.Add(KEY, "thing", Map.of("n", new BigDecimal("0.1")), List.of()))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(ledger.get(KEY)).contains(full);
    }

    @Test
    void keepsItsBytesWhenThoseThatWerePutAreChanged() {
        byte[] bytes = {1, 2};
        Item item = new Item(KEY, "thing", Map.of("bytes", bytes));

        bytes[0] = 9;

        assertThat(item).isEqualTo(new Item(KEY, "thing", Map.of("bytes", new byte[] {1, 2})));
        assertThat(item).isNotEqualTo(new Item(KEY, "thing", Map.of("bytes", bytes)));
    }
}
