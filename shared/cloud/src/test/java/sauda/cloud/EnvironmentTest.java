package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Mode;
import sauda.core.config.ConfigFile;

class EnvironmentTest {

    private static final String CLIENTS = "  paper: { broker: paper }\n";
    private static final String ON_PAPER = ConfigFile.defaultText();
    private static final String LIVE = ON_PAPER.replace("\nmode: paper", "\nmode: live\nliveAcknowledged: main")
            .replace(CLIENTS, CLIENTS + "  main: { broker: dhan, secret: sauda/dhan/main }\n")
            .replaceFirst("client: paper", "client: main");

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void name() {
        variables.put("SAUDA_TABLE", "sauda-paper-ledger");
        variables.put("SAUDA_CONFIG", folder.resolve("sauda.yaml").toString());
    }

    @Test
    void aStageOnPaperTurnsRealMoneyOff() throws IOException {
        Config config = configured(LIVE, "SAUDA_MODE", "paper");

        assertThat(config.mode()).isEqualTo(Mode.PAPER);
        assertThat(config.clients()).extracting(Client::id).containsExactly("paper");
        assertThat(config.accounts()).extracting(AccountSpec::client).containsOnly("paper");
        assertThat(config.hash()).isEqualTo(ConfigFile.read(LIVE).onPaper(null).hash());
    }

    @Test
    void aStageOnPaperKeepsTheClientThatCandlesComeFrom() throws IOException {
        variables.put("SAUDA_MARKET", "dhan:main");
        Config config = configured(LIVE, "SAUDA_MODE", "paper");

        assertThat(config.clients()).extracting(Client::id).containsExactly("paper", "main");
        assertThat(config.clients()).noneMatch(config::isLive);
    }

    @Test
    void aLiveStageTakesTheConfigurationAtItsWordAndNeverTurnsRealMoneyOn() throws IOException {
        Config live = configured(LIVE, "SAUDA_MODE", "live");
        Config paper = configured(ON_PAPER, "SAUDA_MODE", "live");

        assertThat(live.clients())
                .filteredOn(live::isLive)
                .extracting(Client::id)
                .containsExactly("main");
        assertThat(paper.mode()).isEqualTo(Mode.PAPER);
        assertThat(paper.hash()).isEqualTo(ConfigFile.defaults().hash());
    }

    @Test
    void anotherModeStopsTheStart() {
        assertThatThrownBy(() -> configured(LIVE, "SAUDA_MODE", "Paper"))
                .hasMessage("SAUDA_MODE is paper or live but is 'Paper'");
    }

    @Test
    void theMasterSwitchIsTurnedOffAndNeverOn() throws IOException {
        String off = ON_PAPER.replace("tradingEnabled: true", "tradingEnabled: false");

        assertThat(configured(ON_PAPER, "TRADING_ENABLED", "false").tradingEnabled())
                .isFalse();
        assertThat(configured(off, "TRADING_ENABLED", "true").tradingEnabled()).isFalse();
    }

    private Config configured(String yaml, String variable, String value) throws IOException {
        Files.writeString(folder.resolve("sauda.yaml"), yaml);
        variables.put(variable, value);
        return new Environment(variables).config();
    }
}
