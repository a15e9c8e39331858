package sauda.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Metric;
import sauda.events.Routes;
import sauda.infra.cost.Bill.Ask;
import sauda.infra.cost.Bill.Line;
import sauda.infra.cost.Inventory.Thing;
import sauda.infra.cost.Prices.Price;

class BillTest {

    private static final Load LOAD = new Load(2, 1, 0);
    private static final Map<String, Integer> FUNCTIONS = Map.of("signals", 2, "decisions", 2, "operations-mark", 1);

    private static Bill bill(Map<Thing, Integer> things, int ticksADay) {
        return bill(things, ticksADay, 0);
    }

    private static Bill bill(Map<Thing, Integer> things, int ticksADay, int liveClients) {
        Map<String, Integer> functions = new HashMap<>(FUNCTIONS);
        functions.put("operations-watch", 1);
        return Bill.of(
                new Inventory(things, functions, Map.of(), Map.of("tick", ticksADay, "watch", ticksADay)),
                new Ask(LOAD, liveClients, new BigDecimal("2"), new BigDecimal("10")),
                Usage.ofOneRunEach(),
                Prices.ofAws());
    }

    private static Line line(Bill bill, String what) {
        return bill.lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in " + bill.lines()));
    }

    @Test
    void whatIsFreeIsGivenOnceToAllThatAskForIt() {
        Bill bill = bill(Map.of(Thing.POLLED_QUEUES, 2), 100);
        BigDecimal messages = line(bill, "messages").quantity();
        Line polls = line(bill, "Lambda asking 2 queues");

        assertThat(line(bill, "messages").paid()).isZero();
        assertThat(polls.quantity()).isEqualByComparingTo("1296000");
        assertThat(polls.paid())
                .isEqualByComparingTo(messages.add(polls.quantity())
                        .subtract(new BigDecimal("1000000"))
                        .multiply(new BigDecimal("0.0000005")));
    }

    @Test
    void modelsAreAskedByTheAccountsThatHaveOneAtEachTick() {
        Bill bill = bill(Map.of(), 72);

        assertThat(bill.decisions()).isEqualByComparingTo("1512");
        assertThat(line(bill, "tokens in"))
                .isEqualTo(new Line(
                        Bill.MODELS,
                        "tokens in",
                        new BigDecimal("6.3504"),
                        "million tokens",
                        new BigDecimal("12.7008"),
                        new BigDecimal("12.7008")));
        assertThat(bill.total()).isEqualByComparingTo(bill.aws().add(bill.models()));
    }

    @Test
    void aMetricOfTheStageIsOneHoweverManyAccounts() {
        long ofAccounts = Arrays.stream(Metric.values())
                .filter(metric -> metric.by() == Metric.By.ACCOUNT)
                .count();

        assertThat(line(bill(Map.of(), 72), "our metrics").quantity())
                .isEqualByComparingTo(BigDecimal.valueOf(Metric.values().length + ofAccounts));
    }

    @Test
    void whatIsNotThereIsNotOnTheBill() {
        assertThat(bill(Map.of(), 0).lines()).extracting(Line::service).doesNotContain("Way out", Bill.MODELS);
    }

    @Test
    void aLiveClientIsWatchedForMostOfEachMinute() {
        BigDecimal paper = line(bill(Map.of(), 100, 0), "time").quantity();
        BigDecimal live = line(bill(Map.of(), 100, 1), "time").quantity();

        // 2,100 runs of 49.5 s more
        BigDecimal gigabytes = BigDecimal.valueOf(
                        Routes.function("operations-watch").memoryMb())
                .divide(BigDecimal.valueOf(1024), MathContext.DECIMAL64);
        assertThat(live.subtract(paper))
                .isCloseTo(new BigDecimal("103950").multiply(gigabytes), within(new BigDecimal("0.001")));
    }

    @ParameterizedTest
    @CsvSource({
        "cron(45 8 ? * MON-FRI *), 1",
        "'cron(7,10 15 ? * MON-FRI *)', 2",
        "cron(20-55/5 9 ? * MON-FRI *), 8",
        "cron(* 10-14 ? * MON-FRI *), 300",
        "cron(52 18 1 11 ? 2024), 0",
        "at(2024-11-01T17:30:00), 0"
    })
    void aScheduleFiresSoOftenOnAnOrdinaryDay(String expression, int times) {
        assertThat(Firings.ofADay(expression)).isEqualTo(times);
    }

    @Test
    void aThingWithoutAPriceAFunctionWithoutAUsageAndAPriceWithoutASourceAreFaults() {
        assertThatThrownBy(() -> Prices.ofAws().of("tea")).hasMessage("no price of tea");
        assertThatThrownBy(() -> Usage.ofOneRunEach().of("tea")).hasMessageContaining("the function tea");
        assertThatThrownBy(() -> new Prices(
                        "today",
                        "here",
                        Map.of(),
                        Map.of("tea", new Price(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, "cups", "hearsay"))))
                .hasMessage("tea has the source 'hearsay', which is none of []");
    }

    @Test
    void everyFunctionOfTheRoutesHasAUsage() {
        assertThat(Usage.ofOneRunEach().functions().keySet())
                .containsAll(
                        Routes.FUNCTIONS.stream().map(Routes.Function::name).toList());
    }

    @Test
    void anInventoryCountsWhatIsPaidFor() {
        Map<String, Object> resources = Map.of(
                "Queue", Map.of("Type", "AWS::SQS::Queue"),
                "Mapping",
                        Map.of(
                                "Type",
                                "AWS::Lambda::EventSourceMapping",
                                "Properties",
                                Map.of("EventSourceArn", Map.of("Fn::GetAtt", List.of("Queue", "Arn")))),
                "Stream",
                        Map.of(
                                "Type",
                                "AWS::Lambda::EventSourceMapping",
                                "Properties",
                                Map.of("EventSourceArn", Map.of("Fn::GetAtt", List.of("Table", "StreamArn")))),
                "Executor",
                        Map.of(
                                "Type",
                                "AWS::Lambda::Function",
                                "Properties",
                                Map.of("Handler", "sauda.executor.ExecutorHandler", "MemorySize", 1024)),
                "Live",
                        Map.of(
                                "Type",
                                "AWS::Lambda::Alias",
                                "Properties",
                                Map.of("FunctionName", Map.of("Ref", "Executor"))),
                "Ready",
                        Map.of(
                                "Type",
                                "AWS::ApplicationAutoScaling::ScalableTarget",
                                "Properties",
                                Map.of("ResourceId", Map.of("Fn::Join", List.of("", List.of(Map.of("Ref", "Live")))))),
                "Late",
                        Map.of(
                                "Type",
                                "AWS::CloudWatch::Alarm",
                                "Properties",
                                Map.of("Namespace", "Sauda", "MetricName", "TickLate")));

        Inventory inventory = Inventory.of(List.of(Map.of("Resources", resources)), Set.of("sauda/model/claude"));

        assertThat(inventory)
                .isEqualTo(new Inventory(
                        Map.of(
                                Thing.RESOURCES, 7,
                                Thing.QUEUES, 1,
                                Thing.POLLED_QUEUES, 1,
                                Thing.TRACED_FUNCTIONS, 0,
                                Thing.ALARMED_METRICS, 1,
                                Thing.SECRETS, 1),
                        Map.of("executor", 1),
                        Map.of("executor", 1024),
                        Map.of()));
    }
}
