package sauda.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import sauda.core.config.ConfigFile;
import sauda.events.OrderState;

class RehearsalTest {

    /// All the way to the venue, so that all of it is loaded; on paper, whatever the configuration.
    @Test
    void anOrderIsRehearsedUntilTheVenueHasIt() {
        assertThat(Rehearsal.of(ConfigFile.defaults(), LocalDate.of(2026, 3, 2)).state())
                .isEqualTo(OrderState.ACCEPTED);
    }
}
