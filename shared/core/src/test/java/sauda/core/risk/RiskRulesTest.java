package sauda.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config;
import sauda.core.config.Config.Limits;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.risk.RiskRules.Entry;
import sauda.core.risk.RiskRules.Scene;
import sauda.core.risk.Rule.Where;
import sauda.events.Bar;
import sauda.events.Denial;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Every rule at its boundary and one step beyond. The account is `claude` with ₹6,00,000 of
/// ₹10,00,000; the day is 2 March 2026 with trading from 9:15 to 15:30.
class RiskRulesTest {

    private static final Config DEFAULTS = ConfigFile.defaults();
    private static final Instant OPEN = Instant.parse("2026-03-02T03:45:00Z");
    private static final Instant CLOSE = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T05:00:00Z");
    private static final Symbol TCS = new Symbol("TCS");
    private static final Costs COSTS = new Costs(new BigDecimal("0.001"), new BigDecimal("0.0001"));

    private Config config = DEFAULTS.withLimits(limits(10_030L, 2, Duration.ofMinutes(30), true));
    private Instant t = NOW;
    private Instant now = NOW;
    private Instant expiresAt = NOW.plusSeconds(30);
    private Side side = Side.BUY;
    private long shares = 10;
    private Rupees limit = Rupees.of(1_003);
    private Rupees stop = Rupees.of(985);
    private final Map<String, Object> account = new HashMap<>(Map.of(
            "slots", 0,
            "dayPnl", 0,
            "exposure", 0,
            "freeCash", 600_000,
            "entriesToday", 0,
            "tokensToday", 0,
            "modelCostToday", 0,
            "state", "ACTIVE",
            "today", "2026-03-02"));
    private final Map<String, Object> totals = new HashMap<>(Map.of("slots", 0, "dayPnl", 0, "exposure", 0));
    private final Map<String, Object> control = new HashMap<>(Map.of("state", "ACTIVE", "epoch", 1));
    private final Map<String, Object> sides = new HashMap<>(Map.of("longs", 5));

    @Test
    void nothingSpeaksAgainstAPlainEntry() {
        assertThat(codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "account, slots, 2, 3, MAX_POSITIONS",
        "totals, slots, 5, 6, MAX_POSITIONS_TOTAL",
        "account, dayPnl, -59999.99, -60000, DAY_LOSS",
        "totals, dayPnl, -99999.99, -100000, DAY_LOSS",
        "account, exposure, 589970, 589970.01, EXPOSURE",
        "totals, exposure, 989970, 989970.01, EXPOSURE_TOTAL",
        "account, freeCash, 10031, 10030.99, NO_CASH",
        "account, entriesToday, 1, 2, TRADE_COUNT",
        "account, tokensToday, 3000000, 3000001, BUDGET",
        "account, modelCostToday, 600, 600.01, BUDGET",
        "account, left:TCS, 1772425800, 1772425801, COOL_DOWN",
        "sides, shorts, 0, 1, OPPOSITE_IN_CLIENT",
    })
    void whatIsStoredMayReachItsBoundaryAndNoFurther(
            String item, String attribute, BigDecimal most, BigDecimal beyond, Denial code) {
        Map<String, Object> stored = switch (item) {
            case "account" -> account;
            case "totals" -> totals;
            default -> sides;
        };
        stored.put(attribute, most);
        assertThat(codes()).isEmpty();
        stored.put(attribute, beyond);
        assertThat(codes()).containsExactly(code.name());
    }

    @ParameterizedTest
    @CsvSource({"REDUCING, PAUSED", "HALTED, HALTED"})
    void theStricterStateOfSystemAndAccountCounts(String state, Denial code) {
        account.put("state", state);
        assertThat(codes()).containsExactly(code.name());
        account.put("state", "ACTIVE");
        control.put("state", state);
        assertThat(codes()).containsExactly(code.name());
    }

    @Test
    void theMasterSwitchHalts() {
        config = config.withTradingEnabled(false);
        assertThat(codes()).containsExactly("HALTED");
    }

    @Test
    void theLastQuarterOfAnHourIsTooLate() {
        t = CLOSE.minus(Duration.ofMinutes(15)).minusSeconds(1);
        assertThat(codes()).isEmpty();
        t = CLOSE.minus(Duration.ofMinutes(15));
        assertThat(codes()).containsExactly("LATE_ENTRY");
    }

    @Test
    void anOrderMayGoAtTheInstantOfItsExpiryAndNotLater() {
        now = expiresAt;
        assertThat(codes()).isEmpty();
        now = expiresAt.plusNanos(1);
        assertThat(codes()).containsExactly("EXPIRED");
    }

    @Test
    void theSessionIncludesItsOpenAndExcludesItsClose() {
        expiresAt = CLOSE.plusSeconds(60);
        now = OPEN;
        assertThat(codes()).isEmpty();
        now = OPEN.minusNanos(1);
        assertThat(codes()).containsExactly("OUTSIDE_SESSION");
        now = CLOSE.minusNanos(1);
        assertThat(codes()).isEmpty();
        now = CLOSE;
        assertThat(codes()).containsExactly("OUTSIDE_SESSION");
    }

    @Test
    void theRiskToTheStopMayBeTwoPercent() {
        config = DEFAULTS;
        shares = 100;
        // 100 × (1,003 − 884.2 + 1 + 0.2) = 12,000
        stop = Rupees.of("884.2");
        assertThat(codes()).isEmpty();
        stop = Rupees.of("884.19");
        assertThat(codes()).containsExactly("RISK_PER_TRADE");
    }

    @Test
    void theNotionalMayReachItsCap() {
        assertThat(codes()).isEmpty();
        limit = Rupees.of("1003.05");
        assertThat(codes()).containsExactly("NOTIONAL");
    }

    @Test
    void theLimitMayTouchTheBandOnBothSides() {
        config = DEFAULTS;
        limit = Rupees.of(1_100);
        assertThat(codes()).isEmpty();
        limit = Rupees.of("1100.05");
        assertThat(codes()).containsExactly("PRICE_BAND");
        limit = Rupees.of(900);
        stop = Rupees.of(890);
        assertThat(codes()).isEmpty();
        limit = Rupees.of("899.95");
        assertThat(codes()).containsExactly("PRICE_BAND");
    }

    @Test
    void theLimitStandsOnTheTickGrid() {
        config = DEFAULTS;
        limit = Rupees.of("1003.01");
        assertThat(codes()).containsExactly("OFF_TICK");
    }

    @Test
    void shortsNeedTheSwitchAndAnIntradayProduct() {
        side = Side.SELL;
        sides.clear();
        assertThat(codes()).isEmpty();
        config = DEFAULTS;
        assertThat(codes()).containsExactly("NO_SHORTS");
    }

    @Test
    void zeroSharesAreTooFewAndOneIsEnough() {
        shares = 1;
        assertThat(codes()).isEmpty();
        shares = 0;
        assertThat(codes()).containsExactly("TOO_SMALL");
    }

    @Test
    void aMissingItemPassesNoRuleThatNeedsOne() {
        control.clear();
        totals.clear();
        assertThat(codes()).containsExactly("MAX_POSITIONS_TOTAL", "DAY_LOSS", "PAUSED", "HALTED", "EXPOSURE_TOTAL");
    }

    @Test
    void theRulesStandInTheOrderOfTheirCodes() {
        List<Rule> rules = rules();
        assertThat(rules).extracting(Rule::code).isSorted();
        assertThat(rules).extracting(Rule::code).doesNotContain(Denial.NOTHING_TO_EXIT);
    }

    @Test
    void allThatSpeaksAgainstAnEntryIsSaidAtOnceWithItsNumbers() {
        account.put("slots", 3);
        account.put("freeCash", 1);
        account.put("today", "2026-02-27");
        now = expiresAt.plusSeconds(7);
        limit = Rupees.of("1200.01");

        assertThat(RiskRules.against(rules(), items()))
                .extracting(Reason::toString)
                .containsExactly(
                        "MAX_POSITIONS (limit=3, slots=3)",
                        "EXPIRED (secondsLate=7)",
                        "NO_CASH (freeCash=1, needed=12001.1)",
                        "NOTIONAL (limit=10030, value=12000.1)",
                        "PRICE_BAND (high=1100, limit=1200.01, low=900)",
                        "OFF_TICK (limit=1200.01, tick=0.05)",
                        "DAY_NOT_OPEN");
    }

    @Test
    void anExitNeedsItsSharesASessionAndTimeAndNothingElse() {
        RiskRules rules = new RiskRules(config, COSTS);
        Map<Where, Optional<Item>> four = Map.of(Where.POSITION, Optional.of(item(Keys.TOTALS, Map.of("free", 4))));

        assertThat(RiskRules.against(rules.forExit(4, expiresAt, scene(), true), four))
                .isEmpty();
        assertThat(RiskRules.against(rules.forExit(5, expiresAt, scene(), true), four))
                .extracting(Reason::toString)
                .containsExactly("NOTHING_TO_EXIT (asked=5, free=4)");
        assertThat(RiskRules.against(
                        rules.forExit(1, expiresAt, scene(), true), Map.of(Where.POSITION, Optional.empty())))
                .extracting(Reason::toString)
                .containsExactly("NOTHING_TO_EXIT (asked=1)");
    }

    @Test
    void beforeSendingAnEntryNeedsItsEpochAndAnExitDoesNot() {
        RiskRules rules = new RiskRules(config, COSTS);
        control.put("epoch", 2);

        assertThat(RiskRules.against(rules.forSubmitting(true, 2, expiresAt, scene(), true), items()))
                .isEmpty();
        assertThat(RiskRules.against(rules.forSubmitting(true, 1, expiresAt, scene(), true), items()))
                .extracting(Reason::toString)
                .containsExactly("PAUSED (epoch=2, reservedUnder=1)");
        control.put("state", "HALTED");
        assertThat(RiskRules.against(rules.forSubmitting(false, 1, expiresAt, scene(), true), items()))
                .isEmpty();
    }

    private List<String> codes() {
        return RiskRules.against(rules(), items()).stream().map(Reason::code).toList();
    }

    private List<Rule> rules() {
        return new RiskRules(config, COSTS)
                .forEntry(
                        new Entry(
                                config.account("claude").orElseThrow(),
                                TCS,
                                side,
                                "vwap",
                                shares,
                                limit,
                                stop,
                                true,
                                true,
                                t,
                                expiresAt,
                                config.hash()),
                        scene());
    }

    private Scene scene() {
        return new Scene(now, config.calendar().session(LocalDate.parse("2026-03-02")), Optional.of(reading()));
    }

    private Map<Where, Optional<Item>> items() {
        Map<Where, Optional<Item>> items = new EnumMap<>(Where.class);
        items.put(Where.ACCOUNT, Optional.of(item(Keys.account("claude"), account)));
        items.put(Where.TOTALS, Optional.of(item(Keys.TOTALS, totals)));
        items.put(Where.CONTROL, Optional.of(item(Keys.CONTROL, control)));
        items.put(Where.SIDES, Optional.of(item(Keys.sides("paper", TCS), sides)));
        items.put(Where.POSITION, Optional.empty());
        return items;
    }

    private static Item item(Key key, Map<String, Object> attributes) {
        return new Item(key, "any", attributes);
    }

    private static Reading reading() {
        Rupees price = Rupees.of(1_000);
        return new Reading(
                TCS,
                NOW,
                new Bar(NOW.minusSeconds(300), price, price, price, price, 1_000),
                price,
                Rupees.of("0.05"),
                Rupees.of(900),
                Rupees.of(1_100),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                "");
    }

    private static Limits limits(long positionRupees, int entries, Duration coolDown, boolean shorts) {
        Limits limits = DEFAULTS.limits();
        return new Limits(
                limits.riskPercent(),
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.dailyLossPercent(),
                limits.dailyLossRupees(),
                Rupees.of(positionRupees),
                limits.exposurePercent(),
                entries,
                coolDown,
                limits.lastEntryBefore(),
                limits.squareOffBefore(),
                limits.flatAlarmBefore(),
                shorts,
                limits.entriesNeedSignal());
    }
}
