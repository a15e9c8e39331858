package sauda.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.core.ledger.Keys;
import sauda.core.market.CandleSource;
import sauda.events.Alert;
import sauda.events.EventJson;
import sauda.events.OrderState;
import sauda.events.Tick;
import sauda.fakedhan.FillModel;
import sauda.local.chain.Play;
import sauda.local.chain.RealCandles;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.replay.Replay;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.Pace;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A whole day through the real Dhan client, over HTTP, at the fake: what we booked is what the
/// venue did, every decision comes out the same again, no share is long without a stop, and no
/// secret is anywhere in what was written.
class DayAtTheFakeTest {

    private static final int EVERYTHING = 1_000_000;
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 15);

    @ParameterizedTest
    @EnumSource
    void aSimulatedDayTies(FillModel fills) {
        play(Play.DAY, Play.market(), fills);
    }

    @ParameterizedTest
    @EnumSource
    void aDayOfJanuary2024Ties(FillModel fills) {
        String folder = "csv:" + RealCandles.fiveMinutes();

        play(MONDAY, Markets.named(folder, Play.standIn()), fills);
    }

    private static void play(LocalDate date, CandleSource candles, FillModel fills) {
        Config config = FakeVenue.tradingThere(Play.standIn());
        Map<String, String> secrets = new HashMap<>(Play.secrets());
        secrets.putAll(FakeVenue.secrets());
        List<Alert> alerts = new ArrayList<>();
        StringBuilder facts = new StringBuilder();
        try (ModelServer server = StandInModel.start();
                Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), secrets);
                FakeVenue venue = FakeVenue.start(config, candles, fills, date, 0);
                Output output = new Output()) {
            LocalRun run = new LocalRun(
                    config,
                    cloud,
                    new Models(server.baseUrl(), true),
                    venue.venues(config, cloud),
                    Pace.MAX,
                    alerts::addAll,
                    Connections.NONE,
                    change -> facts.append(change.getDynamodb()));
            List<Tick> agenda = config.agendaOn(date);
            assertThat(run.trade(agenda, (tick, done, all) -> {})).isEqualTo(agenda.size());

            VenueTie tie = VenueTie.of(venue, run.ledger(), config);
            assertThat(run.failures()).isEmpty();
            assertThat(run.breaks()).isEmpty();
            assertThat(tie.breaks()).isEmpty();
            assertThat(tie.fills()).as("there was trading").isPositive();
            assertThat(run.ledger().list(Keys.ofAccount("rules"), "TRADE#", false, EVERYTHING))
                    .as("the baseline traded too, on paper: an order of it at the venue would not tie")
                    .isNotEmpty();
            assertThat(tie.unprotected()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(alerts)
                    .filteredOn(alert -> alert.level() == Alert.Level.URGENT)
                    .as("nothing was urgent")
                    .isEmpty();
            replaysTheSame(run, config);
            holdsNoSecret(venue, cloud, facts + output.text() + EventJson.write(alerts));
        }
    }

    private static void replaysTheSame(LocalRun run, Config config) {
        List<Replay> replays = config.accounts().stream()
                .flatMap(account -> Replay.all(run.ledger(), config, account.name(), "").stream())
                .toList();
        assertThat(replays)
                .isNotEmpty()
                .allSatisfy(replay -> assertThat(replay.differs()).isEmpty());
        assertThat(replays.stream().mapToInt(Replay::orders).sum()).isPositive();
    }

    private static void holdsNoSecret(FakeVenue venue, Cloud cloud, String written) {
        Map<String, Object> login = EventJson.object(cloud.secrets().fresh(FakeVenue.CLIENT.secret()));
        String token = String.valueOf(EventJson.object(cloud.secrets().fresh(FakeVenue.CLIENT.tokenSecret()))
                .get("token"));

        assertThat(token).as("it did log in").hasSizeGreaterThan(20);
        assertThat(written).as("it is what was written").contains(OrderState.FILLED.name(), "super/orders");
        assertThat(written)
                .doesNotContain(String.valueOf(login.get("pin")))
                .doesNotContain(String.valueOf(login.get("totpSeed")))
                .doesNotContain(token);
        assertThat(venue.fake().requests()).isNotEmpty();
    }

    /// All that is logged or printed while it is open.
    private static final class Output extends Handler implements AutoCloseable {

        private final PrintStream err = System.err;
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final StringBuilder logged = new StringBuilder();

        Output() {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Logger.getLogger("").addHandler(this);
        }

        String text() {
            return logged + printed.toString(StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            logged.append(entry.getMessage()).append(entry.getThrown()).append('\n');
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
            System.setErr(err);
        }
    }
}
