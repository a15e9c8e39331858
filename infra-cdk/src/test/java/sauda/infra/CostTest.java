package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sauda.core.config.ConfigFile;
import sauda.infra.cost.CostPage;
import sauda.infra.cost.Costs;
import sauda.infra.cost.Inventory;
import sauda.infra.cost.Inventory.Thing;
import sauda.infra.cost.Load;
import sauda.infra.cost.Plan;

/// The page of the costs against the stack as it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostTest {

    private static final Path PAGE = Path.of("..", "docs", "cost.md");
    private static final Percentage TOLERANCE = Percentage.withPercentage(5);

    private CostCommand.Counted counted;
    private Costs costs;

    @BeforeAll
    void synthesize() {
        // One of the templates is made for other tests as well.
        Map<Plan, Inventory> shipped = Map.of(
                Plan.PAPER, inventory(Synthesised.DEFAULT),
                Plan.GATEWAY, CostCommand.inventory(Plan.GATEWAY, false, false),
                Plan.INSTANCE, CostCommand.inventory(Plan.INSTANCE, false, false));
        counted = CostCommand.counted(shipped);
        costs = CostCommand.costs(counted);
    }

    private static Inventory inventory(Synthesised template) {
        return Inventory.of(
                List.of(template.template().toJSON()),
                CostCommand.ownersSecrets(template.deployment().config(), false));
    }

    @Test
    void noTotalIsMoreThanFivePercentOffThePage() throws IOException {
        Map<String, BigDecimal> said = CostPage.totalsIn(Files.readString(PAGE));

        assertThat(said).hasSize(Costs.PLANS.size() * Costs.LOADS.size() * 2);
        assertThat(costs.totals())
                .allSatisfy((what, dollars) -> assertThat(dollars)
                        .as(what + " in docs/cost.md; renew it by: mvn -q -pl infra-cdk -am process-classes exec:exec"
                                + " -Dargs=\"cost --write\"")
                        .isCloseTo(said.get(what), TOLERANCE));
    }

    @Test
    void theTableOfHowFarOneStackGoesIsTheStacks() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "growth.md"));

        assertThat(page)
                .as("renew it by: mvn -q -pl infra-cdk -am process-classes exec:exec -Dargs=\"cost --write\"")
                .isEqualTo(CostPage.withGrowth(page, costs));
    }

    @Test
    void aStockAndAnAccountMoreComeToWhatTheStraightLineSays() {
        Inventory shipped = counted.templates().shipped();

        Inventory both = CostCommand.inventory(Plan.GATEWAY, true, true);

        assertThat(counted.templates().at(shipped, new Load(6, 3, 0))).isEqualTo(both);
        assertThat(both.things().get(Thing.RESOURCES))
                .isGreaterThan(shipped.things().get(Thing.RESOURCES));
    }

    @Test
    void theGrownConfigurationsDifferInNothingElse() {
        assertThat(ConfigFile.read(Grown.yaml(Plan.PAPER, true, false)).tradedStocks())
                .hasSize(6);
        assertThat(ConfigFile.read(Grown.yaml(Plan.PAPER, false, true)).activeAccounts())
                .hasSize(4);
        assertThat(ConfigFile.read(Grown.yaml(Plan.GATEWAY, false, false)).liveAcknowledged())
                .containsExactly("main");
    }

    @Test
    void theCommandTakesNothingThatItDoesNotKnow() {
        assertThatThrownBy(() -> CostCommand.run(Path.of(".."), List.of("--wirte")))
                .hasMessage("cost takes --write and nothing else, not [--wirte]");
    }
}
