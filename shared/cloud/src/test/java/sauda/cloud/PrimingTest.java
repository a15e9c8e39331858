package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/// What is done before a snapshot and after a restore leaves no trace, and stops nothing.
class PrimingTest {

    private final Noting ledger = new Noting();

    @Test
    void beforeASnapshotItRehearsesReadsAndIsRefusedACommit() {
        List<String> rehearsed = new ArrayList<>();

        new Priming(ledger, () -> rehearsed.add("once")).beforeCheckpoint(null);

        assertThat(rehearsed).containsExactly("once");
        assertThat(ledger.said).containsExactly("get CONTROL STATE", "list PRIMING", "commit done=false");
        assertThat(ledger.get(new Key("PRIMING", "NONE"))).isEmpty();
    }

    /// Also where everything that it looks at is there.
    @Test
    void itsCommitIsRefusedWhateverTheLedgerHolds() {
        ledger.of.commit(List.of(Write.put(new Item(Keys.CONTROL, "control", Map.of("state", "ACTIVE")))));
        ledger.of.commit(List.of(Write.put(new Item(new Key("PRIMING", "NONE"), "other", Map.of("text", "stays")))));

        new Priming(ledger, () -> {}).beforeCheckpoint(null);

        assertThat(ledger.said).contains("commit done=false");
        assertThat(ledger.of.get(new Key("PRIMING", "NONE")).orElseThrow().kind())
                .isEqualTo("other");
    }

    @Test
    void afterARestoreItReadsOnceAndLeavesTheRestToTheAnswerThatNeedsIt() {
        new Priming(ledger, () -> {
                    throw new AssertionError("a rehearsal belongs before the snapshot");
                })
                .afterRestore(null);

        assertThat(ledger.said).containsExactly("get CONTROL STATE");
    }

    @Test
    void aRehearsalThatFailsAndALedgerThatIsAwayStopNoSnapshot() {
        ledger.away = true;
        Priming priming = new Priming(ledger, () -> {
            throw new IllegalStateException("no calendar for that year");
        });

        assertThatCode(() -> priming.beforeCheckpoint(null)).doesNotThrowAnyException();
        assertThatCode(() -> priming.afterRestore(null)).doesNotThrowAnyException();
        assertThat(ledger.said).hasSize(4);
    }

    @Test
    void aPlainStartIsNotPrimed() {
        List<String> rehearsed = new ArrayList<>();

        Priming.ofSnapshot(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), ledger, () -> rehearsed.add("x"));
        Priming.ofSnapshot(Map.of(), ledger, () -> rehearsed.add("x"));

        assertThat(rehearsed).isEmpty();
        assertThat(ledger.said).isEmpty();
    }

    /// A function restored from a snapshot has no keys in its environment: they are lent to it
    /// afterwards.
    @Test
    void keysAreLookedForWhereLambdaPutsThem() {
        Map<String, String> onLambda = Map.of("AWS_LAMBDA_FUNCTION_NAME", "f", "AWS_ACCESS_KEY_ID", "k");

        assertThat(AwsClients.credentials(onLambda)).isInstanceOf(EnvironmentVariableCredentialsProvider.class);
        assertThat(AwsClients.credentials(Map.of("AWS_LAMBDA_FUNCTION_NAME", "f")))
                .isInstanceOf(DefaultCredentialsProvider.class);
        assertThat(AwsClients.credentials(Map.of("AWS_ACCESS_KEY_ID", "k")))
                .isInstanceOf(DefaultCredentialsProvider.class);
    }

    private static final class Noting implements Ledger {

        private final InMemoryLedger of = new InMemoryLedger();
        private final List<String> said = new ArrayList<>();
        private boolean away;

        @Override
        public Optional<Item> get(Key key) {
            note("get " + key.partition() + " " + key.sort());
            return of.get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            note("list " + partition);
            return of.list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw new AssertionError("not asked for");
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Commit commit(List<Write> writes) {
            Commit commit = of.commit(writes);
            note("commit done=" + commit.isDone());
            return commit;
        }

        private void note(String what) {
            said.add(what);
            if (away) {
                throw new LedgerUnavailable("away", new IllegalStateException());
            }
        }
    }
}
