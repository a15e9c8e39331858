package sauda.local.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The table of dependencies: what each module may use, and nothing else. A library that is
/// not named here needs a line here first.
class ModulesUseWhatTheyMayTest {

    private static final String[] EVERYWHERE = {"java..", "org.jspecify.annotations.."};
    private static final String[] JACKSON = {"com.fasterxml.jackson.."};
    private static final String[] LAMBDA = {"com.amazonaws.services.lambda.runtime.."};
    private static final String[] OURS = {"sauda.events..", "sauda.core.."};
    private static final String[] EMULATORS = {
        "software.amazon.dynamodb..", "com.amazonaws.services.dynamodbv2..", "org.elasticmq.."
    };

    static final List<String> functions = House.FUNCTIONS;

    @Test
    void eventsUseJacksonAlone() {
        module("events").mayUse(EVERYWHERE, JACKSON).check(House.CLASSES);
    }

    @Test
    void coreUsesEventsAndItsOwnTwoLibrariesOnly() {
        module("core")
                .mayUse(EVERYWHERE, OURS, new String[] {"org.ta4j.."}, JACKSON, new String[] {"org.yaml.snakeyaml.."})
                .check(House.CLASSES);
    }

    @Test
    void brokersUseTheJdkJacksonAndOneTimePasswords() {
        module("brokers")
                .mayUse(EVERYWHERE, OURS, JACKSON, new String[] {"com.eatthepath.otp..", "javax.crypto.."})
                .check(House.CLASSES);
    }

    /// It stands for a broker, so it knows none of the code that speaks to one.
    @Test
    void theFakeDhanUsesTheJdksServerJacksonAndTheTapesOfBrokers() {
        module("fakedhan")
                .mayUse(EVERYWHERE, OURS, JACKSON, new String[] {
                    "com.sun.net.httpserver..",
                    "javax.crypto..",
                    "sauda.brokers.paper..",
                    "sauda.brokers.replay..",
                    "sauda.brokers.simulator.."
                })
                .check(House.CLASSES);
    }

    /// It stands for Telegram, so it knows none of the code that speaks to it.
    @Test
    void theFakeTelegramUsesTheJdksServerAndTheJsonOfEvents() {
        module("faketelegram")
                .mayUse(EVERYWHERE, new String[] {"com.sun.net.httpserver..", "sauda.events.."})
                .check(House.CLASSES);
    }

    @Test
    void cloudUsesTheAwsSdkAndLambdasEvents() {
        module("cloud")
                .mayUse(EVERYWHERE, OURS, LAMBDA, new String[] {"software.amazon.awssdk..", "org.crac.."})
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @FieldSource("functions")
    void aFunctionUsesLambdaAndOurSharedModules(String function) {
        var own = switch (function) {
            case "decisions" -> new String[] {"dev.langchain4j.."};
            case "notify" -> new String[] {"software.amazon.awssdk..", "javax.crypto.."};
            case "deadman" -> new String[] {"software.amazon.awssdk.."};
            // how a view's fields are named and left out; reading and writing stay in events
            case "dashboard" -> new String[] {"com.fasterxml.jackson.annotation..", "com.nimbusds.."};
            default -> new String[] {};
        };
        module(function)
                .mayUse(EVERYWHERE, OURS, LAMBDA, new String[] {"sauda.brokers..", "sauda.cloud.."}, own)
                .check(House.CLASSES);
    }

    @Test
    void ta4jStaysInSignalsAndMarket() {
        noClasses()
                .that()
                .resideOutsideOfPackages("sauda.core.signal..", "sauda.core.market..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ta4j..")
                .check(House.CLASSES);
    }

    @Test
    void coreReadsJsonAndYamlInItsConfigurationOnly() {
        noClasses()
                .that()
                .resideInAPackage("sauda.core..")
                .and()
                .resideOutsideOfPackage("sauda.core.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "org.yaml..")
                .check(House.CLASSES);
    }

    @Test
    void languageModelsStayInDecisions() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sauda.decisions..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.langchain4j..")
                .check(House.CLASSES);
    }

    /// The local runner issues the tokens that the dashboard checks.
    @Test
    void tokensAreTheDashboardsAndTheLocalRunners() {
        noClasses()
                .that()
                .resideOutsideOfPackages("sauda.dashboard..", "sauda.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(House.CLASSES);
    }

    /// The local runner makes the tables and queues that CDK makes elsewhere.
    @Test
    void theAwsSdkIsInCloudAndTheLocalRunnerAndForNoticesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("sauda.cloud..", "sauda.local.cloud..", "sauda.local.run..")
                .and()
                .doNotHaveFullyQualifiedName("sauda.deadman.SnsPeople")
                .and()
                .doNotHaveFullyQualifiedName("sauda.notify.SnsNotifier")
                .and()
                .doNotHaveFullyQualifiedName("sauda.notify.NotifyWiring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(House.CLASSES);
    }

    @Test
    void notifyKnowsOfTheAwsSdkTheNoticesAlone() {
        noClasses()
                .that()
                .resideInAPackage("sauda.notify..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk.services.dynamodb..",
                        "software.amazon.awssdk.services.sqs..",
                        "software.amazon.awssdk.services.secretsmanager..")
                .check(House.CLASSES);
    }

    @Test
    void emulatorsStayInTheLocalRunner() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sauda.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EMULATORS)
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @FieldSource("functions")
    void functionsDoNotKnowEachOther(String function) {
        noClasses()
                .that()
                .resideInAPackage("sauda." + function + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(House.FUNCTIONS.stream(), Stream.of("local", "backtest"))
                        .filter(other -> !other.equals(function))
                        .map(other -> "sauda." + other + "..")
                        .toArray(String[]::new))
                .check(House.CLASSES);
    }

    private static Module module(String name) {
        return new Module("sauda." + name + "..");
    }

    private record Module(String itself) {

        ArchRule mayUse(String[]... packages) {
            return classes()
                    .that()
                    .resideInAPackage(itself)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(
                                    Stream.of(itself), Arrays.stream(packages).flatMap(Arrays::stream))
                            .toArray(String[]::new));
        }
    }
}
