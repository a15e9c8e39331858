package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Keys;
import sauda.events.AuditRecord;
import sauda.events.Denial;
import sauda.events.Missing;
import sauda.events.OrderRequested;

class SystemApiTest {

    private static final String START = "/api/system/start-trading";
    private static final String STOP = "/api/system/stop-trading";

    private final AMorning morning = AMorning.traded();

    private static String stop(String verb) {
        return "{\"verb\":\"" + verb + "\",\"by\":\"asha\",\"because\":\"lunch\"}";
    }

    private AMorning.Answer status() {
        return morning.get("/api/system/status");
    }

    private static Map<?, ?> check(AMorning.Answer status, String check, String subject) {
        return status.list("checks").stream()
                .map(entry -> (Map<?, ?>) entry)
                .filter(entry ->
                        entry.get("check").equals(check) && entry.get("subject").equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void healthTellsTheConfigurationAndTheVersion() {
        assertThat(morning.get("/api/health").json())
                .isEqualTo(Map.of(
                        "status", "UP",
                        "ledger", "UP",
                        "config", morning.config.hash(),
                        "version", "0.1.0-SNAPSHOT",
                        "now", "2024-01-15T04:48:00Z"));
    }

    @Test
    void inTheMiddleOfASessionWithFreshDataItTrades() {
        AMorning.Answer status = status();

        assertThat(status.at("because")).isEqualTo("every precondition holds");
        assertThat(status.at("trading")).isEqualTo(true);
        assertThat(status.at("mode")).isEqualTo("paper");
        assertThat(status.at("control.state")).isEqualTo("ACTIVE");
        assertThat(status.list("checks"))
                .allMatch(check -> ((Map<?, ?>) check).get("ok").equals(true));
        assertThat(status.at("session.open")).isEqualTo(true);
        assertThat(status.at("session.next.date")).isEqualTo("2024-01-16");
        assertThat(status.at("lastTick.t")).isEqualTo("2024-01-15T04:45:00Z");
        assertThat(status.at("lastTick.ageSeconds")).isEqualTo(180);
        assertThat(status.at("lastTick.due")).isEqualTo("2024-01-15T04:45:00Z");
        assertThat(status.at("decisions.0.because")).isEqualTo("RELIANCE broke out");
        assertThat(status.at("decisions.0.toolCalls")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // the first instant of the session, and the one before
        "2024-01-15T03:45:00Z, true",
        "2024-01-15T03:44:59Z, false",
        // entries end 15 minutes before the close at 15:30
        "2024-01-15T09:44:59Z, true",
        "2024-01-15T09:45:00Z, false",
        "2024-01-15T10:00:00Z, false"
    })
    void entriesPassFromTheOpenToTheLastEntry(String now, boolean trading) {
        assertThat(morning.at(now).get("/api/system/status").at("trading")).isEqualTo(trading);
    }

    @Test
    void onAHolidayItSaysWhenTheNextSessionOpens() {
        AMorning.Answer status = morning.at("2024-01-26T05:00:00Z").get("/api/system/status");

        assertThat(status.at("trading")).isEqualTo(false);
        assertThat(status.at("because"))
                .isEqualTo(
                        "the exchange is closed on 2024-01-26 (Republic Day); the next session opens 2024-01-29 09:15");
        assertThat(status.at("session.today")).isNull();
        assertThat(check(status, "session", "system").get("denial")).isEqualTo("OUTSIDE_SESSION");
    }

    @Test
    void inAYearThatTheCalendarDoesNotKnowItSaysSo() {
        AMorning.Answer status = morning.at("2031-01-15T05:00:00Z").get("/api/system/status");

        assertThat(status.at("trading")).isEqualTo(false);
        assertThat((String) status.at("because")).contains("no entry for 2031");
    }

    @Test
    void beforeTheFirstDayItSaysThatNothingWasOpened() {
        AMorning.Answer status = AMorning.unborn().get("/api/system/status");

        assertThat(status.at("control")).isNull();
        assertThat(status.at("trading")).isEqualTo(false);
        assertThat(status.at("because")).isEqualTo("no trading day was opened yet");
        assertThat(status.at("lastTick.t")).isNull();
        assertThat(check(status, "dayOpen", "gpt").get("detail")).isEqualTo("its books were never opened");
    }

    @Test
    void afterAPauseItSaysWhoAndWhy() {
        morning.post(STOP, stop("pause"));
        AMorning.Answer status = status();

        assertThat(status.at("because")).isEqualTo("REDUCING since 2024-01-15 10:18 by asha: lunch");
        assertThat(check(status, "control", "system").get("denial")).isEqualTo("PAUSED");
        assertThat(status.at("accounts.0.counts")).isEqualTo("REDUCING");
        assertThat(status.at("accounts.0.trading")).isEqualTo(false);
    }

    @Test
    void aStockWithoutItsCandleIsNamedWithTheReason() {
        morning.put(
                Keys.reading(AMorning.INFY, AMorning.T),
                "reading",
                AMorning.reading(AMorning.INFY, AMorning.T.minusSeconds(300)));
        morning.put(Keys.arrival(AMorning.T, AMorning.INFY), "arrival", new Missing(AMorning.INFY, "DATA_GAP"));
        AMorning.Answer status = status();

        assertThat(check(status, "data", "INFY"))
                .isEqualTo(Map.of(
                        "check", "data",
                        "subject", "INFY",
                        "ok", false,
                        "detail", "newest candle of 2024-01-15 10:10; due is that of 2024-01-15 10:15",
                        "denial", "DATA_MISSING"));
        assertThat(status.at("lastTick.stocks.2.missing")).isEqualTo("DATA_GAP");
        assertThat(status.at("lastTick.stocks.0.missing")).isNull();
        assertThat(status.at("trading")).isEqualTo(true);
    }

    @Test
    void whenAllPositionsAreTakenItSaysWhichLimit() {
        morning.put(Keys.TOTALS, "totals", Map.of("slots", 6, "exposure", 0, "dayPnl", 0));

        assertThat(status().at("because")).isEqualTo("6 of 6 positions used");
        assertThat(check(status(), "maxPositionsTotal", "system").get("denial")).isEqualTo("MAX_POSITIONS_TOTAL");
    }

    @Test
    void aBaselineHasLimitsOfItsOwnAndAloneIsNobodyWhoTrades() {
        morning.put(Keys.TOTALS, "totals", Map.of("slots", 6, "exposure", 0, "dayPnl", 0));
        AMorning.Answer others = status();
        morning.put(Keys.TOTALS, "totals", Map.of("slots", 0, "exposure", 0, "dayPnl", 0));
        morning.put(Keys.totalsOf("rules"), "totals", Map.of("slots", 6, "exposure", 0, "dayPnl", 0));
        AMorning.Answer own = status();

        assertThat(others.at("trading")).isEqualTo(false);
        assertThat(others.at("accounts.0.trading")).isEqualTo(false);
        assertThat(others.at("accounts.2.account")).isEqualTo("rules");
        assertThat(others.at("accounts.2.trading")).isEqualTo(true);
        assertThat(others.at("accounts.2.because")).isEqualTo("every precondition holds");
        assertThat(own.at("trading")).isEqualTo(true);
        assertThat(own.at("accounts.0.trading")).isEqualTo(true);
        assertThat(own.at("accounts.2.trading")).isEqualTo(false);
        assertThat(own.at("accounts.2.because")).isEqualTo("6 of 6 positions used");
    }

    @Test
    void theOwnersWordIsForABaselineToo() {
        morning.post(STOP, stop("halt"));

        assertThat(status().at("accounts.2.counts")).isEqualTo("HALTED");
        assertThat(status().at("accounts.2.trading")).isEqualTo(false);
    }

    @Test
    void aBudgetMayBeMetExactlyAndOtherLimitsMayNot() {
        BigDecimal one = BigDecimal.ONE;

        assertThat(new LimitView(Denial.BUDGET, "tokens", one, one, BigDecimal.ZERO).isUsedUp())
                .isFalse();
        assertThat(new LimitView(Denial.BUDGET, "tokens", BigDecimal.TWO, one, BigDecimal.ZERO).isUsedUp())
                .isTrue();
        assertThat(new LimitView(Denial.DAY_LOSS, "rupees", one, one, BigDecimal.ZERO).isUsedUp())
                .isTrue();
    }

    @Test
    void alertsComeNewestFirst() {
        morning.alert("NOT_FLAT", "two positions are still open");

        assertThat(status().at("alerts.0.code")).isEqualTo("NOT_FLAT");
    }

    @ParameterizedTest
    @CsvSource({"pause, REDUCING, false", "flatten, REDUCING, true", "halt, HALTED, false", "kill, HALTED, true"})
    void eachVerbPutsItsStateInForce(String verb, String state, boolean flatten) {
        AMorning.Answer answer = morning.post(STOP, stop(verb));

        assertThat(answer.json())
                .isEqualTo(Map.of(
                        "state",
                        state,
                        "flatten",
                        flatten,
                        "epoch",
                        2,
                        "by",
                        "asha",
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
        AMorning.Answer answer = morning.post(START, "{\"by\":\"asha\",\"because\":\"back\"}");

        assertThat(answer.at("state")).isEqualTo("ACTIVE");
        assertThat(answer.at("epoch")).isEqualTo(3);
    }

    @Test
    void whoIsKnownToTheGatewayIsWrittenDownToo() {
        APIGatewayV2HTTPEvent event = AMorning.event("POST", STOP);
        event.setHeaders(Map.of("content-type", "application/json"));
        event.setBody(stop("halt"));
        event.getRequestContext()
                .setAuthorizer(RequestContext.Authorizer.builder()
                        .withIam(RequestContext.IAM
                                .builder()
                                .withUserArn("arn:aws:iam::1:user/asha")
                                .build())
                        .build());
        morning.ask(event);

        assertThat(morning.ledger
                        .get(Keys.audit(Keys.OPERATORS, 2))
                        .orElseThrow()
                        .as(AuditRecord.class)
                        .because())
                .isEqualTo("asha (arn:aws:iam::1:user/asha): lunch");
    }

    @Test
    void aQueueThatIsDownLeavesTheStateInForceAndSaysSo() {
        morning.with((queue, group, id, message) -> {
            throw new MailboxUnavailable("down", new IllegalStateException());
        });

        assertThat(morning.post(STOP, stop("kill")).problem()).isEqualTo("503 QUEUE_UNAVAILABLE null");
        assertThat(status().at("control.state")).isEqualTo("HALTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"by\":\"a\",\"because\":\"b\"} | verb",
                "{\"verb\":\"resume\",\"by\":\"a\",\"because\":\"b\"} | verb",
                "{\"verb\":\"PAUSE\",\"by\":\"a\",\"because\":\"b\"} | verb",
                "{\"verb\":1,\"by\":\"a\",\"because\":\"b\"} | verb",
                "{\"verb\":null,\"by\":\"a\",\"because\":\"b\"} | verb",
                "{\"verb\":\"pause\",\"because\":\"b\"} | by",
                "{\"verb\":\"pause\",\"by\":\"  \",\"because\":\"b\"} | by",
                "{\"verb\":\"pause\",\"by\":\"a\\nb\",\"because\":\"b\"} | by",
                "{\"verb\":\"pause\",\"by\":{},\"because\":\"b\"} | by",
                "{\"verb\":\"pause\",\"by\":\"a\"} | because",
                "{\"verb\":\"pause\",\"by\":\"a\",\"because\":\"b\",\"when\":\"now\"} | when",
                "{\"verb\":\"pause\",\"verb\":\"kill\",\"by\":\"a\",\"because\":\"b\"} | body",
                "[] | body",
                "null | body",
                "{} x | body",
                "pause | body"
            })
    void aBodyThatIsNotRightIsRefusedWithTheField(String body, String field) {
        assertThat(morning.post(STOP, body).problem()).isEqualTo("400 BAD_BODY " + field);
        assertThat(status().at("control.epoch")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61})
    void byHasAtMostSixtyCharacters(int length) {
        String by = "x".repeat(length);
        AMorning.Answer answer = morning.post(START, "{\"by\":\"" + by + "\",\"because\":\"back\"}");

        assertThat(answer.status()).isEqualTo(length <= 60 ? 200 : 400);
    }

    @Test
    void anEmptyOrDeeplyNestedBodyIsRefused() {
        for (String body : List.of("", "{\"verb\":" + "[".repeat(4_000))) {
            assertThat(morning.post(STOP, body).problem()).isEqualTo("400 BAD_BODY body");
        }
    }

    @Test
    void startTakesNoVerb() {
        assertThat(morning.post(START, stop("pause")).problem()).isEqualTo("400 BAD_BODY verb");
    }
}
