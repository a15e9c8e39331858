package sauda.events;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static sauda.events.OrderState.ACCEPTED;
import static sauda.events.OrderState.PARTIALLY_FILLED;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStateTest {

    @Test
    void theseAreTheOnlyWaysThereAre() {
        var ways = Arrays.stream(OrderState.values())
                .map(from -> from + " ->"
                        + Arrays.stream(OrderState.values())
                                .filter(from::mayBecome)
                                .map(to -> " " + to)
                                .collect(joining()))
                .collect(joining("\n", "", "\n"));

        assertThat(ways).isEqualTo("""
                        RESERVED -> SUBMITTING DENIED CANCELLED EXPIRED
                        SUBMITTING -> UNKNOWN ACCEPTED PARTIALLY_FILLED FILLED REJECTED CANCELLED NOT_PLACED
                        UNKNOWN -> UNKNOWN ACCEPTED PARTIALLY_FILLED FILLED REJECTED CANCELLED NOT_PLACED
                        ACCEPTED -> PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED
                        PARTIALLY_FILLED -> PARTIALLY_FILLED FILLED REJECTED CANCELLED EXPIRED
                        FILLED ->
                        DENIED ->
                        REJECTED ->
                        CANCELLED ->
                        EXPIRED ->
                        NOT_PLACED ->
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void aStateIsFinalExactlyWhenNothingFollows(OrderState state) {
        assertThat(state.isFinal()).isEqualTo(Arrays.stream(OrderState.values()).noneMatch(state::mayBecome));
    }

    /// What was sent once is never sent again.
    @ParameterizedTest
    @EnumSource
    void onlyAReservedOrderIsSubmitted(OrderState state) {
        assertThat(state.mayBecome(OrderState.SUBMITTING)).isEqualTo(state == OrderState.RESERVED);
        assertThat(state.mayBecome(OrderState.RESERVED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theVenueHoldsWhatItAcceptedUntilItIsDone(OrderState state) {
        assertThat(state.isAtVenue()).isEqualTo(state == ACCEPTED || state == PARTIALLY_FILLED);
    }
}
