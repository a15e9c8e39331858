package sauda.cloud.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.events.BarsReady;
import sauda.events.CancelRequested;
import sauda.events.EventJson;
import sauda.events.KillRequested;
import sauda.events.OrderId;
import sauda.events.Side;
import sauda.events.SignalsReady;
import sauda.events.Symbol;

class TrailTest {

    private static final Instant T = Instant.parse("2026-01-15T04:45:00Z");
    private static final String AT_T = "2601151015";
    private static final OrderId ORDER =
            OrderId.of(T, "claude", "decision:claude:" + T, new Symbol("INFY"), Side.BUY, 0);

    @Test
    void everyMessageBetweenFunctionsIsOnTheTrailOfItsTick() {
        var infy = new Symbol("INFY");

        assertThat(trail(new BarsReady("claude", T, List.of(infy), List.of())))
                .contains(new Trail(AT_T, "claude", null));
        assertThat(trail(new SignalsReady("claude", T, List.of(infy), List.of())))
                .contains(new Trail(AT_T, "claude", null));
        assertThat(trail(new CancelRequested(ORDER, "claude", infy, "flatten:2", "all out", T.plusSeconds(600))))
                .contains(new Trail(AT_T, "claude", ORDER.value()));
        assertThat(trail(new KillRequested("main", "asha", "enough", T))).contains(new Trail(AT_T, null, null));
    }

    @Test
    void whatIsNoMessageHasNoTrail() {
        assertThat(List.of("", "[]", "null", "{\"t\":1}", "{\"t\":\"noon\"}", "{\"id\":\"x\"}", "{}"))
                .allSatisfy(body -> assertThat(Trail.ofMessage(body)).isEmpty());
    }

    @Test
    void aTrailEndsWithItsWork() {
        var inner = Trail.of("claude", ORDER);
        var now = T.plusSeconds(3600);

        assertThat(Trail.of(T).followed(() -> inner.followed(() -> Trail.current(now))))
                .isEqualTo(inner);
        assertThat(Trail.of(T).followed(() -> Trail.current(now))).isEqualTo(Trail.of(T));
        assertThat(Trail.current(now)).isEqualTo(new Trail("2601151115", null, null));
    }

    private static Optional<Trail> trail(Object message) {
        return Trail.ofMessage(EventJson.write(message));
    }
}
