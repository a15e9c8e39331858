package sauda.local.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/// The classes that the rules are about: all of the product but `infra-cdk`, which is on
/// nobody's class path and checks itself.
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("sauda");

    /// What is deployed, each on its own.
    static final List<String> FUNCTIONS =
            List.of("signals", "decisions", "executor", "operations", "notify", "deadman", "dashboard");

    private House() {}
}
