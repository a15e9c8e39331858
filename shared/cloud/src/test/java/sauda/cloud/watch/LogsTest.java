package sauda.cloud.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sauda.events.OrderId;

class LogsTest {

    private static final System.Logger LOG = System.getLogger("sauda.cloud.watch.LogsTest");
    private static final OrderId ORDER = new OrderId("2601151015-0123456789ABCD");

    @Test
    void aLineSaysWhereWhenAndOnWhichTrail() {
        var line = only(() -> Trail.of("claude", ORDER).follow(() -> LOG.log(Level.WARNING, "₹ {0} left", 5)));

        assertThat(Instant.parse((String) line.get("time")))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(line)
                .containsAllEntriesOf(Map.of(
                        "level", "WARN",
                        "logger", "sauda.cloud.watch.LogsTest",
                        "message", "₹ 5 left",
                        "function", "sauda-paper-executor-main",
                        "stage", "paper",
                        "client", "main",
                        "correlation", "2601151015",
                        "account", "claude",
                        "order", ORDER.value()))
                .hasSize(10);
    }

    @Test
    void workWithoutATrailIsOnThatOfItsMinute() {
        var line = only(() -> LOG.log(Level.INFO, "started"));

        assertThat(line.get("correlation"))
                .isEqualTo(Trail.of(Instant.parse((String) line.get("time"))).correlation());
    }

    @Test
    void anExceptionIsItsClassAndPlaceAndNeverItsText() {
        var cause = new IllegalArgumentException("canary-2");
        var line = only(() -> LOG.log(Level.ERROR, "it failed", new IllegalStateException("canary-1", cause)));

        assertThat(line.get("error")).isEqualTo("java.lang.IllegalStateException");
        assertThat(((List<?>) line.get("at")).getFirst().toString()).contains("LogsTest");
        assertThat(((List<?>) line.get("causes")).getFirst().toString())
                .startsWith("java.lang.IllegalArgumentException at sauda.cloud.watch.LogsTest");
        assertThat(line.toString()).doesNotContain("canary");
    }

    @Test
    void whatLooksLikeAKeyIsNotShown() {
        var secrets = List.of(
                "eyJhbGciOiJIUzUxMiJ9.eyJpc3MiOiJkaGFuIn0.c2lnbmF0dXJl",
                "sk-or-v1-0123456789abcdef",
                "AKIAIOSFODNN7EXAMPLE",
                "JBSWY3DPEHPK3PXPJBSWY3DP",
                "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew119");
        var lines = SomeLogs.of(() -> secrets.forEach(secret -> LOG.log(Level.INFO, "with " + secret + " in it")));

        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.get("message")).isEqualTo("with *** in it"));
    }

    @Test
    void aMessageThatIsMissingFailsNobody() {
        var line = only(() ->
                java.util.logging.Logger.getLogger("sauda.test").log(java.util.logging.Level.INFO, (String) null));

        assertThat(line.get("message")).isEqualTo("null");
    }

    @Test
    void whatIsNoKeyIsShown() {
        var plain = "order " + ORDER + " MODEL_UNREACHABLE " + "0123456789abcdef".repeat(4);

        assertThat(only(() -> LOG.log(Level.INFO, plain)).get("message")).isEqualTo(plain);
    }

    @Test
    void librariesEndInTheSameLogAndAreQuieter() {
        var lines = SomeLogs.of(() -> {
            LoggerFactory.getLogger("software.amazon.awssdk.request").info("Sending Request: Authorization=canary");
            LoggerFactory.getLogger("org.ta4j").debug("a bar");
            LoggerFactory.getLogger("org.ta4j").info("a series");
            LOG.log(Level.DEBUG, "ours");
            LOG.log(Level.TRACE, "too much");
        });

        assertThat(lines).extracting(line -> line.get("message")).containsExactly("a series", "ours");
    }

    @Test
    void theTraceOfTheInvocationIsNamed() {
        System.setProperty("com.amazonaws.xray.traceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
        try {
            assertThat(only(() -> LOG.log(Level.INFO, "traced")).get("trace"))
                    .isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        } finally {
            System.clearProperty("com.amazonaws.xray.traceHeader");
        }
    }

    @Test
    void anEndlessMessageIsCut() {
        assertThat((String)
                        only(() -> LOG.log(Level.INFO, "ab ".repeat(10_000))).get("message"))
                .hasSize(4_002);
    }

    private static Map<String, Object> only(Runnable work) {
        var lines = SomeLogs.of(work);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
