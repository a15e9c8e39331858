package sauda.local.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void aSampleIsItsMedianAndItsEnds() {
        assertThat(Sample.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Sample(3, 1, 5, 3));
        assertThat(Sample.of(List.of(4.0, 1.0))).hasToString("3 [1-4]");
    }

    @Test
    void aTableHoldsEachFunctionAgainstHelloWorldAndEachWayAgainstThePlainStart() {
        Measured hello =
                new Measured("hello-world", 1024, 1, 2_000, 100, 70, Map.of(Way.BASE, new Sample(200, 190, 240, 3)));
        Measured other = new Measured(
                "executor",
                1024,
                10_240,
                5_500,
                250,
                150,
                Map.of(Way.BASE, new Sample(600, 500, 700, 3), Way.AOT, new Sample(150, 140, 160, 3)));
        Measured both = new Measured(
                hello.name(),
                1024,
                1,
                2_000,
                100,
                70,
                Map.of(Way.BASE, new Sample(200, 190, 240, 3), Way.AOT, new Sample(100, 90, 110, 3)));

        assertThat(ColdStartTable.of(List.of(both, other), List.of(Way.BASE, Way.AOT)))
                .contains("| hello-world | 200 [190-240] | 1.00 | 100 [90-110] | 0.50 | 100 | 1.00 |")
                .contains(
                        "| executor | 600 [500-700] | 3.00 | 150 [140-160] | 0.25 | 250 | 2.50 | 10.0 | 5,500 | 150 |");
    }

    @Test
    void stagesTellTheirPercentilesAndForgetWhatDoesNotCount() {
        Stages stages = new Stages();
        stages.took(Stages.Stage.WHOLE, 9_000_000_000L);
        stages.forget();
        for (int i = 1; i <= 100; i++) {
            stages.took(Stages.Stage.WHOLE, i * 1_000_000L);
        }

        assertThat(stages.at(Stages.Stage.WHOLE, 50)).isBetween(49.9, 50.1);
        assertThat(stages.at(Stages.Stage.WHOLE, 95)).isBetween(94.9, 95.1);
        assertThat(stages.at(Stages.Stage.READ, 50)).isZero();
        assertThat(stages.table()).contains("| **decision committed → acknowledged** | 100 | 50.0 | 95.0 | 99.0 |");
    }

    @Test
    void figuresAreRenewedBetweenTheirLinesAndThePageAroundThemStays() {
        String page = "before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n";

        assertThat(MeasuredPage.renewed(page, "new\n"))
                .isEqualTo("before\n<!-- measured: begin -->\nnew\n<!-- measured: end -->\nafter\n");
        assertThatThrownBy(() -> MeasuredPage.renewed("nothing", "new"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no place for the figures");
    }
}
