package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.local.scenario.LiveDay.DATE;
import static sauda.local.scenario.LiveDay.INFY;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.External;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;
import sauda.fakedhan.PlacedOrder;
import sauda.fakedhan.ProductType;

/// Refusals, fills in every order, silence, and the owner's own hand.
class WhatTheVenueSaysTest {

    private static final LocalTime TEN_FIFTEEN = LocalTime.of(10, 15);
    private static final LocalTime CLOSE = LocalTime.of(15, 15);

    private LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));

    @AfterEach
    void close() {
        day.close();
    }

    private void again(LiveDay other) {
        day.close();
        day = other;
    }

    @ParameterizedTest
    @Scenario(30)
    @CsvSource(delimiter = '|', textBlock = """
                    Insufficient funds: required margin is 2006.00 and available is 12.00 | NO_FUNDS
                    Price is not within circuit limits 900.00 - 1100.00                    | PRICE_BAND
                    Order price is outside the price band of the exchange                  | PRICE_BAND
                    Market is closed, AMO orders are accepted from 16:00 to 08:59          | MARKET_CLOSED
                    Order quantity exceeds the freeze quantity of the exchange             | FREEZE_QUANTITY
                    """)
    void aRefusalIsARejectionWithACodeThatGivesEverythingBack(String text, String code) {
        day.fake.faults().always("POST", "/v2/super/orders", new Fault.RejectedByRms(text));
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.deliver(entry);
        day.minutes(1);

        assertThat(day.order(entry).state()).isEqualTo(OrderState.REJECTED);
        assertThat(codes(day.order(entry))).containsExactly(code);
        assertThat(day.account("a").slots()).isZero();
        assertThat(day.account("a").cash().reserved().signum()).isZero();
        assertThat(day.slots()).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();

        day.minutes(8);
        assertThat(day.sends()).isEqualTo(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.ties();
    }

    @Test
    @Scenario(30)
    void anExitThatIsRefusedIsAskedForAFewTimesAndKeepsItsStop() {
        OrderRequested held = day.holds("a", RELIANCE, 10);
        day.fake.faults().always("POST", "/v2/orders", new Fault.RejectedByRms("Price is not within circuit limits"));
        long before = day.sends();
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        day.minutes(10);

        assertThat(day.order(exit).state()).isEqualTo(OrderState.REJECTED);
        assertThat(codes(day.order(exit))).containsExactly("PRICE_BAND");
        assertThat(day.sends() - before).isLessThanOrEqualTo(40);
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.order(held).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.position("a", RELIANCE).orElseThrow().exitReserved()).isZero();
        day.fake.faults().clear();
        day.minutes(2);
        assertThat(day.stopped(RELIANCE)).isEqualTo(day.open("a", RELIANCE));
        day.ties();
    }

    @ParameterizedTest
    @Scenario(31)
    @ValueSource(booleans = {true, false})
    void whatWasFilledBeforeTheCancelIsThePositionWithAStopOfItsSize(boolean superOrders) {
        if (!superOrders) {
            again(LiveDay.ready(Setups.plainOrders(Setups.sharing("a", "b"))));
        }
        // A tenth of 40 shares is all that the market gives; after that it is above the limit.
        day.tape.stands(RELIANCE, DATE, TEN_FIFTEEN, LocalTime.of(10, 20), "1000", 40);
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), CLOSE, "1010", 100_000);
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.deliver(entry);
        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        assertThat(day.stopped(RELIANCE)).isEqualTo(4);
        day.minutes(6);

        assertThat(day.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(day.order(entry).filled()).isEqualTo(4);
        assertThat(day.open("a", RELIANCE)).isEqualTo(4);
        assertThat(day.position("a", RELIANCE).orElseThrow().waiting()).isZero();
        assertThat(day.placed(entry)).hasSize(1);
        assertThat(day.net(RELIANCE)).isEqualTo(4);
        assertThat(day.stopped(RELIANCE)).isEqualTo(4);
        assertThat(day.exposure()).isEqualTo(Rupees.of(4_000));
        assertThat(day.account("a").cash().reserved().signum()).isZero();
        assertThat(day.slots()).isEqualTo(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.ties();
    }

    @Test
    @Scenario(32)
    void anEntryThatIsNotFilledInItsTimeIsCancelled() {
        OrderRequested entry = day.entry("a", RELIANCE, 10, Rupees.of("990"));
        day.deliver(entry);
        day.minutes(4);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(2);

        assertThat(day.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(day.placed(entry).getFirst().status().isLive()).isFalse();
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        assertThat(day.slots()).isZero();
        assertThat(day.exposure().signum()).isZero();
        day.ties();
    }

    @Test
    @Scenario(32)
    void anExitThatIsNotFilledIsPricedAnewSixTimesAndThenPeopleAreTold() {
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), CLOSE, "1000", 0);
        day.holds("a", RELIANCE, 10);
        day.to(LocalTime.of(10, 20, 20));
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        Rupees first = day.order(exit).sent().limit();
        day.minutes(3);

        Order stuck = day.order(exit);
        assertThat(first).isEqualTo(Rupees.of("995"));
        assertThat(stuck.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(stuck.sent().changes()).isGreaterThanOrEqualTo(6);
        assertThat(stuck.sent().limit()).isLessThan(first);
        assertThat(day.placed(exit)).hasSize(1);
        assertThat(day.placed(exit).getFirst().price()).isEqualTo(stuck.sent().limit());
        assertThat(day.alerted()).contains("EXIT_STUCK");
        assertThat(day.net(RELIANCE)).isEqualTo(10);
    }

    @Test
    @Scenario(32)
    void anExitWhoseMarketRunsAwayFollowsItUntilItIsDone() {
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), LocalTime.of(10, 25), "1000", 0);
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 25), CLOSE, "988", 100_000);
        day.holds("a", RELIANCE, 10);
        day.to(LocalTime.of(10, 20, 20));
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        day.minutes(7);
        assertThat(day.order(exit).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.order(exit).turnover()).isEqualTo(Rupees.of(9_880));
        assertThat(day.net(RELIANCE)).isZero();
        day.ties();
    }

    @Test
    @Scenario(33)
    void aFillThatIsToldBeforeTheAnswerIsBookedOnce() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        // The answer is on its way while the watch looks into the venue's book.
        day.ledger.before(HookedLedger.moving(OrderState.ACCEPTED), () -> {
            day.clock.advance(Duration.ofSeconds(1));
            day.watch();
        });
        Order answered = day.deliver(entry);
        assertThat(answered.state()).isEqualTo(OrderState.FILLED);
        day.minutes(2);
        assertThat(day.order(entry).fills()).hasSize(1);
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.slots()).isEqualTo(1);
        day.ties();
    }

    @ParameterizedTest
    @Scenario(33)
    @ValueSource(strings = {"clean", "twice", "newest first", "behind"})
    void fillsInAnyOrderAndNumberAreTheSameBooks(String how) {
        day.tape.stands(RELIANCE, DATE, TEN_FIFTEEN, LocalTime.of(10, 20), "1000", 40);
        day.tape.stands(RELIANCE, DATE, LocalTime.of(10, 20), LocalTime.of(10, 25), "1001", 50);
        switch (how) {
            case "twice" -> day.fake.faults().always("GET", "/v2/trades", new Fault.DuplicateTrades());
            case "newest first" -> day.fake.faults().always("GET", "/v2/trades", new Fault.TradesOutOfOrder());
            case "behind" -> day.fake.faults().nth(1, "GET", "/v2/trades", new Fault.TradesBehind(1), 3);
            default -> {
                // As it should be.
            }
        }
        day.to(LocalTime.of(10, 17, 20));
        OrderRequested entry = day.entry("a", RELIANCE, 9);
        day.deliver(entry);
        day.minutes(5);

        Order order = day.order(entry);
        assertThat(order.state()).isEqualTo(OrderState.FILLED);
        assertThat(order.fills()).extracting(Fill::quantity).containsExactlyInAnyOrder(4L, 5L);
        assertThat(order.turnover()).isEqualTo(Rupees.of(9_005));
        assertThat(day.position("a", RELIANCE).orElseThrow().cost()).isEqualTo(Rupees.of(9_005));
        assertThat(day.account("a").cash().inHand()).isEqualTo(Rupees.of(500_000 - 9_005));
        assertThat(day.state("a")).startsWith("ACTIVE");
        day.ties();
    }

    @Test
    @Scenario(34)
    void aBookThatStandsStillForTenMinutesStopsEntries() {
        OrderRequested entry = day.entry("a", RELIANCE, 10, Rupees.of("990"));
        day.deliver(entry);
        day.minutes(1);
        day.fake.faults().next("GET", "/v2/orders", new Fault.StaleBook(Duration.ofMinutes(20)));
        day.minutes(9);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        long polls = polls();
        day.minutes(4);

        assertThat(day.state("a")).startsWith("REDUCING RECONCILE_BREAK: STALE_STATUS");
        assertThat(day.alerted()).contains("STALE_STATUS");
        assertThat(polls()).isGreaterThan(polls + 3);
        assertThat(codes(day.deliver(day.entry("a", TCS, 10)))).containsExactly("PAUSED");
        assertThat(day.orders("a").getLast().state()).isEqualTo(OrderState.DENIED);

        day.minutes(12);
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        assertThat(day.order(entry).state()).isEqualTo(OrderState.CANCELLED);
        day.ties();
    }

    @Test
    @Scenario(34)
    void aVenueThatDoesNotTellItsBookForTenMinutesStopsEntries() {
        day.holds("a", RELIANCE, 10);
        day.fake.faults().always("GET", "/v2/orders", new Fault.Reset(When.BEFORE_ACCEPTANCE));
        day.until(LocalTime.of(10, 23));
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.until(LocalTime.of(10, 28));
        assertThat(day.state("a")).startsWith("REDUCING RECONCILE_BREAK: STALE_STATUS");
        assertThat(day.state("b")).startsWith("REDUCING RECONCILE_BREAK: STALE_STATUS");
        assertThat(day.alerted()).contains("STALE_STATUS");
        assertThat(codes(day.deliver(day.entry("b", TCS, 10)))).containsExactly("PAUSED");

        day.fake.faults().clear();
        day.minutes(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        assertThat(day.deliver(day.entry("b", INFY, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        day.ties();
    }

    private long polls() {
        return day.fake.requests().stream()
                .filter(call -> call.method().equals("GET") && call.path().equals("/v2/orders"))
                .count();
    }

    @Test
    @Scenario(35)
    void anOrderOfTheOwnersIsAdoptedCountedAndLeftAlone() {
        again(LiveDay.ready(Setups.limited(Setups.sharing("a", "b"), limits -> Setups.positionsTotal(limits, 2))));
        day.holds("a", TCS, 10);
        String manual = day.fake.manual(day.clientId(), RELIANCE, Side.BUY, ProductType.INTRADAY, 7);
        day.minutes(1);

        assertThat(day.kept(External.class, "external")).singleElement().satisfies(external -> {
            assertThat(external.venueId()).contains(manual);
            assertThat(external.symbol()).isEqualTo(RELIANCE);
            assertThat(external.own()).isEqualTo(7);
        });
        assertThat(day.slots()).isEqualTo(2);
        assertThat(day.exposure()).isEqualTo(Rupees.of(17_000));
        assertThat(day.alerted()).contains("EXTERNAL_ORDER");
        day.minutes(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        assertThat(codes(day.deliver(day.entry("b", INFY, 10)))).containsExactly("MAX_POSITIONS_TOTAL");

        // To the end of the day nobody here touches it.
        day.to(LocalTime.of(15, 4));
        day.until(LocalTime.of(15, 10));
        assertThat(day.net(TCS)).isZero();
        assertThat(day.net(RELIANCE)).isEqualTo(7);
        assertThat(day.fake.orders(day.clientId()).stream()
                        .filter(order -> order.symbol().equals(RELIANCE))
                        .map(PlacedOrder::orderId))
                .containsExactly(manual);
    }

    @Test
    @Scenario(36)
    void aSquareOffByHandIsFollowedAndTheExitThatWaitedRefused() {
        day.holds("a", RELIANCE, 10);
        OrderRequested pending = day.exit("a", RELIANCE, 10, "manual:1");
        day.fake.manual(day.clientId(), RELIANCE, Side.SELL, ProductType.INTRADAY, 10);
        day.minutes(1);

        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.account("a").slots()).isZero();
        assertThat(day.account("a").cash().realised().signum()).isZero();
        assertThat(day.alerted()).contains("EXTERNAL_TRADE");
        assertThat(codes(day.deliver(pending))).contains("NOTHING_TO_EXIT");
        assertThat(day.placed(pending)).isEmpty();
        day.minutes(1);
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.stopped(RELIANCE)).isZero();
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        day.ties();
    }

    @Test
    @Scenario(36)
    void anExitThatComesBeforeReconcileSawTheOwnersSellsNothingASecondTime() {
        day.holds("a", RELIANCE, 10);
        day.fake.manual(day.clientId(), RELIANCE, Side.SELL, ProductType.INTRADAY, 10);
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        assertThat(day.placed(exit)).isEmpty();
        day.minutes(3);

        assertThat(day.order(exit).state().isFinal()).isTrue();
        assertThat(day.order(exit).filled()).isZero();
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        day.ties();
    }

    @Test
    @Scenario(36)
    void whoDiedBetweenTheTwoLeavesNoExitOfSharesThatAreGone() {
        day.holds("a", RELIANCE, 10);
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.ledger.dieAfter(OrderState.RESERVED);
        assertThatThrownBy(() -> day.deliver(exit)).isInstanceOf(Killed.class);
        day.fake.manual(day.clientId(), RELIANCE, Side.SELL, ProductType.INTRADAY, 10);
        day.minutes(3);
        assertThat(day.placed(exit)).isEmpty();
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        day.ties();
    }
}
