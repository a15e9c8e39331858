package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.HDFCBANK;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.LIMIT;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.STOP;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TARGET;
import static sauda.core.desk.Floor.TCS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Account;
import sauda.events.DecisionMade;
import sauda.events.Control;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.SignalsReady;
import sauda.events.Symbol;
import sauda.events.TradingState;

/// Every code that a denial may have, reached through the desks: by the executor's
/// transaction, or by the decision's judge where an order could not even be written down.
class DenialsTest {

    /// What happened, and why nothing came of it.
    private record Denied(Floor floor, List<Reason> reasons) {}

    private record Scenario(Supplier<Denied> play, String reason) {}

    private static final Map<Denial, Scenario> SCENARIOS = new EnumMap<>(Denial.class);

    private static void scenario(Denial code, String reason, Supplier<Denied> play) {
        SCENARIOS.put(code, new Scenario(play, reason));
    }

    static {
        scenario(Denial.LATE_ENTRY, "LATE_ENTRY (limit=15, minutesToClose=15)", () -> {
            Floor floor = Floor.ready();
            Instant late = CLOSE.minus(Duration.ofMinutes(15));
            floor.clock.set(late.plusSeconds(5));
            return denied(floor, entry(floor, LIMIT, STOP, late, late.plusSeconds(30), floor.config.hash(), 10));
        });
        scenario(Denial.MAX_POSITIONS, "MAX_POSITIONS (limit=2, slots=2)", () -> {
            Floor floor = Floor.with(limits -> Change.positionsPerAccount(limits, 2));
            floor.holds("claude", RELIANCE, 10);
            floor.orders().on(floor.entry("claude", TCS, 10));
            return denied(floor, floor.entry("claude", INFY, 10));
        });
        scenario(Denial.MAX_POSITIONS_TOTAL, "MAX_POSITIONS_TOTAL (limit=1, slots=1)", () -> {
            Floor floor = Floor.with(limits -> Change.positionsTotal(limits, 1));
            floor.orders().on(floor.entry("claude", TCS, 10));
            return denied(floor, floor.entry("gpt", HDFCBANK, 10));
        });
        scenario(Denial.DAY_LOSS, "DAY_LOSS (dayPnl=-60000, limit=-60000)", () -> {
            Floor floor = Floor.ready();
            floor.account(
                    "claude", account -> valued(account, account.day().opening().minus(Rupees.of(60_000))));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.TOO_SMALL, "TOO_SMALL (shares=0)", () -> {
            Floor floor = Floor.with(limits -> Change.positionRupees(limits, Rupees.of(1_002)));
            return judged(floor, new Ask.Enter(TCS, Side.BUY, null, "vwap", "why not", 50));
        });
        scenario(Denial.OPPOSITE_IN_CLIENT, "OPPOSITE_IN_CLIENT (longs=1)", () -> {
            Floor floor = Floor.of(withShorts(Floor.sharing("a", "b")));
            floor.holds("a", TCS, 10);
            return denied(floor, floor.entry("b", TCS, Side.SELL, 10, "manual:1"));
        });
        scenario(Denial.NO_STOP, "NO_STOP", () -> {
            Floor floor = Floor.ready();
            return judged(floor, new Ask.Enter(TCS, Side.BUY, 10L, "smc", "a zone", 50));
        });
        scenario(Denial.NO_SIGNAL, "NO_SIGNAL", () -> {
            Floor floor = Floor.with(Change::entriesNeedSignal);
            return judged(floor, new Ask.Enter(TCS, Side.BUY, 10L, "vwap", "a feeling", 50));
        });
        scenario(Denial.EXPIRED, "EXPIRED (secondsLate=1)", () -> {
            Floor floor = Floor.ready();
            Instant now = floor.clock.instant();
            return denied(floor, entry(floor, LIMIT, STOP, T, now.minusSeconds(1), floor.config.hash(), 10));
        });
        scenario(Denial.LOCKED, "LOCKED (epoch=3)", () -> {
            Floor floor = Floor.ready();
            new ControlLock(floor.stored, floor.clock).on("SILENT:now", "dead-man", "silence");
            ControlChain chain = new ControlChain(floor.stored);
            Control locked = chain.now().orElseThrow();
            chain.become(
                    locked, TradingState.ACTIVE, false, locked.lock(), "control X", "x", "x", floor.clock.instant());
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.PAUSED, "PAUSED (epoch=2)", () -> {
            Floor floor = Floor.ready();
            floor.control().say(ControlDesk.Verb.PAUSE, "owner", "lunch");
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.HALTED, "HALTED (epoch=2)", () -> {
            Floor floor = Floor.ready();
            floor.control().say(ControlDesk.Verb.HALT, "owner", "fire");
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.NOT_PREFLIGHTED, "NOT_PREFLIGHTED", () -> {
            LiveFloor live = LiveFloor.of("claude");
            live.passed(false);
            return denied(live.floor, live.floor.entry("claude", TCS, 10));
        });
        scenario(Denial.FIRST_DAY, "FIRST_DAY (limit=1, shares=2)", () -> {
            LiveFloor live = LiveFloor.of(LiveFloor.firstDay("claude", "gpt"));
            return denied(live.floor, live.floor.entry("claude", TCS, 2));
        });
        scenario(Denial.BUDGET, "BUDGET (limit=3000000, tokensToday=3000001)", () -> {
            Floor floor = Floor.of(Floor.DEFAULTS);
            floor.account("claude", account -> tokens(account, 3_000_001));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.ALREADY_OPEN, "ALREADY_OPEN (open=10)", () -> {
            Floor floor = Floor.ready();
            floor.holds("claude", TCS, 10);
            return denied(floor, floor.entry("claude", TCS, Side.BUY, 10, "manual:1"));
        });
        scenario(Denial.RISK_PER_TRADE, "RISK_PER_TRADE (limit=12000, value=20805.3624)", () -> {
            Floor floor = Floor.ready();
            return denied(floor, entry(floor, LIMIT, Rupees.of(900), T, T.plusSeconds(60), floor.config.hash(), 200));
        });
        scenario(Denial.NO_CASH, "NO_CASH (freeCash=10000, needed=10033.03406)", () -> {
            Floor floor = Floor.ready();
            floor.account("claude", account -> cash(account, Rupees.of(10_000)));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.NOTIONAL, "NOTIONAL (limit=100000, value=100300)", () -> {
            Floor floor = Floor.with(limits -> Change.positionRupees(limits, Rupees.of(100_000)));
            return denied(floor, floor.entry("claude", TCS, 100));
        });
        scenario(Denial.EXPOSURE, "EXPOSURE (asked=20060, exposure=50150, limit=60000)", () -> {
            Floor floor = Floor.with(limits -> Change.exposurePercent(limits, 10));
            floor.orders().on(floor.entry("claude", RELIANCE, 50));
            return denied(floor, floor.entry("claude", TCS, 20));
        });
        scenario(Denial.EXPOSURE_TOTAL, "EXPOSURE_TOTAL (asked=10030, exposure=990000, limit=1000000)", () -> {
            Floor floor = Floor.ready();
            floor.tamper(Keys.TOTALS, "exposure", BigDecimal.valueOf(990_000));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.TRADE_COUNT, "TRADE_COUNT (entriesToday=1, limit=1)", () -> {
            Floor floor = Floor.with(limits -> Change.entriesPerDay(limits, 1));
            floor.orders().on(floor.entry("claude", RELIANCE, 10));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.COOL_DOWN, "COOL_DOWN (left=1772426720, leftBy=1772424920)", () -> {
            Floor floor = Floor.with(limits -> Change.coolDown(limits, Duration.ofMinutes(30)));
            floor.holds("claude", TCS, 10);
            OrderRequested exit = floor.exit("claude", TCS, 10, "manual:out");
            floor.orders().on(exit);
            floor.fill(exit, 10, Rupees.of(1_000), sauda.events.Fill.Kind.EXIT);
            return denied(floor, floor.entry("claude", TCS, Side.BUY, 10, "manual:again"));
        });
        scenario(Denial.NOT_ALLOWED, "NOT_ALLOWED", () -> {
            Floor floor = Floor.ready();
            return denied(floor, floor.entry("claude", HDFCBANK, 10));
        });
        scenario(Denial.NO_SHORTS, "NO_SHORTS", () -> {
            Floor floor = Floor.ready();
            return denied(floor, floor.entry("claude", TCS, Side.SELL, 10, "manual:1"));
        });
        scenario(Denial.OUTSIDE_SESSION, "OUTSIDE_SESSION", () -> {
            Floor floor = Floor.ready();
            floor.clock.set(Floor.OPEN.minusSeconds(1));
            floor.reading(TCS, Floor.OPEN.minus(Duration.ofMinutes(5)));
            forgetReading(floor, TCS, T);
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.PRICE_BAND, "PRICE_BAND (high=1100, limit=1100.05, low=900)", () -> {
            Floor floor = Floor.ready();
            return denied(
                    floor,
                    entry(
                            floor,
                            Rupees.of("1100.05"),
                            Rupees.of("1090"),
                            T,
                            T.plusSeconds(60),
                            floor.config.hash(),
                            10));
        });
        scenario(Denial.OFF_TICK, "OFF_TICK (limit=1003.01, tick=0.05)", () -> {
            Floor floor = Floor.ready();
            return denied(
                    floor, entry(floor, Rupees.of("1003.01"), STOP, T, T.plusSeconds(60), floor.config.hash(), 10));
        });
        scenario(Denial.DATA_MISSING, "DATA_MISSING", () -> {
            Floor floor = Floor.ready();
            forgetReading(floor, TCS, T);
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.DAY_NOT_OPEN, "DAY_NOT_OPEN", () -> {
            Floor floor = Floor.ready();
            floor.account(
                    "claude", account -> onDay(account, Account.Day.opened(DATE.minusDays(3), account.capital())));
            return denied(floor, floor.entry("claude", TCS, 10));
        });
        scenario(Denial.CONFIG_CHANGED, "CONFIG_CHANGED", () -> {
            Floor floor = Floor.ready();
            return denied(floor, entry(floor, LIMIT, STOP, T, T.plusSeconds(60), "another", 10));
        });
        scenario(Denial.NOTHING_TO_EXIT, "NOTHING_TO_EXIT (asked=11, free=10)", () -> {
            Floor floor = Floor.ready();
            floor.holds("claude", TCS, 10);
            return denied(floor, floor.exit("claude", TCS, 11, "manual:out"));
        });
    }

    @ParameterizedTest
    @EnumSource(Denial.class)
    void everyCodeIsReachedAloneWithItsNumbers(Denial code) {
        assertThat(SCENARIOS).as("a scenario for " + code).containsKey(code);
        Scenario scenario = SCENARIOS.get(code);

        Denied denied = scenario.play().get();

        assertThat(denied.reasons()).extracting(Reason::toString).containsExactly(scenario.reason());
    }

    @Test
    void everyReasonIsGivenAtOnceInTheOrderOfTheirCodes() {
        Floor floor = Floor.with(limits -> Change.positionRupees(limits, Rupees.of(100_000)));
        floor.control().say(ControlDesk.Verb.HALT, "owner", "fire");
        floor.account("claude", account -> cash(account, Rupees.of(10_000)));
        Instant now = floor.clock.instant();

        Denied denied = denied(floor, entry(floor, Rupees.of("1100.06"), STOP, T, now.minusSeconds(9), "another", 200));

        assertThat(denied.reasons())
                .extracting(Reason::toString)
                .containsExactly(
                        "EXPIRED (secondsLate=9)",
                        "HALTED (epoch=2)",
                        "RISK_PER_TRADE (limit=12000, value=23217.3624)",
                        "NO_CASH (freeCash=10000, needed=220072.6812)",
                        "NOTIONAL (limit=100000, value=220012)",
                        "PRICE_BAND (high=1100, limit=1100.06, low=900)",
                        "OFF_TICK (limit=1100.06, tick=0.05)",
                        "CONFIG_CHANGED");
    }

    /// Sends it to the executor, and sees that only the order and its audit record were written.
    private static Denied denied(Floor floor, OrderRequested request) {
        Map<String, Object> before = counters(floor);
        int placed = floor.venue.journal.size();

        Order order = floor.orders().on(request);

        assertThat(order.state()).isEqualTo(OrderState.DENIED);
        assertThat(floor.order(request)).isEqualTo(order);
        assertThat(counters(floor)).isEqualTo(before);
        assertThat(floor.venue.journal).hasSize(placed);
        assertThat(floor.orders().on(request)).as("told again").isEqualTo(order);
        return new Denied(floor, order.reasons());
    }

    /// Lets an advisor ask for it, and sees that no order came of it.
    private static Denied judged(Floor floor, Ask ask) {
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(ask);
            return Advice.without("asked");
        };
        floor.decisions().on(new SignalsReady("claude", T, List.of(RELIANCE, TCS, INFY), List.of()));
        DecisionMade decision =
                floor.stored.get(Keys.decision("claude", T)).orElseThrow().as(DecisionMade.class);
        assertThat(decision.orders()).isEmpty();
        assertThat(floor.letters.sent).isEmpty();
        return new Denied(floor, decision.proposals().getFirst().denied());
    }

    /// All that counts, without the audit chain that a denial adds a link to.
    private static Map<String, Object> counters(Floor floor) {
        Map<String, Object> counters = new TreeMap<>();
        floor.items.forEach((key, item) -> {
            switch (item.kind()) {
                case "account" -> {
                    Map<String, Object> attributes = new TreeMap<>(item.attributes());
                    attributes.keySet().removeAll(List.of("seq", "head"));
                    counters.put(key.toString(), attributes);
                }
                case "order", "audit" -> {
                    // A denial writes these.
                }
                default -> counters.put(key.toString(), item.attributes());
            }
        });
        return counters;
    }

    private static OrderRequested entry(
            Floor floor, Rupees limit, Rupees stop, Instant t, Instant expiresAt, String config, long shares) {
        return Floor.entry("claude", TCS, Side.BUY, shares, limit, stop, TARGET, "manual:1", t, expiresAt, config);
    }

    private static void forgetReading(Floor floor, Symbol symbol, Instant t) {
        floor.stored.commit(List.of(new Write.Delete(Keys.reading(symbol, t), List.of())));
    }

    private static sauda.core.config.Config withShorts(sauda.core.config.Config config) {
        return config.withLimits(Change.shortSelling(config.limits()));
    }

    private static Account valued(Account account, Rupees value) {
        Account.Day day = account.day();
        return onDay(
                account,
                new Account.Day(
                        day.date(),
                        day.opening(),
                        value,
                        day.bought(),
                        day.sold(),
                        day.brokerage(),
                        day.dpSales(),
                        day.charges(),
                        day.entries(),
                        day.calls(),
                        day.tokens(),
                        day.modelCost()));
    }

    private static Account tokens(Account account, long tokens) {
        Account.Day day = account.day();
        return onDay(
                account,
                new Account.Day(
                        day.date(),
                        day.opening(),
                        day.value(),
                        day.bought(),
                        day.sold(),
                        day.brokerage(),
                        day.dpSales(),
                        day.charges(),
                        day.entries(),
                        day.calls(),
                        tokens,
                        day.modelCost()));
    }

    private static Account onDay(Account account, Account.Day day) {
        return Change.account(account, account.state(), account.cash(), day);
    }

    private static Account cash(Account account, Rupees inHand) {
        Account.Cash cash = account.cash();
        return Change.account(
                account,
                TradingState.ACTIVE,
                new Account.Cash(inHand, cash.reserved(), cash.chargesBefore(), cash.realised()),
                account.day());
    }
}
