package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.HDFCBANK;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.TCS;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.config.Config;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Proposal;
import sauda.events.Side;
import sauda.events.SignalsReady;
import sauda.events.Tick;
import sauda.events.TradingState;

/// The account `rules` beside the others: under the same rules, over counters of its own.
class BaselineTest {

    private final Floor floor = Floor.of(Floor.beside(Floor.DEFAULTS));

    @Test
    void whatItHoldsCountsInNothingOfTheOthers() {
        floor.holds("rules", TCS, 10);
        floor.orders().on(floor.entry("rules", RELIANCE, 10));

        assertThat(total(Keys.TOTALS, "slots")).isZero();
        assertThat(total(Keys.TOTALS, "exposure")).isZero();
        assertThat(total(Keys.TOTALS, "dayPnl")).isZero();
        assertThat(total(Keys.totalsOf("rules"), "slots")).isEqualByComparingTo("2");
        assertThat(total(Keys.totalsOf("rules"), "exposure"))
                .isEqualByComparingTo(floor.account("rules").exposure().amount());
        assertThat(total(Keys.totalsOf("rules"), "dayPnl"))
                .isNegative()
                .isEqualByComparingTo(floor.account("rules").dayPnl().amount());
        assertThat(floor.stored.list(Keys.ofClient("paper"), Keys.SIDES, false, 10))
                .isEmpty();
        assertThat(floor.imbalances()).isEmpty();
        assertThat(Reckoning.breaks(floor.stored, floor.config)).isEmpty();
    }

    @Test
    void itNeitherUsesUpThePositionsOfTheOthersNorIsDeniedByTheirs() {
        Floor one = Floor.of(limited(1));
        one.holds("rules", TCS, 10);

        assertThat(state(one, one.entry("claude", TCS, 10))).isEqualTo(OrderState.ACCEPTED);
        assertThat(reason(one, one.entry("gpt", HDFCBANK, 10))).isEqualTo("MAX_POSITIONS_TOTAL (limit=1, slots=1)");
        assertThat(reason(one, one.entry("rules", HDFCBANK, 10))).isEqualTo("MAX_POSITIONS_TOTAL (limit=1, slots=1)");
        assertThat(one.imbalances()).isEmpty();
    }

    private static Config limited(int positionsTotal) {
        Config config = Floor.beside(Floor.byRules(Floor.DEFAULTS));
        return config.withLimits(Change.positionsTotal(config.limits(), positionsTotal));
    }

    @ParameterizedTest
    @CsvSource({
        "slots, 6, MAX_POSITIONS_TOTAL",
        "dayPnl, -100000, DAY_LOSS",
        "exposure, 990000, EXPOSURE_TOTAL",
    })
    void eachOfItsOwnTotalsDeniesItAndNobodyElse(String counter, BigDecimal usedUp, Denial denial) {
        floor.tamper(Keys.totalsOf("rules"), counter, usedUp);

        assertThat(reason(floor, floor.entry("rules", TCS, 10))).startsWith(denial + " (");
        assertThat(state(floor, floor.entry("claude", TCS, 10))).isEqualTo(OrderState.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "slots, 6, MAX_POSITIONS_TOTAL",
        "dayPnl, -100000, DAY_LOSS",
        "exposure, 990000, EXPOSURE_TOTAL",
    })
    void eachTotalOfTheOthersDeniesThemAndNotIt(String counter, BigDecimal usedUp, Denial denial) {
        floor.tamper(Keys.TOTALS, counter, usedUp);

        assertThat(reason(floor, floor.entry("claude", TCS, 10))).startsWith(denial + " (");
        assertThat(state(floor, floor.entry("rules", TCS, 10))).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void itsOwnBooksAreHeldToTheLimitsOfAnAccount() {
        floor.holds("rules", TCS, 10);
        floor.holds("rules", RELIANCE, 10);
        floor.holds("rules", Floor.INFY, 10);

        assertThat(reason(floor, floor.entry("rules", HDFCBANK, 10))).isEqualTo("MAX_POSITIONS (limit=3, slots=3)");
        assertThat(reason(floor, floor.entry("rules", TCS, Side.BUY, 10, "manual:1")))
                .isEqualTo("MAX_POSITIONS (limit=3, slots=3)");
    }

    @Test
    void sidesOfItsClientAreNotItsSides() {
        Config config = Floor.beside(Floor.sharing("a", "b"));
        Floor shorts = Floor.of(config.withLimits(Change.shortSelling(config.limits())));
        shorts.holds("rules", TCS, 10);
        shorts.holds("a", RELIANCE, 10);

        assertThat(state(shorts, shorts.entry("a", TCS, Side.SELL, 10, "manual:1")))
                .as("the baseline is long")
                .isEqualTo(OrderState.ACCEPTED);
        assertThat(state(shorts, shorts.entry("rules", RELIANCE, Side.SELL, 10, "manual:2")))
                .as("another account is long")
                .isEqualTo(OrderState.ACCEPTED);
        assertThat(reason(shorts, shorts.entry("b", TCS, 10)))
                .as("the others still have each other's sides")
                .isEqualTo("OPPOSITE_IN_CLIENT (shorts=1)");
        assertThat(shorts.imbalances()).isEmpty();
        assertThat(Reckoning.breaks(shorts.stored, shorts.config)).isEmpty();
    }

    @Test
    void itsJudgeLooksAtItsOwnTotals() {
        Floor one = Floor.of(limited(1));
        one.orders().on(one.entry("claude", TCS, 10));
        one.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(TCS, Side.BUY, 10L, "vwap", "first", 50));
            tools.ask(new Ask.Enter(RELIANCE, Side.BUY, 10L, "vwap", "second", 50));
            assertThat(briefing.limits().get("positionsTotal").used()).isZero();
            return Advice.without("asked twice");
        };
        one.decisions().on(new SignalsReady("rules", Floor.T, Floor.ALL, List.of()));
        List<Proposal> proposals = one.kept(sauda.events.DecisionMade.class, "decision").stream()
                .flatMap(decision -> decision.proposals().stream())
                .toList();

        assertThat(proposals)
                .extracting(proposal -> proposal.denied().toString())
                .containsExactly("[]", "[MAX_POSITIONS_TOTAL (limit=1, slots=1)]");
    }

    @ParameterizedTest
    @EnumSource(names = "RESUME", mode = EnumSource.Mode.EXCLUDE)
    void theOwnersWordHoldsForIt(ControlDesk.Verb verb) {
        OrderRequested entry = floor.holds("rules", TCS, 10);
        floor.control().say(verb, "owner", "a test");
        boolean leaves = verb == ControlDesk.Verb.FLATTEN || verb == ControlDesk.Verb.KILL;

        assertThat(floor.letters.all(OrderRequested.class))
                .extracting(OrderRequested::account, OrderRequested::symbol, OrderRequested::quantity)
                .isEqualTo(leaves ? List.of(tuple("rules", entry.symbol(), 10L)) : List.of());
        assertThat(state(floor, floor.entry("rules", RELIANCE, 10))).isEqualTo(OrderState.DENIED);
    }

    @Test
    void whatDoesNotTieInItsTotalsAndSidesIsSaidOfIt() {
        floor.holds("rules", TCS, 10);
        floor.tamper(Keys.totalsOf("rules"), "slots", 4);
        floor.tamper(Keys.sidesOf("rules", TCS), "longs", 2);

        assertThat(Reckoning.breaks(floor.stored, floor.config))
                .containsExactly(
                        "totals of rules: slots is 4 but the fills say 1",
                        "rules: longs of TCS is 2 but the fills say 1");
    }

    @Test
    void reconcileHoldsItForItsTotalsAndNobodyElse() {
        floor.holds("rules", TCS, 10);
        reconcile();
        assertThat(floor.account("rules").state()).isEqualTo(TradingState.ACTIVE);
        floor.tamper(Keys.totalsOf("rules"), "exposure", 1);
        floor.orders().on(floor.entry("rules", RELIANCE, 10));
        reconcile();

        assertThat(floor.account("rules").state()).isEqualTo(TradingState.REDUCING);
        assertThat(floor.account("rules").stateBecause()).startsWith("RECONCILE_BREAK: its total of exposure is ");
        assertThat(floor.account("claude").state()).isEqualTo(TradingState.ACTIVE);
        assertThat(floor.kept(Alert.class, "alert")).extracting(Alert::subject).containsExactly("rules");

        Map<String, Object> right =
                Map.of("exposure", floor.account("rules").exposure().amount());
        right.forEach((counter, value) -> floor.tamper(Keys.totalsOf("rules"), counter, value));
        reconcile();
        assertThat(floor.account("rules").state()).isEqualTo(TradingState.ACTIVE);
    }

    private void reconcile() {
        floor.clock.set(floor.clock.instant().plus(Duration.ofMinutes(1)));
        new ReconcileDesk(floor.ledger, floor.config, "paper", floor.broker, floor.clock)
                .on(new Tick(Tick.Duty.RECONCILE, floor.clock.instant()));
    }

    @Test
    void aLiveClientsTotalsAreComparedWithoutIt() {
        LiveFloor live = LiveFloor.of(Floor.beside(LiveFloor.config("claude")));
        live.floor.broker = live.floor.venue;
        live.floor.holds("rules", TCS, 10);
        live.minutes(3);

        assertThat(live.counting()).isEmpty();
        assertThat(Reckoning.breaks(live.floor.stored, live.floor.config)).isEmpty();
        assertThat(live.floor.imbalances()).isEmpty();
        assertThat(live.totals()).isEqualTo(Map.of("slots", 0, "exposure", sauda.events.Rupees.ZERO));
    }

    @Test
    void aDayOpensItsTotalsOnce() {
        floor.holds("rules", TCS, 10);
        Item before = floor.stored.get(Keys.totalsOf("rules")).orElseThrow();
        floor.openDay(DATE);

        assertThat(floor.stored.get(Keys.totalsOf("rules"))).contains(before);
    }

    private BigDecimal total(sauda.core.ledger.Key key, String counter) {
        return (BigDecimal) floor.stored.get(key).orElseThrow().attributes().get(counter);
    }

    private static OrderState state(Floor floor, OrderRequested entry) {
        return floor.orders().on(entry).state();
    }

    private static String reason(Floor floor, OrderRequested entry) {
        Order order = floor.orders().on(entry);
        assertThat(order.state()).isEqualTo(OrderState.DENIED);
        return order.reasons().getFirst().toString();
    }

    @Test
    void whatHasTradedAsABaselineIsNotMadeOneOfTheOthers() {
        floor.holds("rules", TCS, 10);
        Config switched = floor.config.withAccounts(floor.config.accounts().stream()
                .map(account -> account.name().equals("rules") ? withTheOthers(account) : account)
                .toList());
        DayDesk days = new DayDesk(floor.stored, switched, floor.clock);

        assertThatThrownBy(() -> days.open(switched.account("rules").orElseThrow(), DATE.plusDays(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rules has traded as a baseline and stays so: give what is new a name of its own");
    }

    private static Config.AccountSpec withTheOthers(Config.AccountSpec account) {
        return new Config.AccountSpec(
                account.name(),
                account.active(),
                account.advisor(),
                account.model(),
                account.fallbacks(),
                account.secret(),
                account.members(),
                account.stocks(),
                account.strategies(),
                account.assignments(),
                account.capitalPercent(),
                account.product(),
                account.client(),
                account.budget(),
                false);
    }
}
