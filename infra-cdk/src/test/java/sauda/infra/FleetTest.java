package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;
import sauda.infra.Fleet.Line;
import sauda.infra.Fleet.Unit;

class FleetTest {

    private final Fleet fleet = new Fleet(ConfigFile.defaults());
    private final Fleet twoClients = new Fleet(ConfigFile.read(Synthesised.twoClients(ConfigFile.defaultText())));

    @Test
    void hasOneFunctionForEachStockAccountAndClient() {
        assertThat(fleet.units())
                .extracting(Unit::name)
                .containsExactly(
                        "signals-RELIANCE",
                        "signals-TCS",
                        "signals-INFY",
                        "signals-HDFCBANK",
                        "signals-ICICIBANK",
                        "operations-mark",
                        "decisions-claude",
                        "decisions-gpt",
                        "executor-paper",
                        "operations-session-paper",
                        "operations-deadline",
                        "operations-watch-paper",
                        "operations-reconcile-paper",
                        "operations-report",
                        "operations-notifier",
                        "dashboard");
    }

    @Test
    void hasTheQueuesOfEachAccountAndClient() {
        assertThat(twoClients.lines())
                .extracting(Line::name)
                .containsExactly(
                        "bars.fifo",
                        "decisions-claude.fifo",
                        "decisions-gpt.fifo",
                        "exits-paper.fifo",
                        "exits-main.fifo",
                        "entries-paper.fifo",
                        "entries-main.fifo");
    }

    @Test
    void anAccountThatIsSwitchedOffHasNeitherFunctionNorQueue() {
        String yaml = ConfigFile.defaultText().replaceFirst("gpt:\n    active: true", "gpt:\n    active: false");
        Fleet withoutGpt = new Fleet(ConfigFile.read(yaml));

        assertThat(withoutGpt.units()).extracting(Unit::name).noneMatch(name -> name.contains("gpt"));
        assertThat(withoutGpt.units()).extracting(Unit::name).doesNotContain("signals-HDFCBANK");
        assertThat(withoutGpt.lines()).extracting(Line::name).doesNotContain("decisions-gpt.fifo");
    }

    @Test
    void anAccountsOrdersGoToItsOwnClientOnly() {
        assertThat(names(twoClients.fedBy(unit(twoClients, "decisions-gpt"))))
                .containsExactly("exits-main.fifo", "entries-main.fifo");
        assertThat(names(twoClients.fedBy(unit(twoClients, "decisions-claude"))))
                .containsExactly("exits-paper.fifo", "entries-paper.fifo");
    }

    @Test
    void anExecutorTakesFromItsOwnQueuesOnly() {
        assertThat(names(twoClients.consumedBy(unit(twoClients, "executor-main"))))
                .containsExactly("exits-main.fifo", "entries-main.fifo");
    }

    @Test
    void theMarkReachesEveryAccountAndEveryClient() {
        assertThat(names(twoClients.fedBy(unit(twoClients, "operations-mark"))))
                .containsExactly("decisions-claude.fifo", "decisions-gpt.fifo", "exits-paper.fifo", "exits-main.fifo");
    }

    @Test
    void aFunctionKnowsOneSecretAtMost() {
        assertThat(twoClients.secretOf(unit(twoClients, "decisions-gpt"))).isEqualTo(Optional.of("sauda/model/gpt"));
        assertThat(twoClients.secretOf(unit(twoClients, "executor-main"))).isEqualTo(Optional.of("sauda/dhan/main"));
        assertThat(twoClients.secretOf(unit(twoClients, "executor-paper"))).isEmpty();
        assertThat(twoClients.secretOf(unit(twoClients, "dashboard"))).isEmpty();
    }

    @Test
    void aSymbolWithAnAmpersandStillMakesANameThatLambdaTakes() {
        assertThat(new Unit(Routes.function("signals"), "M&M").name()).isEqualTo("signals-M_M");
    }

    private static Unit unit(Fleet fleet, String name) {
        return fleet.units().stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::name).toList();
    }
}
