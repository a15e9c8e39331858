package sauda.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import sauda.brokers.dhan.DhanBroker;
import sauda.brokers.dhan.DhanCandles;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.brokers.paper.PaperBroker;
import sauda.brokers.simulator.SimulatedMarket;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Secrets;
import sauda.core.ledger.InMemoryLedger;

/// Brokers and markets by the names of the configuration.
class BrokersTest {

    private static final Config CONFIG = ConfigFile.read(ConfigFile.defaultText()
            .replace(
                    "  paper: { broker: paper }",
                    "  paper: { broker: paper }\n  main: { broker: dhan, secret: sauda/dhan/main }"));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T04:00:00Z"));
    private static final DhanEndpoints HOSTS = DhanEndpoints.from(Map.of());
    private static final Supplier<Secrets> NEVER = () -> {
        throw new AssertionError("no secret is needed");
    };

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    void aPaperClientGetsThePaperBrokerAndAsksForNoSecret() {
        assertThat(Brokers.of(CONFIG, "paper", ledger, CLOCK, NEVER, HOSTS)).isInstanceOf(PaperBroker.class);
    }

    @Test
    void aDhanClientGetsDhan() {
        assertThat(Brokers.of(CONFIG, "main", ledger, CLOCK, () -> name -> "", HOSTS))
                .isInstanceOf(DhanBroker.class);
        assertThat(Brokers.live(CONFIG, "main", ledger, CLOCK, () -> name -> "", HOSTS))
                .isInstanceOf(DhanBroker.class);
    }

    @Test
    void thereIsNoLiveBrokerForPaperNorForAClientThatIsNotConfigured() {
        assertThatThrownBy(() -> Brokers.live(CONFIG, "paper", ledger, CLOCK, NEVER, HOSTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("client paper has no venue of its own: its broker is paper");
        assertThatThrownBy(() -> Brokers.of(CONFIG, "other", ledger, CLOCK, NEVER, HOSTS))
                .hasMessage("no broker client other in the configuration");
    }

    @Test
    void marketsAreNamedByWhatTheyAre() {
        assertThat(Markets.named("simulator:7", CONFIG, ledger, CLOCK, NEVER, HOSTS))
                .isInstanceOf(SimulatedMarket.class);
        assertThat(Markets.named("dhan:main", CONFIG, ledger, CLOCK, () -> name -> "", HOSTS))
                .isInstanceOf(DhanCandles.class);
        assertThatThrownBy(() -> Markets.named("dhan:paper", CONFIG, ledger, CLOCK, NEVER, HOSTS))
                .hasMessageContaining("its broker is paper");
        assertThatThrownBy(() -> Markets.named("dhan:main", CONFIG))
                .hasMessage("market data is simulator:<seed>, csv:<folder> or dhan:<client> but is 'dhan:main'");
        assertThat(Markets.isLive("dhan:main")).isTrue();
        assertThat(Markets.isLive("simulator:7")).isFalse();
    }

    @Test
    void hostsAreTheRealOnesUnlessTheEnvironmentSaysOtherwise() {
        assertThat(HOSTS.toString())
                .isEqualTo("DhanEndpoints[api=https://api.dhan.co/v2, auth=https://auth.dhan.co, "
                        + "instruments=https://images.dhan.co/api-data/api-scrip-master.csv, "
                        + "ownAddress=Optional.empty]");
        assertThat(DhanEndpoints.from(Map.of(
                                "DHAN_BASE_URL", "http://localhost:1/v2/",
                                "DHAN_AUTH_URL", " http://localhost:1/auth",
                                "DHAN_INSTRUMENTS_URL", "http://localhost:1/file.csv",
                                "SAUDA_ADDRESS_URL", "http://localhost:1/address"))
                        .toString())
                .isEqualTo("DhanEndpoints[api=http://localhost:1/v2, auth=http://localhost:1/auth, "
                        + "instruments=http://localhost:1/file.csv, "
                        + "ownAddress=Optional[http://localhost:1/address]]");
    }
}
