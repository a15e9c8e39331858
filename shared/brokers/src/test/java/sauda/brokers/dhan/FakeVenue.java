package sauda.brokers.dhan;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import sauda.core.config.Config;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.fakedhan.Behaviour;
import sauda.fakedhan.ClientSpec;
import sauda.fakedhan.FakeClock;
import sauda.fakedhan.FakeDhan;
import sauda.fakedhan.FakeDhanServer;
import sauda.fakedhan.FillModel;
import sauda.fakedhan.Market;
import sauda.fakedhan.PlacedOrder;

/// A Dhan client that talks with the fake on loopback, on a Monday at half past nine in
/// India. Every stock stands still at ₹1,600. What is paused moves the clock.
final class FakeVenue implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");
    static final String CLIENT_ID = "1000000042";
    static final String PIN = "739146";
    static final String SEED = "JBSWY3DPEHPK3PXP";
    static final String ADDRESS = "203.0.113.7";

    final FakeClock clock = new FakeClock(NOW);
    final InMemoryLedger ledger = new InMemoryLedger();
    final Vault vault = new Vault();
    final FakeDhan fake;
    final FakeDhanServer server;

    FakeVenue() {
        fake = new FakeDhan(
                Market.of(Live.CONFIG, new Still(), clock),
                List.of(new ClientSpec(CLIENT_ID, PIN, SEED, Rupees.of(1_000_000), ADDRESS)));
        fake.behaviour().fills(FillModel.WIRE);
        server = FakeDhanServer.start(fake, 0);
        vault.store.put(
                Vault.SECRET,
                "{\"clientId\":\"" + CLIENT_ID + "\",\"pin\":\"" + PIN + "\",\"totpSeed\":\"" + SEED + "\"}");
        webToken();
    }

    Behaviour behaviour() {
        return fake.behaviour();
    }

    /// The owner makes a token on the web page and puts it into the store.
    void webToken() {
        vault.store(
                Vault.TOKEN,
                new AccessToken(CLIENT_ID, fake.webToken(CLIENT_ID), NOW.plusSeconds(86_400), true).json());
    }

    Dhan dhan(Config config) {
        return new Dhan(
                config,
                Live.client(config),
                ledger,
                clock,
                vault,
                new DhanEndpoints(
                        URI.create(server.baseUrl()),
                        URI.create(server.authUrl()),
                        URI.create(server.instrumentsUrl()),
                        Optional.empty()),
                new Random(7),
                clock::advance,
                InstantSource.system());
    }

    /// Entries that the venue took, legs left out.
    List<PlacedOrder> orders() {
        return fake.orders(CLIENT_ID).stream()
                .filter(order -> !order.leg().name().contains("TARGET")
                        && !order.leg().name().contains("STOP"))
                .toList();
    }

    private static final class Still implements CandleSource {

        @Override
        public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
            Rupees price = Rupees.of(1_600);
            List<Bar> bars = new ArrayList<>();
            for (Instant start = from; !start.plusSeconds(300).isAfter(to); start = start.plusSeconds(300)) {
                bars.add(new Bar(start, price, price, price, price, 100_000));
            }
            return bars;
        }

        @Override
        public boolean isUnadjusted() {
            return true;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
