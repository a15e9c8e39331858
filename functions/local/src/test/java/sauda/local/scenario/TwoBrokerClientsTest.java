package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Keys;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.fakedhan.PlacedOrder;
import sauda.fakedhan.ProductType;

/// Two broker clients are wholly apart; two accounts of one client are sub-books of it.
class TwoBrokerClientsTest {

    private LiveDay day = LiveDay.ready(Setups.apart("one", "two"));

    @AfterEach
    void close() {
        day.close();
    }

    private void again(LiveDay other) {
        day.close();
        day = other;
    }

    private void trades(String account) {
        OrderRequested entry = day.entry(account, TCS, 10);
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.order(entry).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.net(account, TCS)).isEqualTo(10);
    }

    @Test
    void sharesAndMoneyAreThoseOfTheClientThatBought() {
        Rupees others = day.fake.available(day.clientId("two"));
        day.deliver(day.entry("one", RELIANCE, 10));
        day.minutes(1);
        assertThat(day.net("one", RELIANCE)).isEqualTo(10);
        assertThat(day.net("two", RELIANCE)).isZero();
        assertThat(day.fake.orders(day.clientId("two"))).isEmpty();
        assertThat(day.fake.available(day.clientId("two"))).isEqualTo(others);
        assertThat(day.fake.available(day.clientId("one"))).isLessThan(others);
        day.ties();
    }

    @Test
    void aTokenThatDiesIsThatOfItsClient() {
        day.fake.killToken(day.clientId("one"));
        assertThat(codes(day.deliver(day.entry("one", RELIANCE, 10)))).containsExactly("TOKEN_DEAD");
        assertThat(day.state("one")).startsWith("HALTED TOKEN_DEAD");
        assertThat(day.state("two")).isEqualTo("ACTIVE opened");
        trades("two");
    }

    @Test
    void anAddressIsThatOfItsClient() {
        day.fake.comeFrom(day.clientId("one"), "198.51.100.9");
        assertThat(codes(day.deliver(day.entry("one", RELIANCE, 10)))).containsExactly("IP_NOT_REGISTERED");
        assertThat(day.state("two")).isEqualTo("ACTIVE opened");
        trades("two");
        assertThat(day.state("one")).startsWith("HALTED");
    }

    @Test
    void oneThatFailsItsPreflightDoesNotKeepTheOtherFromTrading() {
        again(new LiveDay(Setups.apart("one", "two"), LiveDay.DATE));
        day.credentials("one", "000000");
        day.morning();
        assertThat(day.preflight("one").passed()).isFalse();
        assertThat(day.preflight("two").passed()).isTrue();
        assertThat(day.state("one")).isEqualTo("HALTED PREFLIGHT: LOGIN");
        day.to(LocalTime.of(10, 15, 20));
        trades("two");
        assertThat(day.deliver(day.entry("one", TCS, 10)).state()).isEqualTo(OrderState.DENIED);
        assertThat(day.fake.orders(day.clientId("one"))).isEmpty();
    }

    @Test
    void turnsAreCountedForEachClient() {
        String orders = "ORDER";
        day.deliver(day.entry("one", RELIANCE, 10));
        assertThat(day.stored.get(Keys.rate("one", orders))).isPresent();
        assertThat(day.stored.get(Keys.rate("two", orders))).isEmpty();
    }

    @Test
    void aBreakOfOneIsNotTheOthers() {
        day.deliver(day.entry("one", RELIANCE, 10));
        day.deliver(day.entry("two", RELIANCE, 10));
        day.minutes(1);
        day.fake.manual(day.clientId("one"), RELIANCE, Side.SELL, ProductType.INTRADAY, 30);
        day.minutes(1);
        assertThat(day.state("one")).startsWith("REDUCING RECONCILE_BREAK");
        assertThat(day.state("two")).isEqualTo("ACTIVE opened");
        assertThat(day.net("two", RELIANCE)).isEqualTo(10);
        trades("two");
    }

    @Test
    void theSubBooksOfOneClientAddUpToTheBrokers() {
        again(LiveDay.ready(Setups.sharing("a", "b")));
        day.deliver(day.entry("a", RELIANCE, 10));
        day.deliver(day.entry("b", RELIANCE, 15));
        day.minutes(2);
        assertThat(day.open("a", RELIANCE)).isEqualTo(10);
        assertThat(day.open("b", RELIANCE)).isEqualTo(15);
        assertThat(day.net(RELIANCE)).isEqualTo(25);
        assertThat(day.stopped(RELIANCE)).isEqualTo(25);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");

        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        day.minutes(2);
        assertThat(day.order(exit).state()).isEqualTo(OrderState.FILLED);
        assertThat(day.net(RELIANCE)).isEqualTo(15);
        assertThat(day.stopped(RELIANCE)).isEqualTo(15);
        assertThat(day.open("b", RELIANCE)).isEqualTo(15);
        assertThat(day.state("b")).isEqualTo("ACTIVE opened");
        day.ties();
    }

    @Test
    void aSaleByHandOfWhatTwoAccountsHoldIsNobodysUntilSomebodySays() {
        again(LiveDay.ready(Setups.sharing("a", "b")));
        day.deliver(day.entry("a", RELIANCE, 10));
        day.deliver(day.entry("b", RELIANCE, 15));
        day.minutes(2);
        day.fake.manual(day.clientId(), RELIANCE, Side.SELL, ProductType.INTRADAY, 5);
        day.minutes(1);
        assertThat(day.state("a")).startsWith("REDUCING RECONCILE_BREAK").contains("EXTERNAL_AMBIGUOUS");
        assertThat(day.state("b")).startsWith("REDUCING RECONCILE_BREAK").contains("EXTERNAL_AMBIGUOUS");
        assertThat(day.open("a", RELIANCE) + day.open("b", RELIANCE)).isEqualTo(25);
        assertThat(day.net(RELIANCE)).isEqualTo(20);
    }

    @Test
    void aSaleByHandOfAllThatTwoAccountsHoldIsBothTheirs() {
        again(LiveDay.ready(Setups.sharing("a", "b")));
        day.deliver(day.entry("a", RELIANCE, 10));
        day.deliver(day.entry("b", RELIANCE, 15));
        day.minutes(2);
        day.fake.manual(day.clientId(), RELIANCE, Side.SELL, ProductType.INTRADAY, 25);
        day.minutes(3);
        assertThat(day.position("a", RELIANCE)).isEmpty();
        assertThat(day.position("b", RELIANCE)).isEmpty();
        assertThat(day.fake.orders(day.clientId()).stream()
                        .filter(order -> order.status().isLive())
                        .map(PlacedOrder::symbol))
                .isEmpty();
        assertThat(day.state("a")).isEqualTo("ACTIVE RECONCILED");
        day.ties();
    }
}
