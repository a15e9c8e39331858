package sauda.local.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.market.Frames;

/// Stages know the records that flow and what they stand on, never each other: the desk
/// joins them, so that live, local and backtest take the same path.
class StagesOfCoreMeetInTheDeskTest {

    static final List<String> stages = List.of("market", "signal", "decision", "risk", "order", "portfolio", "measure");
    static final List<String> foundations = List.of("config", "calendar", "charges", "ledger");

    /// The one exception: a chart is made of bars folded to frames, and folding is the
    /// market's. It may use that class and no other.
    @ParameterizedTest
    @FieldSource("stages")
    void stagesDoNotKnowEachOther(String stage) {
        var others = resideInAnyPackage(packages(stages, stage));
        noClasses()
                .that()
                .resideInAPackage("sauda.core." + stage + "..")
                .should()
                .dependOnClassesThat(stage.equals("signal") ? others.and(not(belongToAnyOf(Frames.class))) : others)
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @FieldSource("foundations")
    void foundationsKnowNoStage(String foundation) {
        noClasses()
                .that()
                .resideInAPackage("sauda.core." + foundation + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(stages, ""))
                .check(House.CLASSES);
    }

    @Test
    void onlyTheDeskJoins() {
        noClasses()
                .that()
                .resideInAPackage("sauda.core..")
                .and()
                .resideOutsideOfPackage("sauda.core.desk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sauda.core.desk..")
                .check(House.CLASSES);
    }

    /// A new package of core is one of these, or these rules do not know it.
    @Test
    void coreIsMadeOfStagesFoundationsAndTheDesk() {
        classes()
                .that()
                .resideInAPackage("sauda.core..")
                .should()
                .resideInAnyPackage(packages(
                        Stream.of(stages, foundations, List.of("desk"))
                                .flatMap(List::stream)
                                .toList(),
                        ""))
                .check(House.CLASSES);
    }

    private static String[] packages(List<String> names, String but) {
        return names.stream()
                .filter(name -> !name.equals(but))
                .map(name -> "sauda.core." + name + "..")
                .toArray(String[]::new);
    }
}
