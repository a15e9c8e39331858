package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.TradingCalendar;
import sauda.core.desk.SignalDesk.Candles;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.events.Trade;

/// Monday, 2 March 2026; the next day is Holi, and Friday is the week's last session.
class ReportDeskTest {

    private static final LocalDate FRIDAY = LocalDate.parse("2026-03-06");

    private final Floor floor = Floor.of(Floor.byRules(Floor.SHIPPED));

    private List<Alert> reported(LocalDate date) {
        Instant after =
                floor.config.calendar().session(date).orElseThrow().close().plusSeconds(1800);
        new ReportDesk(floor.stored, floor.config).on(new Tick(Tick.Duty.REPORT, after));
        return floor.kept(Alert.class, "alert").stream()
                .filter(alert -> alert.at().equals(after))
                .toList();
    }

    private Alert report(LocalDate date, String code) {
        return reported(date).stream()
                .filter(alert -> alert.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void aRoundTrip(Rupees price) {
        floor.holds("claude", Floor.TCS, 10);
        OrderRequested exit = floor.exit("claude", Floor.TCS, 10, "manual:out");
        floor.orders().on(exit);
        floor.fill(exit, 10, price, Fill.Kind.EXIT);
    }

    private void candles(Symbol symbol, LocalDate date, int open, int close) {
        Instant start = floor.config.calendar().session(date).orElseThrow().open();
        floor.put(Item.whole(
                Keys.candles(symbol, date),
                "candles",
                new Candles(
                        symbol,
                        date,
                        List.of(new Bar(
                                start,
                                Rupees.of(open),
                                Rupees.of(Math.max(open, close)),
                                Rupees.of(Math.min(open, close)),
                                Rupees.of(close),
                                1_000)),
                        List.of())));
    }

    @Test
    void aDayIsOneMessageWithALineForEachAccount() {
        aRoundTrip(Rupees.of(1_010));
        floor.holds("gpt", Floor.HDFCBANK, 5);
        List.of(Floor.RELIANCE, Floor.TCS, Floor.INFY).forEach(symbol -> candles(symbol, Floor.DATE, 1_000, 1_010));
        floor.control().say(ControlDesk.Verb.PAUSE, "asha", "lunch");
        floor.orders().on(floor.entry("gpt", Floor.ICICIBANK, 5));

        Alert day = report(Floor.DATE, "DAY_SUMMARY");
        Account claude = floor.account("claude");
        Account gpt = floor.account("gpt");

        assertThat(day.text().lines())
                .containsExactly(
                        "Monday, 2 March 2026 (paper)",
                        "claude: +" + claude.dayPnl().printed() + " (+0.01 %), value "
                                + claude.day().value().printed() + "; charges "
                                + claude.day().charges().printed()
                                + ", 1 trade (1 won), model ₹0.00; holding its stocks +0.88 %;"
                                + " against the baseline +0.01 points",
                        "gpt: " + gpt.dayPnl().printed() + " (0.00 %), value "
                                + gpt.day().value().printed() + "; charges "
                                + gpt.day().charges().printed()
                                + ", 0 trades, model ₹0.00; against the baseline 0.00 points",
                        "rules (baseline): ₹0.00 (0.00 %), value ₹10,00,000.00; charges ₹0.00, 0 trades, model ₹0.00;"
                                + " holding its stocks +0.53 %",
                        "all but the baseline: +"
                                + claude.dayPnl().plus(gpt.dayPnl()).printed(),
                        "denied: PAUSED 1",
                        "open: gpt HDFCBANK buy 5",
                        "told: no warning");
        assertThat(day.level()).isEqualTo(Alert.Level.INFO);
        assertThat(day.numbers())
                .containsEntry("trades", BigDecimal.ONE)
                .containsEntry("denied", BigDecimal.ONE)
                .containsEntry("dayPnl", claude.dayPnl().plus(gpt.dayPnl()).amount());
    }

    @Test
    void whatWasToldOfTheDayIsCountedAndNotesAreNot() {
        floor.marks().on(new BarsReady("claude", Floor.T, List.of(Floor.TCS), List.of()));
        for (String[] told : new String[][] {
            {"NOT_FLAT", "URGENT"}, {"DECISION_LOST", "WARN"}, {"DATA_MISSING", "WARN"}, {"BROKER_LOCKED", "INFO"}
        }) {
            for (String subject : List.of("claude", "gpt")) {
                floor.stored.commit(List.of(Alerts.write(new Alert(
                        told[0], subject, "it happened", Alert.Level.valueOf(told[1]), Map.of(), Floor.CLOSE))));
            }
        }
        floor.stored.commit(List.of(Alerts.write(new Alert(
                "YESTERDAY", "gpt", "it happened", Alert.Level.WARN, Map.of(), Floor.OPEN.minusSeconds(86_400)))));

        assertThat(report(Floor.DATE, "DAY_SUMMARY").text())
                .endsWith("told: URGENT NOT_FLAT 2; WARN DATA_MISSING 2, DECISION_LOST 2");
    }

    @Test
    void theSameTickAgainWritesTheSame() {
        aRoundTrip(Rupees.of(1_010));
        List<Alert> once = reported(Floor.DATE);

        assertThat(reported(Floor.DATE)).isEqualTo(once).hasSize(1);
    }

    @Test
    void onAHolidayNothingIsReported() {
        new ReportDesk(floor.stored, floor.config)
                .on(new Tick(Tick.Duty.REPORT, Floor.CLOSE.plusSeconds(86_400 + 1_800)));

        assertThat(floor.kept(Alert.class, "alert")).isEmpty();
    }

    @Test
    void anAccountWhoseBooksWereNotOpenedIsLeftOut() {
        assertThat(report(FRIDAY, "DAY_SUMMARY").text())
                .startsWith("Friday, 6 March 2026 (paper)\nno account traded: its books were not opened\n");
    }

    @Test
    void theWeekIsReportedOnItsLastTradingDayOverAllItsDays() {
        aRoundTrip(Rupees.of(1_010));
        Rupees made = floor.account("claude").dayPnl();
        Rupees net = floor.kept(Trade.class, "trade").getFirst().net().toPaisa();
        floor.openDay(LocalDate.parse("2026-03-04"));
        assertThat(reported(LocalDate.parse("2026-03-04")))
                .extracting(Alert::code)
                .containsExactly("DAY_SUMMARY");
        floor.openDay(FRIDAY);

        String week = report(FRIDAY, "WEEK_SUMMARY").text();

        assertThat(week.lines().toList())
                .startsWith("week of 2 March 2026 (paper)")
                .contains(
                        "strategies:",
                        "- vwap: +" + net.printed() + " in 1 trade; in a year 1 trade: not significant",
                        "- rsi: ₹0.00 in 0 trades; in a year 0 trades: not significant")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("claude: +0.01 % (+" + made.printed() + ") in 3 days, drawdown ")
                        .endsWith("; 1 trade, best +" + net.printed() + ", worst +" + net.printed()))
                .anySatisfy(line ->
                        assertThat(line).startsWith("rules (baseline): 0.00 %").endsWith("; no trade"));
    }

    @Test
    void modelsStandInTheWeekByTheAccountsThatAskThem() {
        Floor models = Floor.of(Floor.SHIPPED);
        Instant after =
                models.config.calendar().session(FRIDAY).orElseThrow().close().plusSeconds(1800);
        models.openDay(FRIDAY);
        models.put(Item.of(Keys.trade("claude", trade(0, 0, "100").id()), "trade", trade(0, 0, "100")));
        new ReportDesk(models.stored, models.config).on(new Tick(Tick.Duty.REPORT, after));
        String model = models.config.account("claude").orElseThrow().model();

        assertThat(models.kept(Alert.class, "alert").stream()
                        .filter(alert -> alert.code().equals("WEEK_SUMMARY"))
                        .flatMap(alert -> alert.text().lines()))
                .contains("models:", "- " + model + ": +₹100.00 in 1 trade; in a year 1 trade: not significant");
    }

    @Test
    void anAccountBeyondAStepOfItsHighestValueIsToldOnThatDayOnly() {
        account("claude", Rupees.of(560_000));
        Alert fall = report(Floor.DATE, "DRAWDOWN");

        assertThat(fall)
                .isEqualTo(new Alert(
                        "DRAWDOWN",
                        "claude",
                        "claude stands 6.67 % below its highest value: ₹5,60,000.00 after ₹6,00,000.00",
                        Alert.Level.WARN,
                        Map.of(
                                "percent", new BigDecimal("6.67"),
                                "value", new BigDecimal("560000"),
                                "peak", new BigDecimal("600000")),
                        fall.at()));

        LocalDate next = LocalDate.parse("2026-03-04");
        floor.openDay(next);
        keep(Floor.DATE, 600_000, 560_000);
        account("claude", Rupees.of(559_000));
        assertThat(reported(next)).extracting(Alert::code).containsExactly("DAY_SUMMARY");
    }

    @Test
    void aDeepFallIsUrgentAndABaselinesIsNobodysMoney() {
        account("claude", Rupees.of(500_000));
        account("rules", Rupees.of(500_000));

        assertThat(reported(Floor.DATE))
                .filteredOn(alert -> alert.code().equals("DRAWDOWN"))
                .extracting(alert -> alert.subject() + " " + alert.level())
                .containsExactly("claude URGENT");
    }

    private void account(String name, Rupees value) {
        floor.account(
                name,
                book -> new Account(
                        book.name(),
                        book.client(),
                        book.state(),
                        book.stateBecause(),
                        book.capital(),
                        book.cash(),
                        book.day().valued(value),
                        book.slots(),
                        book.exposure(),
                        book.working(),
                        book.left(),
                        book.seq(),
                        book.head()));
    }

    private void keep(LocalDate date, int opening, int closing) {
        floor.put(Item.whole(
                Keys.day("claude", date),
                "day",
                TradingDay.of(
                        "claude",
                        Account.Day.opened(date, Rupees.of(opening)).valued(Rupees.of(closing)),
                        List.of(),
                        Floor.CLOSE)));
    }

    /// Closed in the year before, the newest today.
    private static Trade trade(int daysAgo, int number, String net) {
        Instant at = FRIDAY.minusDays(daysAgo)
                .atTime(11, 0)
                .atZone(TradingCalendar.INDIA)
                .toInstant();
        return new Trade(
                OrderId.of(at, "claude", "test" + number, Floor.TCS, Side.BUY, 0),
                "claude",
                Floor.TCS,
                "ema",
                "test",
                Side.BUY,
                10,
                10,
                Rupees.of(10_000),
                Rupees.of(10_000),
                Rupees.of(900),
                Rupees.of(1_100),
                Rupees.of(net),
                Rupees.ZERO,
                Fill.Kind.EXIT,
                at,
                at);
    }

    /// 72 trades that went well, each on a day of its own, and eight bad ones today.
    @Test
    void aStrategyAndAModelThatGotWorseAreToldOnTheDayThatMakesItSo() {
        Floor models = Floor.of(Floor.SHIPPED);
        models.openDay(FRIDAY);
        IntStream.range(0, 80)
                .mapToObj(i -> i < 8 ? trade(0, i, "-400") : trade(i, i, i % 2 == 0 ? "100" : "-60"))
                .forEach(trade -> models.put(Item.of(Keys.trade("claude", trade.id()), "trade", trade)));
        Instant after =
                models.config.calendar().session(FRIDAY).orElseThrow().close().plusSeconds(1800);
        new ReportDesk(models.stored, models.config).on(new Tick(Tick.Duty.REPORT, after));
        String model = models.config.account("claude").orElseThrow().model();
        List<Alert> told = models.kept(Alert.class, "alert").stream()
                .filter(alert -> alert.code().endsWith("_DEGRADED"))
                .toList();

        assertThat(told)
                .extracting(alert -> alert.code() + " " + alert.subject() + " " + alert.level())
                .containsExactlyInAnyOrder("MODEL_DEGRADED " + model + " WARN", "STRATEGY_DEGRADED ema WARN");
        assertThat(told.getFirst().text())
                .contains("its last 20 trades brought ", " the 60 before them 0.200 %", "(t = -");

        // one more a session later: it is worse still, and was before
        LocalDate monday = LocalDate.parse("2026-03-09");
        models.openDay(monday);
        Trade more = trade(-3, 80, "-400");
        models.put(Item.of(Keys.trade("claude", more.id()), "trade", more));
        new ReportDesk(models.stored, models.config)
                .on(new Tick(
                        Tick.Duty.REPORT,
                        models.config
                                .calendar()
                                .session(monday)
                                .orElseThrow()
                                .close()
                                .plusSeconds(1800)));
        assertThat(models.kept(Alert.class, "alert"))
                .filteredOn(alert -> alert.code().endsWith("_DEGRADED"))
                .isEqualTo(told);
    }
}
