package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sauda.infra.ReadyInMarketHours.Hours;
import sauda.infra.Synthesised.Resource;

class ReadyInMarketHoursTest {

    private static final List<String> AWAITED = List.of("dashboard", "executor-main", "executor-paper");

    @Test
    void whatThePageAndTheMarketWaitForIsReadyFromBeforeTheOpenUntilAfterTheClose() {
        Synthesised template = Synthesised.LIVE;
        List<Resource> ready = template.all("AWS::ApplicationAutoScaling::ScalableTarget");

        assertThat(ready)
                .extracting(target ->
                        target.get("ResourceId").findValuesAsText("Ref").getFirst())
                .containsExactlyInAnyOrderElementsOf(AWAITED.stream()
                        .map(name -> template.aliasOf(name).id())
                        .toList());
        assertThat(ready).allSatisfy(target -> {
            assertThat(target.text("ScalableDimension")).isEqualTo("lambda:function:ProvisionedConcurrency");
            assertThat(target.get("MinCapacity").asInt(-1)).isZero();
            assertThat(target.get("ScheduledActions"))
                    .extracting(action -> action.path("Schedule").asText() + " "
                            + action.path("Timezone").asText() + " "
                            + action.path("ScalableTargetAction").path("MinCapacity") + "-"
                            + action.path("ScalableTargetAction").path("MaxCapacity"))
                    .containsExactly(
                            "cron(5 9 ? * MON-FRI *) Asia/Kolkata 1-1", "cron(45 15 ? * MON-FRI *) Asia/Kolkata 0-0");
        });
        assertThat(snapStarted(template)).isEmpty();
    }

    @Test
    void theHoursAreThoseOfTheOrdinarySessionsAhead() {
        assertThat(Synthesised.LIVE.deployment().readyHours())
                .isEqualTo(new Hours(LocalTime.of(9, 5), LocalTime.of(15, 45)));
        assertThat(Synthesised.ONE_LIVE.deployment().readyHours())
                .as("while the close is still at 15:30")
                .isEqualTo(new Hours(LocalTime.of(9, 5), LocalTime.of(16, 0)));
    }

    @Test
    void bySnapStartTheirVersionsAreKeptStarted() {
        List<String> ofStocks = Synthesised.CHOSEN.functions().stream()
                .map(Synthesised.CHOSEN::shortName)
                .filter(name -> name.startsWith("signals-"))
                .toList();

        assertThat(ofStocks).isNotEmpty();
        assertThat(snapStarted(Synthesised.CHOSEN))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(AWAITED.stream(), ofStocks.stream()).toList());
        assertThat(Synthesised.CHOSEN.all("AWS::ApplicationAutoScaling::ScalableTarget"))
                .isEmpty();
    }

    @Test
    void aPlainStartIsNothingMore() {
        assertThat(snapStarted(Synthesised.DEFAULT)).isEmpty();
        assertThat(Synthesised.DEFAULT.all("AWS::ApplicationAutoScaling::ScalableTarget"))
                .isEmpty();
    }

    private static List<String> snapStarted(Synthesised template) {
        return template.functions().stream()
                .filter(function ->
                        function.get("SnapStart").path("ApplyOn").asText().equals("PublishedVersions"))
                .map(template::shortName)
                .toList();
    }
}
