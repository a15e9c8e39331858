package sauda.local.measure;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import sauda.brokers.Brokers;
import sauda.brokers.Markets;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.Limits;
import sauda.core.calendar.Agenda;
import sauda.core.desk.Connections;
import sauda.core.desk.Pause;
import sauda.events.Tick;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.WithLedger;
import sauda.local.run.LocalRun;
import sauda.local.run.MarketClock;
import sauda.local.run.Pace;

/// The programme `measure latency`: trades simulated days over DynamoDB Local and ElasticMQ, and
/// times each step of each order.
public final class Latency {

    /// What a broker's answer takes, over the internet.
    private static final Duration ANSWER = Duration.ofMillis(60);

    /// Sessions for some 7,000 ticks.
    private static final LocalDate FIRST = LocalDate.of(2026, 8, 3);

    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final int UNCOUNTED = 20;
    private static final int A_LOOK = 500;
    private static final int A_LINE = 10_000;

    private Latency() {}

    /// @param config with accounts that need no model
    /// @return a table in Markdown
    public static String measure(Config config, int ticks) {
        Stages stages = new Stages();
        try (Cloud cloud = EmbeddedCloud.start(false, Optional.empty(), Map.of())) {
            Stopwatch watch = new Stopwatch(cloud.ledger(), System::nanoTime, stages);
            Cloud timed = new WithLedger(cloud, watch);
            MarketClock clock = new MarketClock(java.time.Instant.EPOCH);
            LocalRun run = new LocalRun(
                    config,
                    timed,
                    new LocalRun.Models("http://localhost:1", true),
                    new LocalRun.Venues(
                            clock,
                            Markets.named(Scene.MARKET, config),
                            client ->
                                    watch.timed(Brokers.paper(config, client, watch, clock), Latency::waitForTheBroker),
                            Pause.NONE),
                    Pace.MAX,
                    alerts -> {},
                    Connections.NONE,
                    change -> {});
            play(run, config, ticks, watch, stages);
        }
        return stages.table();
    }

    private static void play(LocalRun run, Config config, int ticks, Stopwatch watch, Stages stages) {
        int counted = -UNCOUNTED;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("ticks")
                .setInitialMax(ticks)
                .setUpdateIntervalMillis(System.console() == null ? A_LINE : A_LOOK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            for (Session session : config.calendar().sessionsBetween(FIRST, LAST)) {
                for (Tick tick : agenda(config, session)) {
                    if (counted == ticks) {
                        return;
                    }
                    watch.said();
                    run.trade(List.of(tick), (said, done, all) -> {});
                    if (tick.duty() == Tick.Duty.TICK && ++counted > 0) {
                        bar.step();
                    } else if (counted == 0) {
                        stages.forget();
                    }
                }
            }
        }
    }

    private static List<Tick> agenda(Config config, Session session) {
        Limits limits = config.limits();
        return Agenda.of(session, limits.squareOffBefore(), limits.flatAlarmBefore());
    }

    private static void waitForTheBroker() {
        try {
            Thread.sleep(ANSWER);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
