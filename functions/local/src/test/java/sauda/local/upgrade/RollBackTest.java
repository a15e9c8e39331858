package sauda.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.ledger.GuardedLedger;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Schema;
import sauda.core.ledger.Write;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.WithLedger;

/// A ledger that a later release has written to is read by this one, unless that release says
/// that it must not be.
class RollBackTest {

    static final List<String> files = KeptMorning.FILES;

    @ParameterizedTest
    @FieldSource("files")
    void whatALaterReleaseAddedIsReadPast(String file) {
        List<Item> kept = KeptMorning.items(file);
        List<Item> written = NewerRelease.wrote(kept);

        for (int i = 0; i < kept.size(); i++) {
            Item item = kept.get(i);
            Item newer = written.get(i);
            assertThat(newer).isNotEqualTo(item);
            StoredKinds.recordOf(item)
                    .ifPresent(type -> assertThat((Object) newer.as(type)).isEqualTo(item.as(type)));
        }
    }

    /// The later release changes nothing for the one before it: same orders, trades and values.
    @Test
    void tradingGoesOnAsIfTheLaterReleaseHadNeverBeen() {
        List<Item> kept = KeptMorning.items("0.1.0-paper.jsonl.gz");
        try (var plain = new KeptMorning(kept)) {
            plain.play(KeptMorning.DAY, "10:45", "11:40");
            try (var rolledBack = new KeptMorning(NewerRelease.wrote(kept))) {
                rolledBack.play(KeptMorning.DAY, "10:45", "11:40");

                assertThat(rolledBack.run.failures()).isEmpty();
                assertThat(rolledBack.run.breaks()).isEmpty();
                assertThat(rolledBack.orders()).isEqualTo(plain.orders());
                assertThat(rolledBack.trades()).isEqualTo(plain.trades());
                assertThat(rolledBack.snapshots()).isEqualTo(plain.snapshots());
                assertThat(rolledBack
                                .run
                                .ledger()
                                .get(Keys.SCHEMA)
                                .orElseThrow()
                                .attributes())
                        .containsEntry("minor", new java.math.BigDecimal(99));
            }
        }
    }

    /// A major that is too new: no function trades, and none writes a thing.
    @Test
    void functionsRefuseALedgerThatTheyWouldMisread() {
        List<InMemoryLedger.Change> changes = new ArrayList<>();
        var bare = new InMemoryLedger(changes::add);
        KeptMorning.stored(KeptMorning.items("0.1.0-paper.jsonl.gz"), bare);
        bare.commit(List.of(Write.put(
                new Item(Keys.SCHEMA, "schema", Map.of("major", Schema.OURS.major() + 1, "minor", 0)))));
        int before = changes.size();
        var cloud = new WithLedger(
                EmbeddedCloud.start(true, Optional.empty(), Map.of()), new GuardedLedger(bare, InstantSource.system()));

        try (var kept = new KeptMorning(cloud, cloud.ledger())) {
            kept.play(KeptMorning.DAY, "10:45", "10:56");

            assertThat(kept.run.failures())
                    .as("each function of each tick")
                    .hasSizeGreaterThan(15)
                    .allMatch(failure -> failure.endsWith("LedgerUnavailable"));
            assertThat(changes).hasSize(before);
        }
    }
}
