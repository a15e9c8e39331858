package sauda.local.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Twenty thousand requests here; a million by `-Dargs="storm"`.
class StormTest {

    private static final int ROUNDS = 200;
    private static final int SMALL = 100;

    @Test
    void twentyThousandRequestsLeaveLedgerAndVenueWithOneStory() {
        Storm.Result result = Storm.play(20_000, 1, 2, Plant.NONE, done -> {});

        assertThat(result.failed().map(Round.Played::findings).orElse(List.of()))
                .as("of the round with the seed %s", result.failed().map(Round.Played::seed))
                .isEmpty();
        assertThat(result.tally().all("checks")).isZero();
        assertThat(result.tally().of("intents", "entries") + result.tally().of("intents", "exits"))
                .isEqualTo(20_000);
        assertThat(result.tally().group("faults").keySet())
                .as("every fault struck")
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Fault.values()).stream().map(Enum::name).toList());
    }

    @Test
    void theSameSeedIsTheSameStormOnOneThreadAndOnTwo() {
        Storm.Result alone = Storm.play(1_600, 5, 1, Plant.NONE, done -> {});
        Storm.Result together = Storm.play(1_600, 5, 2, Plant.NONE, done -> {});

        assertThat(together.fingerprint()).isEqualTo(alone.fingerprint());
        assertThat(together.tally()).hasToString(alone.tally().toString());
        assertThat(Storm.play(1_600, 6, 2, Plant.NONE, done -> {}).fingerprint())
                .isNotEqualTo(alone.fingerprint());
    }

    /// A storm that never finds anything proves nothing.
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsFoundWithinTwoHundredSmallRounds(Plant plant) {
        assertThat(IntStream.range(0, ROUNDS))
                .as("rounds with findings of %s", plant)
                .anyMatch(round -> !Round.play(Storm.seedOf(7, round), SMALL, plant, false)
                        .findings()
                        .isEmpty());
    }

    @Test
    void theTimeLineOfARoundSaysWhatHappenedToWhatFailed() {
        Round.Played failed = Round.play(Storm.seedOf(7, 0), SMALL, Plant.BOOK_TWICE, false);
        Round.Played again = Round.play(failed.seed(), failed.intents(), Plant.BOOK_TWICE, true);

        assertThat(again.findings()).isEqualTo(failed.findings());
        assertThat(Sheet.failure(failed, again))
                .anyMatch(line -> line.contains("venue took"))
                .anyMatch(line -> line.contains("FILLED"))
                .anyMatch(line -> line.contains(Breach.DIFFERENT.words));
    }
}
