package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.ALL;
import static sauda.core.desk.Floor.HDFCBANK;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.LIMIT;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.STOP;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TARGET;
import static sauda.core.desk.Floor.TCS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.CancelRequested;
import sauda.events.Denial;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

/// An order's way to the venue: at most once, whatever the venue answers and whoever else is
/// at it. After every test the ledger ties.
class OrderDeskTest {

    private Floor floor = Floor.ready();

    @AfterEach
    void theLedgerTies() {
        assertThat(floor.imbalances()).isEmpty();
    }

    @Test
    void anEntryIsReservedSentOnceAndAccepted() {
        OrderRequested entry = floor.entry("claude", TCS, 10);

        Order order = floor.orders().on(entry);

        assertThat(order)
                .isEqualTo(new Order(
                        entry,
                        OrderState.ACCEPTED,
                        List.of(),
                        List.of(),
                        TestBroker.venueId(entry.id()),
                        1,
                        Rupees.of("10033.03406"),
                        0,
                        floor.clock.instant(),
                        null));
        assertThat(floor.venue.journal).containsExactly(entry.id());
        assertThat(floor.position("claude", TCS))
                .contains(new Position(
                        "claude", TCS, Side.BUY, entry.id(), "vwap", 10, 0, 0, Rupees.ZERO, STOP, TARGET, null, T));
        Account account = floor.account("claude");
        assertThat(account.slots()).isEqualTo(1);
        assertThat(account.exposure()).isEqualTo(Rupees.of(10_030));
        assertThat(account.cash().reserved()).isEqualTo(Rupees.of("10033.03406"));
        assertThat(account.working()).containsExactly(entry.id());
        assertThat(account.day().entries()).isEqualTo(1);
    }

    @Test
    void aRepeatedMessageSendsNothing() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        Order first = floor.orders().on(entry);
        Account before = floor.account("claude");
        floor.clock.turn(Duration.ofMinutes(6));

        assertThat(floor.orders().on(entry)).isEqualTo(first);
        assertThat(floor.venue.journal).containsExactly(entry.id());
        assertThat(floor.account("claude")).isEqualTo(before);
    }

    @Test
    void aRefusalOfTheVenueGivesEverythingBack() {
        floor.venue.mood = TestBroker.Mood.REFUSES;
        OrderRequested entry = floor.entry("claude", TCS, 10);

        Order order = floor.orders().on(entry);

        assertThat(order.state()).isEqualTo(OrderState.REJECTED);
        assertThat(order.reasons()).containsExactly(TestBroker.NO_FUNDS);
        isFree("claude", TCS);
        assertThat(floor.orders().on(entry)).as("told again").isEqualTo(order);
        assertThat(floor.venue.journal).hasSize(1);
    }

    @Test
    void aRefusedExitLeavesItsSharesFree() {
        floor.holds("claude", TCS, 10);
        floor.venue.mood = TestBroker.Mood.REFUSES;

        floor.orders().on(floor.exit("claude", TCS, 10, "manual:out"));

        assertThat(floor.position("claude", TCS).orElseThrow().free()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT_AND_TOOK_IT", "SILENT_AND_LOST_IT"})
    void withoutAnAnswerTheOrderIsUnknownAndHoldsEverything(TestBroker.Mood silence) {
        floor.venue.mood = silence;
        OrderRequested entry = floor.entry("claude", TCS, 10);

        Order order = floor.orders().on(entry);

        assertThat(order.state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(order.reasons()).containsExactly(new Reason("NO_ANSWER", Map.of()));
        Account account = floor.account("claude");
        assertThat(account.slots()).isEqualTo(1);
        assertThat(account.cash().reserved()).isEqualTo(Rupees.of("10033.03406"));
        assertThat(account.working()).containsExactly(entry.id());
    }

    @Test
    void anUnknownOrderThatWasTakenIsAdoptedAndNeverSentAgain() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        floor.watch(1);

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(floor.order(entry).venueId()).isEqualTo(TestBroker.venueId(entry.id()));
        assertThat(floor.venue.journal).hasSize(1);
    }

    @Test
    void anOrderThatShowsLateIsNotDeclaredLostBefore() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        floor.venue.bookIsLate = true;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.watch(2);
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);

        floor.venue.bookIsLate = false;
        floor.watch(1);

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void anOrderThatNeverShowsIsNotPlacedAfterThreeLookUpsAndTheSettleWindow() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_LOST_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        Instant settled = entry.expiresAt().plus(WatchDesk.SETTLE);

        while (!floor.clock.instant().plusSeconds(60).isAfter(settled)) {
            floor.watch(1);
            assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
            assertThat(floor.account("claude").slots()).isEqualTo(1);
        }
        floor.watch(1);

        Order lost = floor.order(entry);
        assertThat(lost.state()).isEqualTo(OrderState.NOT_PLACED);
        assertThat(lost.lookUps()).isGreaterThanOrEqualTo(3);
        assertThat(lost.reasons()).extracting(Reason::code).containsExactly("NEVER_FOUND");
        isFree("claude", TCS);
        assertThat(floor.venue.journal).hasSize(1);
    }

    @Test
    void timeAloneDoesNotMakeAnOrderNotPlaced() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_LOST_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.venue.down = true;
        floor.watch(30);
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(floor.order(entry).lookUps()).isZero();

        floor.venue.down = false;
        floor.watch(2);
        assertThat(floor.order(entry).state()).as("looked up twice").isEqualTo(OrderState.UNKNOWN);
        floor.watch(1);
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.NOT_PLACED);
    }

    /// Its book was late three times, and then it was away: the order may well be there.
    @Test
    void aVenueThatIsAwayAfterTheSettleWindowDoesNotMakeAnOrderNotPlaced() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        floor.venue.bookIsLate = true;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        for (int i = 0; i < 3; i++) {
            floor.orders().on(entry);
        }
        assertThat(floor.order(entry).lookUps()).isEqualTo(3);
        floor.venue.down = true;
        floor.watch(10);
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);

        floor.venue.down = false;
        floor.venue.bookIsLate = false;
        floor.watch(1);

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void anOrderCancelledInTheBrokersOwnAppIsFoundAsCancelled() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.venue.cancelByHand(entry.id());

        floor.watch(1);

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        isFree("claude", TCS);
    }

    @Test
    void anOrderThatExpiresBetweenReservationAndSendingIsDeniedAndFreed() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        between(() -> floor.clock.set(entry.expiresAt().plusSeconds(1)));

        Order order = floor.orders().on(entry);

        isDenied(order, Denial.EXPIRED);
    }

    /// Somebody else is faster with the account's books, and that takes until after the expiry.
    @Test
    void anOrderThatExpiresWhileTheLedgerIsBusyIsNotSent() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.ledger = new PassingLedger(floor.stored) {
            private int commits;

            @Override
            public Commit commit(List<Write> writes) {
                if (++commits == 2) {
                    Books others = floor.books("claude");
                    others.used(1, 1, Rupees.ZERO);
                    floor.keeper().save(others, BookKeeper.Extra.plain("first", floor.clock.instant()));
                    floor.clock.set(entry.expiresAt().plusSeconds(1));
                }
                return super.commit(writes);
            }
        };

        isDenied(floor.orders().on(entry), Denial.EXPIRED);
    }

    @Test
    void atTheVeryInstantOfItsExpiryAnOrderStillGoes() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        between(() -> floor.clock.set(entry.expiresAt()));

        assertThat(floor.orders().on(entry).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void aPauseBetweenReservationAndSendingDenies() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        between(() -> floor.control().say(Verb.PAUSE, "owner", "lunch"));

        isDenied(floor.orders().on(entry), Denial.PAUSED);
    }

    @Test
    void aPauseThatIsOverAgainBeforeSendingDeniesToo() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        between(() -> {
            floor.control().say(Verb.PAUSE, "owner", "lunch");
            floor.control().say(Verb.RESUME, "owner", "fed");
        });

        Order order = floor.orders().on(entry);

        isDenied(order, Denial.PAUSED);
        assertThat(order.reasons().getFirst().toString()).isEqualTo("PAUSED (epoch=3, reservedUnder=1)");
    }

    /// The epoch that an entry is reserved under is that of the transaction, not of a read before.
    @Test
    void aPauseThatIsOverAgainBeforeTheReservationDeniesNothing() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.ledger = new PassingLedger(floor.stored) {
            private boolean done;

            @Override
            public Commit commit(List<Write> writes) {
                if (!done) {
                    done = true;
                    floor.control().say(Verb.PAUSE, "owner", "lunch");
                    floor.control().say(Verb.RESUME, "owner", "fed");
                }
                return super.commit(writes);
            }
        };

        Order order = floor.orders().on(entry);

        assertThat(order.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(order.epoch()).isEqualTo(3);
    }

    @Test
    void exitsPassThroughAPauseAndThroughAHalt() {
        floor.holds("claude", TCS, 10);
        floor.control().say(Verb.PAUSE, "owner", "lunch");
        assertThat(floor.orders().on(floor.exit("claude", TCS, 4, "manual:1")).state())
                .isEqualTo(OrderState.ACCEPTED);
        floor.control().say(Verb.HALT, "owner", "fire");
        assertThat(floor.orders().on(floor.exit("claude", TCS, 6, "manual:2")).state())
                .isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void theSessionsEndBetweenReservationAndSendingDenies() {
        floor.holds("claude", TCS, 10);
        floor.clock.set(Floor.CLOSE.minusSeconds(1));
        OrderRequested exit = floor.exit("claude", TCS, 10, "manual:out");
        between(() -> floor.clock.set(Floor.CLOSE));

        Order order = floor.orders().on(exit);

        assertThat(order.state()).isEqualTo(OrderState.DENIED);
        assertThat(order.reasons()).extracting(Reason::code).containsExactly("OUTSIDE_SESSION");
        assertThat(floor.position("claude", TCS).orElseThrow().free()).isEqualTo(10);
    }

    @Test
    void theTransportMayNotSendLaterThanThreeSecondsAfterTheStateSaysSo() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        Instant now = floor.clock.instant();

        floor.orders().on(entry);

        assertThat(floor.venue.submitBys).containsExactly(now.plusSeconds(3));
    }

    /// A function frozen after its commit and woken twenty minutes later.
    @Test
    void aFrozenExecutorDoesNotSendWhenItWakes() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        Instant now = floor.clock.instant();
        afterCommit(2, () -> floor.clock.turn(Duration.ofMinutes(20)));

        floor.orders().on(entry);

        assertThat(floor.venue.submitBys).containsExactly(now.plusSeconds(3));
    }

    @Test
    void aMessageDeliveredTwiceAtTheSameTimeIsPlacedOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            floor = Floor.ready();
            OrderRequested entry = floor.entry("claude", TCS, 10);
            together(
                    List.of(() -> floor.orders().on(entry), () -> floor.orders().on(entry)));
            floor.watch(1);

            assertThat(floor.venue.journal).hasSize(1);
            assertThat(floor.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
            assertThat(floor.imbalances()).isEmpty();
        }
    }

    @Test
    void aSecondDeliveryWhileTheFirstIsAtTheVenueLooksUpAndDoesNotSend() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.venue.beforePlacing = () -> {
            floor.venue.beforePlacing = null;
            assertThat(floor.orders().on(entry).state()).isEqualTo(OrderState.UNKNOWN);
        };

        assertThat(floor.orders().on(entry).state()).as("the venue's own word").isEqualTo(OrderState.ACCEPTED);
        assertThat(floor.venue.journal).hasSize(1);
    }

    @Test
    void aRefusalCountsAlsoWhenALookUpWasFaster() {
        floor.venue.mood = TestBroker.Mood.REFUSES;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.venue.beforePlacing = () -> {
            floor.venue.beforePlacing = null;
            floor.orders().on(entry);
        };

        assertThat(floor.orders().on(entry).state()).isEqualTo(OrderState.REJECTED);
        isFree("claude", TCS);
    }

    @Test
    void aReservationThatWasNeverSentExpiresAndIsFreed() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        afterCommit(1, () -> {
            throw new Killed();
        });
        try {
            floor.orders().on(entry);
        } catch (Killed _) {
            floor.ledger = floor.stored;
        }
        assertThat(floor.order(entry).state()).isEqualTo(OrderState.RESERVED);

        floor.watch(1);

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.EXPIRED);
        isFree("claude", TCS);
        assertThat(floor.orders().on(entry).state()).as("told next morning").isEqualTo(OrderState.EXPIRED);
        assertThat(floor.venue.journal).isEmpty();
    }

    @Test
    void aReservedOrderIsCancelledWithoutAskingTheVenue() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        between(() -> floor.orders().on(cancel(entry)));

        Order order = floor.orders().on(entry);

        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.reasons()).containsExactly(new Reason("CANCEL_FLATTEN", Map.of()));
        assertThat(floor.venue.journal).isEmpty();
        assertThat(floor.venue.cancels).isEmpty();
        isFree("claude", TCS);
    }

    @Test
    void anAcceptedOrderIsCancelledAtTheVenue() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        floor.orders().on(cancel(entry));
        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.venue.cancels).as("the second finds it cancelled").hasSize(1);
        isFree("claude", TCS);
    }

    @Test
    void ofAPartlyFilledOrderTheRestIsCancelledAndTheFilledPartStays() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.fill(entry, 4, Rupees.of(1_000), Fill.Kind.ENTRY);

        floor.orders().on(cancel(entry));

        Position position = floor.position("claude", TCS).orElseThrow();
        assertThat(position.open()).isEqualTo(4);
        assertThat(position.waiting()).isZero();
        assertThat(floor.account("claude").exposure()).isEqualTo(Rupees.of(4_000));
        assertThat(floor.account("claude").cash().reserved()).isEqualTo(Rupees.ZERO);
        assertThat(floor.account("claude").slots()).isEqualTo(1);
    }

    /// Partly filled, stopped out, and only then cancelled: the books are read from the ledger in
    /// between, where nothing is open any more.
    @Test
    void aTradeWhoseSharesAreLeftBeforeItsEntryEndsIsClosedWithIt() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.fill(entry, 4, Rupees.of(1_000), Fill.Kind.ENTRY);
        OrderRequested out = floor.exit("claude", TCS, 4, "manual:out");
        floor.orders().on(out);
        floor.fill(out, 4, Rupees.of(1_005), Fill.Kind.EXIT);
        assertThat(floor.account("claude").slots()).isEqualTo(1);

        floor.orders().on(cancel(entry));

        Trade trade = floor.kept(Trade.class, "trade").getFirst();
        assertThat(trade.closedAt()).isEqualTo(floor.clock.instant());
        assertThat(trade.gross()).isEqualTo(Rupees.of(20));
        assertThat(floor.account("claude").slots()).isZero();
    }

    @Test
    void aSecondPartOfAnEntryAddsToItsTradeEvenWhenTheFirstIsLeft() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.fill(entry, 4, Rupees.of(1_000), Fill.Kind.ENTRY);
        OrderRequested out = floor.exit("claude", TCS, 4, "manual:out");
        floor.orders().on(out);
        floor.fill(out, 4, Rupees.of(1_005), Fill.Kind.EXIT);

        floor.fill(entry, 6, Rupees.of(1_000), Fill.Kind.ENTRY);

        Trade trade = floor.kept(Trade.class, "trade").getFirst();
        assertThat(trade.quantity()).isEqualTo(10);
        assertThat(trade.exited()).isEqualTo(4);
        assertThat(trade.gross()).isEqualTo(Rupees.of(20));
    }

    @Test
    void anUnknownOrderIsLookedUpAndCancelledWhenItIsFound() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.venue.cancels).hasSize(1);
    }

    @Test
    void anUnknownOrderThatIsNotFoundStaysUnknown() {
        floor.venue.mood = TestBroker.Mood.SILENT_AND_LOST_IT;
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        assertThat(floor.venue.cancels).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "SILENT_AND_TOOK_IT", "SILENT_AND_LOST_IT"})
    void aCancelThatTheVenueDoesNotConfirmChangesNothing(TestBroker.Mood mood) {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        Order before = floor.orders().on(entry);
        floor.venue.cancelMood = mood;

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry)).isEqualTo(before);
    }

    @Test
    void aCancelOfAnOrderThatIsOverOrUnheardOfChangesNothing() {
        OrderRequested entry = floor.holds("claude", TCS, 10);
        Order filled = floor.order(entry);

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry)).isEqualTo(filled);
        assertThat(floor.orders().on(cancel(floor.entry("claude", INFY, 1)))).isEmpty();
        assertThat(floor.venue.cancels).isEmpty();
    }

    @Test
    void aFillThatComesWhileTheCancelIsOnItsWayDoesNotLoseTheCancel() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        floor.broker = new Passing(floor.venue) {
            private boolean done;

            @Override
            public Answer cancel(Order order) {
                if (!done) {
                    done = true;
                    floor.fill(entry, 4, Rupees.of(1_000), Fill.Kind.ENTRY);
                }
                return super.cancel(order);
            }
        };

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.position("claude", TCS).orElseThrow().open()).isEqualTo(4);
    }

    @Test
    void anOrderThatIsSentWhileItsCancelIsOnItsWayIsCancelledAtTheVenue() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        afterCommit(1, () -> {
            throw new Killed();
        });
        try {
            floor.orders().on(entry);
        } catch (Killed _) {
            floor.ledger = floor.stored;
        }
        // The cancel has read RESERVED when the redelivered message sends the order.
        floor.ledger = new PassingLedger(floor.stored) {
            private boolean done;

            @Override
            public Commit commit(List<Write> writes) {
                if (!done) {
                    done = true;
                    new OrderDesk(floor.stored, floor.config, floor.venue, floor.clock).on(entry);
                }
                return super.commit(writes);
            }
        };

        floor.orders().on(cancel(entry));

        assertThat(floor.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.venue.cancels).hasSize(1);
    }

    @Test
    void stopModelAndSquareOffNeverSellAShareTwice() {
        floor.holds("claude", TCS, 10);
        assertThat(floor.orders()
                        .on(floor.exit("claude", TCS, 6, "decision:claude:1"))
                        .state())
                .isEqualTo(OrderState.ACCEPTED);

        Order tooMuch = floor.orders().on(floor.exit("claude", TCS, 10, "square-off:2026-03-02"));
        assertThat(tooMuch.reasons())
                .extracting(Reason::toString)
                .containsExactly("NOTHING_TO_EXIT (asked=10, free=4)");

        Books books = floor.books("claude");
        OrderRequested stop = floor.exit("claude", TCS, 4, "stop:1");
        books.venueExit(stop, T);
        floor.keeper().save(books, BookKeeper.Extra.plain("stop", T));
        Order none = floor.orders().on(floor.exit("claude", TCS, 1, "square-off:again"));
        assertThat(none.reasons()).extracting(Reason::toString).containsExactly("NOTHING_TO_EXIT (asked=1, free=0)");
        assertThat(floor.position("claude", TCS).orElseThrow().exitReserved()).isEqualTo(10);
    }

    @Test
    void eightExitsAtOnceSellEachShareOnce() throws Exception {
        floor.holds("claude", TCS, 10);
        List<Callable<Order>> exits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            OrderRequested exit = floor.exit("claude", TCS, 3, "manual:" + i);
            exits.add(() -> floor.orders().on(exit));
        }

        List<Order> orders = together(exits);

        assertThat(orders)
                .filteredOn(order -> order.state() == OrderState.ACCEPTED)
                .hasSize(3);
        assertThat(orders)
                .filteredOn(order -> order.state() == OrderState.DENIED)
                .hasSize(5);
        assertThat(floor.position("claude", TCS).orElseThrow().free()).isEqualTo(1);
    }

    /// Shares that another exit gives back just when this one is explained: it is tried again.
    @Test
    void anExitWhoseSharesComeFreeMeanwhileGoesThrough() {
        floor.holds("claude", TCS, 10);
        OrderRequested other = floor.exit("claude", TCS, 10, "manual:other");
        floor.orders().on(other);
        OrderRequested exit = floor.exit("claude", TCS, 10, "manual:mine");
        floor.ledger = new PassingLedger(floor.stored) {
            private int positions;

            @Override
            public java.util.Optional<Item> get(Key key) {
                if (key.equals(Keys.position("claude", TCS)) && ++positions == 2) {
                    new OrderDesk(floor.stored, floor.config, floor.venue, floor.clock).on(cancel(other));
                }
                return super.get(key);
            }
        };

        assertThat(floor.orders().on(exit).state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void theSeventhPositionOfThreeAccountsIsDenied() {
        floor = Floor.of(Floor.sharing("a", "b", "c"));
        List<Order> orders = new ArrayList<>();
        for (Symbol symbol : ALL) {
            for (String account : List.of("a", "b", "c")) {
                orders.add(floor.orders().on(floor.entry(account, symbol, 5)));
            }
        }

        assertThat(orders)
                .filteredOn(order -> order.state() == OrderState.ACCEPTED)
                .hasSize(6);
        assertThat(orders)
                .filteredOn(order -> order.state() == OrderState.DENIED)
                .hasSize(9)
                .allSatisfy(order -> assertThat(order.reasons())
                        .extracting(Reason::toString)
                        .contains("MAX_POSITIONS_TOTAL (limit=6, slots=6)"));
    }

    @Test
    void ofFifteenEntriesOnEightThreadsExactlySixWin() throws Exception {
        for (int round = 0; round < 20; round++) {
            floor = Floor.of(Floor.sharing("a", "b", "c"));
            List<Callable<Order>> entries = new ArrayList<>();
            for (Symbol symbol : ALL) {
                for (String account : List.of("a", "b", "c")) {
                    OrderRequested entry = floor.entry(account, symbol, 5);
                    entries.add(() -> floor.orders().on(entry));
                }
            }

            List<Order> orders = together(entries);

            assertThat(orders)
                    .filteredOn(order -> order.state() == OrderState.ACCEPTED)
                    .hasSize(6);
            assertThat(orders)
                    .filteredOn(order -> order.state() == OrderState.DENIED)
                    .hasSize(9);
            assertThat(floor.venue.journal).hasSize(6);
            assertThat(floor.imbalances()).isEmpty();
        }
    }

    @Test
    void ofTwoAccountsRacingForTheLastSlotOneWins() throws Exception {
        for (int round = 0; round < 50; round++) {
            floor = Floor.with(limits -> Change.positionsTotal(limits, 1));
            OrderRequested one = floor.entry("claude", TCS, 5);
            OrderRequested other = floor.entry("gpt", HDFCBANK, 5);

            List<Order> orders = together(
                    List.of(() -> floor.orders().on(one), () -> floor.orders().on(other)));

            assertThat(orders)
                    .extracting(Order::state)
                    .containsExactlyInAnyOrder(OrderState.ACCEPTED, OrderState.DENIED);
            assertThat(floor.venue.journal).hasSize(1);
        }
    }

    @Test
    void ofThreeEntriesOfOneAccountRacingForItsLastSlotOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            floor = Floor.with(limits -> Change.positionsPerAccount(limits, 1));
            List<Callable<Order>> entries = new ArrayList<>();
            for (Symbol symbol : List.of(RELIANCE, TCS, INFY)) {
                OrderRequested entry = floor.entry("claude", symbol, 5);
                entries.add(() -> floor.orders().on(entry));
            }

            List<Order> orders = together(entries);

            assertThat(orders)
                    .filteredOn(order -> order.state() == OrderState.ACCEPTED)
                    .hasSize(1);
            assertThat(orders)
                    .filteredOn(order -> order.state() == OrderState.DENIED)
                    .extracting(order -> order.reasons().getFirst().toString())
                    .containsOnly("MAX_POSITIONS (limit=1, slots=1)");
        }
    }

    @Test
    void oneClientNeverHoldsBothSidesOfAStockEvenWhenTwoAccountsRace() throws Exception {
        Config config = Floor.sharing("a", "b");
        Config shorting = config.withLimits(Change.shortSelling(config.limits()));
        for (int round = 0; round < 50; round++) {
            floor = Floor.of(shorting);
            OrderRequested buy = floor.entry("a", TCS, 5);
            OrderRequested sell = floor.entry("b", TCS, Side.SELL, 5, "manual:1");

            List<Order> orders = together(
                    List.of(() -> floor.orders().on(buy), () -> floor.orders().on(sell)));

            assertThat(orders)
                    .extracting(Order::state)
                    .containsExactlyInAnyOrder(OrderState.ACCEPTED, OrderState.DENIED);
            assertThat(orders)
                    .filteredOn(order -> order.state() == OrderState.DENIED)
                    .allSatisfy(order -> assertThat(order.reasons().getFirst().is(Denial.OPPOSITE_IN_CLIENT))
                            .isTrue());
        }
    }

    @Test
    void onceTheOtherSideIsGoneTheStockIsOpenToTheOtherAccount() {
        Config config = Floor.sharing("a", "b");
        floor = Floor.of(config.withLimits(Change.shortSelling(config.limits())));
        floor.holds("a", TCS, 5);
        OrderRequested exit = floor.exit("a", TCS, 5, "manual:out");
        floor.orders().on(exit);
        floor.fill(exit, 5, Rupees.of(1_001), Fill.Kind.EXIT);

        assertThat(floor.orders()
                        .on(floor.entry("b", TCS, Side.SELL, 5, "manual:1"))
                        .state())
                .isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void aLossSeenBetweenDecisionAndExecutionDenies() {
        floor = Floor.with(limits -> Change.coolDown(limits, Duration.ZERO));
        floor.holds("claude", RELIANCE, 500);
        OrderRequested entry = floor.entry("claude", TCS, 10);
        Books books = floor.books("claude");
        books.price(RELIANCE, Rupees.of("880"));
        books.mark(T);
        assertThat(floor.keeper().save(books, BookKeeper.Extra.plain("a fall", T)))
                .isInstanceOf(BookKeeper.Saved.Done.class);

        Order order = floor.orders().on(entry);

        assertThat(order.reasons()).extracting(Reason::code).containsExactly("DAY_LOSS");
    }

    @Test
    void theLimitOfAnEntryIsWhatItReservesNotTheClose() {
        OrderRequested entry = floor.entry("claude", TCS, 10);
        floor.orders().on(entry);
        assertThat(floor.account("claude").exposure()).isEqualTo(LIMIT.times(10));
    }

    /// Runs something after the reservation and before the order is sent.
    private void between(Runnable what) {
        afterCommit(1, what);
    }

    private void afterCommit(int number, Runnable what) {
        floor.ledger = new PassingLedger(floor.stored) {
            private int commits;

            @Override
            public Commit commit(List<Write> writes) {
                Commit commit = super.commit(writes);
                if (++commits == number) {
                    Ledger mine = floor.ledger;
                    floor.ledger = floor.stored;
                    what.run();
                    floor.ledger = mine;
                }
                return commit;
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// A broker that hands everything on.
    private static class Passing implements Broker {
        private final Broker to;

        Passing(Broker to) {
            this.to = to;
        }

        @Override
        public Answer place(Order order, Instant submitBy) {
            return to.place(order, submitBy);
        }

        @Override
        public Answer cancel(Order order) {
            return to.cancel(order);
        }

        @Override
        public java.util.Optional<Found> find(sauda.events.OrderId id) {
            return to.find(id);
        }
    }

    private static CancelRequested cancel(OrderRequested order) {
        return new CancelRequested(order.id(), order.account(), order.symbol(), "flatten:2", "a test says so", T);
    }

    private void isFree(String name, Symbol symbol) {
        Account account = floor.account(name);
        assertThat(floor.position(name, symbol)).isEmpty();
        assertThat(account.slots()).isZero();
        assertThat(account.exposure()).isEqualTo(Rupees.ZERO);
        assertThat(account.cash())
                .isEqualTo(new Account.Cash(account.capital(), Rupees.ZERO, Rupees.ZERO, Rupees.ZERO));
        assertThat(account.working()).isEmpty();
    }

    private void isDenied(Order order, Denial code) {
        assertThat(order.state()).isEqualTo(OrderState.DENIED);
        assertThat(order.reasons().getFirst().is(code)).isTrue();
        assertThat(floor.venue.journal).isEmpty();
        isFree(order.request().account(), order.request().symbol());
    }

    private static <R> List<R> together(List<Callable<R>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<R>> futures = new ArrayList<>();
            for (Callable<R> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
