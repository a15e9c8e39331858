package sauda.local.run;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import sauda.brokers.Brokers;
import sauda.brokers.Markets;
import sauda.cloud.SqsMailbox;
import sauda.core.calendar.Agenda;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.Limits;
import sauda.core.desk.Connections;
import sauda.core.desk.LedgerHash;
import sauda.core.desk.Mailbox;
import sauda.core.desk.Pause;
import sauda.core.desk.Reckoning;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;
import sauda.core.order.Broker;
import sauda.events.Tick;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.Queues;
import sauda.notify.Notifier;

/// Trading days on a laptop: the agenda of each session, said to the real handlers over the
/// parts of a [Cloud], in the market's own time.
public final class LocalRun {

    private final Config config;
    private final Cloud cloud;
    private final MarketClock clock;
    private final CountingMailbox mailbox;
    private final Pump pump;
    private final Pace pace;
    private final ShownClock shown;
    private final CountDownLatch stop = new CountDownLatch(1);

    /// Who plays the models of a run.
    public record Models(String url, boolean standIn) {}

    /// Where a run's candles come from and its orders go, and the time there.
    ///
    /// @param brokers by client
    /// @param pause   between two looks at a live venue
    public record Venues(MarketClock clock, CandleSource candles, Function<String, Broker> brokers, Pause pause) {

        /// Our own paper, and nothing else.
        public static Venues paper(Config config, Cloud cloud, CandleSource candles) {
            MarketClock clock = new MarketClock(Instant.EPOCH);
            return new Venues(
                    clock, candles, client -> Brokers.paper(config, client, cloud.ledger(), clock), Pause.NONE);
        }
    }

    /// @param connections of the pages that look at it
    public LocalRun(
            Config config,
            Cloud cloud,
            Models models,
            Venues venues,
            Pace pace,
            Notifier notifier,
            Connections connections,
            Consumer<DynamodbStreamRecord> listener) {
        this.config = config;
        this.cloud = cloud;
        this.clock = venues.clock();
        this.pace = pace;
        this.shown = new ShownClock(clock, System::nanoTime);
        List<Queues.Made> queues = Queues.make(cloud.sqs(), config);
        Map<String, String> urls = new java.util.HashMap<>();
        queues.forEach(queue -> urls.put(queue.name(), queue.url()));
        this.mailbox = new CountingMailbox(new SqsMailbox(cloud.sqs(), urls));
        Functions functions = new Functions(new Functions.Parts(
                config,
                cloud.ledger(),
                mailbox,
                cloud.secrets(),
                venues.candles(),
                clock,
                models.url(),
                models.standIn(),
                notifier,
                venues.brokers(),
                venues.pause(),
                connections));
        this.pump = new Pump(config, cloud, functions, mailbox, queues, listener);
    }

    /// The source of candles that the options name.
    public static CandleSource candles(Options options, Config config) {
        return Markets.named(
                options.data().map(folder -> "csv:" + folder).orElse("simulator:" + options.seed()), config);
    }

    /// Everything due between two dates, in order.
    public static List<Tick> agenda(Config config, Options options) {
        Limits limits = config.limits();
        List<Tick> agenda = new ArrayList<>();
        for (Session session : config.calendar().sessionsBetween(options.from(), options.to())) {
            agenda.addAll(Agenda.of(session, limits.squareOffBefore(), limits.flatAlarmBefore()));
        }
        return List.copyOf(agenda);
    }

    /// Says the agenda. Stops between two ticks when asked to.
    ///
    /// @return how many ticks were said
    public int trade(List<Tick> agenda, Progress progress) {
        Duration wait = Duration.ZERO;
        long began = System.nanoTime();
        for (int i = 0; i < agenda.size(); i++) {
            if (awaitStop(wait.minusNanos(System.nanoTime() - began))) {
                return i;
            }
            Tick tick = agenda.get(i);
            Instant next = i + 1 < agenda.size() ? agenda.get(i + 1).at() : tick.at();
            wait = pace.between(tick.at(), next);
            began = System.nanoTime();
            synchronized (this) {
                clock.set(tick.at());
                shown.passes(tick.at(), next, wait);
                pump.publish(tick);
            }
            progress.said(tick, i + 1, agenda.size());
        }
        return agenda.size();
    }

    /// Told after each tick.
    public interface Progress {
        void said(Tick tick, int done, int all);
    }

    /// @return whether somebody asked to stop within the time
    public boolean awaitStop(Duration most) {
        try {
            return stop.await(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Work that came from outside the agenda, such as an owner's word by the API.
    public synchronized void drain() {
        // what was said was said at the time that was shown
        clock.set(shown.instant());
        pump.drain();
    }

    public void stop() {
        stop.countDown();
    }

    public Ledger ledger() {
        return cloud.ledger();
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public MarketClock clock() {
        return clock;
    }

    /// The time for people, which passes between ticks.
    public ShownClock shownClock() {
        return shown;
    }

    public Config config() {
        return config;
    }

    /// What does not tie; empty when all does.
    public List<String> breaks() {
        return Reckoning.breaks(cloud.ledger(), config);
    }

    public String hash() {
        return LedgerHash.of(cloud.ledger(), config);
    }

    /// Starts of functions that ended with an exception; empty when all went well.
    public List<String> failures() {
        return pump.failures();
    }

    /// Nanoseconds spent by function.
    public Map<String, Long> spent() {
        return pump.spent();
    }
}
