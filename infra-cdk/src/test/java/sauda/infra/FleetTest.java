package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config.Client;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;
import sauda.infra.Fleet.Line;
import sauda.infra.Fleet.Unit;

class FleetTest {

    private final Fleet fleet = new Fleet(ConfigFile.defaults());
    private final Fleet oneLive = new Fleet(ConfigFile.read(Synthesised.oneLive(ConfigFile.defaultText())));
    private final Fleet twoLive = new Fleet(ConfigFile.read(Synthesised.twoLive(ConfigFile.defaultText())));

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
                        "decisions-rules",
                        "executor-paper",
                        "operations-session-paper",
                        "operations-deadline",
                        "operations-watch-paper",
                        "operations-reconcile-paper",
                        "operations-report",
                        "notify",
                        "dashboard",
                        "dashboard-authorizer",
                        "dashboard-socket",
                        "dashboard-push");
    }

    @Test
    void hasTheQueuesOfEachAccountAndClient() {
        assertThat(oneLive.lines())
                .extracting(Line::name)
                .containsExactly(
                        "bars.fifo",
                        "decisions-claude.fifo",
                        "decisions-gpt.fifo",
                        "decisions-rules.fifo",
                        "exits-paper.fifo",
                        "exits-main.fifo",
                        "entries-paper.fifo",
                        "entries-main.fifo");
    }

    @Test
    void anAccountThatIsSwitchedOffHasNeitherFunctionNorQueue() {
        String yaml = ConfigFile.defaultText()
                .replaceFirst("gpt:\n    active: true", "gpt:\n    active: false")
                .replaceFirst("rules:\n    active: true", "rules:\n    active: false");
        Fleet withoutGpt = new Fleet(ConfigFile.read(yaml));

        assertThat(withoutGpt.units()).extracting(Unit::name).noneMatch(name -> name.contains("gpt"));
        assertThat(withoutGpt.units()).extracting(Unit::name).doesNotContain("signals-HDFCBANK");
        assertThat(withoutGpt.lines()).extracting(Line::name).doesNotContain("decisions-gpt.fifo");
    }

    @Test
    void aBaselineAsksNoModelAndTradesAtItsPaperClientBesideLiveOnes() {
        assertThat(fleet.secretOf(unit(fleet, "decisions-rules"))).isEmpty();
        assertThat(names(twoLive.fedBy(unit(twoLive, "decisions-rules"))))
                .containsExactly("exits-paper.fifo", "entries-paper.fifo");
        assertThat(twoLive.liveClientOf(unit(twoLive, "decisions-rules"))).isEmpty();
    }

    @Test
    void aBaselinesPositionsComeBesideThoseOfAllAccountsTogether() {
        assertThat(fleet.mostPositionsAt("paper")).isEqualTo(6 + 3);
        assertThat(twoLive.mostPositionsAt("main")).isEqualTo(6);
    }

    @Test
    void anAccountsOrdersGoToItsOwnClientOnly() {
        assertThat(names(oneLive.fedBy(unit(oneLive, "decisions-gpt"))))
                .containsExactly("exits-main.fifo", "entries-main.fifo");
        assertThat(names(oneLive.fedBy(unit(oneLive, "decisions-claude"))))
                .containsExactly("exits-paper.fifo", "entries-paper.fifo");
    }

    @Test
    void anExecutorTakesFromItsOwnQueuesOnly() {
        assertThat(names(oneLive.consumedBy(unit(oneLive, "executor-main"))))
                .containsExactly("exits-main.fifo", "entries-main.fifo");
    }

    @Test
    void theMarkReachesEveryAccountAndEveryClient() {
        assertThat(names(oneLive.fedBy(unit(oneLive, "operations-mark"))))
                .containsExactly(
                        "decisions-claude.fifo",
                        "decisions-gpt.fifo",
                        "decisions-rules.fifo",
                        "exits-paper.fifo",
                        "exits-main.fifo");
    }

    @Test
    void anOwnersSecretIsForTheFunctionsThatNeedItOnly() {
        assertThat(oneLive.secretOf(unit(oneLive, "decisions-gpt"))).isEqualTo(Optional.of("sauda/model/gpt"));
        assertThat(oneLive.secretOf(unit(oneLive, "operations-watch-main"))).isEqualTo(Optional.of("sauda/dhan/main"));
        assertThat(oneLive.secretOf(unit(oneLive, "executor-main"))).isEmpty();
        assertThat(oneLive.secretOf(unit(oneLive, "executor-paper"))).isEmpty();
        assertThat(oneLive.secretOf(unit(oneLive, "dashboard"))).isEmpty();
    }

    @Test
    void aClientIsLiveWhenTheModeIsAndItIsAcknowledged() {
        String live = Synthesised.twoLive(ConfigFile.defaultText());
        String onPaper = live.replace("client: main", "client: paper").replace("client: second", "client: paper");

        assertThat(twoLive.liveClients()).extracting(Client::id).containsExactly("main", "second");
        assertThat(liveIn(onPaper.replace("[ main, second ]", "second"))).containsExactly("second");
        assertThat(liveIn(onPaper.replace("mode: live", "mode: paper"))).isEmpty();
        assertThat(fleet.liveClients()).isEmpty();
    }

    private static List<String> liveIn(String yaml) {
        return new Fleet(ConfigFile.read(yaml))
                .liveClients().stream().map(Client::id).toList();
    }

    @Test
    void allThatWorksForALiveClientGoesOutByItsAddress() {
        assertThat(twoLive.units().stream()
                        .flatMap(unit ->
                                twoLive.liveClientOf(unit).stream().map(client -> unit.name() + " > " + client.id())))
                .containsExactlyInAnyOrder(
                        "executor-main > main",
                        "executor-second > second",
                        "operations-session-main > main",
                        "operations-session-second > second",
                        "operations-watch-main > main",
                        "operations-watch-second > second",
                        "operations-reconcile-main > main",
                        "operations-reconcile-second > second");
        assertThat(fleet.units()).allMatch(unit -> fleet.liveClientOf(unit).isEmpty());
    }

    @Test
    void candlesComeFromTheFirstLiveClientUnlessSaidOtherwise() {
        assertThat(fleet.market()).isEqualTo("simulator:1");
        assertThat(oneLive.market()).isEqualTo("dhan:main");
        assertThat(twoLive.market()).isEqualTo("dhan:main");
        assertThat(twoLive.tokenReadBy(unit(twoLive, "signals-TCS")))
                .map(Client::id)
                .contains("main");
        assertThat(fleet.tokenReadBy(unit(fleet, "signals-TCS"))).isEmpty();
    }

    @Test
    void aMarketOfNoSuchClientStopsTheSynthesis() {
        assertThatThrownBy(() -> new Fleet(ConfigFile.defaults(), "dhan:paper"))
                .hasMessage("market is 'dhan:paper', but clients has no such client of a broker");
        assertThatThrownBy(() -> new Fleet(ConfigFile.defaults(), "dhan:nobody"))
                .hasMessageContaining("dhan:nobody");
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

    /// `cdk` builds the jars that it deploys.
    @Test
    void theCommandOfADeploymentBuildsEveryModuleThatHasAFunction() throws IOException {
        String command = Files.readString(Path.of("cdk.json"));

        assertThat(Routes.FUNCTIONS)
                .extracting(Routes.Function::module)
                .allSatisfy(module -> assertThat(command).contains(module + ","));
    }
}
