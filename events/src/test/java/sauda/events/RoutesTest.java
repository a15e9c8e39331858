package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.events.Routes.Function;
import sauda.events.Routes.Http;
import sauda.events.Routes.Queue;

class RoutesTest {

    static final List<Function> functions = Routes.FUNCTIONS;
    static final List<Http> http = Routes.HTTP;

    @Test
    void nothingIsThereTwice() {
        assertThat(Routes.FUNCTIONS).extracting(Function::name).doesNotHaveDuplicates();
        assertThat(Routes.FUNCTIONS).extracting(Function::handler).doesNotHaveDuplicates();
        assertThat(Routes.QUEUES).extracting(Queue::name).doesNotHaveDuplicates();
        assertThat(Routes.HTTP).extracting(Http::operation).doesNotHaveDuplicates();
        assertThat(Routes.HTTP)
                .extracting(route -> route.method() + " " + route.path())
                .doesNotHaveDuplicates();
    }

    /// `/a/{id}` and `/a/{name}` are one path to whoever calls it.
    @Test
    void noTwoPathsDifferInTheirPlaceholdersOnly() {
        assertThat(Routes.HTTP)
                .extracting(route -> route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("functions")
    void aFunctionIsStartedInOneWayOnly(Function function) {
        var ways = (function.duty() == null ? 0 : 1)
                + (function.consumes().isEmpty() ? 0 : 1)
                + (function.stream().isEmpty() ? 0 : 1)
                + (function.http() ? 1 : 0)
                + (isBehindAHook(function) ? 1 : 0)
                + (isBehindTheSocket(function) ? 1 : 0);

        assertThat(ways).isEqualTo(1);
    }

    private static boolean isBehindAHook(Function function) {
        return Routes.HOOKS.stream().anyMatch(hook -> hook.function().equals(function.name()));
    }

    private static boolean isBehindTheSocket(Function function) {
        return function.name().equals(Routes.AUTHORIZER)
                || Routes.SOCKET.stream().anyMatch(route -> route.function().equals(function.name()));
    }

    @Test
    void everyDutyHasItsFunctionAndOneOnly() {
        assertThat(Routes.FUNCTIONS.stream().map(Function::duty).filter(duty -> duty != null))
                .containsExactlyInAnyOrder(Tick.Duty.values());
    }

    /// A tick's own signals, marks and decisions end before the next tick, and Lambda's
    /// longest time-out is 15 minutes.
    @ParameterizedTest
    @FieldSource("functions")
    void aFunctionEndsBeforeTheNextTick(Function function) {
        assertThat(function.timeout()).isPositive().isLessThan(Duration.ofMinutes(5));
        assertThat(function.memoryMb()).isBetween(128, 10_240);
    }

    @ParameterizedTest
    @FieldSource("http")
    void aPathIsOneOfTheApi(Http route) {
        assertThat(route.path()).matches("/api(/[a-z-]+|/\\{[a-z]+})+");
        assertThat(route.method()).isIn("GET", "POST");
        assertThat(route.summary()).isNotBlank();
    }

    /// Apart from the API: what answers there asks for a token.
    @Test
    void aHookLeadsToAFunctionByAPathOfItsOwn() {
        assertThat(Routes.HOOKS).allSatisfy(hook -> {
            assertThat(hook.path()).matches("/hooks/[a-z-]+");
            assertThat(hook.method()).isEqualTo("POST");
            assertThat(Routes.function(hook.function()).http()).isFalse();
        });
        assertThat(Routes.HOOKS).extracting(Routes.Hook::path).doesNotHaveDuplicates();
    }

    @Test
    void onlyHealthIsOpen() {
        assertThat(Routes.HTTP.stream().filter(Http::open).map(Http::operation)).containsExactly("health");
    }

    /// Beside the facts a page wants to know of new closes and of an account's books.
    @Test
    void theStreamCarriesOnlyKindsThatAreFactsOrThatAPageShows() {
        var kinds = Stream.concat(FactTest.kinds.stream().map(FactTest.Kind::name), Stream.of("reading", "account"))
                .toList();

        assertThat(Routes.FUNCTIONS.stream().flatMap(function -> function.stream().stream()))
                .allSatisfy(kind -> assertThat(kinds).contains(kind));
    }

    /// AWS: 80 characters for a queue, 64 for a function.
    @Test
    void namesWithTheLongestSymbolAreShortEnough() {
        var longest = "ABCDEFGHIJKLMNOPQRST";

        assertThat(Routes.QUEUES)
                .allSatisfy(queue -> assertThat(queue.deadLettersFor(longest)).matches("[A-Za-z0-9_-]{1,75}\\.fifo"));
        assertThat(Routes.FUNCTIONS)
                .allSatisfy(function -> assertThat(function.nameFor(longest)).matches("[A-Za-z0-9_-]{1,64}"));
    }

    @Test
    void thingsAreNamedAfterTheirInstance() {
        assertThat(Routes.function("signals").nameFor("TCS")).isEqualTo("signals-TCS");
        assertThat(Routes.function("dashboard").nameFor(null)).isEqualTo("dashboard");
        assertThat(Routes.queue("entries").nameFor("paper")).isEqualTo("entries-paper.fifo");
        assertThat(Routes.queue("bars").nameFor(null)).isEqualTo("bars.fifo");
        assertThat(Routes.queue("bars").deadLettersFor(null)).isEqualTo("bars-dead.fifo");
        assertThat(Arrays.asList("tea", "")).allSatisfy(name -> {
            assertThatThrownBy(() -> Routes.function(name)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> Routes.queue(name)).isInstanceOf(NoSuchElementException.class);
        });
    }
}
