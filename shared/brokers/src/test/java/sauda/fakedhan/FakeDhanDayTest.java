package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.brokers.replay.CsvCandles;
import sauda.brokers.simulator.SimulatedMarket;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.market.CandleSource;
import sauda.events.Rupees;
import sauda.events.Side;

/// A whole day of somebody who trades a lot and without sense: the books must add up.
class FakeDhanDayTest {

    private static final String CLIENT = "1000000042";
    private static final Config CONFIG = ConfigFile.defaults();

    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    @ParameterizedTest
    @EnumSource(FillModel.class)
    void theBooksOfASimulatedDayAddUp(FillModel model) throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 20);
        SimulatedMarket market = new SimulatedMarket(7, CONFIG.calendar()::session, CONFIG::tickOn);

        FakeDhan fake = trade(market, day, model, 150);

        assertThat(fake.trades(CLIENT)).hasSizeGreaterThan(50);
        addUp(fake, day);
    }

    @ParameterizedTest
    @EnumSource(FillModel.class)
    void theBooksOfARealDayAddUp(FillModel model) throws Exception {
        String data = System.getProperty("SAUDA_DATA", System.getenv().getOrDefault("SAUDA_DATA", "nowhere"));
        Path folder = Path.of(data).resolve("nse/5m");
        assumeTrue(Files.isDirectory(folder), "no real candles; SAUDA_DATA may name the folder");
        LocalDate day = LocalDate.of(2024, 1, 24);

        FakeDhan fake = trade(CsvCandles.adjusted(folder), day, model, 150);

        assertThat(fake.trades(CLIENT)).isNotEmpty();
        addUp(fake, day);
    }

    @ParameterizedTest
    @EnumSource(FillModel.class)
    void howOftenSomebodyAsksMakesNoDifference(FillModel model) throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 20);
        SimulatedMarket market = new SimulatedMarket(11, CONFIG.calendar()::session, CONFIG::tickOn);

        FakeDhan often = trade(market, day, model, 100);
        FakeDhan seldom = trade(market, day, model, 300);

        assertThat(often.trades(CLIENT)).isEqualTo(seldom.trades(CLIENT));
        assertThat(often.unprotected(CLIENT)).isEqualTo(seldom.unprotected(CLIENT));
    }

    @Test
    void twoClientsOnOneTapeHaveTheSameDay() {
        Instant noon = CONFIG.calendar()
                .session(LocalDate.of(2026, 11, 20))
                .orElseThrow()
                .open()
                .plus(Duration.ofHours(2));
        FakeDhan fake = new FakeDhan(
                Market.of(
                        CONFIG,
                        new SimulatedMarket(7, CONFIG.calendar()::session, CONFIG::tickOn),
                        new FakeClock(noon)),
                List.of(spec(CLIENT), spec("1000000043")));
        var stock = CONFIG.stocks().getFirst().symbol();

        fake.manual(CLIENT, stock, Side.BUY, ProductType.INTRADAY, 5);
        fake.manual("1000000043", stock, Side.BUY, ProductType.INTRADAY, 5);

        assertThat(fake.trades(CLIENT).getFirst().price())
                .isEqualTo(fake.trades("1000000043").getFirst().price());
    }

    private static ClientSpec spec(String id) {
        return new ClientSpec(id, "123456", "JBSWY3DPEHPK3PXP", Rupees.of(10_000_000), "203.0.113.7");
    }

    /// Every five minutes an order or two, whatever the market does.
    ///
    /// @param seconds how often the clock stops to be looked at
    private FakeDhan trade(CandleSource candles, LocalDate day, FillModel model, int seconds) throws Exception {
        Session session = CONFIG.calendar().session(day).orElseThrow();
        FakeClock clock = new FakeClock(session.open().minusSeconds(600));
        FakeDhan fake = new FakeDhan(Market.of(CONFIG, candles, clock), List.of(spec(CLIENT)));
        fake.behaviour().fills(model).rateLimits(false);
        token = fake.webToken(CLIENT);
        Random chance = new Random(5);
        try (FakeDhanServer server = FakeDhanServer.start(fake, 0)) {
            for (Instant tick : session.ticks()) {
                while (clock.instant().plusSeconds(seconds).isBefore(tick)) {
                    clock.advance(Duration.ofSeconds(seconds));
                    send(server, "GET", "/orders", "");
                }
                clock.set(tick);
                for (Config.Stock stock : CONFIG.stocks()) {
                    if (chance.nextInt(3) == 0) {
                        place(server, fake, stock, chance);
                    }
                }
            }
            clock.set(session.close().plusSeconds(1));
            fake.settle();
        }
        return fake;
    }

    private void place(FakeDhanServer server, FakeDhan fake, Config.Stock stock, Random chance) throws Exception {
        Rupees last = fake.lastPrice(stock.symbol());
        Rupees tick = Rupees.of("0.50");
        Side side = chance.nextBoolean() ? Side.BUY : Side.SELL;
        Rupees limit = last.plus(last.dividedBy(500).times(side.sign())).downToTick(tick);
        Rupees away = last.dividedBy(200).times(side.sign());
        ObjectNode body = AVenue.order(
                        side.name(), 1 + chance.nextInt(300), limit.amount().toPlainString())
                .put("correlationId", "day-" + chance.nextInt(1_000_000))
                .put("securityId", stock.securityId());
        boolean plain = chance.nextBoolean();
        if (!plain) {
            body.remove("validity");
            body.put("trailingJump", 0.0)
                    .put("targetPrice", Json.number(limit.plus(away.times(2)).downToTick(tick)))
                    .put("stopLossPrice", Json.number(limit.minus(away).downToTick(tick)));
        }
        send(server, "POST", plain ? "/orders" : "/super/orders", body.toString());
    }

    private void send(FakeDhanServer server, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                        .header("access-token", token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void addUp(FakeDhan fake, LocalDate day) {
        List<PlacedOrder> orders = fake.orders(CLIENT);
        assertThat(orders).noneMatch(order -> order.status().isLive() || order.status() == OrderStatus.TRANSIT);
        assertThat(orders).allMatch(order -> order.filled() >= 0 && order.filled() <= order.quantity());
        assertThat(fake.positions(CLIENT)).allMatch(position -> position.net() == 0);
        for (PlacedOrder order : orders) {
            assertThat(fake.trades(CLIENT).stream()
                            .filter(trade -> trade.orderId().equals(order.orderId()))
                            .mapToLong(DoneTrade::quantity)
                            .sum())
                    .isEqualTo(order.filled());
        }
        Rupees made = fake.trades(CLIENT).stream()
                .map(trade -> trade.price()
                        .times(trade.quantity())
                        .times(-trade.side().sign()))
                .reduce(Rupees.ZERO, Rupees::plus);
        Rupees profit =
                fake.positions(CLIENT).stream().map(HeldPosition::profit).reduce(Rupees.ZERO, Rupees::plus);
        assertThat(profit).isEqualTo(made);
        assertThat(fake.available(CLIENT))
                .isEqualTo(Rupees.of(10_000_000).plus(made.toPaisa()).minus(fake.squareOffFees(CLIENT)));
        assertThat(fake.charges(CLIENT, day).isPositive()).isTrue();
    }
}
