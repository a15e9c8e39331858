package sauda.local.browser;

import java.nio.file.Path;
import java.util.Optional;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.http.Caller;

import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A simulated day with its page, which goes on when a test says so.
final class AWatchedDay implements AutoCloseable {

    final Play day;
    final ApiServer api;
    private final ModelServer models;
    private final Cloud cloud;

    /// @param until when the test begins to watch
    AWatchedDay(String until) {
        models = StandInModel.start();
        cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        day = new Play(Play.standIn(), cloud, Play.market(), new Models(models.baseUrl(), true)).play("00:00", until);
        api = new ApiServer(Caller.parts(day, Path.of("..", "dashboard", "target", "page")), 0);
    }

    @Override
    public void close() {
        api.close();
        cloud.close();
        models.close();
    }
}
