package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.INFY;
import static sauda.core.desk.Floor.RELIANCE;
import static sauda.core.desk.Floor.T;
import static sauda.core.desk.Floor.TCS;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.BarsReady;
import sauda.events.DecisionMade;
import sauda.events.Missing;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.SignalsReady;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.events.TradingState;

/// What the clock starts besides ticks: watch, session, reconcile, deadline, and the days.
class DutiesTest {

    private Floor floor = Floor.ready();

    @Nested
    class Watch {

        @Test
        void aClaimPastItsDeadlineIsAHoldAndNobodyIsAskedAgain() {
            int[] asked = {0};
            floor.advisor = (briefing, tools, deadline) -> {
                asked[0]++;
                throw new IllegalStateException("killed while it thinks");
            };
            SignalsReady ready = new SignalsReady("claude", T, List.of(TCS), List.of());
            assertThatThrownBy(() -> floor.decisions().on(ready)).hasMessage("killed while it thinks");

            floor.clock.set(T.plusSeconds(239));
            floor.watch(1);
            assertThat(decision().state()).as("its deadline is 250 s").isEqualTo(DecisionMade.State.CLAIMED);
            floor.watch(1);

            assertThat(decision().state()).isEqualTo(DecisionMade.State.DECIDED);
            assertThat(decision().because()).isEqualTo("DECISION_LOST");
            assertThat(codes()).as("nobody marked the tick either").containsExactly("NO_TICK", "DECISION_LOST");
            floor.decisions().on(ready);
            assertThat(asked[0]).isEqualTo(1);
            assertThat(floor.imbalances()).isEmpty();
        }

        @Test
        void positionsThatTheSquareOffDidNotReachAreAskedForEachMinuteUntilTheClose() {
            floor.holds("claude", TCS, 10);
            floor.clock.set(CLOSE.minus(Duration.ofMinutes(9)));
            floor.watch(1);
            assertThat(floor.letters.sent)
                    .as("the tick's own square-off has two minutes")
                    .isEmpty();

            floor.watch(7);
            assertThat(floor.letters.received(OrderRequested.class)).hasSize(7);
            floor.watch(3);
            assertThat(floor.letters.received(OrderRequested.class))
                    .as("after the close")
                    .hasSize(7);
        }

        @Test
        void aCloseThatExpiredOnItsWayIsAskedForOnceMore() {
            floor.holds("claude", TCS, 10);
            Instant next = T.plusSeconds(300);
            floor.clock.set(next);
            Position held = floor.position("claude", TCS).orElseThrow();
            OrderRequested late =
                    Exits.of(held, 6, next, next.plusSeconds(30), "decision:claude:late", "out", floor.config);
            floor.clock.set(late.expiresAt().plusSeconds(1));
            assertThat(floor.orders().on(late).state()).isEqualTo(OrderState.DENIED);

            floor.watch(1);

            List<OrderRequested> again = floor.letters.all(OrderRequested.class);
            assertThat(again)
                    .extracting(order -> order.cause() + " " + order.quantity())
                    .containsExactly("again:" + late.id() + " 6");
            assertThat(floor.orders().on(again.getFirst()).state()).isEqualTo(OrderState.ACCEPTED);
            floor.watch(2);
            assertThat(floor.letters.received(OrderRequested.class))
                    .as("no third time")
                    .hasSize(1);
        }

        @Test
        void anotherClientsAccountsAreNotItsBusiness() {
            floor.venue.mood = TestBroker.Mood.SILENT_AND_TOOK_IT;
            OrderRequested entry = floor.entry("claude", TCS, 10);
            floor.orders().on(entry);

            new WatchDesk(floor.stored, floor.config, "dhan", floor.venue, floor.letters, floor.clock)
                    .on(new Tick(Tick.Duty.WATCH, T.plusSeconds(60)));

            assertThat(floor.order(entry).state()).isEqualTo(OrderState.UNKNOWN);
        }

        private DecisionMade decision() {
            return floor.stored.get(Keys.decision("claude", T)).orElseThrow().as(DecisionMade.class);
        }
    }

    @Nested
    class Session {

        @Test
        void theSquareOffHasTheIdsOfTheMarksOwn() {
            floor.holds("claude", TCS, 10);
            Instant squareOff = CLOSE.minus(Duration.ofMinutes(10));
            floor.clock.set(squareOff.plusSeconds(20));
            Floor.ALL.forEach(symbol -> floor.reading(symbol, squareOff));
            floor.marks().on(new BarsReady("claude", squareOff, List.of(TCS), List.of()));

            session(squareOff.plus(Duration.ofMinutes(2)));

            assertThat(floor.letters.all(OrderRequested.class)).hasSize(2);
            assertThat(floor.letters.received(OrderRequested.class)).hasSize(1);
        }

        @Test
        void nothingIsAskedForBeforeItsTime() {
            floor.holds("claude", TCS, 10);
            session(CLOSE.minus(Duration.ofMinutes(10)).minusSeconds(60));
            assertThat(floor.letters.sent).isEmpty();
            assertThat(codes()).isEmpty();
        }

        @Test
        void anOpenPositionFiveMinutesBeforeTheCloseIsAnAlarm() {
            floor.holds("claude", TCS, 10);
            session(CLOSE.minus(Duration.ofMinutes(5)).minusSeconds(60));
            assertThat(codes()).isEmpty();
            session(CLOSE.minus(Duration.ofMinutes(5)));
            assertThat(codes()).containsExactly("NOT_FLAT");
        }

        @Test
        void whoIsFlatRaisesNoAlarm() {
            session(CLOSE.minus(Duration.ofMinutes(5)));
            assertThat(codes()).isEmpty();
        }

        @Test
        void aDeliveryPositionMayStayOvernight() {
            AccountSpec claude = Floor.productOf(floor.config.accounts().getFirst(), Product.DELIVERY);
            floor = Floor.of(floor.config.withAccounts(List.of(claude)));
            floor.holds("claude", TCS, 10);
            session(CLOSE.minus(Duration.ofMinutes(5)));
            assertThat(floor.letters.sent).isEmpty();
            assertThat(codes()).isEmpty();
        }

        private void session(Instant at) {
            floor.clock.set(at);
            new SessionDesk(floor.stored, floor.config, "paper", floor.venue, floor.letters, floor.clock)
                    .on(new Tick(Tick.Duty.SESSION, at));
        }
    }

    @Nested
    class Reconcile {

        @ParameterizedTest
        @CsvSource({
            "slots, 2, slots is 2 but counts to 1",
            "exposure, 1.5, exposure is 1.50 but counts to 10001.00",
        })
        void aCounterThatDriftedStopsEntriesAndIsNamed(String counter, BigDecimal value, String said) {
            floor.holds("claude", TCS, 10);
            floor.tamper(Keys.account("claude"), counter, value);
            reconcile();
            isReduced(said);
            assertThat(floor.orders()
                            .on(floor.entry("claude", INFY, 1))
                            .reasons()
                            .getFirst()
                            .code())
                    .isEqualTo("PAUSED");
        }

        @Test
        void cashThatIsReservedForNothingIsNamed() {
            floor.account(
                    "claude",
                    account -> Change.account(
                            account,
                            account.state(),
                            new Account.Cash(account.capital(), Rupees.of(7), Rupees.ZERO, Rupees.ZERO),
                            account.day()));
            reconcile();
            isReduced("reserved cash is 7.00 but counts to 0.00");
        }

        @Test
        void sharesReservedForNoExitAreNamed() {
            floor.holds("claude", TCS, 10);
            floor.tamper(Keys.position("claude", TCS), "exitReserved", 11);
            reconcile();
            isReduced(
                    "shares reserved for exits of TCS is 11 but counts to 0; more shares of TCS are reserved than open");
        }

        @Test
        void aPositionThatIsGoneIsNamed() {
            floor.holds("claude", TCS, 10);
            floor.stored.commit(List.of(new Write.Delete(Keys.position("claude", TCS), List.of())));
            reconcile();
            isReduced("slots is 1 but counts to 0; exposure is 10001.00 but counts to 0.00");
        }

        @Test
        void anOrderThatIsOverAndStillCountsAsWorkingIsNamed() {
            OrderRequested entry = floor.entry("claude", TCS, 10);
            floor.orders().on(entry);
            floor.tamper(Keys.order("claude", entry.id()), "state", "EXPIRED");
            reconcile();
            assertThat(floor.account("claude").stateBecause())
                    .contains("order " + entry.id() + " is final and still listed as working");
        }

        @Test
        void anOrderThatTheVenueDoesNotKnowIsNamed() {
            OrderRequested entry = floor.entry("claude", TCS, 10);
            floor.orders().on(entry);
            reconcile();
            assertThat(floor.account("claude").state()).isEqualTo(TradingState.ACTIVE);
            floor.venue.forget(entry.id());
            floor.tamper(Keys.account("claude"), "seq", floor.account("claude").seq());
            new ReconcileDesk(floor.stored, floor.config, "paper", floor.venue, floor.clock)
                    .on(new Tick(Tick.Duty.RECONCILE, T));
            isReduced("order " + entry.id() + " is ACCEPTED here and unknown at the venue");
        }

        @Test
        void aVenueThatDoesNotAnswerProvesNothing() {
            floor.orders().on(floor.entry("claude", TCS, 10));
            floor.venue.down = true;
            reconcile();
            assertThat(floor.account("claude").state()).isEqualTo(TradingState.ACTIVE);
        }

        @Test
        void whatAgreesAgainTradesAgainAndAPauseForAnotherReasonStays() {
            floor.tamper(Keys.account("claude"), "slots", 1);
            reconcile();
            assertThat(floor.account("claude").state()).isEqualTo(TradingState.REDUCING);
            floor.tamper(Keys.account("claude"), "slots", 0);
            reconcile();
            assertThat(floor.account("claude").state()).isEqualTo(TradingState.ACTIVE);
            assertThat(floor.account("claude").stateBecause()).isEqualTo("RECONCILED");

            floor.tamper(Keys.account("claude"), "state", "REDUCING");
            reconcile();
            floor.tamper(Keys.account("gpt"), "state", "HALTED");
            reconcile();
            assertThat(floor.account("gpt").state()).isEqualTo(TradingState.HALTED);
        }

        private void reconcile() {
            new ReconcileDesk(floor.stored, floor.config, "paper", floor.venue, floor.clock)
                    .on(new Tick(Tick.Duty.RECONCILE, T));
        }

        private void isReduced(String said) {
            assertThat(floor.account("claude").state()).isEqualTo(TradingState.REDUCING);
            assertThat(floor.account("claude").stateBecause()).isEqualTo("RECONCILE_BREAK: " + said);
            assertThat(codes()).containsExactly("RECONCILE_BREAK");
            assertThat(floor.account("gpt").state()).isEqualTo(TradingState.ACTIVE);
        }
    }

    @Nested
    class Days {

        @Test
        void theNextMorningTheBillOfTheDayBeforeIsFinalAndTheDayBeginsAtZero() {
            floor.holds("claude", TCS, 10);
            OrderRequested exit = floor.exit("claude", TCS, 10, "manual:out");
            floor.orders().on(exit);
            floor.fill(exit, 10, Rupees.of(1_010), sauda.events.Fill.Kind.EXIT);
            Account evening = floor.account("claude");

            floor.openDay(DATE.plusDays(2));
            floor.openDay(DATE.plusDays(2));

            Account morning = floor.account("claude");
            Rupees value = evening.cash().inHand().minus(evening.day().charges());
            assertThat(evening.day().charges().isPositive()).isTrue();
            assertThat(morning.cash().chargesBefore()).isEqualTo(evening.day().charges());
            assertThat(morning.day()).isEqualTo(Account.Day.opened(DATE.plusDays(2), value));
            assertThat(morning.dayPnl()).isEqualTo(Rupees.ZERO);
            assertThat(morning.freeCash()).isEqualTo(evening.freeCash());
            assertThat(morning.left()).containsOnlyKeys(TCS);
            assertThat(floor.imbalances()).isEmpty();
        }

        @Test
        void theDayThatEndsIsKeptForTheReportsWithEveryMarkOfIt() {
            floor.holds("claude", TCS, 10);
            floor.marks().on(new BarsReady("claude", T, List.of(TCS), List.of()));
            Account evening = floor.account("claude");

            floor.openDay(DATE.plusDays(2));

            Account.Day closed =
                    evening.day().valued(floor.account("claude").day().opening());
            Snapshot mark =
                    floor.stored.get(Keys.snapshot("claude", T)).orElseThrow().as(Snapshot.class);
            assertThat(floor.stored.get(Keys.day("claude", DATE)).orElseThrow().as(TradingDay.class))
                    .isEqualTo(TradingDay.of("claude", closed, List.of(mark.value()), T));
            assertThat(floor.stored.get(Keys.day("claude", DATE.plusDays(2)))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"2026-03-03", "2026-03-07"})
        void aHolidayAndAWeekendOpenNothing(LocalDate closed) {
            Account before = floor.account("claude");
            floor.openDay(closed);
            assertThat(floor.account("claude")).isEqualTo(before);
        }

        @Test
        void aDayThatIsOpenIsNotOpenedBackwards() {
            Account before = floor.account("claude");
            floor.openDay(DATE.minusDays(3));
            assertThat(floor.account("claude")).isEqualTo(before);
        }

        @Test
        void aYearWithoutACalendarRefuses() {
            assertThatThrownBy(() -> floor.openDay(LocalDate.parse("2031-03-03")))
                    .isInstanceOf(TradingCalendar.YearMissing.class)
                    .hasMessageContaining("2031");
        }
    }

    @Nested
    class Deadline {

        @Test
        void whoWaitsGoesOnWithoutTheStocksThatDidNotAnswer() {
            arrive(TCS, "IN");
            arrive(RELIANCE, "LATE");
            deadline(T);

            assertThat(floor.letters.received(BarsReady.class))
                    .contains(new BarsReady(
                            "claude",
                            T,
                            List.of(TCS),
                            List.of(new Missing(RELIANCE, "LATE"), new Missing(INFY, "NO_ANSWER"))));
            assertThat(codes()).containsExactly("DATA_MISSING");
        }

        @Test
        void whoIsMarkedIsNotToldAgain() {
            floor.marks().on(new BarsReady("claude", T, List.of(TCS), List.of()));
            floor.letters.waiting.clear();
            deadline(T);
            assertThat(floor.letters.received(BarsReady.class))
                    .extracting(BarsReady::account)
                    .containsExactly("gpt");
        }

        /// A stock that says that it has none completes its accounts' lists: nobody waits, and
        /// people are told all the same, once.
        @Test
        void aStockThatSaidItHasNoneIsToldToPeopleThoughNobodyWaits() {
            floor.config
                    .tradedStocks()
                    .forEach(symbol -> arrive(symbol, symbol.equals(RELIANCE) ? "CANDLES_UNAVAILABLE" : "IN"));
            everybodyIsMarked();

            deadline(T);
            deadline(T);

            assertThat(floor.letters.sent).isEmpty();
            assertThat(floor.stored.list(Keys.ALERTS, "", true, 10))
                    .singleElement()
                    .satisfies(item -> {
                        Alert alert = item.as(Alert.class);
                        assertThat(alert.code()).isEqualTo("DATA_MISSING");
                        assertThat(alert.numbers())
                                .isEqualTo(Map.of("arrived", BigDecimal.valueOf(4), "stocks", BigDecimal.valueOf(5)));
                    });
        }

        @Test
        void aSourceThatAnswersForNoStockIsToldToPeople() {
            floor.config.tradedStocks().forEach(symbol -> arrive(symbol, "CANDLES_UNAVAILABLE"));
            everybodyIsMarked();
            deadline(T);
            assertThat(codes()).containsExactly("DATA_MISSING");
        }

        @Test
        void anOrdinaryTickTellsNobody() {
            floor.config.tradedStocks().forEach(symbol -> arrive(symbol, "IN"));
            everybodyIsMarked();
            deadline(T);
            assertThat(floor.letters.sent).isEmpty();
            assertThat(codes()).isEmpty();
        }

        private void everybodyIsMarked() {
            floor.config
                    .activeAccounts()
                    .forEach(account -> floor.marks().on(new BarsReady(account.name(), T, List.of(), List.of())));
            floor.letters.sent.clear();
            floor.letters.waiting.clear();
        }

        @Test
        void aDeadlineOfNoTickIsForNobody() {
            deadline(T.plusSeconds(60));
            deadline(CLOSE.plusSeconds(300));
            assertThat(floor.letters.sent).isEmpty();
            assertThat(codes()).isEmpty();
        }

        private void deadline(Instant t) {
            new DeadlineDesk(floor.stored, floor.config, floor.letters)
                    .on(new Tick(Tick.Duty.DEADLINE, t.plus(Tick.DEADLINE_AFTER)));
        }
    }

    @Nested
    class Arriving {

        private final Arrivals arrivals = new Arrivals(floor.stored, floor.config, floor.letters);

        @Test
        void whateverTheirOrderTheLastStockTellsItsAccountAndOnlyThat() {
            for (Symbol symbol : List.of(INFY, RELIANCE, TCS)) {
                assertThat(floor.letters.sent).isEmpty();
                arrive(symbol, "IN");
                arrivals.tellComplete(symbol, T);
            }
            assertThat(floor.letters.received(BarsReady.class))
                    .containsExactly(new BarsReady("claude", T, List.of(RELIANCE, TCS, INFY), List.of()));
        }

        @Test
        void twoThatBothSeeTheListCompleteSendOneMessage() {
            List.of(RELIANCE, TCS, INFY).forEach(symbol -> arrive(symbol, "IN"));
            arrivals.tellComplete(TCS, T);
            arrivals.tellComplete(INFY, T);
            assertThat(floor.letters.all(BarsReady.class)).hasSize(2);
            assertThat(floor.letters.received(BarsReady.class)).hasSize(1);
        }

        @Test
        void whatArrivedFirstStays() {
            arrive(TCS, "IN");
            arrive(TCS, "LATE");
            assertThat(arrivals.at(T)).containsExactly(java.util.Map.entry(TCS, "IN"));
        }

        @Test
        void anotherTicksArrivalsDoNotCount() {
            List.of(RELIANCE, TCS).forEach(symbol -> arrive(symbol, "IN"));
            floor.stored.commit(List.of(Arrivals.in(INFY, T.plusSeconds(300))));
            arrivals.tellComplete(INFY, T.plusSeconds(300));
            arrivals.tellComplete(TCS, T);
            assertThat(floor.letters.sent).isEmpty();
        }
    }

    private void arrive(Symbol symbol, String code) {
        floor.stored.commit(List.of(code.equals("IN") ? Arrivals.in(symbol, T) : Arrivals.out(symbol, T, code)));
    }

    private List<String> codes() {
        return floor.stored.list(Keys.ALERTS, "", false, 100).stream()
                .map((Item item) -> item.as(Alert.class).code())
                .toList();
    }
}
