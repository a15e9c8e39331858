package sauda.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void infrastructureKnowsTheRoutesTheConfigurationTheCalendarAndCdkOnly() {
        classes()
                .that()
                .resideInAPackage("sauda.infra..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "sauda.infra..",
                        "sauda.events..",
                        "sauda.core.config..",
                        "sauda.core.calendar..",
                        "software.amazon.awscdk..",
                        "software.amazon.jsii..",
                        "software.constructs..",
                        "io.github.cdklabs.cdknag..",
                        // the picture of the costs
                        "org.knowm.xchart..",
                        "org.jspecify..",
                        "java..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("sauda.infra"));
    }
}
