package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// Each number that is demanded stands on a test, and no other number.
class EveryScenarioHasATestTest {

    private static final List<Class<?>> TESTS = List.of(
            OrdersReachTheVenueOnceTest.class,
            WhatTheVenueSaysTest.class,
            LimitsUnderRaceTest.class,
            KillTest.class,
            LoginAndAddressTest.class,
            ClockTest.class,
            EndOfDayTest.class);

    @Test
    void everyDemandedNumberStandsOnATest() {
        TreeSet<Integer> demanded = Stream.of(
                        IntStream.rangeClosed(18, 46), IntStream.rangeClosed(49, 51), IntStream.rangeClosed(59, 61))
                .flatMap(IntStream::boxed)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<Integer> shown = TESTS.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(EveryScenarioHasATestTest::isTest)
                .filter(method -> method.isAnnotationPresent(Scenario.class))
                .map(method -> method.getAnnotation(Scenario.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(demanded);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
