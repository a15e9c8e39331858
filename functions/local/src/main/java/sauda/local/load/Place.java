package sauda.local.load;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.dashboard.DashboardWiring;
import sauda.events.Tick;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.WithLedger;
import sauda.local.http.ApiServer;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Pace;
import sauda.local.socket.OpenSockets;

/// A system of our own to ask: days that the rules trade, and their server.
final class Place implements AutoCloseable {

    private static final String NOBODY = "http://localhost:1";
    /// More than there are people: what they wait for is measured, not that they are sent away.
    private static final int MOST_AT_ONCE = 1_000;

    private final Config config;
    private final Cloud cloud;
    private final LocalRun run;
    private final ApiServer server;
    final FillTimes fills;

    /// @param memory whether the ledger is in memory, not in DynamoDB Local
    Place(Config config, boolean memory, long seed) {
        this.config = config;
        Cloud embedded = EmbeddedCloud.start(memory, Optional.empty(), Map.of());
        fills = new FillTimes(embedded.ledger());
        cloud = new WithLedger(embedded, fills);
        OpenSockets sockets = new OpenSockets();
        run = new LocalRun(
                config,
                cloud,
                new Models(NOBODY, true),
                Venues.paper(config, cloud, Markets.named("simulator:" + seed, config)),
                Pace.MAX,
                alerts -> {},
                sockets,
                change -> {});
        ApiServer.Parts parts = ApiServer.Parts.of(
                new DashboardWiring(run.ledger(), config, run.mailbox(), run.shownClock()),
                sockets,
                run::drain,
                PageSettings.SIMULATED);
        server = new ApiServer(
                new ApiServer.Parts(
                        parts.dashboard(),
                        parts.sockets(),
                        parts.afterWrite(),
                        parts.page(),
                        parts.key(),
                        parts.clock(),
                        MOST_AT_ONCE),
                0);
    }

    String url() {
        return server.url();
    }

    String token(int person, boolean mayTrade) {
        return server.issuer().accessToken(mayTrade ? Person.TRADER : Person.VIEWER, "person-" + person);
    }

    /// Trades a day as fast as it goes.
    void trade(LocalDate day) {
        run.trade(config.agendaOn(day), (tick, done, all) -> {});
    }

    /// Trades a day in so much time, in a thread of its own; it ends with the day.
    Thread trade(LocalDate day, Duration time) {
        List<Tick> agenda = config.agendaOn(day);
        Instant first = agenda.getFirst().at();
        double length = Duration.between(first, agenda.getLast().at()).toNanos();
        long began = System.nanoTime();
        return Thread.ofPlatform().daemon().name("market").start(() -> {
            for (Tick tick : agenda) {
                double part = Duration.between(first, tick.at()).toNanos() / length;
                long wait = began + (long) (part * time.toNanos()) - System.nanoTime();
                if (run.awaitStop(Duration.ofNanos(Math.max(0, wait)))) {
                    return;
                }
                run.trade(List.of(tick), (said, done, all) -> {});
            }
        });
    }

    /// Functions that failed, and books that do not tie.
    List<String> faults() {
        return Stream.concat(run.failures().stream(), run.breaks().stream()).toList();
    }

    @Override
    public void close() {
        run.stop();
        server.close();
        cloud.close();
    }
}
