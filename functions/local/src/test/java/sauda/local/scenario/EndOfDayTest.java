package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.scenario.LiveDay.DATE;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.decision.RulesAdvisor;
import sauda.core.desk.DecisionDesk;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.events.DecisionMade;
import sauda.events.Missing;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.SignalsReady;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;

/// The end of a day without a broker, a night with a split, and days that are shorter.
class EndOfDayTest {

    private LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));

    @AfterEach
    void close() {
        day.close();
    }

    private void again(LiveDay other) {
        day.close();
        day = other;
    }

    private List<Alert> alerts(String code) {
        return day.alerts().stream().filter(alert -> alert.code().equals(code)).toList();
    }

    @Test
    @Scenario(59)
    void aSquareOffWithoutABrokerIsTriedToTheEndAndTheBrokersOwnIsBooked() {
        day.holds("a", RELIANCE, 10);
        day.to(LocalTime.of(15, 4));
        day.fake.faults().always("*", "/v2/", new Fault.Reset(When.BEFORE_ACCEPTANCE));
        day.until(LocalTime.of(15, 13));

        // The broker itself ended the intraday positions; we do not know yet, and say that.
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(alerts("NOT_FLAT")).isNotEmpty();
        assertThat(alerts("NOT_FLAT").getFirst().at()).isEqualTo(day.at(LocalTime.of(15, 10)));
        List<Order> tried = day.orders("a").stream()
                .filter(order -> order.request().isExit())
                .toList();
        assertThat(tried).isNotEmpty().noneMatch(order -> order.filled() > 0);

        day.fake.faults().clear();
        day.until(LocalTime.of(15, 17));
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(alerts("EXTERNAL_TRADE")).isNotEmpty();
        day.ties();
    }

    @Test
    @Scenario(59)
    void aBrokerThatIsBackBeforeItsOwnSquareOffGetsOurs() {
        day.holds("a", RELIANCE, 10);
        day.to(LocalTime.of(15, 4));
        day.fake.faults().always("*", "/v2/", new Fault.Reset(When.BEFORE_ACCEPTANCE));
        day.until(LocalTime.of(15, 6));
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        day.fake.faults().clear();
        day.until(LocalTime.of(15, 10));
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(alerts("NOT_FLAT")).isEmpty();
        day.ties();
    }

    private void nextDay(LocalDate date) {
        day.to(HandMade.at(date, LocalTime.of(8, 45)));
        day.session();
        day.to(HandMade.at(date, LocalTime.of(9, 20, 20)));
    }

    @Test
    @Scenario(60)
    void aSplitOvernightIsFlaggedWithTheBrokersQuantity() {
        again(LiveDay.ready(Setups.delivering("a", "b")));
        day.holds("a", RELIANCE, 10);
        day.deliver(day.entry("b", TCS, 10));
        day.minutes(2);
        day.to(LocalTime.of(15, 14));
        day.minutes(3);
        day.fake.overnight(RELIANCE, 1, 2);
        LocalDate next = DATE.plusDays(1);
        day.tape.stands(RELIANCE, next, LocalTime.of(9, 15), LocalTime.of(15, 15), "500", 100_000);
        nextDay(next);
        assertThat(day.preflight("main").passed()).isTrue();
        day.minutes(2);

        assertThat(day.fake.held(day.clientId(), RELIANCE)).isEqualTo(20);
        assertThat(day.state("a")).startsWith("REDUCING RECONCILE_BREAK: CORPORATE_ACTION");
        assertThat(day.state("a")).contains("the broker holds 20");
        assertThat(day.state("b")).startsWith("ACTIVE");
        assertThat(alerts("CORPORATE_ACTION")).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("a");
            assertThat(alert.text()).contains("2 times as many: a split or bonus");
        });
        // No stop of the old price sells the shares at half of it.
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.fake.held(day.clientId(), RELIANCE)).isEqualTo(20);
        assertThat(day.fake.trades(day.clientId())).hasSize(2);
    }

    @Test
    @Scenario(60)
    void withoutASplitWhatWasKeptOvernightIsAsItWas() {
        again(LiveDay.ready(Setups.delivering("a", "b")));
        day.holds("a", RELIANCE, 10);
        day.to(LocalTime.of(15, 14));
        day.minutes(3);
        nextDay(DATE.plusDays(1));
        assertThat(day.preflight("main").failed()).isEmpty();
        day.minutes(3);
        assertThat(day.state("a")).startsWith("ACTIVE");
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.fake.held(day.clientId(), RELIANCE)).isEqualTo(10);
        assertThat(day.stopped(RELIANCE)).isEqualTo(10);
    }

    @Test
    @Scenario(61)
    void aMuhuratSessionHasItsOwnHoursAndItsOwnSquareOff() {
        LocalDate muhurat = LocalDate.of(2025, 10, 21);
        again(new LiveDay(Setups.sharing("a", "b"), muhurat));
        day.to(LocalTime.of(13, 15));
        day.session();
        assertThat(day.preflight("main").failed()).isEmpty();
        // Ten in the morning is no session on this day.
        day.to(LocalTime.of(13, 55, 20));
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        // 14:35 is ten minutes before its end.
        day.to(LocalTime.of(14, 34));
        day.until(LocalTime.of(14, 39));
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.position("a", RELIANCE)).isEmpty();
        day.to(LocalTime.of(14, 46));
        assertThat(codes(day.deliver(day.entry("b", RELIANCE, 10)))).contains("LATE_ENTRY", "OUTSIDE_SESSION");
        day.ties();
    }

    @Test
    @Scenario(61)
    void onAHaltOfTheExchangeEverybodyHolds() {
        day.tape.halted(RELIANCE, DATE, LocalTime.of(10, 15), LocalTime.of(12, 0));
        day.to(LocalTime.of(10, 20, 10));
        Instant t = day.t();
        new DecisionDesk(day.ledger, day.config, new RulesAdvisor(), day.post, day.clock, day.clock::instant)
                .on(new SignalsReady("a", t, List.of(), List.of(new Missing(RELIANCE, "NO_BAR"))));

        DecisionMade decision =
                day.stored.get(Keys.decision("a", t)).orElseThrow().as(DecisionMade.class);
        assertThat(decision.state()).isEqualTo(DecisionMade.State.DECIDED);
        assertThat(decision.orders()).isEmpty();
        assertThat(day.post.waiting()).isEmpty();
        assertThat(day.sends()).isZero();
    }

    @Test
    @Scenario(61)
    void aStockThatNeverTradedTodayIsNotEntered() {
        day.tape.halted(TCS, DATE, LocalTime.of(9, 15), LocalTime.of(15, 15));
        again(haltedFromTheOpen());
        OrderRequested entry = day.entry("a", TCS, 10);
        assertThat(codes(day.deliver(entry))).containsExactly("DATA_MISSING");
        assertThat(day.sends()).isZero();
    }

    private static LiveDay haltedFromTheOpen() {
        LiveDay day = new LiveDay(Setups.sharing("a", "b"), DATE);
        day.tape.halted(TCS, DATE, LocalTime.of(9, 15), LocalTime.of(15, 15));
        day.morning();
        day.to(LocalTime.of(10, 15, 20));
        return day;
    }
}
