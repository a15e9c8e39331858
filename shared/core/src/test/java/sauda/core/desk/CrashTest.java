package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.NEXT;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;
import static sauda.core.desk.Floor.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Advice;
import sauda.core.decision.Advisor;
import sauda.core.decision.Ask;
import sauda.core.desk.Letters.Letter;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.CancelRequested;
import sauda.events.DecisionMade;
import sauda.events.Missing;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.SignalsReady;
import sauda.events.Symbol;
import sauda.events.Tick;

/// The process is killed at every single dealing with ledger, venue and queue, before and
/// after it took effect. The message is delivered again, the watch goes its rounds, and then:
/// at most one order per id at the venue, a ledger that ties, and the same end as without the
/// kill, except for what was visibly given up: a decision lost, an order not placed.
class CrashTest {

    private static final List<Symbol> MINE = List.of(RELIANCE, TCS, INFY);

    /// @param act delivers the message; done again after the kill, as a queue does
    private record Scenario(String name, Supplier<Floor> ready, Consumer<Floor> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Scenario scenario(String name, Supplier<Floor> ready, Consumer<Floor> act) {
        return new Scenario(name, ready, act);
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(orders(), marks(), decisions(), chains()).flatMap(List::stream);
    }

    private static List<Scenario> orders() {
        Supplier<Floor> unknown = () -> {
            Floor floor = Floor.ready();
            floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
            floor.orders().on(floor.entry("claude", TCS, 10));
            return floor;
        };
        return List.of(
                scenario("an entry", Floor::ready, CrashTest::enter),
                scenario(
                        "an entry that is denied",
                        Floor::ready,
                        floor -> floor.orders().on(floor.entry("gpt", TCS, 10))),
                scenario("an entry that the commit denies", CrashTest::holding, CrashTest::enter),
                scenario("an entry that the venue refuses", () -> moody(TestBroker.Mood.REFUSES), CrashTest::enter),
                scenario(
                        "an entry without an answer that was taken",
                        () -> moody(TestBroker.Mood.SILENT_AND_TOOK_IT),
                        CrashTest::enter),
                scenario(
                        "an entry without an answer that was lost",
                        () -> moody(TestBroker.Mood.SILENT_AND_LOST_IT),
                        CrashTest::enter),
                scenario(
                        "an exit",
                        CrashTest::holding,
                        floor -> floor.orders().on(floor.exit("claude", TCS, 100, "manual:out"))),
                scenario(
                        "a part exit",
                        CrashTest::holding,
                        floor -> floor.orders().on(floor.exit("claude", TCS, 40, "manual:out"))),
                scenario("a cancel of an accepted entry", CrashTest::waiting, CrashTest::cancel),
                scenario("a cancel of a partly filled entry", CrashTest::partlyFilled, CrashTest::cancel),
                scenario("a cancel of an unknown entry", unknown, CrashTest::cancel));
    }

    private static List<Scenario> marks() {
        return List.of(
                scenario("a mark that fills an entry", () -> at(waiting(), NEXT), floor -> mark(floor, NEXT)),
                scenario(
                        "a mark that fills half an entry and expires the rest",
                        () -> {
                            Floor floor = at(waiting(), NEXT);
                            floor.bars.entry = ScriptedVenue.Entry.FILLS_HALF_AND_EXPIRES;
                            return floor;
                        },
                        floor -> mark(floor, NEXT)),
                scenario(
                        "a mark that expires an entry",
                        () -> {
                            Floor floor = at(waiting(), NEXT);
                            floor.bars.entry = ScriptedVenue.Entry.EXPIRES;
                            return floor;
                        },
                        floor -> mark(floor, NEXT)),
                scenario("a mark that stops out", () -> leaving(ScriptedVenue.Leave.STOP), floor -> mark(floor, NEXT)),
                scenario(
                        "a mark that stops out half",
                        () -> leaving(ScriptedVenue.Leave.HALF_STOP),
                        floor -> mark(floor, NEXT)),
                scenario(
                        "a mark that meets the target",
                        () -> leaving(ScriptedVenue.Leave.TARGET),
                        floor -> mark(floor, NEXT)),
                scenario(
                        "a mark that fills an exit",
                        () -> {
                            Floor floor = holding();
                            floor.orders().on(floor.exit("claude", TCS, 40, "decision:claude:1"));
                            return at(floor, NEXT);
                        },
                        floor -> mark(floor, NEXT)),
                scenario(
                        "a mark without candles",
                        () -> at(waiting(), NEXT),
                        floor -> floor.marks()
                                .on(new BarsReady(
                                        "claude",
                                        NEXT,
                                        List.of(),
                                        MINE.stream()
                                                .map(symbol -> new Missing(symbol, "NO_ANSWER"))
                                                .toList()))),
                scenario(
                        "a mark that asks for the square-off",
                        () -> at(holding(), CLOSE.minus(Duration.ofMinutes(10))),
                        floor -> mark(floor, CLOSE.minus(Duration.ofMinutes(10)))),
                scenario("a mark that forces the close", () -> at(holding(), CLOSE), floor -> mark(floor, CLOSE)),
                scenario("a mark that opens the day", CrashTest::nextMorning, floor -> mark(floor, MORNING)));
    }

    private static final Instant MORNING = Instant.parse("2026-03-04T03:50:00Z");

    private static Floor nextMorning() {
        return at(holding(), MORNING);
    }

    private static List<Scenario> decisions() {
        Supplier<Floor> byRules = () -> {
            Floor floor = holdingReliance();
            floor.reading(TCS, T, signal(TCS, "vwap", Side.BUY, T, 90));
            floor.reading(INFY, T, signal(INFY, "ema", Side.BUY, T, 70));
            floor.reading(RELIANCE, T, signal(RELIANCE, "vwap", Side.SELL, T, 80));
            return floor;
        };
        Supplier<Floor> scripted = () -> {
            Floor floor = holdingReliance();
            floor.orders().on(floor.entry("claude", INFY, 10));
            floor.advisor = SCRIPT;
            return floor;
        };
        Consumer<Floor> decide = floor -> floor.decisions().on(new SignalsReady("claude", T, MINE, List.of()));
        return List.of(
                scenario("a decision by the rules", byRules, decide),
                scenario("a decision with a cancel, an entry and an exit", scripted, decide),
                scenario("a decision to hold", Floor::ready, decide),
                scenario(
                        "a decision without any data",
                        Floor::ready,
                        floor -> floor.decisions()
                                .on(new SignalsReady("claude", T, List.of(), List.of(new Missing(TCS, "LATE"))))),
                scenario(
                        "a decision that comes too late",
                        () -> {
                            Floor floor = byRules.get();
                            floor.clock.set(T.plusSeconds(251));
                            return floor;
                        },
                        decide));
    }

    private static final Advisor SCRIPT = (briefing, tools, deadline) -> {
        tools.ask(new Ask.CancelAll("start afresh", 60));
        tools.ask(new Ask.Enter(TCS, Side.BUY, 20L, "ema", "it rises", 70));
        tools.ask(new Ask.Close(RELIANCE, null, null, "it falls", 80));
        return new Advice(null, "done", "m", true, List.of(), 2, 900, 100, Rupees.of("1.25"));
    };

    private static List<Scenario> chains() {
        return List.of(
                scenario(
                        "a whole tick by the rules",
                        () -> {
                            Floor floor = at(holdingReliance(), NEXT);
                            floor.reading(TCS, NEXT, signal(TCS, "vwap", Side.BUY, NEXT, 90));
                            floor.reading(RELIANCE, NEXT, signal(RELIANCE, "vwap", Side.SELL, NEXT, 80));
                            floor.letters.send("bars.fifo", "claude", "1", bars(NEXT));
                            return floor;
                        },
                        CrashTest::pump),
                scenario(
                        "a whole tick of a script with cancels",
                        () -> {
                            Floor floor = holdingReliance();
                            floor.orders().on(floor.entry("claude", INFY, 10));
                            floor.bars.entry = ScriptedVenue.Entry.WAITS;
                            floor.advisor = SCRIPT;
                            at(floor, NEXT);
                            floor.letters.send("bars.fifo", "claude", "1", bars(NEXT));
                            return floor;
                        },
                        CrashTest::pump));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aKillAtAnyPointLeavesOneOrderPerIdAndALedgerThatTies(Scenario scenario) {
        Floor undisturbed = scenario.ready().get();
        scenario.act().accept(undisturbed);
        List<Letter> lettersWithoutKill = List.copyOf(undisturbed.letters.waiting);
        undisturbed.watch(8);
        assertThat(undisturbed.imbalances()).isEmpty();
        Map<String, Object> end = facts(undisturbed);

        int survived = 0;
        for (int k = 1; survived < 2; k++) {
            survived = 0;
            for (boolean after : new boolean[] {false, true}) {
                Floor floor = scenario.ready().get();
                Kill kill = new Kill(k, after);
                kill.stand(floor);
                try {
                    scenario.act().accept(floor);
                } catch (Kill.Killed _) {
                    Kill.leave(floor);
                    scenario.act().accept(floor);
                }
                Kill.leave(floor);
                List<Letter> letters = List.copyOf(floor.letters.waiting);
                floor.watch(8);
                String where = scenario + ", killed " + (after ? "after" : "before") + " dealing " + k;

                assertThat(floor.imbalances()).as(where).isEmpty();
                nothingHangs(floor, where);
                if (gaveUp(floor) && !gaveUp(undisturbed)) {
                    continue;
                }
                assertThat(letters).as(where).isEqualTo(lettersWithoutKill);
                assertThat(differences(end, facts(floor))).as(where).isEmpty();
                survived += kill.isDone() ? 0 : 1;
            }
        }
    }

    /// Signals are started by a topic that does not deliver again: a stock whose function dies
    /// is missing at that tick, and the deadline lets its accounts go on.
    @Test
    void aWholeTickFromCandlesToOrdersSurvivesAKillAnywhere() {
        int survived = 0;
        for (int k = 1; survived < 2; k++) {
            survived = 0;
            for (boolean after : new boolean[] {false, true}) {
                Floor floor = fromCandles();
                Kill kill = new Kill(k, after);
                kill.stand(floor);
                tickOf(floor);
                Kill.leave(floor);
                floor.watch(8);
                String where = "killed " + (after ? "after" : "before") + " dealing " + k;

                assertThat(floor.imbalances()).as(where).isEmpty();
                nothingHangs(floor, where);
                assertThat(floor.kept(DecisionMade.class, "decision"))
                        .as(where)
                        .extracting(DecisionMade::account)
                        .containsExactly("claude");
                if (!kill.isDone()) {
                    assertThat(floor.venue.journal).as("bought in both stocks").hasSize(2);
                }
                survived += kill.isDone() ? 0 : 1;
            }
        }
    }

    private static Floor fromCandles() {
        AccountSpec claude = Floor.ready().config.accounts().getFirst();
        Floor floor = Floor.of(Floor.DEFAULTS.withAccounts(List.of(Floor.trading(claude, List.of(TCS, INFY)))));
        floor.advisor = (briefing, tools, deadline) -> {
            briefing.readings()
                    .forEach(reading ->
                            tools.ask(new Ask.Enter(reading.symbol(), Side.BUY, 5L, null, "it is there", 50)));
            return Advice.without("bought");
        };
        floor.clock.set(NEXT.plusSeconds(2));
        return floor;
    }

    private static void tickOf(Floor floor) {
        for (Symbol symbol : floor.config.tradedStocks()) {
            try {
                new SignalDesk(
                                floor.ledger,
                                floor.config,
                                symbol,
                                new Candles(floor),
                                floor.mailbox,
                                floor.clock,
                                Pause.NONE)
                        .on(new Tick(Tick.Duty.TICK, NEXT));
            } catch (Kill.Killed _) {
                // Not delivered again.
            }
        }
        pumpOn(floor);
        floor.clock.set(NEXT.plus(Tick.DEADLINE_AFTER));
        try {
            new DeadlineDesk(floor.ledger, floor.config, floor.mailbox)
                    .on(new Tick(Tick.Duty.DEADLINE, NEXT.plus(Tick.DEADLINE_AFTER)));
        } catch (Kill.Killed _) {
            // Its topic delivers a failed call once more.
            new DeadlineDesk(floor.ledger, floor.config, floor.mailbox)
                    .on(new Tick(Tick.Duty.DEADLINE, NEXT.plus(Tick.DEADLINE_AFTER)));
        }
        pumpOn(floor);
    }

    /// Quiet candles of today and of the week before: no more is needed to give a stop.
    private record Candles(Floor floor) implements CandleSource {
        private static final Instant FIRST = Instant.parse("2026-02-23T03:45:00Z");

        @Override
        public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
            List<Bar> bars = new ArrayList<>();
            for (Instant start = from; !start.plusSeconds(300).isAfter(to); start = start.plusSeconds(300)) {
                if (!start.isBefore(FIRST)) {
                    long slot = start.getEpochSecond() / 300;
                    Rupees price = Rupees.of(1_000 + slot % 3);
                    bars.add(new Bar(
                            start, price, price.plus(Rupees.of(1)), price.minus(Rupees.of(1)), price, slot % 99_991));
                }
            }
            return bars;
        }

        @Override
        public boolean isUnadjusted() {
            return true;
        }
    }

    /// Delivers what waits until nothing does. A message is gone when it was dealt with.
    private static void pump(Floor floor) {
        while (!floor.letters.waiting.isEmpty()) {
            Letter letter = floor.letters.waiting.getFirst();
            switch (letter.message()) {
                case BarsReady bars -> floor.marks().on(bars);
                case SignalsReady ready -> floor.decisions().on(ready);
                case OrderRequested order -> floor.orders().on(order);
                case CancelRequested cancel -> floor.orders().on(cancel);
                default -> throw new IllegalStateException("nobody receives " + letter);
            }
            floor.letters.waiting.remove(letter);
        }
    }

    private static void pumpOn(Floor floor) {
        boolean empty = false;
        while (!empty) {
            try {
                pump(floor);
                empty = true;
            } catch (Kill.Killed _) {
                // The message waits still: it is delivered again.
            }
        }
    }

    private static void nothingHangs(Floor floor, String where) {
        assertThat(floor.kept(Order.class, "order")).as(where).noneMatch(order -> switch (order.state()) {
            case RESERVED, SUBMITTING, UNKNOWN -> true;
            default -> false;
        });
        assertThat(floor.kept(DecisionMade.class, "decision"))
                .as(where)
                .allMatch(decision -> decision.state() == DecisionMade.State.DECIDED);
        List<OrderId> known =
                floor.kept(Order.class, "order").stream().map(Order::id).toList();
        assertThat(known).as(where).containsAll(floor.venue.journal);
    }

    /// A decision lost or an order not placed: visible, and nothing came of it.
    private static boolean gaveUp(Floor floor) {
        boolean lost = floor.kept(DecisionMade.class, "decision").stream()
                .anyMatch(decision -> decision.because().equals("DECISION_LOST")
                        && decision.orders().isEmpty()
                        && decision.cancels().isEmpty());
        boolean notPlaced = floor.kept(Order.class, "order").stream()
                .anyMatch(order -> order.state() == OrderState.NOT_PLACED
                        && (floor.venue.placements(order.id()) == 0
                                || floor.venue.mood != TestBroker.Mood.ACKNOWLEDGES));
        return lost || notPlaced;
    }

    /// All that was made, without the audit chains: a kill may make their links more or fewer.
    /// Where the venue was silent, a second look may come sooner: when it came is left out.
    private static Map<String, Object> facts(Floor floor) {
        Map<String, Object> facts = new TreeMap<>();
        floor.items.forEach((key, item) -> {
            if (!item.kind().equals("audit") && !item.kind().equals("reading")) {
                Map<String, Object> attributes = new TreeMap<>(item.attributes());
                // A tape is known by its hash.
                attributes.keySet().removeAll(List.of("seq", "head", "tape", "scene"));
                if (item.kind().equals("order") && floor.venue.mood != TestBroker.Mood.ACKNOWLEDGES) {
                    attributes.keySet().removeAll(List.of("reasons", "lookUps", "changedAt"));
                }
                facts.put(key.partition() + " " + key.sort(), attributes);
            }
        });
        return facts;
    }

    /// What is at one side and not at the other.
    private static List<String> differences(Map<String, Object> one, Map<String, Object> other) {
        List<String> differences = new ArrayList<>();
        one.forEach((key, value) -> {
            if (!value.equals(other.get(key))) {
                differences.add(key + " " + value + " but " + other.get(key));
            }
        });
        other.forEach((key, value) -> {
            if (!one.containsKey(key)) {
                differences.add(key + " only " + value);
            }
        });
        return differences;
    }

    private static Floor moody(TestBroker.Mood mood) {
        Floor floor = Floor.ready();
        floor.venue.mood = mood;
        return floor;
    }

    private static Floor holding() {
        Floor floor = Floor.ready();
        floor.holds("claude", TCS, 100);
        return floor;
    }

    private static Floor holdingReliance() {
        Floor floor = Floor.ready();
        floor.holds("claude", RELIANCE, 50);
        return floor;
    }

    private static Floor waiting() {
        Floor floor = Floor.ready();
        floor.orders().on(floor.entry("claude", TCS, 10));
        return floor;
    }

    private static Floor partlyFilled() {
        Floor floor = waiting();
        floor.fill(floor.entry("claude", TCS, 10), 4, Rupees.of(1_000), sauda.events.Fill.Kind.ENTRY);
        return floor;
    }

    private static Floor leaving(ScriptedVenue.Leave how) {
        Floor floor = at(holding(), NEXT);
        floor.bars.leave = how;
        return floor;
    }

    private static Floor at(Floor floor, Instant t) {
        floor.clock.set(t.plusSeconds(20));
        Floor.ALL.forEach(symbol -> floor.reading(symbol, t, Rupees.of("1002.5")));
        return floor;
    }

    private static void enter(Floor floor) {
        floor.orders().on(floor.entry("claude", TCS, Side.BUY, 10, "decision:claude:" + T));
    }

    private static void cancel(Floor floor) {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(new CancelRequested(entry.id(), "claude", TCS, "decision:claude:1", "a test says so", T));
    }

    private static void mark(Floor floor, Instant t) {
        floor.marks().on(bars(t));
        pumpExits(floor);
    }

    /// What a mark asks for goes to the executor at once; what it tells the decisions stays.
    private static void pumpExits(Floor floor) {
        for (Letter letter : List.copyOf(floor.letters.waiting)) {
            if (letter.message() instanceof OrderRequested exit) {
                floor.orders().on(exit);
                floor.letters.waiting.remove(letter);
            }
        }
    }

    private static BarsReady bars(Instant t) {
        return new BarsReady("claude", t, MINE, List.of());
    }
}
