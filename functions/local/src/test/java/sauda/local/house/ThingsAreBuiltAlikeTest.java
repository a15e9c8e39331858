package sauda.local.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import sauda.cloud.watch.Logs;

/// Handlers, packages and what they say.
class ThingsAreBuiltAlikeTest {

    @Test
    void lambdaCanMakeAHandlerAndSoCanATest() {
        classes()
                .that()
                .areAssignableTo(RequestHandler.class)
                .and()
                // what functions are held against is none
                .resideOutsideOfPackage("sauda.local..")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should(hold(
                        "have a public constructor without arguments and one that takes the wiring",
                        handler -> handler.getConstructors().stream()
                                        .anyMatch(constructor -> constructor
                                                        .getRawParameterTypes()
                                                        .isEmpty()
                                                && constructor.getModifiers().contains(JavaModifier.PUBLIC))
                                && handler.getConstructors().stream()
                                        .anyMatch(constructor -> !constructor
                                                        .getRawParameterTypes()
                                                        .isEmpty()
                                                && constructor.getModifiers().contains(JavaModifier.PUBLIC))))
                .check(House.CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        classes()
                .should(hold(
                        "be in a package whose package-info is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
                .check(House.CLASSES);
    }

    @Test
    void aHandlerThatLambdaMakesStartsItsLog() {
        classes()
                .that()
                .resideOutsideOfPackage("sauda.local..")
                .and()
                .areAssignableTo(RequestHandler.class)
                .and()
                // what functions are held against is none
                .resideOutsideOfPackage("sauda.local..")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should(hold(
                        "start the log in its constructor without arguments",
                        handler -> handler.getConstructors().stream()
                                .filter(constructor ->
                                        constructor.getRawParameterTypes().isEmpty())
                                .allMatch(constructor -> constructor.getMethodCallsFromSelf().stream()
                                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Logs.class)
                                                && call.getName().equals("start")))))
                .check(House.CLASSES);
    }

    /// What a function says is a line of its log; only the local runner has a terminal.
    @Test
    void onlyTheLocalRunnerPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sauda.local..")
                .and()
                .doNotHaveFullyQualifiedName("sauda.cloud.watch.Logs")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(House.CLASSES);
    }

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("sauda.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }

    private static ArchCondition<JavaClass> hold(String what, Predicate<JavaClass> rule) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, rule.test(type), type.getName() + " should " + what));
            }
        };
    }
}
