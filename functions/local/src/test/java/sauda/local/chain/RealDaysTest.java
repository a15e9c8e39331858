package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sauda.brokers.Markets;
import sauda.core.ledger.Keys;
import sauda.events.Tick;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun.Models;

/// Real NSE candles, which lie beside the checkout and are no part of it.
class RealDaysTest {

    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 15);
    private static final LocalDate FRIDAY = LocalDate.of(2024, 1, 19);
    private static final LocalDate SATURDAY = LocalDate.of(2024, 1, 20);
    private static final LocalDate DRILL = LocalDate.of(2024, 3, 2);

    private Path candles;

    /// What days came to.
    private record Came(String hash, int trades, List<String> ticks) {}

    @BeforeEach
    void findCandles() {
        candles = RealCandles.fiveMinutes();
    }

    @Test
    void fiveRealDaysTwiceAreTheSame() {
        Came once = play(MONDAY, FRIDAY);
        Came again = play(MONDAY, FRIDAY);

        assertThat(again).isEqualTo(once);
        assertThat(once.trades()).isPositive();
        assertThat(once.ticks()).hasSize(5 * 75);
    }

    @Test
    void aSaturdayOfTradingIsADayAsAnyOther() {
        Came came = play(SATURDAY, SATURDAY);

        assertThat(came.ticks()).hasSize(75);
        assertThat(came.ticks().getFirst()).isEqualTo("2024-01-20T09:20");
        assertThat(came.ticks().getLast()).isEqualTo("2024-01-20T15:30");
    }

    @Test
    void aSessionInTwoPartsHasTheTicksOfBoth() {
        assertThat(play(DRILL, DRILL).ticks())
                .startsWith("2024-03-02T09:20")
                .contains("2024-03-02T10:00", "2024-03-02T11:35")
                .endsWith("2024-03-02T12:30")
                .hasSize(9 + 12);
    }

    /// Plays the days over the in-memory ledger: they tie, and nothing is left open.
    private Came play(LocalDate from, LocalDate to) {
        try (Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), Map.of())) {
            Play play = new Play(
                    Play.rules(),
                    cloud,
                    Markets.named("csv:" + candles, Play.rules()),
                    new Models("http://localhost:1", true));
            List<Tick> agenda = from.datesUntil(to.plusDays(1))
                    .flatMap(date -> play.config.agendaOn(date).stream())
                    .toList();
            assertThat(play.run.trade(agenda, (tick, done, all) -> {})).isEqualTo(agenda.size());

            assertThat(play.run.breaks()).isEmpty();
            assertThat(play.run.failures()).isEmpty();
            assertThat(play.positions()).isEmpty();
            assertThat(play.decisions())
                    .hasSameSizeAs(play.snapshots())
                    .allSatisfy(decision -> assertThat(decision.because()).doesNotStartWith("DATA_MISSING"));
            return new Came(
                    play.run.hash(),
                    play.trades().size(),
                    play.snapshots().stream()
                            .filter(snapshot -> snapshot.account().equals("claude"))
                            .map(snapshot -> Keys.minute(snapshot.t()))
                            .toList());
        }
    }
}
