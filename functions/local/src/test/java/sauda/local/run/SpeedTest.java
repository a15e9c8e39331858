package sauda.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.events.Tick;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;

class SpeedTest {

    @Test
    void aRunIsTheSameAtEverySpeed() {
        Pace fast = new Pace(6000, Play.at("09:40"));

        assertThat(hashOfAMorning(fast)).isEqualTo(hashOfAMorning(Pace.MAX));
    }

    private static String hashOfAMorning(Pace pace) {
        Config config = Play.rules();
        try (Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), Map.of())) {
            LocalRun run = new LocalRun(
                    config,
                    cloud,
                    new Models("http://localhost:1", true),
                    Venues.paper(config, cloud, Play.market()),
                    pace,
                    alerts -> {},
                    Connections.NONE,
                    change -> {});
            Instant until = Play.at("10:10");
            List<Tick> morning = config.agendaOn(Play.DAY).stream()
                    .filter(tick -> tick.at().isBefore(until))
                    .toList();

            assertThat(run.trade(morning, (tick, done, all) -> {})).isEqualTo(morning.size());
            return run.hash();
        }
    }
}
