package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.events.EventJson.BadMessage;

class FactTest {

    record Kind(String name, Object record, Function<Object, Fact> fact) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Kind> kinds = List.of(
            new Kind("order", Samples.read("Order.filled", Order.class), o -> new Fact.OrderUpdated((Order) o)),
            new Kind("position", Samples.read("Position", Position.class), p -> new Fact.PositionChanged((Position) p)),
            new Kind("trade", Samples.read("Trade", Trade.class), t -> new Fact.TradeChanged((Trade) t)),
            new Kind("control", Samples.read("Control", Control.class), c -> new Fact.ControlChanged((Control) c)),
            new Kind(
                    "decision",
                    Samples.read("DecisionMade", DecisionMade.class),
                    d -> new Fact.Decided((DecisionMade) d)),
            new Kind("snapshot", Samples.read("Snapshot", Snapshot.class), s -> new Fact.SnapshotTaken((Snapshot) s)),
            new Kind("alert", Samples.read("Alert", Alert.class), a -> new Fact.Alerted((Alert) a)),
            new Kind("account", Samples.read("Account", Account.class), a -> new Fact.AccountChanged((Account) a)),
            new Kind(
                    "reconciled",
                    Samples.read("Reconciled", Reconciled.class),
                    r -> new Fact.Compared((Reconciled) r)));

    @ParameterizedTest
    @FieldSource("kinds")
    void anItemOfTheLedgerBecomesItsFact(Kind kind) {
        assertThat(Fact.of(kind.name(), EventJson.toMap(kind.record())))
                .contains(kind.fact().apply(kind.record()));
    }

    @Test
    void everyKindOfFactIsTried() {
        assertThat(kinds.stream()
                        .map(kind -> kind.fact().apply(kind.record()).getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Fact.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void kindsThatNobodyWaitsForAreNoFacts() {
        for (var kind : List.of("totals", "audit", "arrival", "", "Order")) {
            assertThat(Fact.of(kind, Map.of())).as(kind).isEmpty();
        }
    }

    @Test
    void anItemThatIsNotOfItsKindIsRefused() {
        assertThatThrownBy(() -> Fact.of("order", Map.of("state", "FILLED"))).isInstanceOf(BadMessage.class);
    }
}
