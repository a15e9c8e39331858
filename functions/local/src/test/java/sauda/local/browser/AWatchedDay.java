package sauda.local.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sauda.core.config.Config.Mode;
import sauda.dashboard.DashboardWiring;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A simulated day with its page, which goes on when a test says so.
final class AWatchedDay implements AutoCloseable {

    final Play day;
    final ApiServer api;
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final ModelServer models;
    private final Cloud cloud;

    /// @param until when the test begins to watch
    AWatchedDay(String until) {
        models = StandInModel.start();
        cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        day = new Play(Play.standIn(), cloud, Play.market(), new Models(models.baseUrl(), true)).play("00:00", until);
        DashboardWiring wiring = new DashboardWiring(
                day.run.ledger(),
                day.config,
                day.run.mailbox(),
                day.run.shownClock(),
                () -> Instant.now().plus(passed.get()));
        PageSettings page = new PageSettings(Path.of("..", "dashboard", "target", "page"), Mode.PAPER, "admin", true);
        api = new ApiServer(ApiServer.Parts.of(wiring, day.sockets, day.run::drain, page), 0);
    }

    /// Of people: they have a hundred requests in each.
    void aMinutePasses() {
        passed.updateAndGet(before -> before.plusMinutes(1));
    }

    @Override
    public void close() {
        api.close();
        cloud.close();
        models.close();
    }
}
