package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Keys;
import sauda.events.AuditRecord;
import sauda.events.KillRequested;
import sauda.events.OrderRequested;

class ControlApiTest {

    private static final String START = "/api/system/start-trading";
    private static final String STOP = "/api/system/stop-trading";
    private static final String BACK = "{\"because\":\"back\"}";

    private final AMorning morning = AMorning.traded();

    private static String stop(String verb) {
        return "{\"verb\":\"" + verb + "\",\"because\":\"lunch\""
                + (verb.equals("kill") ? ",\"confirm\":\"KILL\"}" : "}");
    }

    private Object control(String field) {
        return morning.get("/api/system/status").at("control." + field);
    }

    @ParameterizedTest
    @CsvSource({"pause, REDUCING, false", "flatten, REDUCING, true", "halt, HALTED, false", "kill, HALTED, true"})
    void eachVerbPutsItsStateInForce(String verb, String state, boolean flatten) {
        assertThat(morning.post(STOP, stop(verb)).json())
                .isEqualTo(Map.of(
                        "state",
                        state,
                        "flatten",
                        flatten,
                        "epoch",
                        2,
                        "by",
                        "asha (5f1c)",
                        "because",
                        "lunch",
                        "at",
                        "2024-01-15T04:48:00Z"));
    }

    @Test
    void sayingItTwiceIsOneChange() {
        morning.post(STOP, stop("pause"));

        assertThat(morning.post(STOP, stop("pause")).at("epoch")).isEqualTo(2);
        assertThat(morning.ledger.list(Keys.ofAudit(Keys.OPERATORS), "", false, 10))
                .hasSize(2);
    }

    @Test
    void flattenAsksForEveryFreeShareToBeSold() {
        morning.post(STOP, stop("flatten"));

        assertThat(morning.sent).hasSize(1);
        assertThat(morning.sent.getFirst().queue()).isEqualTo("exits-paper.fifo");
        assertThat(((OrderRequested) morning.sent.getFirst().message()).quantity())
                .isEqualTo(15);
    }

    @Test
    void startTradingIsBackToActive() {
        morning.post(STOP, stop("halt"));
        AMorning.Answer answer = morning.post(START, BACK);

        assertThat(answer.at("state")).isEqualTo("ACTIVE");
        assertThat(answer.at("epoch")).isEqualTo(3);
    }

    @Test
    void whoSaidItIsWrittenDownAsTheTokenHasIt() {
        morning.as("9b7e", "[trader]").post(STOP, stop("halt"));

        assertThat(morning.ledger
                        .get(Keys.audit(Keys.OPERATORS, 2))
                        .orElseThrow()
                        .as(AuditRecord.class)
                        .because())
                .isEqualTo("9b7e: lunch");
    }

    @Test
    void aQueueThatIsDownLeavesTheStateInForceAndSaysSo() {
        morning.with((queue, group, id, message) -> {
            throw new MailboxUnavailable("down", new IllegalStateException());
        });
        AMorning.Answer answer = morning.post(STOP, stop("kill"));

        assertThat(answer.problem()).isEqualTo("503 QUEUE_UNAVAILABLE null");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(control("state")).isEqualTo("HALTED");
    }

    @Test
    void withRealMoneyATraderStopsAndOnlyAnAdminStarts() {
        AMorning live = AMorning.live().as(Role.TRADER);

        assertThat(live.post(STOP, stop("halt")).status()).isEqualTo(200);
        AMorning.Answer answer = live.post(START, BACK);
        assertThat(answer.problem()).isEqualTo("403 FORBIDDEN null");
        assertThat(answer.at("detail")).isEqualTo("this needs the role admin");
        assertThat(live.as(Role.ADMIN).post(START, BACK).at("state")).isEqualTo("ACTIVE");
    }

    @Test
    void aKillGoesToTheBrokersWhenTheLedgerIsAway() {
        AMorning live = AMorning.live();
        live.asking(AwayLedger.wholly(live.ledger));

        AMorning.Answer answer = live.post(STOP, "a-key-for-this", stop("kill"));

        assertThat(answer.problem()).isEqualTo("503 KILL_SENT_TO_BROKERS null");
        assertThat(live.sent).hasSize(1);
        assertThat(live.sent.getFirst().message())
                .isEqualTo(new KillRequested(
                        "main", "asha (5f1c)", "lunch", java.time.Instant.parse("2024-01-15T04:48:00Z")));
        assertThat(live.post(STOP, stop("pause")).problem()).isEqualTo("503 LEDGER_UNAVAILABLE null");
        assertThat(live.get("/api/portfolio").problem()).isEqualTo("503 LEDGER_UNAVAILABLE null");
    }

    @Test
    void aKillIsConfirmedByAWordAndNothingElseIs() {
        for (String confirm : List.of("", ",\"confirm\":\"kill\"", ",\"confirm\":\"yes\"", ",\"confirm\":null")) {
            assertThat(morning.post(STOP, "{\"verb\":\"kill\",\"because\":\"b\"" + confirm + "}")
                            .problem())
                    .as(confirm)
                    .isEqualTo("400 BAD_BODY confirm");
        }
        assertThat(morning.post(STOP, "{\"verb\":\"halt\",\"because\":\"b\",\"confirm\":\"KILL\"}")
                        .problem())
                .isEqualTo("400 BAD_BODY confirm");
        assertThat(control("epoch")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"because\":\"b\"} | verb",
                "{\"verb\":\"resume\",\"because\":\"b\"} | verb",
                "{\"verb\":\"PAUSE\",\"because\":\"b\"} | verb",
                "{\"verb\":1,\"because\":\"b\"} | verb",
                "{\"verb\":true,\"because\":\"b\"} | verb",
                "{\"verb\":null,\"because\":\"b\"} | verb",
                "{\"verb\":{},\"because\":\"b\"} | verb",
                "{\"verb\":[\"pause\"],\"because\":\"b\"} | verb",
                "{\"verb\":\"pause\"} | because",
                "{\"verb\":\"pause\",\"because\":\"  \"} | because",
                "{\"verb\":\"pause\",\"because\":\"a\\nb\"} | because",
                "{\"verb\":\"pause\",\"because\":\"a\\u0000b\"} | because",
                "{\"verb\":\"pause\",\"because\":\"a\\u202eb\"} | because",
                "{\"verb\":\"pause\",\"because\":\"a\\u2028b\"} | because",
                "{\"verb\":\"pause\",\"because\":\"a\\ud800b\"} | because",
                "{\"verb\":\"pause\",\"because\":7} | because",
                "{\"verb\":\"pause\",\"because\":\"b\",\"by\":\"me\"} | by",
                "{\"verb\":\"pause\",\"because\":\"b\",\"when\":\"now\"} | when",
                "{\"verb\":\"pause\",\"verb\":\"kill\",\"because\":\"b\"} | verb",
                "[] | body",
                "null | body",
                "\"pause\" | body",
                "{\"verb\":\"pause\",\"because\":\"b\"} x | body",
                "{\"verb\":\"pause\",\"because\":\"b\" | body",
                "{\"verb\":\"pause\",\"because\":\"b | because",
                "pause | body"
            })
    void aBodyThatIsNotRightIsRefusedWithTheField(String body, String field) {
        assertThat(morning.post(STOP, body).problem()).isEqualTo("400 BAD_BODY " + field);
        assertThat(control("epoch")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501})
    void aReasonHasAtMostFiveHundredCharacters(int length) {
        AMorning.Answer answer = morning.post(START, "{\"because\":\"" + "x".repeat(length) + "\"}");

        assertThat(answer.status()).isEqualTo(length <= 500 ? 200 : 400);
    }

    @Test
    void anEmptyOrDeeplyNestedBodyIsRefused() {
        assertThat(morning.post(STOP, "").problem()).isEqualTo("400 BAD_BODY body");
        assertThat(morning.post(STOP, "[".repeat(4_000)).problem()).isEqualTo("400 BAD_BODY body");
        assertThat(morning.post(STOP, "{\"verb\":" + "[".repeat(4_000)).problem())
                .isEqualTo("400 BAD_BODY verb");
        assertThat(morning.post(STOP, "{\"verb\":" + "{\"verb\":".repeat(800)).problem())
                .isEqualTo("400 BAD_BODY verb");
    }

    @Test
    void aReasonInAnyScriptIsTaken() {
        AMorning.Answer answer = morning.post(START, "{\"because\":\"बाज़ार शांत है 👍 \\u200d\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void startTakesNoVerb() {
        assertThat(morning.post(START, stop("pause")).problem()).isEqualTo("400 BAD_BODY verb");
    }

    @Test
    void everyActionIsListedNewestFirst() {
        morning.post(STOP, stop("pause"));
        morning.at("2024-01-15T04:50:00Z").post(STOP, "{\"verb\":\"halt\",\"because\":\"news: a \\\"fall\\\"\"}");
        morning.at("2024-01-15T04:52:00Z").post(START, BACK);

        assertThat(morning.get("/api/system/actions").list("actions"))
                .isEqualTo(List.of(
                        action("04:52", "resume", "asha (5f1c)", "back", "ACTIVE", 4),
                        action("04:50", "halt", "asha (5f1c)", "news: a \"fall\"", "HALTED", 3),
                        action("04:48", "pause", "asha (5f1c)", "lunch", "REDUCING", 2),
                        action("04:48", "opened", "sauda", "first start", "ACTIVE", 1)));
        assertThat(control("epoch")).isEqualTo(4);
    }

    private static Map<String, Object> action(
            String time, String verb, String by, String because, String state, int epoch) {
        return Map.of(
                "at",
                "2024-01-15T" + time + ":00Z",
                "verb",
                verb,
                "by",
                by,
                "because",
                because,
                "state",
                state,
                "epoch",
                epoch);
    }

    @Test
    void aListGoesOnWhereItsPageEnded() {
        for (String verb : List.of("pause", "halt", "flatten", "kill")) {
            morning.post(STOP, stop(verb));
        }
        List<Object> verbs = new ArrayList<>();
        String path = "/api/system/actions?limit=2";
        String page = path;
        while (page != null) {
            AMorning.Answer answer = morning.get(page);
            answer.list("actions").forEach(action -> verbs.add(((Map<?, ?>) action).get("verb")));
            page = answer.at("next") == null ? null : path + "&cursor=" + answer.at("next");
        }

        assertThat(verbs).isEqualTo(List.of("kill", "flatten", "halt", "pause", "opened"));
    }

    @Test
    void alertsAreListedNewestFirstAndPageByPage() {
        morning.alert("DATA_MISSING", "one");
        morning.alert("NOT_FLAT", "two");
        AMorning.Answer first = morning.get("/api/alerts?limit=1");
        AMorning.Answer second = morning.get("/api/alerts?limit=1&cursor=" + first.at("next"));

        assertThat(first.at("alerts.0.code")).isEqualTo("NOT_FLAT");
        assertThat(second.at("alerts.0.code")).isEqualTo("DATA_MISSING");
        assertThat(second.at("next")).isNull();
        for (String cursor : List.of("x", (String) first.at("next") + "A")) {
            assertThat(morning.get("/api/alerts?cursor=" + cursor).problem()).isEqualTo("400 BAD_PARAMETER cursor");
        }
        assertThat(morning.get("/api/system/actions?cursor=" + first.at("next")).problem())
                .isEqualTo("400 BAD_PARAMETER cursor");
    }
}
