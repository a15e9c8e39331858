package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;
import static sauda.core.desk.ScriptedVenue.ENTRY_PRICE;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.ledger.Keys;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.events.Alert;
import sauda.events.Break;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Reconciled.Seen;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.TradingState;

/// Every way in which books and venue can differ is put between them, and is found and named.
class BreaksTest {

    /// @param inject puts the difference there, and tells what it is about
    private record Scenario(Function<LiveFloor, Expected> inject, boolean delivery) {}

    private record Expected(String ref, String said, Map<String, BigDecimal> numbers) {}

    private static final Map<BreakCode, Scenario> SCENARIOS = new EnumMap<>(BreakCode.class);

    private static void scenario(BreakCode code, Function<LiveFloor, Expected> inject) {
        SCENARIOS.put(code, new Scenario(inject, false));
    }

    private static void carried(BreakCode code, Function<LiveFloor, Expected> inject) {
        SCENARIOS.put(code, new Scenario(inject, true));
    }

    private static Expected expected(Object ref, String said, Object... numbers) {
        Map<String, BigDecimal> map = new java.util.TreeMap<>();
        for (int i = 0; i < numbers.length; i += 2) {
            map.put((String) numbers[i], new BigDecimal(String.valueOf(numbers[i + 1])));
        }
        return new Expected(ref.toString(), said, map);
    }

    private static String there(OrderRequested order) {
        return TestLiveBroker.venueId(order.id());
    }

    private static VenueOrder copy(VenueOrder row, String venueId, OrderId id, Symbol symbol, Side side) {
        return new VenueOrder(
                venueId,
                id,
                symbol,
                side,
                row.quantity(),
                row.filled(),
                row.status(),
                row.fills(),
                row.leg(),
                row.parent(),
                row.limit(),
                row.trigger(),
                row.reason(),
                row.createdAt());
    }

    static {
        scenario(BreakCode.MISSING_AT_VENUE, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.forget(there(entry));
            return expected(entry.id(), "order " + entry.id() + " is ACCEPTED here and unknown at the venue");
        });
        scenario(BreakCode.DOUBLED_ORDER, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.put(copy(live.venue.row(there(entry)), "V-second", entry.id(), INFY, Side.BUY));
            return expected(
                    entry.id(),
                    "the venue has 2 orders of the one id " + entry.id() + ": " + there(entry) + ", V-second",
                    "here",
                    1,
                    "there",
                    2);
        });
        scenario(BreakCode.UNKNOWN_ORDER, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            OrderId id = OrderId.of(T, "a", "nobody", INFY, Side.BUY, 0);
            live.venue.put(copy(live.venue.row(there(entry)), "V-unknown", id, INFY, Side.BUY));
            return expected(
                    id,
                    "the venue has a BUY of 5 shares of INFY with our id " + id + ", which no account knows",
                    "here",
                    0,
                    "there",
                    5);
        });
        scenario(BreakCode.UNKNOWN_LEG, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            String leg = live.venue.leg(entry.id(), Leg.TARGET, INFY, Side.SELL, 5, Rupees.of(1_045));
            return expected(
                    leg,
                    "the venue has a TARGET of 5 shares of INFY for order " + entry.id()
                            + ", 0 of them executed, which is not booked",
                    "here",
                    0,
                    "there",
                    0);
        });
        scenario(BreakCode.EXTERNAL_TRADE, live -> {
            live.venue.manual("M1", INFY, Side.BUY, 5);
            live.venue.fill("M1", 3, Rupees.of(1_000));
            return expected("M1", "the owner's BUY of 5 shares of INFY (M1) has 3 filled", "here", 0, "there", 3);
        });
        scenario(BreakCode.EXTERNAL_RESTING, live -> {
            live.venue.manual("M1", INFY, Side.BUY, 5);
            return expected("M1", "the owner's BUY of 5 shares of INFY (M1) waits at the venue", "there", 5);
        });
        scenario(BreakCode.EXTERNAL_AMBIGUOUS, live -> {
            live.holds("a", INFY, 5);
            live.holds("b", INFY, 7);
            live.venue.manual("M1", INFY, Side.SELL, 5);
            live.venue.fill("M1", 5, Rupees.of(1_000));
            return expected(
                    INFY,
                    "5 shares of INFY were sold by hand, and a and b hold together 12: nobody can tell whose they were",
                    "here",
                    12,
                    "there",
                    7);
        });
        scenario(BreakCode.EXTERNAL_AND_EXIT, live -> {
            live.floor.orders().on(live.floor.exit("a", TCS, 8, "manual:out"));
            live.venue.cancelling = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
            live.venue.manual("M1", TCS, Side.SELL, 10);
            live.venue.fill("M1", 10, Rupees.of(1_000));
            return expected(
                    "a/TCS",
                    "8 shares of TCS were sold by hand and an exit of a sells them again: it is cancelled",
                    "here",
                    10,
                    "there",
                    0);
        });
        scenario(BreakCode.MISSING_FILL, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.fill(entry.id(), 2, ENTRY_PRICE);
            return expected(
                    entry.id(),
                    "order " + entry.id() + " has 0 shares filled here and 2 at the venue",
                    "here",
                    0,
                    "there",
                    2);
        });
        scenario(BreakCode.UNKNOWN_FILL, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.executes(entry, 5, ENTRY_PRICE);
            live.venue.change(
                    there(entry),
                    row -> new VenueOrder(
                            row.venueId(),
                            row.id(),
                            row.symbol(),
                            row.side(),
                            5,
                            0,
                            Status.RESTING,
                            List.of(),
                            row.leg(),
                            row.parent(),
                            row.limit(),
                            row.trigger(),
                            row.reason(),
                            row.createdAt()));
            return expected(
                    entry.id(),
                    "order " + entry.id() + " has 5 shares filled here and only 0 at the venue",
                    "here",
                    5,
                    "there",
                    0);
        });
        scenario(BreakCode.FILL_PRICE_DIFFERS, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.fill(entry.id(), 5, Rupees.of("1000.15"));
            live.books(entry, new VenueOrder.VenueFill("X9", 5, Rupees.of("1000.10"), live.floor.clock.instant()));
            return expected(
                    entry.id(),
                    "the 5 shares of order " + entry.id() + " are booked for ₹5000.50 and the venue says ₹5000.75",
                    "here",
                    "5000.5",
                    "there",
                    "5000.75");
        });
        scenario(BreakCode.QUANTITY_DIFFERS, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.change(there(entry), row -> TestLiveBroker.with(row, 6, row.status(), row.limit()));
            return expected(
                    entry.id(),
                    "order " + entry.id() + " is for 5 shares here and for 6 at the venue",
                    "here",
                    5,
                    "there",
                    6);
        });
        scenario(BreakCode.SIDE_DIFFERS, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.change(there(entry), row -> copy(row, row.venueId(), entry.id(), INFY, Side.SELL));
            return expected(entry.id(), "order " + entry.id() + " is a BUY here and a SELL at the venue");
        });
        scenario(BreakCode.STOCK_DIFFERS, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.change(there(entry), row -> copy(row, row.venueId(), entry.id(), TCS, Side.BUY));
            return expected(entry.id(), "order " + entry.id() + " is in INFY here and in TCS at the venue");
        });
        scenario(BreakCode.LIMIT_DIFFERS, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.change(
                    "a",
                    books -> books.price(
                            entry.id(), Sent.first(Rupees.of(1_002), null, null, live.floor.clock.instant())));
            return expected(
                    entry.id(),
                    "order " + entry.id() + " was given the limit ₹1002.00 and rests at ₹1003.00",
                    "here",
                    1002,
                    "there",
                    1003);
        });
        scenario(BreakCode.OVER_AT_VENUE, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.venue.end(entry.id(), Status.EXPIRED);
            return expected(
                    entry.id(),
                    "order " + entry.id() + " is ACCEPTED here and EXPIRED at the venue",
                    "here",
                    0,
                    "there",
                    0);
        });
        scenario(BreakCode.WORKING_AT_VENUE, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.change(
                    "a",
                    books -> books.become(
                            entry.id(),
                            OrderState.CANCELLED,
                            List.of(new Reason("CANCELLED_AT_VENUE", Map.of())),
                            null,
                            live.floor.clock.instant()));
            return expected(
                    entry.id(),
                    "order " + entry.id() + " is CANCELLED here and still RESTING at the venue",
                    "here",
                    0,
                    "there",
                    0);
        });
        scenario(BreakCode.POSITION_DIFFERS, live -> {
            told(live, TCS, 9, 10, 0, true);
            return expected(TCS, "the accounts hold 10 shares of TCS and the venue says 9", "here", 10, "there", 9);
        });
        scenario(BreakCode.OVERSOLD, live -> {
            told(live, INFY, -4, 0, 4, true);
            return expected(
                    INFY, "the venue is short 4 shares of INFY, and the accounts hold 0", "here", 0, "there", -4);
        });
        scenario(BreakCode.FOREIGN_POSITION, live -> {
            Symbol foreign = new Symbol("ITC");
            told(live, foreign, 4, 4, 0, true);
            return expected(
                    "ITC",
                    "the venue holds 4 shares of ITC, which no order tells of and which we do not trade",
                    "here",
                    0,
                    "there",
                    4);
        });
        scenario(BreakCode.PRODUCT_DIFFERS, live -> {
            live.venue.intraday = false;
            return expected(TCS, "of TCS 10 shares are intraday here and 0 at the venue", "here", 10, "there", 0);
        });
        scenario(BreakCode.TRADED_SHARES_DIFFER, live -> {
            told(live, TCS, 10, 12, 2, true);
            return expected(
                    TCS,
                    "of TCS 10 were bought and 0 sold today by our books, 12 and 2 by the venue's",
                    "bought",
                    10,
                    "boughtThere",
                    12,
                    "sold",
                    0,
                    "soldThere",
                    2);
        });
        scenario(BreakCode.UNCOVERED, live -> {
            OrderRequested entry = live.buys("a", INFY, 5);
            live.executes(entry, 5, ENTRY_PRICE);
            live.stops("a", INFY, 3);
            return expected("a/INFY", "2 of a's 5 shares of INFY have no stop at the venue", "here", 5, "there", 3);
        });
        scenario(BreakCode.STOP_TOO_LARGE, live -> {
            live.stops("a", TCS, 1);
            return expected(
                    "a/TCS",
                    "stops for 11 shares of TCS rest at the venue and a has 10 to protect",
                    "here",
                    10,
                    "there",
                    11);
        });
        scenario(BreakCode.STOP_WITHOUT_POSITION, live -> {
            live.stops("a", INFY, 1);
            return expected(
                    "a/INFY", "a stop for 1 share of INFY rests at the venue and a holds none", "here", 0, "there", 1);
        });
        carried(BreakCode.HOLDINGS_DIFFER, live -> {
            live.venue.holdings.clear();
            live.venue.holdings.add(new Held(TCS, 7, 0, 0, false, ENTRY_PRICE));
            return expected(TCS, "the books carry 10 shares of TCS and the broker holds 7", "here", 10, "there", 7);
        });
        carried(BreakCode.CORPORATE_ACTION, live -> {
            live.venue.holdings.clear();
            live.venue.holdings.add(new Held(TCS, 20, 0, 0, false, Rupees.of(500)));
            return expected(
                    TCS,
                    "the books carry 10 shares of TCS and the broker holds 20, 2 times as many: a split or bonus;"
                            + " the broker's figure is right, book it and set stop and target anew",
                    "here",
                    10,
                    "there",
                    20);
        });
        scenario(BreakCode.FUNDS_SHORT, live -> {
            Rupees needed = live.floor
                    .account("a")
                    .freeCash()
                    .plus(live.floor.account("b").freeCash());
            live.venue.funds = new Funds(needed.minus(Rupees.of("0.01")), Rupees.ZERO);
            return expected(
                    LiveFloor.CLIENT,
                    "the accounts have ₹" + needed.toPaisa() + " to trade with and the broker only ₹"
                            + needed.minus(Rupees.of("0.01")),
                    "here",
                    needed.amount(),
                    "there",
                    needed.minus(Rupees.of("0.01")).amount());
        });
        scenario(BreakCode.AVERAGE_DIFFERS, live -> {
            live.venue.positionsTold = positions -> positions.stream()
                    .map(held ->
                            new Held(held.symbol(), held.net(), held.bought(), held.sold(), true, Rupees.of("1000.12")))
                    .toList();
            return expected(
                    TCS,
                    "a share of TCS cost ₹1000.10 here and ₹1000.12 at the venue",
                    "here",
                    "1000.1",
                    "there",
                    "1000.12");
        });
        scenario(BreakCode.REALISED_DIFFERS, live -> {
            OrderRequested exit = live.floor.exit("a", TCS, 10, "manual:out");
            live.floor.orders().on(exit);
            live.venue.rows.values().stream()
                    .filter(row -> row.trigger() != null)
                    .toList()
                    .forEach(row -> live.venue.end(row.venueId(), Status.CANCELLED));
            live.venue.fill(exit.id(), 10, Rupees.of(1_010));
            live.books(exit, new VenueOrder.VenueFill("X9", 10, Rupees.of(1_011), live.floor.clock.instant()));
            return expected(
                    TCS, "the trades in TCS brought ₹109.00 here and ₹99.00 at the venue", "here", 109, "there", 99);
        });
        scenario(BreakCode.CHARGES_DIFFER, live -> {
            Rupees bill = live.floor.account("a").day().charges();
            live.floor.account("a", account -> billed(account, bill.plus(Rupees.of(1))));
            return expected(
                    "a",
                    "the day's bill of a is ₹" + bill.plus(Rupees.of(1)) + " and its fills come to ₹" + bill,
                    "here",
                    bill.plus(Rupees.of(1)).amount(),
                    "counted",
                    bill.amount());
        });
        scenario(BreakCode.COUNTERS, live -> {
            live.floor.tamper(Keys.account("a"), "slots", 2);
            live.floor.tamper(Keys.TOTALS, "slots", 2);
            return expected("a", "slots is 2 but counts to 1", "breaks", 1);
        });
        scenario(BreakCode.TOTALS_DIFFER, live -> {
            live.floor.tamper(Keys.TOTALS, "slots", 4);
            return expected(
                    "totals/slots", "the total of slots is 4 and the accounts count to 1", "here", 4, "counted", 1);
        });
        scenario(BreakCode.STALE_STATUS, live -> {
            live.floor.clock.turn(Duration.ofMinutes(1));
            live.buys("a", INFY, 5);
            live.minutes(10);
            return expected(
                    LiveFloor.CLIENT,
                    "nothing in the venue's book changed since 2026-03-02T10:18, with 1 orders of ours under way",
                    "minutes",
                    10);
        });
    }

    private static void told(LiveFloor live, Symbol symbol, long net, long bought, long sold, boolean intraday) {
        live.venue.positionsTold = positions -> {
            List<Held> told = new ArrayList<>(positions);
            told.removeIf(held -> held.symbol().equals(symbol));
            told.add(new Held(symbol, net, bought, sold, intraday, ENTRY_PRICE));
            return told;
        };
    }

    private static sauda.events.Account billed(sauda.events.Account account, Rupees charges) {
        var day = account.day();
        return Change.account(
                account,
                account.state(),
                account.cash(),
                day.traded(day.bought(), day.sold(), day.brokerage(), day.dpSales(), charges));
    }

    /// Account a holds ten shares of TCS with a stop, bought today or carried over the night.
    private static LiveFloor ready(boolean delivery) {
        LiveFloor live = LiveFloor.of(delivery ? LiveFloor.delivery("a", "b") : LiveFloor.config("a", "b"));
        live.holds("a", TCS, 10);
        if (delivery) {
            overnight(live);
        }
        live.minutes(1);
        assertThat(live.seen()).as("before anything is wrong").isEmpty();
        return live;
    }

    static void overnight(LiveFloor live) {
        live.floor.openDay(DATE.plusDays(2));
        live.floor.clock.set(T.plus(Duration.ofDays(2)));
        live.venue.rows.clear();
        live.venue.holdings.add(new Held(TCS, 10, 0, 0, false, ENTRY_PRICE));
        live.floor
                .account("a")
                .working()
                .forEach(id -> live.change(
                        "a",
                        books -> books.become(
                                id,
                                OrderState.EXPIRED,
                                List.of(new Reason("END_OF_DAY", Map.of())),
                                null,
                                live.floor.clock.instant())));
        live.stops("a", TCS, 10);
        live.venue.put(copy(
                live.venue.rows.values().iterator().next(),
                live.venue.rows.keySet().iterator().next(),
                live.floor.books("a").orders().getFirst().id(),
                TCS,
                Side.SELL));
    }

    @ParameterizedTest
    @EnumSource(BreakCode.class)
    void everyBreakIsFoundNamedAndStopsEntriesOnceItsGraceIsOver(BreakCode code) {
        assertThat(SCENARIOS).as("a scenario for " + code).containsKey(code);
        LiveFloor live = ready(SCENARIOS.get(code).delivery());
        Expected expected = SCENARIOS.get(code).inject().apply(live);
        int grace = (int) code.grace().toMinutes();

        live.minutes(grace);
        assertThat(live.reconciled().seen().stream()
                        .filter(seen -> seen.found().code().equals(code.name()))
                        .filter(Seen::counts))
                .as("while it may settle")
                .isEmpty();
        live.minutes(1);

        Break found = found(live, code).orElseThrow().found();
        assertThat(found)
                .isEqualTo(
                        new Break(code.name(), found.accounts(), expected.ref(), expected.said(), expected.numbers()));
        assertThat(found.accounts()).contains("a");
        assertThat(live.floor.account("a").state()).isNotEqualTo(TradingState.ACTIVE);
        assertThat(live.floor.account("a").stateBecause()).startsWith("RECONCILE_BREAK: ");
        assertThat(live.floor.kept(Alert.class, "alert"))
                .anyMatch(alert ->
                        alert.level() == Alert.Level.URGENT && alert.text().contains(ref(code, expected)));
    }

    private static String ref(BreakCode code, Expected expected) {
        return code == BreakCode.EXTERNAL_TRADE || code == BreakCode.EXTERNAL_RESTING ? "M1" : expected.said();
    }

    private static Optional<Seen> found(LiveFloor live, BreakCode code) {
        return live.reconciled().seen().stream()
                .filter(seen -> seen.found().code().equals(code.name()))
                .filter(Seen::counts)
                .findFirst();
    }

    @Test
    void thereAreAtLeastTwentyKinds() {
        assertThat(BreakCode.values()).hasSizeGreaterThanOrEqualTo(20);
    }
}
