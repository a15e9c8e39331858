package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.HDFCBANK;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;
import static sauda.core.desk.ScriptedVenue.ENTRY_PRICE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Keys;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.events.External;
import sauda.events.ExternalCount;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Tick;

/// What a comparison does: what is on its way is let settle, what is wrong stops entries and
/// is told once, what stays wrong halts, and what the owner did by hand is taken over.
class TruthDeskTest {

    private final LiveFloor live = LiveFloor.of("a", "b");
    private final Floor floor = live.floor;
    private final TestLiveBroker venue = live.venue;

    private static Rupees inr(String amount) {
        return Rupees.of(amount);
    }

    /// The venue says 9 of the 10 shares.
    private void lacksAShare() {
        venue.positionsTold = _ -> List.of(new Held(TCS, 9, 10, 1, true, ENTRY_PRICE));
    }

    @Test
    void booksThatAgreeAreSilent() {
        live.holds("a", TCS, 10);
        live.holds("b", TCS, 5);
        live.buys("b", INFY, 5);
        live.minutes(3);

        assertThat(live.seen()).isEmpty();
        assertThat(live.alerts()).isEmpty();
        assertThat(live.state("a")).isEqualTo("ACTIVE opened");
    }

    @Test
    void aBreakReducesThenHaltsAndIsTakenBackWhenAllAgrees() {
        live.holds("a", TCS, 10);
        lacksAShare();
        live.minutes(2);
        assertThat(live.state("a")).as("it may settle for two minutes").isEqualTo("ACTIVE opened");

        live.minutes(1);
        assertThat(live.state("a"))
                .isEqualTo("REDUCING RECONCILE_BREAK: POSITION_DIFFERS: the accounts hold 10 shares of TCS and the"
                        + " venue says 9; TRADED_SHARES_DIFFER: of TCS 10 were bought and 0 sold today by our books,"
                        + " 10 and 1 by the venue's");
        assertThat(live.state("b")).isEqualTo("ACTIVE opened");
        live.minutes(1);
        assertThat(floor.account("a").state().name()).as("one further pass").isEqualTo("REDUCING");
        live.minutes(1);
        assertThat(floor.account("a").state().name()).as("two further passes").isEqualTo("HALTED");
        live.minutes(3);
        assertThat(live.alerts()).as("told once each").containsExactly("RECONCILE_BREAK a", "RECONCILE_HALT a");

        venue.positionsTold = positions -> positions;
        live.minutes(1);
        assertThat(live.state("a")).isEqualTo("ACTIVE RECONCILED");
    }

    @Test
    void whatSettlesInTimeIsNeverABreak() {
        OrderRequested entry = live.buys("a", TCS, 10);
        venue.fill(entry.id(), 10, ENTRY_PRICE);
        live.minutes(2);
        assertThat(live.seen()).contains("MISSING_FILL");
        live.books(entry, venue.row(TestLiveBroker.venueId(entry.id())).fills().getFirst());
        live.stops("a", TCS, 10);
        live.minutes(1);

        assertThat(live.seen()).isEmpty();
        assertThat(live.alerts()).isEmpty();
        assertThat(live.state("a")).isEqualTo("ACTIVE opened");
    }

    @Test
    void ofAnOrderOnItsWayNothingIsConcluded() {
        OrderRequested moving = live.buys("a", TCS, 10);
        venue.end(moving.id(), Status.IN_TRANSIT);
        OrderRequested torn = live.buys("a", INFY, 10);
        venue.fillWithoutTrade(TestLiveBroker.venueId(torn.id()), 4);
        OrderRequested strange = live.buys("b", RELIANCE, 10);
        venue.end(strange.id(), Status.STRANGE);
        live.minutes(9);

        assertThat(live.seen()).isEmpty();
    }

    @Test
    void legsThatTheVenueMadeCoverThePositionBeforeTheyAreAdopted() {
        OrderRequested entry = live.buys("a", TCS, 10);
        live.executes(entry, 10, ENTRY_PRICE);
        venue.leg(entry.id(), Leg.STOP, TCS, Side.SELL, 10, inr("985"));
        live.minutes(2);

        assertThat(live.seen()).containsExactly("UNKNOWN_LEG");
        assertThat(live.counting()).isEmpty();
    }

    /// The broker keeps a leg at the shares of its entry, and sells what that got.
    @Test
    void aLegOfAnEntryThatEndedInPartIsNotTooLarge() {
        OrderRequested entry = live.buys("a", TCS, 10);
        live.executes(entry, 6, ENTRY_PRICE);
        venue.leg(entry.id(), Leg.STOP, TCS, Side.SELL, 10, inr("985"));
        live.minutes(9);

        assertThat(live.seen()).doesNotContain("STOP_TOO_LARGE");
    }

    @Test
    void theSameMinuteToldTwiceIsOneComparison() {
        live.holds("a", TCS, 10);
        venue.change(
                venue.rows.keySet().iterator().next(), row -> TestLiveBroker.with(row, 11, row.status(), row.limit()));
        live.minutes(1);
        for (int i = 0; i < 5; i++) {
            live.desk().on(new Tick(Tick.Duty.RECONCILE, floor.clock.instant()));
        }

        assertThat(live.reconciled().seen().getFirst().passes()).isEqualTo(1);
        assertThat(floor.account("a").state().name()).isEqualTo("REDUCING");
    }

    @Test
    void aHoldOfAnotherCauseStaysWhenAllAgrees() {
        live.change("a", books -> books.trading(sauda.events.TradingState.HALTED, "PREFLIGHT: IP"));
        live.minutes(2);

        assertThat(live.state("a")).isEqualTo("HALTED PREFLIGHT: IP");
    }

    /// Scenario 34.
    @Test
    void aVenueThatIsSilentForTenMinutesFreezesEntriesUntilItSpeaks() {
        live.holds("a", TCS, 10);
        live.minutes(1);
        venue.down = "NO_ANSWER";
        live.minutes(9);
        assertThat(live.state("a")).isEqualTo("ACTIVE opened");
        live.minutes(1);
        assertThat(live.state("a"))
                .isEqualTo("REDUCING RECONCILE_BREAK: STALE_STATUS: the venue did not tell its book since"
                        + " 2026-03-02T10:16 (NO_ANSWER)");
        assertThat(live.state("b")).startsWith("REDUCING");
        live.minutes(5);
        assertThat(floor.account("a").state().name())
                .as("it freezes, it does not halt")
                .isEqualTo("REDUCING");
        assertThat(live.alerts()).containsExactlyInAnyOrder("STALE_STATUS a", "STALE_STATUS b");

        venue.down = null;
        live.minutes(1);
        assertThat(live.state("a")).isEqualTo("ACTIVE RECONCILED");
    }

    @Test
    void whileTheVenueIsSilentNothingOfBeforeIsForgottenOrCountedOn() {
        live.holds("a", TCS, 10);
        lacksAShare();
        live.minutes(3);
        List<sauda.events.Reconciled.Seen> before = live.reconciled().seen();
        venue.down = "NO_ANSWER";
        live.minutes(4);

        assertThat(live.reconciled().seen()).isEqualTo(before);
        assertThat(floor.account("a").state().name()).isEqualTo("REDUCING");
        assertThat(live.alerts()).containsExactly("RECONCILE_BREAK a");
    }

    @Test
    void aRestingStopMayStandStillForHours() {
        live.holds("a", TCS, 10);
        live.minutes(45);
        assertThat(live.seen()).isEmpty();
    }

    /// Scenario 35.
    @Test
    void aTradeOfTheOwnersIsAdoptedCountedAndLeftAlone() {
        live.holds("a", TCS, 10);
        Map<String, Object> before = live.totals();
        venue.manual("M1", HDFCBANK, Side.BUY, 8);
        venue.fill("M1", 5, inr("1600.50"));
        live.minutes(1);

        assertThat(live.externals())
                .containsExactly(new External(
                        LiveFloor.CLIENT,
                        DATE,
                        "M1",
                        HDFCBANK,
                        Side.BUY,
                        8,
                        5,
                        inr("8002.50"),
                        0,
                        Rupees.ZERO,
                        true,
                        T.plusSeconds(20)));
        assertThat(live.totals())
                .isEqualTo(Map.of("slots", 2, "exposure", ((Rupees) before.get("exposure")).plus(inr("8002.50"))));
        assertThat(live.counting()).containsExactly("EXTERNAL_TRADE M1");
        assertThat(live.state("a")).startsWith("REDUCING RECONCILE_BREAK: EXTERNAL_TRADE: the owner's BUY");
        assertThat(live.alerts()).containsExactly("EXTERNAL_ORDER main");

        live.minutes(1);
        assertThat(live.seen()).as("known now").isEmpty();
        assertThat(live.state("a")).isEqualTo("ACTIVE RECONCILED");
        assertThat(venue.calls).noneMatch(call -> call.startsWith("cancel"));
        assertThat(live.imbalances()).isEmpty();

        venue.fill("M1", 3, inr("1600.50"));
        venue.manual("M2", HDFCBANK, Side.SELL, 8);
        venue.fill("M2", 8, inr("1610"));
        live.minutes(1);
        assertThat(live.totals()).as("the owner is out again").isEqualTo(before);
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void theOwnersTradesTakeTheSixthSlot() {
        LiveFloor few = LiveFloor.of(LiveFloor.config("a", "b")
                .withLimits(Change.positionsTotal(LiveFloor.config("a", "b").limits(), 1)));
        few.venue.manual("M1", HDFCBANK, Side.BUY, 8);
        few.venue.fill("M1", 8, inr("1600"));
        few.minutes(2);

        Order denied = few.floor.orders().on(few.floor.entry("a", TCS, 10));

        assertThat(denied.reasons())
                .extracting(sauda.events.Reason::toString)
                .containsExactly("MAX_POSITIONS_TOTAL (limit=1, slots=1)");
    }

    @Test
    void onTheNextDayTheOwnersTradesOfTheDayBeforeCountNoMore() {
        venue.manual("M1", HDFCBANK, Side.BUY, 8);
        venue.fill("M1", 8, inr("1600"));
        live.minutes(2);
        floor.openDay(DATE.plusDays(2));
        floor.clock.set(T.plus(Duration.ofDays(2)));
        venue.rows.clear();
        live.minutes(1);

        assertThat(live.totals()).isEqualTo(Map.of("slots", 0, "exposure", Rupees.ZERO));
        assertThat(live.imbalances()).isEmpty();
        assertThat(live.seen()).isEmpty();
    }

    /// Scenario 36.
    @Test
    void sharesThatTheOwnerSoldLeaveTheirAccountAtTheBrokersPriceAndThePendingExitIsGivenUp() {
        live.holds("a", TCS, 10);
        OrderRequested unsent = unsentExit("a", TCS, 10);
        OrderRequested stop = floor.books("a").orders().stream()
                .map(Order::request)
                .filter(OrderRequested::isStop)
                .findFirst()
                .orElseThrow();
        floor.clock.turn(Duration.ofSeconds(30));
        venue.manual("M1", TCS, Side.SELL, 10);
        venue.fill("M1", 6, inr("1004"));
        venue.fill("M1", 4, inr("1003.50"));
        live.minutes(1);

        assertThat(floor.position("a", TCS)).isEmpty();
        assertThat(floor.order(unsent).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(floor.order(unsent).reasons().getFirst().code()).isEqualTo("EXTERNAL_EXIT");
        Order sold = sold().getFirst();
        assertThat(sold.request().cause()).isEqualTo("external:M1");
        assertThat(sold.state()).isEqualTo(OrderState.FILLED);
        assertThat(sold.fills())
                .containsExactly(
                        new Fill("X2", 6, inr("1004"), T.plusSeconds(50), Fill.Kind.EXIT),
                        new Fill("X3", 4, inr("1003.50"), T.plusSeconds(50), Fill.Kind.EXIT));
        assertThat(live.externals().getFirst().taken()).isEqualTo(10);
        assertThat(live.totals()).isEqualTo(Map.of("slots", 0, "exposure", Rupees.ZERO));
        assertThat(live.alerts()).containsExactly("EXTERNAL_TRADE a");
        assertThat(venue.calls).as("its stop would sell what nobody holds").contains("cancel " + stop.id());
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void aSaleInTwoPartsIsBookedAsTwoExits() {
        live.holds("a", TCS, 10);
        venue.manual("M1", TCS, Side.SELL, 10);
        venue.fill("M1", 6, inr("1004"));
        live.minutes(1);
        assertThat(floor.position("a", TCS).map(Position::open)).contains(4L);
        venue.fill("M1", 4, inr("1003"));
        live.minutes(1);

        assertThat(floor.position("a", TCS)).isEmpty();
        assertThat(sold()).extracting(order -> order.request().quantity()).containsExactlyInAnyOrder(6L, 4L);
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void whatTheOwnerBoughtByHandIsSoldFirst() {
        live.holds("a", TCS, 10);
        venue.manual("M1", TCS, Side.BUY, 5);
        venue.fill("M1", 5, inr("1000"));
        live.minutes(1);
        venue.manual("M2", TCS, Side.SELL, 8);
        venue.fill("M2", 8, inr("1002"));
        live.minutes(1);

        assertThat(floor.position("a", TCS).map(Position::open)).contains(7L);
        assertThat(live.totals().get("slots")).isEqualTo(1);
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void sharesOfTwoAccountsAreNotGuessedAboutUnlessAllAreGone() {
        live.holds("a", TCS, 10);
        live.holds("b", TCS, 5);
        venue.manual("M1", TCS, Side.SELL, 15);
        venue.fill("M1", 5, inr("1000"));
        live.minutes(1);
        assertThat(live.counting()).contains("EXTERNAL_AMBIGUOUS TCS");
        assertThat(live.state("a")).contains("nobody can tell whose they were");
        assertThat(live.state("b")).contains("nobody can tell whose they were");
        assertThat(floor.position("a", TCS).map(Position::open)).contains(10L);
        live.minutes(2);
        assertThat(floor.account("b").state().name()).isEqualTo("HALTED");

        venue.fill("M1", 10, inr("1001"));
        live.minutes(1);
        assertThat(floor.position("a", TCS)).isEmpty();
        assertThat(floor.position("b", TCS)).isEmpty();
        assertThat(live.imbalances()).isEmpty();
    }

    @Test
    void aSaleOfTheOwnersHoldingsIsNotOneOfOurIntradayShares() {
        live.holds("a", TCS, 10);
        venue.manual("M1", TCS, Side.SELL, 10);
        venue.fill("M1", 10, inr("1000"));
        venue.positionsTold = _ ->
                List.of(new Held(TCS, 10, 10, 0, true, ENTRY_PRICE), new Held(TCS, -10, 0, 10, false, inr("1000")));
        live.minutes(1);

        assertThat(floor.position("a", TCS).map(Position::open)).contains(10L);
        assertThat(sold()).isEmpty();
    }

    @Test
    void anExitThatIsAtTheVenueAlreadyIsCancelledThere() {
        live.holds("a", TCS, 10);
        OrderRequested exit = floor.exit("a", TCS, 10, "manual:out");
        floor.orders().on(exit);
        venue.manual("M1", TCS, Side.SELL, 10);
        venue.fill("M1", 10, inr("1000"));
        live.minutes(1);

        assertThat(venue.row(TestLiveBroker.venueId(exit.id())).status()).isEqualTo(Status.CANCELLED);
        assertThat(live.counting()).contains("EXTERNAL_AND_EXIT a/TCS");
        // As the watch books it.
        live.change(
                "a", books -> books.become(exit.id(), OrderState.CANCELLED, List.of(), null, floor.clock.instant()));
        live.minutes(1);
        assertThat(floor.position("a", TCS)).isEmpty();
        assertThat(live.imbalances()).isEmpty();
    }

    /// Scenario 60.
    @Test
    void aSplitOverTheNightIsNamedWithTheBrokersFigureAndReducesWithoutHalting() {
        LiveFloor delivery = LiveFloor.of(LiveFloor.delivery("a", "b"));
        delivery.holds("a", TCS, 10);
        BreaksTest.overnight(delivery);
        delivery.venue.holdings.clear();
        delivery.venue.holdings.add(new Held(TCS, 50, 0, 0, false, inr("200")));
        delivery.minutes(6);

        assertThat(delivery.counting()).containsExactly("CORPORATE_ACTION TCS");
        assertThat(delivery.state("a"))
                .startsWith("REDUCING RECONCILE_BREAK: CORPORATE_ACTION: the books carry 10 shares of TCS and the"
                        + " broker holds 50, 5 times as many");
        assertThat(delivery.state("b")).isEqualTo("ACTIVE opened");
        assertThat(delivery.alerts()).containsExactly("CORPORATE_ACTION a");
    }

    @Test
    void externalOrdersAreCountedOnceHoweverOftenTheyAreSeen() {
        venue.manual("M1", HDFCBANK, Side.BUY, 8);
        venue.fill("M1", 8, inr("1600"));
        live.minutes(5);

        assertThat(floor.kept(ExternalCount.class, "externals"))
                .containsExactly(new ExternalCount(LiveFloor.CLIENT, DATE, 1, inr("12800")));
        assertThat(live.alerts()).containsExactly("EXTERNAL_ORDER main");
    }

    /// Any books that came about without a fault are found without one.
    @Property(tries = 60)
    void booksWithoutAFaultHaveNoBreak(@ForAll("days") List<Step> steps) {
        LiveFloor day = LiveFloor.of("a", "b");
        steps.forEach(step -> step.play(day));
        day.minutes(4);
        assertThat(day.seen()).isEmpty();
        assertThat(day.alerts()).isEmpty();
        assertThat(day.imbalances()).isEmpty();
    }

    /// @param filled of the entry, in tenths
    /// @param left   of what is filled, in tenths
    record Step(String account, Symbol symbol, int shares, int filled, int left, boolean ends) {

        void play(LiveFloor day) {
            boolean tried = day.floor
                    .stored
                    .get(Keys.order(
                            account, day.floor.entry(account, symbol, shares).id()))
                    .isPresent();
            if (tried || day.floor.account(account).slots() == 3) {
                return;
            }
            OrderRequested entry = day.buys(account, symbol, shares);
            long in = (long) shares * filled / 10;
            if (in > 0) {
                day.executes(entry, in, ENTRY_PRICE);
            }
            if (ends && in < shares) {
                day.venue.end(entry.id(), Status.CANCELLED);
                day.change(
                        account,
                        books -> books.become(
                                entry.id(), OrderState.CANCELLED, List.of(), null, day.floor.clock.instant()));
            }
            long out = in * left / 10;
            if (out > 0) {
                OrderRequested exit = day.floor.exit(account, symbol, out, "manual:out");
                day.floor.orders().on(exit);
                day.executes(exit, out, Rupees.of("1001.35"));
            }
            // After an exit the desk covers the rest by itself.
            if (in > 0 && out == 0) {
                day.stops(account, symbol, in);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> days() {
        Arbitrary<String> accounts = Arbitraries.of("a", "b");
        Arbitrary<Symbol> symbols = Arbitraries.of(Floor.ALL);
        Arbitrary<Integer> tenths = Arbitraries.integers().between(0, 10);
        return net.jqwik.api.Combinators.combine(
                        accounts,
                        symbols,
                        Arbitraries.integers().between(1, 30),
                        tenths,
                        tenths,
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(6);
    }

    private List<Order> sold() {
        return floor.kept(Order.class, "order").stream()
                .filter(order -> order.request().cause().startsWith("external:"))
                .toList();
    }

    private OrderRequested unsentExit(String account, Symbol symbol, long shares) {
        OrderRequested exit = floor.exit(account, symbol, shares, "manual:later");
        live.change(account, books -> books.reserveExit(exit, 1, floor.clock.instant()));
        return exit;
    }
}
