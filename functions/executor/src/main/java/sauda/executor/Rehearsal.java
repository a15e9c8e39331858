package sauda.executor;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import sauda.brokers.Brokers;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.DayDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Bar;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// An order that nobody asked for, on paper, in a ledger that is thrown away: so that the first
/// one that is meant finds everything loaded.
final class Rehearsal {

    private static final Rupees PRICE = Rupees.of("100.00");
    private static final Duration BAR = Duration.ofMinutes(5);

    private Rehearsal() {}

    /// One share of the first account's first stock, at the first tick of the next session.
    ///
    /// @return the order as it is stored
    static Order of(Config real, LocalDate today) {
        Config config = real.onPaper(null);
        AccountSpec account = config.activeAccounts().getFirst();
        Session session = config.calendar().next(today);
        Instant t = session.ticks().getFirst();
        Symbol stock = config.stocksOf(account).getFirst();
        Ledger ledger = new InMemoryLedger();
        InstantSource clock = InstantSource.fixed(t.plusSeconds(1));
        new DayDesk(ledger, config, clock).open(account, session.date());
        ledger.commit(List.of(Write.put(Item.whole(Keys.reading(stock, t), "reading", reading(stock, t)))));
        String cause = "decision:" + account.name() + ":" + Keys.minute(t);
        OrderRequested request = new OrderRequested(
                OrderId.of(t, account.name(), cause, stock, Side.BUY, 0),
                account.name(),
                stock,
                Side.BUY,
                OrderRequested.Purpose.ENTRY,
                1,
                PRICE,
                Rupees.of("99.00"),
                Rupees.of("102.00"),
                "none",
                cause,
                "rehearsal",
                t,
                t.plusSeconds(30),
                config.hash());
        OrderDesk desk = new OrderDesk(ledger, config, Brokers.paper(config, account.client(), ledger, clock), clock);
        return desk.on(EventJson.read(EventJson.write(request), OrderRequested.class));
    }

    private static Reading reading(Symbol stock, Instant t) {
        return new Reading(
                stock,
                t,
                new Bar(t.minus(BAR), PRICE, PRICE, PRICE, PRICE, 100_000),
                PRICE,
                Rupees.of("0.05"),
                Rupees.of("90.00"),
                Rupees.of("110.00"),
                List.of(),
                List.of(),
                List.of(),
                Map.of("rsi14_5m", BigDecimal.ONE),
                Map.of(),
                Map.of(),
                List.of(),
                "");
    }
}
