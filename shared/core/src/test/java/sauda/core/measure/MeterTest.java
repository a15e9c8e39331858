package sauda.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.events.Metric.ADDRESS_TROUBLE;
import static sauda.events.Metric.DAY_LOSS;
import static sauda.events.Metric.DAY_PNL;
import static sauda.events.Metric.DECISION_MILLIS;
import static sauda.events.Metric.DRAWDOWNS;
import static sauda.events.Metric.LIMITS_OVER;
import static sauda.events.Metric.LIMIT_USE;
import static sauda.events.Metric.MODELS_DEGRADED;
import static sauda.events.Metric.MODEL_BUDGET_USE;
import static sauda.events.Metric.MODEL_COST;
import static sauda.events.Metric.MODEL_ERRORS;
import static sauda.events.Metric.MODEL_TOKENS;
import static sauda.events.Metric.ORDERS_DENIED;
import static sauda.events.Metric.ORDERS_FILLED;
import static sauda.events.Metric.ORDERS_REJECTED;
import static sauda.events.Metric.ORDERS_UNKNOWN;
import static sauda.events.Metric.ORDER_ANSWERED_MILLIS;
import static sauda.events.Metric.ORDER_MILLIS;
import static sauda.events.Metric.ORDER_RESERVED_MILLIS;
import static sauda.events.Metric.ORDER_SENT_MILLIS;
import static sauda.events.Metric.RECONCILE_BREAKS;
import static sauda.events.Metric.SHARES_NOT_FLAT;
import static sauda.events.Metric.STOCKS_MISSING;
import static sauda.events.Metric.STRATEGIES_DEGRADED;
import static sauda.events.Metric.TICKS_MISSED;
import static sauda.events.Metric.TICK_SECONDS;
import static sauda.events.Metric.TOKEN_TROUBLE;
import static sauda.events.Metric.TRADING_STATE;
import static sauda.events.Metric.UNPROTECTED_SHARES;
import static sauda.events.Metric.URGENT_ALERTS;
import static sauda.events.Metric.VALUE;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.config.ConfigFile;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Break;
import sauda.events.Control;
import sauda.events.DecisionMade;
import sauda.events.Fact;
import sauda.events.Metric;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Reconciled;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.TradingState;

class MeterTest {

    private static final Instant T = Instant.parse("2026-01-15T04:45:00Z");
    private static final Instant COMMIT = T.plusMillis(9_000);
    private static final Instant AT = T.plusSeconds(12);

    private final Meter meter = new Meter(ConfigFile.defaults());

    @Test
    void anOrdersWayIsMeasuredStepByStep() {
        Order reserved = order(OrderState.RESERVED, COMMIT.plusMillis(90));
        Order submitting = reserved.into(OrderState.SUBMITTING, List.of(), null, COMMIT.plusMillis(130));
        Order accepted = submitting.into(OrderState.ACCEPTED, List.of(), "v1", COMMIT.plusMillis(250));
        Order filled = accepted.into(OrderState.FILLED, List.of(), null, COMMIT.plusSeconds(60));

        assertThat(ofOrder(null, reserved)).containsExactly(measure(ORDER_RESERVED_MILLIS, 90));
        assertThat(ofOrder(reserved, submitting)).containsExactly(measure(ORDER_SENT_MILLIS, 40));
        assertThat(ofOrder(submitting, accepted))
                .containsExactly(measure(ORDER_ANSWERED_MILLIS, 120), measure(ORDER_MILLIS, 250));
        assertThat(ofOrder(accepted, filled)).containsExactly(measure(ORDERS_FILLED, 1));
        assertThat(ofOrder(accepted, accepted.at("v2"))).isEmpty();
    }

    @Test
    void anOrderThatEndsOtherwiseIsCountedAsSuch() {
        Order submitting = order(OrderState.SUBMITTING, COMMIT.plusMillis(130));
        List<Reason> why = List.of(new Reason("NO_FUNDS", Map.of()));
        Order unknown = submitting.into(OrderState.UNKNOWN, why, null, COMMIT.plusSeconds(3));

        assertThat(ofOrder(null, order(OrderState.DENIED, AT))).containsExactly(measure(ORDERS_DENIED, 1));
        assertThat(ofOrder(submitting, submitting.into(OrderState.REJECTED, why, null, COMMIT.plusMillis(200))))
                .containsExactly(
                        measure(ORDER_ANSWERED_MILLIS, 70), measure(ORDER_MILLIS, 200), measure(ORDERS_REJECTED, 1));
        assertThat(ofOrder(submitting, unknown)).containsExactly(measure(ORDERS_UNKNOWN, 1));
    }

    /// What was found later says nothing of the way there.
    @Test
    void onlyTheVenuesOwnAnswerIsTimed() {
        Order unknown = order(OrderState.UNKNOWN, COMMIT.plusSeconds(3));

        assertThat(ofOrder(unknown, unknown.into(OrderState.ACCEPTED, List.of(), "v1", AT.plusSeconds(60))))
                .isEmpty();
    }

    @Test
    void ofAnOrderThatEndsWithItsTickNobodyKnowsWhenItWasAskedFor() {
        OrderRequested late = request(Purpose.EXIT, T.plus(OrderRequested.AFTER_TICK));

        assertThat(ofOrder(null, Order.of(late, OrderState.RESERVED, 1, Rupees.ZERO, AT)))
                .isEmpty();
    }

    @Test
    void aProtectionIsNotTimedAsIfSomebodyWaitedForIt() {
        OrderRequested stop = request(Purpose.PROTECTION, COMMIT.plusSeconds(30));
        Order submitting = Order.of(stop, OrderState.SUBMITTING, 1, Rupees.ZERO, AT);

        assertThat(ofOrder(submitting, submitting.into(OrderState.ACCEPTED, List.of(), "v", AT.plusMillis(60))))
                .containsExactly(measure(ORDER_ANSWERED_MILLIS, 60));
    }

    @Test
    void aDecisionTellsItsTimeItsCostAndWhetherItsModelAnswered() {
        Fact claimed = new Fact.Decided(decision("model", "m", "claimed", DecisionMade.State.CLAIMED));
        Fact decided = new Fact.Decided(decision("model", "m", "nothing to do", DecisionMade.State.DECIDED));

        assertThat(meter.of(null, claimed, AT)).isEmpty();
        assertThat(meter.of(decided, decided, AT)).isEmpty();
        assertThat(meter.of(claimed, decided, AT))
                .containsExactly(
                        measure(MODEL_ERRORS, 0),
                        measure(DECISION_MILLIS, 2_500),
                        Measure.of(MODEL_TOKENS, "claude", BigDecimal.valueOf(1_100), AT),
                        Measure.of(MODEL_COST, "claude", new BigDecimal("1.25"), AT));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "model | MODEL_TIMEOUT: m did not answer | 1",
                "model | NO_KEY: no key | 1",
                "model | BUDGET: the day has 10 tokens left | 0",
                "model | DATA_MISSING [] | 0",
                "ensemble | ALL_MEMBERS_FAILED: m | 1",
                "ensemble | two of three say hold | 0"
            },
            delimiter = '|')
    void aModelIsToBlameForWhatItDidNotAnswer(String advisor, String because, long errors) {
        assertThat(of(new Fact.Decided(decision(advisor, null, because, DecisionMade.State.DECIDED))))
                .contains(measure(MODEL_ERRORS, errors));
    }

    @Test
    void aLostDecisionIsAnError() {
        assertThat(of(new Fact.Decided(decision("model", "m", "DECISION_LOST", DecisionMade.State.DECIDED))))
                .contains(measure(MODEL_ERRORS, 1));
    }

    @Test
    void decisionsOfRulesMeasureNoModel() {
        assertThat(of(new Fact.Decided(decision("rules", null, "no signal", DecisionMade.State.DECIDED))))
                .isEmpty();
    }

    @Test
    void aMarkTellsHowLateItIsAndWhatTheAccountIsWorth() {
        assertThat(of(new Fact.SnapshotTaken(snapshot("claude", "-30000.50"))))
                .containsExactly(
                        measure(TICK_SECONDS, 12),
                        Measure.of(VALUE, "claude", new BigDecimal("569999.5"), AT),
                        Measure.of(DAY_PNL, "claude", new BigDecimal("-30000.5"), AT),
                        Measure.of(DAY_LOSS, new BigDecimal("5.00"), AT));
    }

    @Test
    void aBaselineIsInNoSumOfTheStage() {
        assertThat(of(new Fact.SnapshotTaken(snapshot("rules", "-100000"))).stream()
                        .map(Measure::metric))
                .containsExactly(TICK_SECONDS, VALUE, DAY_PNL);
        assertThat(of(new Fact.AccountChanged(account("rules", "-100000", 3, 0))))
                .isEmpty();
    }

    @Test
    void anAccountTellsHowMuchOfItsLimitsIsUsed() {
        assertThat(of(new Fact.AccountChanged(account("claude", "-48000", 3, 1_500_000))))
                .containsExactly(
                        Measure.of(LIMIT_USE, new BigDecimal("80.00"), AT),
                        measure(LIMITS_OVER, 0),
                        Measure.of(MODEL_BUDGET_USE, new BigDecimal("50.00"), AT));
    }

    @Test
    void aGainUsesNoLimitAndTooManyPositionsAreBeyondOne() {
        assertThat(of(new Fact.AccountChanged(account("claude", "9000", 4, 0))))
                .contains(Measure.of(LIMIT_USE, BigDecimal.ZERO, AT), measure(LIMITS_OVER, 1));
        assertThat(of(new Fact.AccountChanged(account("claude", "-61000", 0, 0))))
                .contains(measure(LIMITS_OVER, 1));
    }

    @Test
    void anAccountThatChangedOtherwiseSaysNothingNew() {
        Fact before = new Fact.AccountChanged(account("claude", "-48000", 3, 10));
        Fact after = new Fact.AccountChanged(account("claude", "-48000", 3, 1_500_000));

        assertThat(meter.of(before, after, AT))
                .containsExactly(Measure.of(MODEL_BUDGET_USE, new BigDecimal("50.00"), AT));
    }

    @Test
    void anAccountBeyondALimitGoesOnSayingSo() {
        Fact beyond = new Fact.AccountChanged(account("claude", "0", 4, 0));

        assertThat(meter.of(beyond, beyond, AT)).containsExactly(measure(LIMITS_OVER, 1));
    }

    @Test
    void breaksCountWhenTheyDidNotSettle() {
        Break differs = new Break("POSITION_DIFFERS", List.of("claude"), "INFY", "10 here, 5 there", Map.of());
        Reconciled reconciled = new Reconciled(
                "main", T, List.of(new Reconciled.Seen(differs, T, 0), new Reconciled.Seen(differs, T, 2)), "", T, T);

        assertThat(of(new Fact.Compared(reconciled))).containsExactly(measure(RECONCILE_BREAKS, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_TICK, TICKS_MISSED, 1",
        "DATA_MISSING, STOCKS_MISSING, 2",
        "UNPROTECTED, UNPROTECTED_SHARES, 7",
        "NOT_FLAT, SHARES_NOT_FLAT, 7",
        "STRATEGY_DEGRADED, STRATEGIES_DEGRADED, 1",
        "MODEL_DEGRADED, MODELS_DEGRADED, 1",
        "DRAWDOWN, DRAWDOWNS, 1",
        "TOKEN_DEAD, TOKEN_TROUBLE, 1",
        "PREFLIGHT_TOKEN, TOKEN_TROUBLE, 1",
        "PREFLIGHT_LOGIN, TOKEN_TROUBLE, 1",
        "IP_NOT_REGISTERED, ADDRESS_TROUBLE, 1",
        "PREFLIGHT_IP, ADDRESS_TROUBLE, 1"
    })
    void anAlertIsMeasuredByItsCode(String code, Metric metric, long value) {
        assertThat(of(new Fact.Alerted(alert(code, Alert.Level.WARN)))).containsExactly(measure(metric, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECONCILE_HALT", "EXIT_STUCK", "ANYTHING"})
    void whateverIsUrgentIsCounted(String code) {
        assertThat(of(new Fact.Alerted(alert(code, Alert.Level.URGENT)))).containsExactly(measure(URGENT_ALERTS, 1));
    }

    @Test
    void anAlertThatIsWrittenAgainIsNotCountedAgain() {
        Fact told = new Fact.Alerted(alert("NO_TICK", Alert.Level.URGENT));

        assertThat(meter.of(told, told, AT)).isEmpty();
    }

    @Test
    void theTradingStateIsANumberThatGrowsWithItsStrictness() {
        Control halted = new Control(TradingState.HALTED, false, 2, "asha", "enough", T, 2, "");

        assertThat(of(new Fact.ControlChanged(halted))).containsExactly(measure(TRADING_STATE, 2));
    }

    /// What the ledger's facts do not tell is the way into a queue and out of it, which the executor measures.
    @Test
    void everyMetricIsMadeOfSomeFact() {
        Set<Metric> made = Stream.of(
                        ofOrder(null, order(OrderState.RESERVED, AT)),
                        ofOrder(order(OrderState.RESERVED, AT), order(OrderState.SUBMITTING, AT)),
                        ofOrder(order(OrderState.SUBMITTING, AT), order(OrderState.REJECTED, AT)),
                        ofOrder(null, order(OrderState.DENIED, AT)),
                        ofOrder(null, order(OrderState.UNKNOWN, AT)),
                        ofOrder(null, order(OrderState.FILLED, AT)),
                        of(new Fact.Decided(decision("model", "m", "", DecisionMade.State.DECIDED))),
                        of(new Fact.SnapshotTaken(snapshot("claude", "0"))),
                        of(new Fact.AccountChanged(account("claude", "0", 0, 0))),
                        of(new Fact.Compared(new Reconciled("main", T, List.of(), "", T, T))),
                        of(new Fact.ControlChanged(new Control(TradingState.ACTIVE, false, 1, "", "", T, 1, ""))),
                        Stream.of(
                                        "NO_TICK",
                                        "DATA_MISSING",
                                        "UNPROTECTED",
                                        "NOT_FLAT",
                                        "STRATEGY_DEGRADED",
                                        "MODEL_DEGRADED",
                                        "DRAWDOWN",
                                        "TOKEN_DEAD",
                                        "IP_NOT_REGISTERED")
                                .flatMap(code -> of(new Fact.Alerted(alert(code, Alert.Level.URGENT))).stream())
                                .toList())
                .flatMap(List::stream)
                .map(Measure::metric)
                .collect(Collectors.toSet());

        assertThat(made)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Metric.ORDER_POSTED_MILLIS, Metric.ORDER_QUEUED_MILLIS)));
    }

    private List<Measure> of(Fact fact) {
        return meter.of(null, fact, AT);
    }

    private List<Measure> ofOrder(@Nullable Order before, Order after) {
        return meter.of(before == null ? null : new Fact.OrderUpdated(before), new Fact.OrderUpdated(after), AT);
    }

    private static Measure measure(Metric metric, long value) {
        return Measure.of(metric, value, AT);
    }

    private static Order order(OrderState state, Instant changedAt) {
        return Order.of(request(Purpose.ENTRY, COMMIT.plusSeconds(30)), state, 1, Rupees.ZERO, changedAt);
    }

    private static OrderRequested request(Purpose purpose, Instant expiresAt) {
        Symbol infy = new Symbol("INFY");
        Rupees price = Rupees.of("1500");
        return new OrderRequested(
                OrderId.of(T, "claude", "test", infy, Side.BUY, 0),
                "claude",
                infy,
                Side.BUY,
                purpose,
                10,
                price,
                price,
                price,
                "vwap",
                "test",
                "because",
                T,
                expiresAt,
                "config");
    }

    private static DecisionMade decision(
            String advisor, @Nullable String model, String because, DecisionMade.State state) {
        return new DecisionMade(
                "claude",
                T,
                state,
                advisor,
                model,
                false,
                T.plusSeconds(250),
                because,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                2,
                1_000,
                100,
                Rupees.of("1.25"),
                null,
                null,
                new DecisionMade.Measured(2_500));
    }

    private static Snapshot snapshot(String account, String dayPnl) {
        Rupees pnl = Rupees.of(dayPnl);
        Rupees value = Rupees.of("600000").plus(pnl);
        return new Snapshot(account, T, value, Rupees.ZERO, Rupees.ZERO, value, pnl, Rupees.ZERO, pnl, pnl, List.of());
    }

    private static Account account(String name, String dayPnl, int slots, long tokens) {
        Rupees capital = Rupees.of("600000");
        Account opened = Account.opened(name, "paper", capital, LocalDate.of(2026, 1, 15));
        return new Account(
                name,
                "paper",
                TradingState.ACTIVE,
                "",
                capital,
                opened.cash(),
                opened.day().valued(capital.plus(Rupees.of(dayPnl))).withModelUse(1, tokens, Rupees.ZERO),
                slots,
                Rupees.ZERO,
                opened.working(),
                Map.of(),
                1,
                "");
    }

    private static Alert alert(String code, Alert.Level level) {
        return new Alert(
                code,
                "claude",
                "text",
                level,
                Map.of(
                        "shares", BigDecimal.valueOf(7),
                        "stocks", BigDecimal.valueOf(5),
                        "arrived", BigDecimal.valueOf(3)),
                T);
    }
}
