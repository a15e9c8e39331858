package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.ledger.Keys;
import sauda.events.Denial;
import sauda.events.Missing;

class SystemApiTest {

    private static final String STOP = "/api/system/stop-trading";

    private final AMorning morning = AMorning.traded();

    private static String stop(String verb) {
        return "{\"verb\":\"" + verb + "\",\"because\":\"lunch\""
                + (verb.equals("kill") ? ",\"confirm\":\"KILL\"}" : "}");
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

        assertThat(status.at("because")).isEqualTo("REDUCING since 2024-01-15 10:18 by asha (5f1c): lunch");
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
}
