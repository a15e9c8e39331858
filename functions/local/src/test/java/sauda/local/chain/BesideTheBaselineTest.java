package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sauda.core.config.Config;
import sauda.core.desk.LedgerHash;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A day of the two model accounts beside the baseline, and the same day without it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideTheBaselineTest {

    private static final int EVERYTHING = 1_000_000;
    private static final List<String> MODELS = List.of("claude", "gpt");

    private Cloud oneCloud;
    private Cloud otherCloud;
    private Play beside;
    private Play alone;

    @BeforeAll
    void playBothDays() {
        oneCloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        otherCloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        try (ModelServer server = StandInModel.start()) {
            Models models = new Models(server.baseUrl(), true);
            beside = new Play(Play.standIn(), oneCloud, Play.market(), models).playDay();
            alone = new Play(withoutBaseline(Play.standIn()), otherCloud, Play.market(), models).playDay();
        }
    }

    @AfterAll
    void end() {
        oneCloud.close();
        otherCloud.close();
    }

    /// Every order carries the hash of its configuration: that is the same here, so that nothing
    /// but the baseline can make a difference.
    private static Config withoutBaseline(Config config) {
        return new Config(
                config.hash(),
                config.mode(),
                config.liveAcknowledged(),
                config.tradingEnabled(),
                config.totalCapital(),
                config.stocks(),
                config.clients(),
                config.sharingAccounts(),
                config.strategies(),
                config.limits(),
                config.charges(),
                config.tickBands(),
                config.models(),
                config.live(),
                config.calendar(),
                config.stages(),
                config.people(),
                config.deadMan());
    }

    @Test
    void everyFactOfTheModelAccountsIsTheSameByteForByte() {
        assertThat(alone.run.ledger().list(Keys.ofAccount("claude"), "TRADE#", false, EVERYTHING))
                .isNotEmpty();
        assertThat(LedgerHash.of(beside.run.ledger(), alone.config))
                .isEqualTo(LedgerHash.of(alone.run.ledger(), alone.config));
        assertThat(ofTheirClient(beside)).isNotEmpty().isEqualTo(ofTheirClient(alone));
        assertThat(beside.alerts)
                .filteredOn(alert -> !alert.subject().equals("rules") && !alert.isReport())
                .isEqualTo(
                        alone.alerts.stream().filter(alert -> !alert.isReport()).toList());
        assertThat(alone.alerts).extracting(Alert::subject).doesNotContain("rules");
    }

    @Test
    void theReportOfTheDayHasALineMoreAndTheSameFigures() {
        Alert with = reportOf(beside);
        Alert without = reportOf(alone);

        assertThat(with.text().lines()).anyMatch(line -> line.startsWith("rules (baseline): "));
        assertThat(without.text()).doesNotContain("baseline");
        assertThat(with.numbers()).isEqualTo(without.numbers());
    }

    private static Alert reportOf(Play day) {
        return day.alerts.stream().filter(Alert::isReport).findFirst().orElseThrow();
    }

    /// Sides and what else their broker client has.
    private static List<Item> ofTheirClient(Play day) {
        return day.run.ledger().list(Keys.ofClient("paper"), "", false, EVERYTHING);
    }

    @Test
    void theBaselineTradesByTheRulesTheLedgerTiesAndAllIsSoldInTheEnd() {
        assertThat(beside.run.breaks()).isEmpty();
        assertThat(beside.run.failures()).isEmpty();
        assertThat(beside.positions()).isEmpty();
        assertThat(beside.trades())
                .filteredOn(trade -> trade.account().equals("rules"))
                .isNotEmpty()
                .allSatisfy(trade -> assertThat(trade.closedAt()).isNotNull());
        assertThat(beside.decisions())
                .filteredOn(decision -> !MODELS.contains(decision.account()))
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.model()).isNull())
                .allSatisfy(decision -> assertThat(decision.standIn()).isFalse())
                .allSatisfy(decision -> assertThat(decision.calls()).isZero());
        assertThat(beside.run.ledger().list(Keys.ofAccount("rules"), Keys.SIDES, false, EVERYTHING))
                .isNotEmpty();
    }
}
