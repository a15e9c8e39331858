package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;
import static sauda.core.desk.Floor.signal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.decision.Tape;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.CancelRequested;
import sauda.events.DecisionMade;
import sauda.events.Missing;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Proposal;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.SignalsReady;

/// One decision for each account and tick, with its orders as an outbox.
class DecisionDeskTest {

    private static final List<sauda.events.Symbol> MINE = List.of(RELIANCE, TCS, INFY);
    private static final SignalsReady READY = new SignalsReady("claude", T, MINE, List.of());

    private Floor floor = Floor.ready();

    @AfterEach
    void theLedgerTies() {
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void theRulesBuyWhatIsSignalledAndTheExecutorAgrees() {
        floor.reading(TCS, T, signal(TCS, "vwap", Side.BUY, T, 90));

        floor.decisions().on(READY);

        OrderRequested order = decision().orders().getFirst();
        // The tightest bound: a third of ₹6,00,000 at ₹1,003 and 30 paise a share.
        assertThat(order.quantity()).isEqualTo(199);
        assertThat(order.limit()).isEqualTo(Rupees.of(1_003));
        assertThat(order.expiresAt()).isEqualTo(floor.clock.instant().plusSeconds(30));
        assertThat(decision().proposals().getFirst().bound()).isEqualTo("POSITION");
        assertThat(floor.letters.received(OrderRequested.class)).containsExactly(order);
        assertThat(floor.orders().on(order).state()).isEqualTo(sauda.events.OrderState.ACCEPTED);
    }

    /// A model may think for two minutes; its orders live thirty seconds from the commit.
    @Test
    void ordersOfAnAdvisorThatThoughtForLongHaveTheirWholeTime() {
        floor.holds("claude", INFY, 10);
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "x", 50));
            tools.ask(new Ask.Close(INFY, null, null, "out", 50));
            floor.clock.turn(Duration.ofSeconds(110));
            return Advice.without("bought and sold");
        };

        floor.decisions().on(READY);

        assertThat(decision().orders())
                .extracting(OrderRequested::expiresAt)
                .containsOnly(floor.clock.instant().plusSeconds(30));
        assertThat(decision().orders())
                .extracting(order -> floor.orders().on(order).state())
                .containsOnly(sauda.events.OrderState.ACCEPTED);
    }

    @Test
    void ordersOfALateDecisionEndBeforeTheNextTick() {
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "x", 50));
            floor.clock.set(T.plusSeconds(270));
            return Advice.without("bought");
        };

        floor.decisions().on(READY);

        assertThat(decision().orders().getFirst().expiresAt()).isEqualTo(T.plusSeconds(285));
    }

    @Test
    void ordersOfADecisionThatCameAfterItsTickAreNotSent() {
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "x", 50));
            floor.clock.set(T.plusSeconds(290));
            return Advice.without("bought");
        };

        floor.decisions().on(READY);

        Order order = floor.orders().on(decision().orders().getFirst());
        assertThat(order.reasons()).extracting(Reason::code).containsExactly("EXPIRED");
    }

    @Test
    void anAdvisorHasItsTimeButNeverBeyondTheDecisionsDeadline() {
        List<java.time.Instant> deadlines = new ArrayList<>();
        floor.advisor = (briefing, tools, deadline) -> {
            deadlines.add(deadline);
            return Advice.without("held");
        };
        floor.decisions().on(READY);
        floor.clock.set(T.plusSeconds(200));
        floor.decisions().on(new SignalsReady("gpt", T, List.of(Floor.HDFCBANK), List.of()));

        assertThat(deadlines).containsExactly(T.plusSeconds(20 + 120), T.plusSeconds(250));
    }

    @Test
    void aSecondDeliverySendsTheSameOrdersAndAsksNobody() {
        int[] asked = {0};
        floor.advisor = (briefing, tools, deadline) -> {
            asked[0]++;
            tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "x", 50));
            return Advice.without("bought");
        };
        floor.decisions().on(READY);
        DecisionMade first = decision();
        floor.clock.turn(Duration.ofMinutes(10));

        floor.decisions().on(READY);

        assertThat(asked[0]).isEqualTo(1);
        assertThat(decision()).isEqualTo(first);
        assertThat(floor.letters.all(OrderRequested.class))
                .containsExactly(first.orders().getFirst(), first.orders().getFirst());
        first.orders().forEach(floor.orders()::on);
        assertThat(floor.venue.journal).as("it is too late for it").isEmpty();
    }

    @Test
    void whatWasAskedBeforeCountsInTheSameDecision() {
        floor = Floor.with(limits -> Change.positionsPerAccount(limits, 2));
        List<Proposal> judged = new ArrayList<>();
        floor.advisor = (briefing, tools, deadline) -> {
            MINE.forEach(symbol -> judged.addAll(tools.ask(new Ask.Enter(symbol, Side.BUY, 5L, "vwap", "x", 50))));
            judged.addAll(tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "again", 50)));
            return Advice.without("bought");
        };

        floor.decisions().on(READY);

        assertThat(judged)
                .extracting(proposal -> codes(proposal))
                .containsExactly(
                        List.of(), List.of(), List.of("MAX_POSITIONS"), List.of("MAX_POSITIONS", "ALREADY_OPEN"));
        assertThat(decision().orders()).hasSize(2);
        decision()
                .orders()
                .forEach(order ->
                        assertThat(floor.orders().on(order).state()).isEqualTo(sauda.events.OrderState.ACCEPTED));
    }

    @Test
    void exitsAreCutToWhatIsFreeAndNeverPromisedTwice() {
        floor.holds("claude", TCS, 10);
        floor.orders().on(floor.exit("claude", TCS, 4, "manual:out"));
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Close(TCS, 99L, null, "all of it", 50));
            tools.ask(new Ask.Close(TCS, null, null, "again", 50));
            tools.ask(new Ask.Close(INFY, null, null, "not held", 50));
            return Advice.without("sold");
        };

        floor.decisions().on(READY);

        assertThat(decision().orders()).extracting(OrderRequested::quantity).containsExactly(6L);
        assertThat(decision().proposals())
                .extracting(DecisionDeskTest::codes)
                .containsExactly(List.of(), List.of("NOTHING_TO_EXIT"), List.of("NOTHING_TO_EXIT"));
    }

    @Test
    void aCancelOfAllLeavesTheVenuesStopsAlone() {
        OrderRequested waiting = floor.entry("claude", INFY, 5);
        floor.orders().on(waiting);
        floor.holds("claude", TCS, 10);
        var books = floor.books("claude");
        books.venueExit(floor.exit("claude", TCS, 10, "stop:1"), T);
        floor.keeper().save(books, BookKeeper.Extra.plain("stop", T));
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.CancelAll("start afresh", 50));
            tools.ask(new Ask.CancelAll("and again", 50));
            return Advice.without("cancelled");
        };

        floor.decisions().on(READY);

        assertThat(decision().cancels()).extracting(CancelRequested::order).containsExactly(waiting.id());
        assertThat(floor.letters.received(CancelRequested.class))
                .isEqualTo(decision().cancels());
    }

    @Test
    void afterAFailureNothingThatWasAskedCounts() {
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(TCS, Side.BUY, 5L, "vwap", "x", 50));
            return new Advice("MODEL_TIMEOUT", "no answer in time", "m", false, List.of(), 3, 100, 7, Rupees.of(2));
        };

        floor.decisions().on(READY);

        assertThat(decision().orders()).isEmpty();
        assertThat(decision().proposals()).isEmpty();
        assertThat(decision().because()).isEqualTo("MODEL_TIMEOUT: no answer in time");
        assertThat(floor.letters.sent).isEmpty();
        assertThat(floor.account("claude").day().tokens()).as("it was paid for").isEqualTo(107);
        assertThat(floor.account("claude").day().calls()).isEqualTo(3);
        assertThat(floor.account("claude").day().modelCost()).isEqualTo(Rupees.of(2));
    }

    @Test
    void theTapeHasTheHashThatTheDecisionNames() {
        floor.decisions().on(READY);
        Item tape = floor.stored.get(Keys.tape("claude", T)).orElseThrow();
        assertThat(Tape.unpack(
                                (byte[]) tape.attributes().get("tape"),
                                decision().tapeHash())
                        .dataHash())
                .isEqualTo(decision().dataHash());
    }

    @Test
    void anAdvisorIsToldWhatAllAccountsTogetherHaveLeft() {
        floor.orders().on(floor.entry("gpt", Floor.HDFCBANK, 10));
        List<sauda.core.decision.Briefing> told = new ArrayList<>();
        floor.advisor = (briefing, tools, deadline) -> {
            told.add(briefing);
            return Advice.without("held");
        };

        floor.decisions().on(READY);

        var limits = told.getFirst().limits();
        assertThat(limits.get("exposure").used()).isEqualByComparingTo("0");
        assertThat(limits.get("exposureTotal").used()).isEqualByComparingTo("10030");
        assertThat(limits.get("exposureTotal").limit()).isEqualByComparingTo("1000000");
        assertThat(limits.get("positionsTotal").used()).isEqualByComparingTo("1");
    }

    @Test
    void aTickThatIsTooOldIsAHold() {
        floor.clock.set(T.plusSeconds(250));
        floor.decisions().on(READY);
        assertThat(decision().because()).isEqualTo("no signal asks for anything");
        floor = Floor.ready();
        floor.clock.set(T.plusSeconds(251));
        floor.decisions().on(READY);
        assertThat(decision().because()).isEqualTo("STALE_TICK");
    }

    @Test
    void withoutAnyReadingTheAccountHoldsAndNobodyIsAsked() {
        floor.advisor = (briefing, tools, deadline) -> {
            throw new AssertionError("asked");
        };
        floor.decisions().on(new SignalsReady("claude", T, List.of(), List.of(new Missing(TCS, "LATE"))));
        assertThat(decision().because()).startsWith("DATA_MISSING");
        assertThat(decision().orders()).isEmpty();
    }

    @Test
    void aStockWithoutItsReadingIsNotTraded() {
        floor.advisor = (briefing, tools, deadline) -> {
            tools.ask(new Ask.Enter(INFY, Side.BUY, 5L, "vwap", "x", 50));
            return Advice.without("bought");
        };
        floor.decisions().on(new SignalsReady("claude", T, List.of(TCS), List.of(new Missing(INFY, "LATE"))));
        assertThat(codes(decision().proposals().getFirst())).containsExactly("NO_STOP", "DATA_MISSING");
    }

    @Test
    void aDecisionMadeBeforeAPauseIsDeniedAtTheExecutor() {
        floor.reading(TCS, T, signal(TCS, "vwap", Side.BUY, T, 90));
        floor.decisions().on(READY);
        floor.control().say(Verb.PAUSE, "owner", "lunch");

        Order order = floor.orders().on(decision().orders().getFirst());

        assertThat(order.reasons()).extracting(Reason::code).containsExactly("PAUSED");
    }

    private DecisionMade decision() {
        return floor.stored.get(Keys.decision("claude", T)).orElseThrow().as(DecisionMade.class);
    }

    private static List<String> codes(Proposal proposal) {
        return proposal.denied().stream().map(Reason::code).toList();
    }
}
