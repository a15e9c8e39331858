package sauda.local.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Words of the field, and money that is exact.
class NamesSayWhatThingsAreTest {

    private static final Set<String> MONEY =
            Set.of("price", "cash", "pnl", "charge", "fee", "notional", "balance", "capital");
    private static final Set<Class<?>> INEXACT =
            Set.of(double.class, float.class, Double.class, Float.class, double[].class, float[].class);

    @Test
    void noClassIsAUtilManagerImplHelperOrCommon() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Managers?|Impl|Helpers?|Common)(\\$.*)?")
                .check(House.CLASSES);
    }

    @Test
    void noPackageIsNamedSoEither() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..manager..", "..impl..", "..helper..", "..helpers..", "..common..")
                .check(House.CLASSES);
    }

    /// Record components are fields too.
    @Test
    void moneyIsNeverADouble() {
        fields().that(areNamedAsMoney()).should(beExact()).check(House.CLASSES);
    }

    private static DescribedPredicate<JavaField> areNamedAsMoney() {
        return DescribedPredicate.describe(
                "are named as money",
                field -> Arrays.stream(field.getName().split("_|(?<=[a-z0-9])(?=[A-Z])"))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(
                                word -> MONEY.contains(word) || word.endsWith("s") && MONEY.contains(singular(word))));
    }

    private static String singular(String word) {
        return word.substring(0, word.length() - 1);
    }

    private static ArchCondition<JavaField> beExact() {
        return new ArchCondition<>("be exact") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                var inexact = INEXACT.stream()
                        .anyMatch(type ->
                                field.getAllInvolvedRawTypes().stream().anyMatch(used -> used.isEquivalentTo(type)));
                events.add(new SimpleConditionEvent(
                        field,
                        !inexact,
                        field.getFullName() + " is " + field.getType().getName()));
            }
        };
    }
}
