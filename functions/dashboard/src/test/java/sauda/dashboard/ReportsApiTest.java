package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.portfolio.Significance;
import sauda.events.Account;
import sauda.events.EventJson;
import sauda.events.Rupees;

class ReportsApiTest {

    private static final String BOARD = "/api/reports/leaderboard";
    private static final String RETURNS = "/api/reports/returns";

    private final AFewDays days = new AFewDays();

    private static Significance few(int trades, String t) {
        return new Significance(
                false, trades, 30, t == null ? null : new BigDecimal(t), trades + " trades: not significant");
    }

    private static ReportsApi.Row idle(String account, String capital, int days, String versusRules) {
        return new ReportsApi.Row(
                account,
                "model",
                false,
                null,
                "openai/gpt-6.1-sol",
                null,
                "paper",
                days,
                Rupees.of(capital),
                Rupees.of(capital),
                Rupees.ZERO,
                new BigDecimal("0.00"),
                new BigDecimal(days == 0 ? "0.00" : "2.47"),
                null,
                null,
                0,
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.ZERO,
                null,
                null,
                null,
                versusRules == null ? null : new BigDecimal(versusRules),
                few(0, null));
    }

    /// From 6,00,000: +900, −2,100, +2,900 after charges. The deepest fall is from Friday's high
    /// mark of 6,05,900 to Monday's low one of 5,93,800.
    private static ReportsApi.Row claude() {
        return new ReportsApi.Row(
                "claude",
                "model",
                false,
                null,
                "anthropic/claude-sonnet-5.5",
                null,
                "paper",
                3,
                Rupees.of(600_000),
                Rupees.of(601_700),
                Rupees.of(1_700),
                new BigDecimal("0.28"),
                new BigDecimal("2.00"),
                null,
                new BigDecimal("66.67"),
                3,
                Rupees.of(300),
                Rupees.of("5.75"),
                Rupees.of("1694.25"),
                Rupees.of("2960.5"),
                Rupees.of("-2060.5"),
                null,
                new BigDecimal("0.13"),
                few(3, "0.41"));
    }

    /// The deepest fall is from Friday's high mark of 10,05,500 to Monday's low one of 9,96,000.
    private static ReportsApi.Row rules() {
        return new ReportsApi.Row(
                "rules",
                "rules",
                true,
                null,
                null,
                null,
                "paper",
                3,
                Rupees.of(1_000_000),
                Rupees.of(1_001_500),
                Rupees.of(1_500),
                new BigDecimal("0.15"),
                new BigDecimal("0.94"),
                null,
                null,
                0,
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.of(1_500),
                null,
                null,
                null,
                null,
                few(0, null));
    }

    @Test
    void theBestComesFirstWithEveryFigureOfTheSpan() {
        assertThat(days.morning.get(BOARD + "?from=2024-01-12&to=2024-01-16").body())
                .isEqualTo(EventJson.write(new ReportsApi.LeaderboardView(
                        days.close(AFewDays.TUESDAY).plusSeconds(120),
                        AFewDays.FRIDAY,
                        AFewDays.TUESDAY,
                        List.of(claude(), rules(), idle("gpt", "400000", 3, "-0.15")))));
    }

    @Test
    void overItsWholeLifeTheFiguresAreThoseOfTheBook() {
        AMorning.Answer answer = days.morning.get(BOARD);
        Account book = days.morning.account("claude");

        assertThat(answer.at("rows.0.value")).isEqualTo(601_700);
        assertThat(book.day().value()).isEqualTo(Rupees.of(601_700));
        assertThat(answer.at("rows.0.charges")).isEqualTo(300);
        assertThat(book.chargesTotal()).isEqualTo(Rupees.of(300));
    }

    @Test
    void aSpanCountsItsDaysAndTheTradesThatWereClosedInIt() {
        AMorning.Answer answer = days.morning.get(BOARD + "?from=2024-01-15&to=2024-01-15");
        Map<?, ?> claude = (Map<?, ?>) answer.list("rows").stream()
                .filter(row -> "claude".equals(((Map<?, ?>) row).get("account")))
                .findFirst()
                .orElseThrow();

        assertThat(claude.get("netPnl")).isEqualTo(-2_100);
        assertThat(claude.get("value")).isEqualTo(598_800);
        assertThat(claude.get("trades")).isEqualTo(1);
        assertThat(claude.get("modelCost")).isEqualTo(new BigDecimal("2.25"));
        assertThat(((Map<?, ?>) claude.get("significance")).get("because")).isEqualTo("1 trade: not significant");
    }

    @Test
    void buyingAndHoldingIsARowOfItsOwnAndWhatAnAccountIsMeasuredBy() {
        for (LocalDate date : List.of(AFewDays.FRIDAY, AFewDays.MONDAY, AFewDays.TUESDAY)) {
            days.morning.candles(AMorning.RELIANCE, date, 75);
        }
        AMorning.Answer answer = days.morning.get(BOARD);
        List<Object> accounts = new ArrayList<>();
        answer.list("rows").forEach(row -> accounts.add(((Map<?, ?>) row).get("account")));
        Map<?, ?> held = (Map<?, ?>) answer.list("rows").get(accounts.indexOf("hold:claude"));
        Map<?, ?> claude = (Map<?, ?>) answer.list("rows").get(accounts.indexOf("claude"));

        // 73 shares from 2,700 to 2,775 less the bill of 234.95
        assertThat(accounts).containsExactlyInAnyOrder("claude", "gpt", "rules", "hold:claude", "hold:rules");
        assertThat(held.get("of")).isEqualTo("claude");
        assertThat(held.get("kind")).isEqualTo("buyAndHold");
        assertThat(held.get("baseline")).isEqualTo(true);
        assertThat(held.get("netPnl")).isEqualTo(new BigDecimal("5240.05"));
        assertThat(held.get("netReturnPercent")).isEqualTo(new BigDecimal("0.87"));
        assertThat(held.get("charges")).isEqualTo(new BigDecimal("234.95"));
        assertThat(held.get("winRatePercent")).isNull();
        assertThat(claude.get("versusHoldPercent")).isEqualTo(new BigDecimal("-0.59"));
    }

    @Test
    void beforeTheFirstDayEveryAccountStandsThereWithItsCapital() {
        AMorning.Answer answer = AMorning.unborn().get(BOARD);

        assertThat(answer.list("rows")).hasSize(3);
        assertThat(answer.at("rows.1")).isEqualTo(EventJson.object(EventJson.write(idle("gpt", "400000", 0, null))));
    }

    @Test
    void onTheFirstMorningThereIsOneDay() {
        AMorning.Answer answer = AMorning.traded().get(BOARD);

        assertThat(answer.list("rows")).hasSize(3);
        assertThat(answer.at("rows.0.days")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/reports/leaderboard?from=2024-01-16&to=2024-01-12, from",
        "/api/reports/leaderboard?from=2022-01-16&to=2024-01-12, from",
        "/api/reports/returns?period=year, period",
        "/api/reports/returns?by=stock, by",
        "/api/reports/returns?to=soon, to"
    })
    void whatIsNoParameterIsNamed(String path, String field) {
        assertThat(days.morning.get(path).problem()).isEqualTo("400 BAD_PARAMETER " + field);
    }

    private static Returns.Row row(String name, String start, String pnl, String percent, int trades, String charges) {
        return new Returns.Row(
                name, LocalDate.parse(start), Rupees.of(pnl), new BigDecimal(percent), trades, Rupees.of(charges));
    }

    private void assertReturns(String query, String period, String by, Returns.Row... rows) {
        assertThat(days.morning.get(RETURNS + query).body())
                .isEqualTo(EventJson.write(new Returns.ReturnsView(period, by, List.of(rows))));
    }

    @Test
    void returnsOfAccountsComeByWeekWithTheOldestFirst() {
        assertReturns(
                "?period=week",
                "week",
                "account",
                row("claude", "2024-01-08", "900", "0.15", 1, "100"),
                row("gpt", "2024-01-08", "0", "0.00", 0, "0"),
                row("rules", "2024-01-08", "500", "0.05", 0, "0"),
                row("claude", "2024-01-15", "800", "0.13", 2, "200"),
                row("gpt", "2024-01-15", "0", "0.00", 0, "0"),
                row("rules", "2024-01-15", "1000", "0.10", 0, "0"));
    }

    @Test
    void returnsOfModelsAreThoseOfTheirAccounts() {
        assertReturns(
                "?period=month&by=model",
                "month",
                "model",
                row("anthropic/claude-sonnet-5.5", "2024-01-01", "1700", "0.28", 3, "300"),
                row("openai/gpt-6.1-sol", "2024-01-01", "0", "0.00", 0, "0"),
                row("rules", "2024-01-01", "1500", "0.15", 0, "0"));
    }

    @Test
    void returnsOfStrategiesAreThoseOfTheirTradesOverWhatAllAccountsHad() {
        assertReturns(
                "?by=strategy",
                "day",
                "strategy",
                row("ema", "2024-01-12", "900", "0.09", 1, "100"),
                row("vwap", "2024-01-15", "-2060.5", "-0.21", 1, "60.5"),
                row("vwap", "2024-01-16", "2960.5", "0.30", 1, "39.5"));
    }

    @Test
    void anEmptyLedgerHasNoReturns() {
        assertThat(AMorning.unborn().get(RETURNS).body())
                .isEqualTo("{\"period\":\"day\",\"by\":\"account\",\"rows\":[]}");
    }

    /// Counts what is read.
    private record Counted(Ledger ledger, List<String> reads) implements Ledger {

        @Override
        public Optional<Item> get(Key key) {
            reads.add(key.sort());
            return ledger.get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            reads.add(prefix);
            return ledger.list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            reads.add(prefix);
            return ledger.older(partition, prefix, than, most);
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            reads.add(from);
            return ledger.range(partition, from, to);
        }

        @Override
        public Commit commit(List<Write> writes) {
            return ledger.commit(writes);
        }
    }

    @Test
    void aWarmFunctionReadsTheBooksAloneWhileNothingChangesAndThenOnlyWhatIsNew() {
        Counted counted = new Counted(days.morning.ledger, new ArrayList<>());
        DashboardHandler warm = days.morning.handler(counted);
        AMorning.Answer first = days.morning.ask(warm, AMorning.event("GET", BOARD));
        counted.reads().clear();
        AMorning.Answer second = days.morning.ask(warm, AMorning.event("GET", BOARD));

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(counted.reads()).containsExactly("BOOK", "BOOK", "BOOK");

        days.day(LocalDate.parse("2024-01-17"), "claude", "100", "0", "0");
        AMorning.Answer third = days.morning.ask(warm, AMorning.event("GET", BOARD));

        assertThat(third.at("rows.0.days")).isEqualTo(4);
        assertThat(third.body()).isEqualTo(days.morning.get(BOARD).body());
        assertThat(counted.reads())
                .contains(Keys.day("claude", AFewDays.MONDAY).sort() + "\0")
                .noneMatch(read -> read.startsWith("DAY#2023"));
    }
}
