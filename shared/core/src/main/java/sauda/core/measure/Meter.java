package sauda.core.measure;

import static sauda.events.Metric.ADDRESS_TROUBLE;
import static sauda.events.Metric.DAY_LOSS;
import static sauda.events.Metric.DAY_PNL;
import static sauda.events.Metric.DECISION_MILLIS;
import static sauda.events.Metric.DRAWDOWNS;
import static sauda.events.Metric.MODELS_DEGRADED;
import static sauda.events.Metric.MODEL_COST;
import static sauda.events.Metric.MODEL_ERRORS;
import static sauda.events.Metric.MODEL_TOKENS;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.events.Alert;
import sauda.events.DecisionMade;
import sauda.events.DecisionMade.State;
import sauda.events.Fact;
import sauda.events.Reconciled;
import sauda.events.Snapshot;

/// What a change of the ledger measures. Asked for the same change twice it says the same, and
/// of a change that nothing is to be said of it says nothing.
public final class Meter {

    private static final Set<String> MODELS = Set.of("model", "ensemble");

    /// What a model is not to blame for.
    private static final List<String> NO_FAULT_OF_A_MODEL = List.of("DATA_MISSING", "STALE_TICK", "BUDGET");

    private static final Set<String> TOKEN = Set.of("TOKEN_DEAD", "PREFLIGHT_TOKEN", "PREFLIGHT_LOGIN");
    private static final Set<String> ADDRESS = Set.of("IP_NOT_REGISTERED", "PREFLIGHT_IP");

    private final Config config;
    private final LimitsOf limits;

    public Meter(Config config) {
        this.config = config;
        this.limits = new LimitsOf(config);
    }

    /// @param before as it was, or null when it was not there
    /// @param at     when the ledger had it
    public List<Measure> of(@Nullable Fact before, Fact after, Instant at) {
        return switch (after) {
            case Fact.OrderUpdated(var order) ->
                OrderTimes.of(before instanceof Fact.OrderUpdated(var was) ? was : null, order, at);
            case Fact.Decided(var decision) ->
                decision.state() == State.DECIDED
                                && !(before instanceof Fact.Decided(var was) && was.state() == State.DECIDED)
                        ? decided(decision, at)
                        : List.of();
            case Fact.SnapshotTaken(var snapshot) -> before == null ? marked(snapshot, at) : List.of();
            case Fact.AccountChanged(var account) ->
                limits.of(before instanceof Fact.AccountChanged(var was) ? was : null, account, at);
            case Fact.Compared(var reconciled) -> List.of(Measure.of(RECONCILE_BREAKS, breaks(reconciled), at));
            case Fact.Alerted(var alert) -> before == null ? told(alert, at) : List.of();
            case Fact.ControlChanged(var control) ->
                List.of(Measure.of(TRADING_STATE, control.state().ordinal(), at));
            case Fact.PositionChanged _, Fact.TradeChanged _ -> List.of();
        };
    }

    private List<Measure> decided(DecisionMade decision, Instant at) {
        if (!MODELS.contains(decision.advisor())) {
            return List.of();
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.of(MODEL_ERRORS, isWithoutAnswer(decision) ? 1 : 0, at));
        measures.add(Measure.of(DECISION_MILLIS, decision.measured().millis(), at));
        measures.add(Measure.of(
                MODEL_TOKENS, decision.account(), BigDecimal.valueOf(decision.tokensIn() + decision.tokensOut()), at));
        measures.add(Measure.of(
                MODEL_COST, decision.account(), decision.cost().toPaisa().amount(), at));
        return measures;
    }

    /// An answer names the model that gave it; without one the reason of the hold is in its place.
    private static boolean isWithoutAnswer(DecisionMade decision) {
        String because = decision.because();
        if (NO_FAULT_OF_A_MODEL.stream().anyMatch(because::startsWith)) {
            return false;
        }
        return because.equals("DECISION_LOST")
                || because.startsWith("ALL_MEMBERS_FAILED")
                || decision.advisor().equals("model") && decision.model() == null;
    }

    private List<Measure> marked(Snapshot snapshot, Instant at) {
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.of(
                TICK_SECONDS, Math.max(0, Duration.between(snapshot.t(), at).toSeconds()), at));
        measures.add(
                Measure.of(VALUE, snapshot.account(), snapshot.value().toPaisa().amount(), at));
        measures.add(Measure.of(
                DAY_PNL, snapshot.account(), snapshot.dayPnl().toPaisa().amount(), at));
        Optional<AccountSpec> spec = config.account(snapshot.account());
        if (spec.filter(account -> !account.baseline()).isPresent()) {
            measures.add(Measure.of(DAY_LOSS, Share.loss(snapshot.dayPnl(), config.capitalOf(spec.get())), at));
        }
        return measures;
    }

    private static long breaks(Reconciled reconciled) {
        return reconciled.seen().stream().filter(Reconciled.Seen::counts).count();
    }

    private static List<Measure> told(Alert alert, Instant at) {
        List<Measure> measures = new ArrayList<>();
        switch (alert.code()) {
            case "NO_TICK" -> measures.add(Measure.of(TICKS_MISSED, 1, at));
            case "DATA_MISSING" ->
                measures.add(
                        Measure.of(STOCKS_MISSING, number(alert, "stocks").subtract(number(alert, "arrived")), at));
            case "UNPROTECTED" -> measures.add(Measure.of(UNPROTECTED_SHARES, number(alert, "shares"), at));
            case "NOT_FLAT" -> measures.add(Measure.of(SHARES_NOT_FLAT, number(alert, "shares"), at));
            case "STRATEGY_DEGRADED" -> measures.add(Measure.of(STRATEGIES_DEGRADED, 1, at));
            case "MODEL_DEGRADED" -> measures.add(Measure.of(MODELS_DEGRADED, 1, at));
            case "DRAWDOWN" -> measures.add(Measure.of(DRAWDOWNS, 1, at));
            default -> {
                if (TOKEN.contains(alert.code())) {
                    measures.add(Measure.of(TOKEN_TROUBLE, 1, at));
                } else if (ADDRESS.contains(alert.code())) {
                    measures.add(Measure.of(ADDRESS_TROUBLE, 1, at));
                }
            }
        }
        if (alert.level() == Alert.Level.URGENT) {
            measures.add(Measure.of(URGENT_ALERTS, 1, at));
        }
        return measures;
    }

    private static BigDecimal number(Alert alert, String name) {
        return alert.numbers().getOrDefault(name, BigDecimal.ONE);
    }
}
