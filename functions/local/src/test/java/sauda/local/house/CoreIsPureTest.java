package sauda.local.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Same inputs, same bytes out: `events` and `core` are handed time and chance, and touch
/// neither environment, network nor files.
class CoreIsPureTest {

    @Test
    void noClockIsRead() {
        var current = describe("a clock of the machine", (JavaAccess<?> access) -> {
            var target = access.getTarget();
            var owner = target.getOwner();
            return owner.getPackageName().equals("java.time")
                            && target.getName().equals("now")
                    || owner.isEquivalentTo(System.class)
                            && Set.of("currentTimeMillis", "nanoTime").contains(target.getName())
                    || owner.isEquivalentTo(InstantSource.class)
                            && target.getName().equals("system")
                    || owner.isEquivalentTo(Clock.class) && target.getName().startsWith("system")
                    || owner.isEquivalentTo(java.util.Date.class) && isConstructor(target);
        });
        pure().should().accessTargetWhere(current).check(House.CLASSES);
    }

    @Test
    void nothingIsLeftToChance() {
        var chance = describe("chance", (JavaAccess<?> access) -> {
            var target = access.getTarget();
            var owner = target.getOwner();
            return owner.isAssignableTo(Random.class) && isConstructor(target)
                    || owner.isEquivalentTo(UUID.class) && target.getName().equals("randomUUID")
                    || owner.isEquivalentTo(Math.class) && target.getName().equals("random")
                    || owner.isEquivalentTo(ThreadLocalRandom.class);
        });
        pure().should()
                .accessTargetWhere(chance)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .check(House.CLASSES);
    }

    @Test
    void theEnvironmentIsNotAsked() {
        var asked = calls(System.class, "getenv|getProperty|getProperties|exit");
        pure().should().accessTargetWhere(asked).check(House.CLASSES);
    }

    @Test
    void nobodySleepsOrStartsThreads() {
        pure().should()
                .accessTargetWhere(calls(Thread.class, "sleep|start|startVirtualThread|ofVirtual|ofPlatform|<init>"))
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("Executors")
                .check(House.CLASSES);
    }

    @Test
    void neitherNetworkNorFilesAreTouched() {
        pure().should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
                .check(House.CLASSES);
    }

    private static GivenClassesConjunction pure() {
        return noClasses().that().resideInAnyPackage("sauda.events..", "sauda.core..");
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String names) {
        return JavaAccess.Predicates.target(owner(describe(
                        type.getSimpleName(),
                        (com.tngtech.archunit.core.domain.JavaClass c) -> c.isEquivalentTo(type))))
                .and(JavaAccess.Predicates.target(nameMatching(names)));
    }

    private static boolean isConstructor(AccessTarget target) {
        return target.getName().equals("<init>");
    }
}
