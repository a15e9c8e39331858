package sauda.local.storm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Account;
import sauda.events.Bar;
import sauda.events.CancelRequested;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Who asks for orders, at random: entries where there is room and where there is none, exits of
/// all, of some and of more than there is, cancels, and now and then nonsense.
final class Traders {

    private static final Duration BAR = Duration.ofMinutes(5);
    private static final BigDecimal ABOVE = new BigDecimal("1.003");
    private static final BigDecimal BELOW = new BigDecimal("0.997");

    private final World world;
    private final Weather weather;
    private final List<Symbol> symbols = Settings.symbols();
    private int asked;

    Traders(World world) {
        this.world = world;
        this.weather = world.weather;
    }

    int asked() {
        return asked;
    }

    /// What the signals functions write down of the market.
    void publish(Instant t) {
        for (Symbol symbol : symbols) {
            Rupees close = Slip.rupees(world.market.price(symbol));
            Reading reading = new Reading(
                    symbol,
                    t,
                    new Bar(t.minus(BAR), close, close, close, close, 100_000),
                    Rupees.of(1_000),
                    Market.TICK,
                    Market.LOW,
                    Market.HIGH,
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    "0".repeat(64));
            world.stored.commit(List.of(Write.put(Item.of(Keys.reading(symbol, t), "reading", reading))));
        }
    }

    /// Asks for one order.
    void ask() {
        List<AccountSpec> accounts = world.config.accounts();
        AccountSpec spec = accounts.get(weather.below(accounts.size()));
        List<Position> positions =
                world.stored.list(Keys.ofAccount(spec.name()), "POSITION#", false, symbols.size()).stream()
                        .map(item -> item.as(Position.class))
                        .toList();
        if (weather.oneIn(25)) {
            cancel(spec);
        }
        boolean room = positions.size() < world.config.limits().positionsPerAccount();
        boolean exits = !positions.isEmpty() && weather.below(100) < (room ? 45 : 80);
        OrderRequested request = exits ? exit(spec, positions.get(weather.below(positions.size()))) : entry(spec);
        asked++;
        world.tally.add("intents", request.isEntry() ? "entries" : "exits", 1);
        world.arrived(spec.client(), request);
    }

    private OrderRequested entry(AccountSpec spec) {
        Symbol symbol = symbols.get(weather.below(symbols.size()));
        boolean shorts = world.config.limits().shortSelling() && weather.oneIn(3) || weather.oneIn(100);
        Side side = shorts ? Side.SELL : Side.BUY;
        Rupees close = close(symbol);
        Rupees limit = close.times(shorts ? BELOW : ABOVE).downToTick(Market.TICK);
        Rupees away = close.percent(new BigDecimal(weather.between(30, 200)).movePointLeft(2));
        Rupees gain = close.percent(new BigDecimal(weather.between(30, 300)).movePointLeft(2));
        boolean nonsense = weather.oneIn(60);
        return request(
                spec,
                symbol,
                side,
                Purpose.ENTRY,
                nonsense ? 100_000 : weather.between(1, 150),
                weather.oneIn(100) ? limit.plus(Rupees.of("0.01")) : limit,
                (shorts ? close.plus(away) : close.minus(away)).downToTick(Market.TICK),
                (shorts ? close.minus(gain) : close.plus(gain)).downToTick(Market.TICK));
    }

    private Rupees close(Symbol symbol) {
        return world.stored
                .list(Keys.ofStock(symbol), "READING#", true, 1)
                .getFirst()
                .as(Reading.class)
                .last()
                .close();
    }

    private OrderRequested exit(AccountSpec spec, Position position) {
        long shares = Math.max(
                1,
                switch (weather.below(8)) {
                    case 0 -> position.open() + weather.between(1, 20);
                    case 1, 2 -> weather.between(1, Math.max(1, position.open()));
                    case 3 -> position.open();
                    default -> position.free();
                });
        return request(spec, position.symbol(), position.side().opposite(), Purpose.EXIT, shares, null, null, null);
    }

    private OrderRequested request(
            AccountSpec spec,
            Symbol symbol,
            Side side,
            Purpose purpose,
            long shares,
            @org.jspecify.annotations.Nullable Rupees limit,
            @org.jspecify.annotations.Nullable Rupees stop,
            @org.jspecify.annotations.Nullable Rupees target) {
        Instant t = world.minute();
        String cause = "manual:" + asked;
        return new OrderRequested(
                OrderId.of(t, spec.name(), cause, symbol, side, 0),
                spec.name(),
                symbol,
                side,
                purpose,
                shares,
                limit,
                stop,
                target,
                "vwap",
                cause,
                "storm",
                t,
                world.clock.truly().plusSeconds(30),
                world.config.hash());
    }

    private void cancel(AccountSpec spec) {
        Account account =
                world.stored.get(Keys.account(spec.name())).orElseThrow().as(Account.class);
        Optional<OrderRequested> entry = account.working().stream()
                .flatMap(id -> world.stored.get(Keys.order(spec.name(), id)).stream())
                .map(item -> item.as(Order.class).request())
                .filter(request -> !request.isProtection())
                .findFirst();
        entry.ifPresent(request -> {
            world.tally.add("cancels", "asked for", 1);
            world.arrived(
                    spec.client(),
                    new CancelRequested(
                            request.id(), spec.name(), request.symbol(), "manual:cancel", "storm", world.minute()));
        });
    }
}
