package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.events.Check;
import sauda.events.EventJson;
import sauda.events.KillRequested;
import sauda.events.Preflight;

/// What the owner sees of a live broker client before and during the day.
class PreflightApiTest {

    private static final Instant EARLY = Instant.parse("2024-01-15T03:15:00Z");
    private static final Check TOKEN = Check.passed("TOKEN", "valid until 2024-01-16T03:01:07Z");
    private static final Check IP = Check.failed("IP", "orders leave from 203.0.113.7", "register it");

    private final AMorning morning = AMorning.live();

    private void preflight(LocalDate date, Check... checks) {
        Preflight preflight = new Preflight("main", date, List.of(checks), EARLY);
        morning.ledger.commit(List.of(Write.put(Item.whole(Keys.preflight("main"), "preflight", preflight, Map.of()))));
    }

    private Map<?, ?> check(String check, String subject) {
        return morning.get("/api/system/status").list("checks").stream()
                .map(entry -> (Map<?, ?>) entry)
                .filter(entry ->
                        entry.get("check").equals(check) && entry.get("subject").equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNewestPreflightOfEachClientIsShown() {
        preflight(AMorning.DATE, TOKEN, IP);

        Map<String, Object> preflight = new java.util.TreeMap<>(
                EventJson.object(EventJson.write(new Preflight("main", AMorning.DATE, List.of(TOKEN, IP), EARLY))));
        Map<String, Object> paper = new java.util.TreeMap<>(
                Map.of("client", "paper", "live", false, "passed", true, "accounts", List.of("claude", "rules")));
        paper.put("preflight", null);
        assertThat(morning.get("/api/system/preflight").json())
                .isEqualTo(Map.of(
                        "date",
                        "2024-01-15",
                        "clients",
                        List.of(
                                paper,
                                Map.of(
                                        "client",
                                        "main",
                                        "live",
                                        true,
                                        "passed",
                                        false,
                                        "accounts",
                                        List.of("gpt"),
                                        "preflight",
                                        preflight))));
    }

    @Test
    void whatFailedIsAPreconditionOfTheAccountAndIsNamedWithWhatToDo() {
        preflight(AMorning.DATE, TOKEN, IP);

        assertThat(check("preflight", "gpt"))
                .isEqualTo(Map.of(
                        "check", "preflight",
                        "subject", "gpt",
                        "ok", false,
                        "detail", "the preflight of main failed at 2024-01-15 08:45: IP",
                        "denial", "NOT_PREFLIGHTED"));
        assertThat(check("ip", "main").get("detail")).isEqualTo("orders leave from 203.0.113.7; register it");
        assertThat(check("token", "main").get("ok")).isEqualTo(true);
        AMorning.Answer status = morning.get("/api/system/status");
        assertThat(status.at("accounts.1.trading")).isEqualTo(false);
        assertThat(status.at("accounts.1.because")).isEqualTo("the preflight of main failed at 2024-01-15 08:45: IP");
        assertThat(status.at("accounts.0.trading")).as("paper trades on").isEqualTo(true);
        assertThat(status.at("mode")).isEqualTo("live");
    }

    @Test
    void oneThatPassedTodayLetsTheAccountTradeAndOneOfAnotherDayDoesNot() {
        preflight(AMorning.DATE, TOKEN);
        assertThat(morning.get("/api/system/status").at("accounts.1.trading")).isEqualTo(true);
        assertThat(morning.get("/api/system/preflight").at("clients.1.passed")).isEqualTo(true);

        preflight(AMorning.DATE.minusDays(3), TOKEN);
        assertThat(check("preflight", "gpt").get("detail")).isEqualTo("no preflight of main was made today");
        assertThat(morning.get("/api/system/preflight").at("clients.1.passed")).isEqualTo(false);
    }

    @Test
    void paperAccountsNeedNone() {
        assertThat(morning.get("/api/system/status").list("checks"))
                .noneMatch(check -> ((Map<?, ?>) check).get("check").equals("preflight")
                        && ((Map<?, ?>) check).get("subject").equals("claude"));
        assertThat(AMorning.traded().get("/api/system/preflight").at("clients.0.live"))
                .isEqualTo(false);
    }

    /// Scenario 46.
    @Test
    void aKillThatTheLedgerCannotTakeIsSentToTheBrokersAndSaysSo() {
        morning.asking(
                new DashboardHandlerTest.Broken(new LedgerUnavailable("down", new IllegalStateException("10.0.0.1"))));
        AMorning.Answer answer = morning.post(
                "/api/system/stop-trading", "{\"verb\":\"kill\",\"because\":\"fire\",\"confirm\":\"KILL\"}");

        assertThat(answer.problem()).isEqualTo("503 KILL_SENT_TO_BROKERS null");
        assertThat(answer.at("detail"))
                .isEqualTo("the ledger does not answer, so nothing is written down; the kill was sent to the brokers"
                        + " of main, which leave everything and lock the day: say it again until the ledger takes it");
        assertThat(morning.sent)
                .containsExactly(new AMorning.Sent(
                        "exits-main.fifo",
                        "kill",
                        "kill|main|2024-01-15T10:18",
                        new KillRequested("main", "asha (5f1c)", "fire", Instant.parse("2024-01-15T04:48:00Z"))));
        assertThat(morning.post("/api/system/stop-trading", "{\"verb\":\"halt\",\"because\":\"fire\"}")
                        .problem())
                .isEqualTo("503 LEDGER_UNAVAILABLE null");
    }
}
