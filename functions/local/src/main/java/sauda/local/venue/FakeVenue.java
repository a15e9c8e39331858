package sauda.local.venue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sauda.brokers.Brokers;
import sauda.brokers.dhan.Dhan;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.Client;
import sauda.core.market.CandleSource;
import sauda.events.EventJson;
import sauda.events.Rupees;
import sauda.fakedhan.ClientSpec;
import sauda.fakedhan.FakeDhan;
import sauda.fakedhan.FakeDhanServer;
import sauda.fakedhan.FillModel;
import sauda.fakedhan.Market;
import sauda.local.cloud.Cloud;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.MarketClock;

/// A fake Dhan beside a run: all accounts but the baselines trade there, through the real client, over HTTP.
public final class FakeVenue implements AutoCloseable {

    public static final Client CLIENT = new Client("dhan", "dhan", "sauda/dhan/fake");

    /// Opens nothing but the fake.
    private static final ClientSpec OWNER =
            new ClientSpec("1000000042", "246813", "JBSWY3DPEHPK3PXP", Rupees.of(10_000_000), "203.0.113.7");

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final long SEED = 42;

    private final FakeDhanServer server;
    private final MarketClock clock;

    private FakeVenue(FakeDhanServer server, MarketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /// @param candles the tape that it deals on
    /// @param from    the fake has been there since that morning
    /// @param port    0 for any that is free
    public static FakeVenue start(Config config, CandleSource candles, FillModel fills, LocalDate from, int port) {
        MarketClock clock =
                new MarketClock(from.atTime(6, 0).atZone(TradingCalendar.INDIA).toInstant());
        return new FakeVenue(serve(config, candles, fills, clock, port), clock);
    }

    /// A fake that lives now, for clients in other processes.
    public static FakeVenue now(Config config, CandleSource candles, FillModel fills, int port) {
        return new FakeVenue(
                serve(config, candles, fills, InstantSource.system(), port), new MarketClock(Instant.EPOCH));
    }

    private static FakeDhanServer serve(
            Config config, CandleSource candles, FillModel fills, InstantSource clock, int port) {
        FakeDhan fake = new FakeDhan(Market.of(config, candles, clock), List.of(OWNER));
        fake.behaviour().fills(fills).silence(Duration.ofSeconds(20));
        return FakeDhanServer.start(fake, port);
    }

    /// The configuration with all accounts there; baselines stay on paper.
    public static Config tradingThere(Config config) {
        return config.liveAt(CLIENT);
    }

    /// What the client needs to log in, by the names of its secrets.
    public static Map<String, String> secrets() {
        return Map.of(
                "sauda/dhan/fake",
                EventJson.write(Map.of("clientId", OWNER.clientId(), "pin", OWNER.pin(), "totpSeed", OWNER.totpSeed())),
                "sauda/dhan/fake/token",
                "{}");
    }

    /// The real client of this venue, in the run's time: who waits moves its clock. Other clients
    /// are paper.
    public Venues venues(Config config, Cloud cloud) {
        Dhan dhan = new Dhan(
                config,
                CLIENT,
                cloud.ledger(),
                clock,
                cloud.secrets(),
                endpoints(),
                new Random(SEED),
                clock::advance,
                InstantSource.system());
        return new Venues(
                clock,
                dhan.candles(),
                client -> client.equals(CLIENT.id())
                        ? dhan.broker()
                        : Brokers.paper(config, client, cloud.ledger(), clock),
                this::isWorthAnotherLook);
    }

    private boolean isWorthAnotherLook(Instant giveUpAt) {
        clock.advance(BETWEEN_LOOKS);
        return clock.instant().isBefore(giveUpAt);
    }

    public DhanEndpoints endpoints() {
        return new DhanEndpoints(
                URI.create(server.baseUrl()),
                URI.create(server.authUrl()),
                URI.create(server.instrumentsUrl()),
                Optional.empty());
    }

    /// What another process sets to come here, and what it logs in with.
    public String howToReach() {
        return "export DHAN_BASE_URL=" + server.baseUrl() + "\n"
                + "export DHAN_AUTH_URL=" + server.authUrl() + "\n"
                + "export DHAN_INSTRUMENTS_URL=" + server.instrumentsUrl() + "\n"
                + "client id " + OWNER.clientId() + ", PIN " + OWNER.pin() + ", TOTP seed " + OWNER.totpSeed()
                + ": they open nothing but this fake\n";
    }

    /// Lets its time run from nine in the morning on.
    public void live(double speed) throws InterruptedException {
        clock.advance(Duration.ofHours(3));
        while (true) {
            Thread.sleep(Duration.ofSeconds(1));
            clock.advance(Duration.ofNanos((long) (speed * Duration.ofSeconds(1).toNanos())));
            server.fake().settle();
        }
    }

    public FakeDhan fake() {
        return server.fake();
    }

    public String clientId() {
        return OWNER.clientId();
    }

    @Override
    public void close() {
        server.close();
    }
}
