package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.DeadManRules.Suspicion;
import sauda.core.desk.DeadManSight.Held;
import sauda.events.Control;
import sauda.events.DeadMan;
import sauda.events.DeadMan.Shot;
import sauda.events.Rupees;
import sauda.events.TradingState;

/// No second too early: each reason to act, at its boundaries.
class DeadManRulesTest {

    private static final LocalDate DATE = Floor.DATE;
    private static final Instant LAST_NIGHT = at("02:00").minus(Duration.ofHours(10));

    private final Config config = LiveFloor.config("a", "b");
    private final DeadManRules rules = new DeadManRules(config);
    private final Session normal = config.calendar().session(DATE).orElseThrow();

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(TradingCalendar.INDIA).toInstant();
    }

    private static DeadManSight marked(@Nullable String last) {
        return new DeadManSight(Optional.empty(), Optional.ofNullable(last).map(DeadManRulesTest::at), List.of());
    }

    private DeadManSight holding(@Nullable Control control, String pnlOfA, long real, long today) {
        return new DeadManSight(
                Optional.ofNullable(control),
                Optional.of(at("15:20")),
                List.of(
                        new Held(config.account("a").orElseThrow(), Rupees.of(pnlOfA), real, real, today),
                        new Held(config.account("b").orElseThrow(), Rupees.ZERO, 0, 0, 0)));
    }

    private static DeadMan since(String from) {
        return DeadMan.watching(at(from));
    }

    private List<String> due(String now, Session session, @Nullable DeadManSight sight, DeadMan memory) {
        return rules.of(at(now), session, sight, 0, memory).stream()
                .filter(one -> one.isDue(at(now)))
                .map(Suspicion::cause)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // the tick of 10:20 is missing for twelve minutes since 10:15
        "10:15, 10:26:59, ",
        "10:15, 10:27:00, SILENT:2026-03-02T10:15",
        // finished late, in its last second
        "10:20, 10:27:00, ",
        // the open counts as a tick
        ", 09:26:59, ",
        ", 09:27:00, SILENT:2026-03-02T09:15",
        // before the open and after the close nobody is silent
        ", 09:14:59, ",
        "12:00, 15:29:59, SILENT:2026-03-02T12:00",
        "12:00, 15:30:00, ",
        // the last tick of the day was finished
        "15:30, 15:29:59, ",
        "15:25, 15:29:59, "
    })
    void silenceIsCountedFromTheLastTickThatWasFinished(@Nullable String last, String now, @Nullable String cause) {
        DeadMan memory = DeadMan.watching(LAST_NIGHT);
        assertThat(due(now, normal, marked(last), memory)).isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @ParameterizedTest
    @CsvSource({"11:01, 11:12:59, ", "11:01, 11:13:00, SILENT:2026-03-02T11:01"})
    void whatWasBeforeItWasSetUpOrUnlockedIsNoSilence(String from, String now, @Nullable String cause) {
        assertThat(due(now, normal, marked(null), since(from))).isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    /// A Saturday in two parts, the second shorter than an hour.
    @ParameterizedTest
    @CsvSource({
        "10:00, 10:30:00, ",
        "10:00, 11:41:59, ",
        "10:00, 11:42:00, SILENT:2026-03-02T11:30",
        "09:55, 09:59:59, ",
        "11:35, 11:47:00, SILENT:2026-03-02T11:35",
        "11:50, 12:14:59, SILENT:2026-03-02T11:50",
        "11:50, 12:15:00, "
    })
    void thePauseOfASessionInTwoPartsIsNoSilenceAndAShortSessionEndsEarlier(
            String last, String now, @Nullable String cause) {
        Session saturday = new Session(
                DATE,
                Session.Kind.SPECIAL,
                "two parts",
                List.of(new Session.Part(at("09:15"), at("10:00")), new Session.Part(at("11:30"), at("12:15"))),
                BigDecimal.valueOf(5));
        assertThat(due(now, saturday, marked(last), DeadMan.watching(LAST_NIGHT)))
                .isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @ParameterizedTest
    @CsvSource({"10:31:59, ", "10:32:00, LEDGER_AWAY:2026-03-02"})
    void aLedgerMayBeAwayForAWhile(String now, @Nullable String cause) {
        DeadMan first = since("09:00").looked(at("10:20"), Map.of("LEDGER_AWAY:2026-03-02", at("10:20")));
        assertThat(due(now, normal, null, first)).isEqualTo(cause == null ? List.of() : List.of(cause));
        assertThat(due(now, normal, null, since("09:00")))
                .as("seen for the first time")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10:24:59, 5, ",
        "10:25:00, 5, KILL:7",
        "10:25:00, 0, ",
    })
    void aKillMustBeFlatSoon(String now, long real, @Nullable String cause) {
        Control kill = new Control(TradingState.HALTED, true, 7, "owner", "fire", at("10:20"), 7, "");
        assertThat(due(now, normal, holding(kill, "0", real, real), since("09:00")))
                .isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @Test
    void whatIsKeptFromEarlierDaysIsNotOpenUnderAKill() {
        Control kill = new Control(TradingState.HALTED, true, 7, "owner", "fire", at("10:20"), 7, "");
        DeadManSight kept = new DeadManSight(
                Optional.of(kill),
                Optional.of(at("15:20")),
                List.of(new Held(config.account("a").orElseThrow(), Rupees.ZERO, 5, 0, 0)));
        assertThat(due("10:40", normal, kept, since("09:00"))).isEmpty();
    }

    @Test
    void aHaltAndAFlattenAreNoKill() {
        for (Control word : List.of(
                new Control(TradingState.HALTED, false, 7, "owner", "lunch", at("10:00"), 7, ""),
                new Control(TradingState.REDUCING, true, 7, "owner", "lunch", at("10:00"), 7, ""))) {
            assertThat(due("10:40", normal, holding(word, "0", 5, 5), since("09:00")))
                    .isEmpty();
        }
    }

    /// Half of ₹10,00,000 is the account's, and a tenth of that may be lost.
    @ParameterizedTest
    @CsvSource({
        "-49999.99, 5, 10:26, 10:31, ",
        "-50000, 5, 10:26, 10:30:59, ",
        "-50000, 5, 10:26, 10:31, DAY_LOSS:a:2026-03-02",
        "-50000, 0, 10:26, 10:31, ",
        "-100000, 5, 10:26, 10:31, DAY_LOSS:a:2026-03-02 DAY_LOSS:all:2026-03-02",
    })
    void aBrokenLimitWithOpenSharesIsLeftWhenItLasts(
            String pnl, long real, String first, String now, @Nullable String causes) {
        DeadMan seen = since("09:00")
                .looked(at(first), Map.of("DAY_LOSS:a:2026-03-02", at(first), "DAY_LOSS:all:2026-03-02", at(first)));
        assertThat(String.join(" ", due(now, normal, holding(null, pnl, real, real), seen)))
                .isEqualTo(causes == null ? "" : causes);
    }

    @ParameterizedTest
    @CsvSource({"15:24:59, 5, ", "15:25:00, 5, SQUARE_OFF:2026-03-02", "15:25:00, 0, ", "15:30:00, 5, "})
    void intradaySharesAreLeftFiveMinutesBeforeTheClose(String now, long today, @Nullable String cause) {
        assertThat(due(now, normal, holding(null, "0", 9, today), since("09:00")))
                .isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @Test
    void withoutALedgerTheVenuesSayWhatIsOpenAtTheEnd() {
        assertThat(rules.of(at("15:25"), normal, null, 7, since("09:00")))
                .extracting(Suspicion::cause)
                .containsExactly("LEDGER_AWAY:2026-03-02", "SQUARE_OFF:2026-03-02");
    }

    @Test
    void aCauseThatWasActedOnCountsNoMore() {
        DeadMan acted = since("09:00")
                .fired(new Shot("SQUARE_OFF:2026-03-02", "dead-man", "open", at("15:25")), List.of())
                .unlocked(at("15:26"));
        assertThat(due("15:27", normal, holding(null, "0", 9, 9), acted)).isEmpty();
    }

    @Test
    void whereNobodyTradesNobodyIsSilent() {
        DeadManRules idle = new DeadManRules(config.withAccounts(List.of()));
        assertThat(idle.of(at("12:00"), normal, marked(null), 0, DeadMan.watching(LAST_NIGHT)))
                .isEmpty();
    }
}
