package sauda.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.ledger.InMemoryLedger.Change;

class SchemaTest {

    private final List<Change> changes = new ArrayList<>();
    private final Ledger ledger = new InMemoryLedger(changes::add);

    @Test
    void aLedgerThatDoesNotSayIsOfTheFirstRelease() {
        assertThat(Schema.of(ledger)).isEqualTo(new Schema(1, 0));
    }

    @Test
    void itIsStampedOnceHoweverOftenTheDayIsOpened() {
        Schema.stamp(ledger);
        Schema.stamp(ledger);

        assertThat(changes).hasSize(1);
        assertThat(Schema.of(ledger)).isEqualTo(Schema.OURS);
    }

    @ParameterizedTest
    @CsvSource({"0, 9, 1, 1", "1, 0, 1, 1", "1, 1, 1, 1", "1, 7, 1, 7", "2, 0, 2, 0"})
    void itIsRaisedAndNeverLowered(int major, int minor, int majorAfter, int minorAfter) {
        written(new Schema(major, minor));

        Schema.stamp(ledger);

        assertThat(Schema.of(ledger)).isEqualTo(new Schema(majorAfter, minorAfter));
    }

    /// Two functions open the day at once, one of them of a newer release.
    @Test
    void whatANewerReleaseWroteInBetweenStays() {
        Ledger overtaken = new Overtaken(ledger, () -> written(new Schema(1, 5)));

        Schema.stamp(overtaken);

        assertThat(Schema.of(ledger)).isEqualTo(new Schema(1, 5));
    }

    private void written(Schema schema) {
        ledger.commit(List.of(Write.put(Item.of(Keys.SCHEMA, Schema.KIND, schema))));
    }

    /// Something happens before each commit.
    private record Overtaken(Ledger of, Runnable before) implements Ledger {

        @Override
        public Optional<Item> get(Key key) {
            return of.get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            return of.list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            return of.older(partition, prefix, than, most);
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            return of.range(partition, from, to);
        }

        @Override
        public Commit commit(List<Write> writes) {
            before.run();
            return of.commit(writes);
        }
    }
}
