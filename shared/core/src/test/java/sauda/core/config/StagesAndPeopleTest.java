package sauda.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.People;
import sauda.core.config.Config.Quiet;
import sauda.core.config.Config.Telegram;
import sauda.events.Alert;
import sauda.events.Routes.Role;

class StagesAndPeopleTest {

    private static final String CLIENTS = "  paper: { broker: paper }\n";
    private static final String SHIPPED = ConfigFile.defaultText();

    /// One account at a live client, the others on paper.
    private static final String LIVE = SHIPPED.replace("\nmode: paper", "\nmode: live\nliveAcknowledged: main")
            .replace(CLIENTS, CLIENTS + "  main: { broker: dhan, secret: sauda/dhan/main }\n")
            .replaceFirst("client: paper", "client: main");

    @Test
    void aStageIsReadWithItsPeopleAndTags() {
        Config config = ConfigFile.read(
                SHIPPED.replaceFirst("mail: \\[ ] # [^\n]*", "mail: [ asha@example.com, ravi@example.com ]")
                        .replaceFirst("tags: \\{ } # [^\n]*", "tags: { owner: asha, cost-centre: home }")
                        .replace("key: own", "key: arn:aws:kms:ap-south-1:123456789012:key/1a2b"));

        assertThat(config.stage("paper").orElseThrow().mail()).containsExactly("asha@example.com", "ravi@example.com");
        assertThat(config.stage("paper").orElseThrow().tags())
                .isEqualTo(Map.of("owner", "asha", "cost-centre", "home"));
        assertThat(config.stage("live").orElseThrow().key()).isEqualTo("arn:aws:kms:ap-south-1:123456789012:key/1a2b");
    }

    @Test
    void telegramHasASecretAndChatsWithTheirRoles() {
        Config config = ConfigFile.read(SHIPPED.replace(
                        "  quiet: [ ]",
                        "  telegram: { secret: sauda/telegram, chats: { \"1\": admin, \"-100\": viewer } }\n"
                                + "  quiet: [ \"22:00-07:00\" ]")
                .replace("least: INFO", "least: WARN"));

        assertThat(config.people())
                .isEqualTo(new People(
                        new Telegram("sauda/telegram", Map.of(1L, Role.ADMIN, -100L, Role.VIEWER)),
                        List.of(new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 0))),
                        Alert.Level.WARN));
    }

    @ParameterizedTest
    @CsvSource({
        "21:59:59, false",
        "22:00, true",
        "23:59, true",
        "00:00, true",
        "06:59:59, true",
        "07:00, false",
        "12:59, false",
        "13:00, true",
        "13:29, true",
        "13:30, false"
    })
    void quietHoursBeginWithTheirFirstMinuteAndMayPassMidnight(LocalTime at, boolean quiet) {
        People people = new People(
                null,
                List.of(
                        new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 0)),
                        new Quiet(LocalTime.of(13, 0), LocalTime.of(13, 30))),
                Alert.Level.INFO);

        assertThat(people.isQuietAt(at)).isEqualTo(quiet);
    }

    @Test
    void onPaperWhatTradedLiveTradesAtThePaperClient() {
        Config live = ConfigFile.read(LIVE);
        Config paper = live.onPaper(null);

        assertThat(live.accounts()).anyMatch(live::isLive);
        assertThat(paper.mode()).isEqualTo(Mode.PAPER);
        assertThat(paper.liveAcknowledged()).isEmpty();
        assertThat(paper.clients()).containsExactly(new Client("paper", "paper", null));
        assertThat(paper.accounts())
                .isEqualTo(live.accounts().stream()
                        .map(account -> account.at("paper"))
                        .toList());
        assertThat(paper.accounts()).noneMatch(paper::isLive);
        assertThat(paper.hash()).isNotEqualTo(live.hash()).matches("[0-9a-f]{16}");
        assertThat(ConfigFile.read(LIVE).onPaper(null).hash()).isEqualTo(paper.hash());
    }

    @Test
    void onPaperTheClientThatCandlesComeFromStaysAndIsNotLive() {
        Config paper = ConfigFile.read(LIVE).onPaper("main");

        assertThat(paper.clients()).extracting(Client::id).containsExactly("paper", "main");
        assertThat(paper.clients()).noneMatch(paper::isLive);
        assertThat(paper.accounts()).extracting(AccountSpec::client).containsOnly("paper");
    }

    @Test
    void onPaperAPaperClientIsMadeWhereThereIsNone() {
        Client live = new Client("main", "dhan", "sauda/dhan/main");
        Config config = ConfigFile.defaults();
        Config onlyLive = config.withAccounts(config.sharingAccounts()).liveAt(live);

        assertThat(onlyLive.clients()).containsExactly(live);
        assertThat(onlyLive.onPaper(null).clients()).containsExactly(new Client("paper", "paper", null));
        assertThat(onlyLive.onPaper(null).accounts())
                .extracting(AccountSpec::client)
                .containsOnly("paper");
    }

    @Test
    void onPaperAConfigurationThatIsOnPaperStaysAsItIs() {
        Config config = ConfigFile.defaults();

        assertThat(config.onPaper(null)).isSameAs(config);
    }
}
