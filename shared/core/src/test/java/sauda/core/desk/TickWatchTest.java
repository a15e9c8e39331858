package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Alert;

class TickWatchTest {

    private static final Config CONFIG = ConfigFile.defaults();
    private static final Session SESSION =
            CONFIG.calendar().session(LocalDate.of(2026, 11, 18)).orElseThrow();
    private static final Instant FIRST = SESSION.ticks().getFirst();

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final TickWatch watch = new TickWatch(ledger, "paper");

    @Test
    void peopleAreToldOnceOfATickThatNobodyFinished() {
        minutes(0, 8);

        assertThat(told())
                .containsExactly(new Alert(
                        "NO_TICK",
                        "paper",
                        "no account of paper was marked at 2026-11-18T09:20: nothing is decided until ticks are"
                                + " finished again; see that what is open has a stop",
                        Alert.Level.URGENT,
                        Map.of(),
                        FIRST.plusSeconds(240)));
    }

    @Test
    void eachTickHasFourMinutes() {
        minutes(-5, 3);
        assertThat(told()).isEmpty();

        look(4);
        assertThat(told()).hasSize(1);
        minutes(5, 8);
        assertThat(told()).hasSize(1);
        look(9);
        assertThat(told()).extracting(Alert::at).containsExactly(FIRST.plusSeconds(240), FIRST.plusSeconds(540));
    }

    @Test
    void oneMarkedAccountIsEnough() {
        ledger.commit(List.of(Write.put(new Item(Keys.mark("gpt", FIRST), "mark", Map.of()))));
        minutes(4, 8);

        assertThat(told()).isEmpty();
    }

    @Test
    void aClientWithoutAccountsThatTradeWaitsForNobody() {
        new TickWatch(ledger, "main").look(List.of(), SESSION, FIRST.plusSeconds(300));

        assertThat(told()).isEmpty();
    }

    @Test
    void afterTheSessionThereIsNothingToWaitFor() {
        watch.look(CONFIG.accountsOf("paper"), SESSION, SESSION.close().plusSeconds(540));

        assertThat(told()).isEmpty();
    }

    private void minutes(int from, int to) {
        for (int minute = from; minute <= to; minute++) {
            look(minute);
        }
    }

    private void look(int minutesAfterTheFirst) {
        watch.look(CONFIG.accountsOf("paper"), SESSION, FIRST.plusSeconds(60L * minutesAfterTheFirst));
    }

    private List<Alert> told() {
        return ledger.list(Keys.ALERTS, "", false, 100).stream()
                .map(item -> item.as(Alert.class))
                .toList();
    }
}
