package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;

/// A token that died and an address that nobody registered: refused for certain, the
/// client halted, people told, and nobody locked out.
class LoginAndAddressTest {

    private final LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));

    @AfterEach
    void close() {
        try (day) {
            day.ties();
        }
    }

    private long logins() {
        return day.fake.requests().stream()
                .filter(call -> call.path().endsWith("/generateAccessToken"))
                .count();
    }

    private void isRefusedAndHalts(OrderRequested entry, String code) {
        Order refused = day.deliver(entry);
        assertThat(refused.state()).isEqualTo(OrderState.REJECTED);
        assertThat(codes(refused)).containsExactly(code);
        assertThat(day.placed(entry)).isEmpty();
        assertThat(day.slots()).isZero();
        assertThat(day.state("a")).startsWith("HALTED " + code);
        assertThat(day.state("b")).startsWith("HALTED " + code);
        assertThat(day.alerted()).contains(code);
        long sends = day.sends();
        Order next = day.deliver(day.entry("b", TCS, 10));
        assertThat(next.state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(next)).contains("HALTED", "NOT_PREFLIGHTED");
        assertThat(day.sends()).isEqualTo(sends);
    }

    @ParameterizedTest
    @Scenario(49)
    @ValueSource(booleans = {true, false})
    void aTokenThatDiedAtTwentyPastNineHaltsTheClientUntilANewLogin(boolean asOrderError) {
        day.to(LocalTime.of(9, 20, 20));
        day.fake.behaviour().deadTokenIsOrderError(asOrderError);
        day.fake.killToken(day.clientId());
        isRefusedAndHalts(day.entry("a", RELIANCE, 10), "TOKEN_DEAD");

        day.minutes(4);
        assertThat(logins()).isEqualTo(2);
        assertThat(day.state("a")).startsWith("ACTIVE");
        assertThat(day.state("b")).startsWith("ACTIVE");
        day.to(LocalTime.of(9, 25, 20));
        assertThat(day.deliver(day.entry("a", RELIANCE, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
    }

    @Test
    @Scenario(49)
    void aTokenThatSomebodyRotatedMidTickIsReadAnewAndLogsNobodyIn() {
        day.deliver(day.entry("a", RELIANCE, 10));
        // The owner makes one on the web page and puts it into the store: ours is dead.
        String token = day.fake.webToken(day.clientId());
        day.safe.store(
                "sauda/dhan/main/token",
                day.safe.value("sauda/dhan/main/token").replaceAll("eyJ[A-Za-z0-9_.-]+", token));
        day.minutes(1);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        assertThat(day.deliver(day.entry("b", TCS, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
        assertThat(logins()).isEqualTo(1);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.net(TCS)).isEqualTo(10);
    }

    @Test
    @Scenario(49)
    void whereTheNewLoginIsRefusedItIsTriedFewTimesFarApart() {
        day.fake.killToken(day.clientId());
        day.credentials("main", "000000");
        isRefusedAndHalts(day.entry("a", RELIANCE, 10), "TOKEN_DEAD");

        day.minutes(60);
        // One in the morning, and four more until the most of a day is reached.
        assertThat(logins()).isEqualTo(5);
        assertThat(day.state("a")).startsWith("HALTED");
        assertThat(day.alerted()).contains("PREFLIGHT_LOGIN");
        // One alert, not one for each try.
        assertThat(day.alerted().stream().filter("PREFLIGHT_LOGIN"::equals)).hasSize(1);
    }

    @Test
    @Scenario(50)
    void anAddressThatIsNotRegisteredHaltsTheClientUntilItIs() {
        day.fake.comeFrom(day.clientId(), "198.51.100.9");
        isRefusedAndHalts(day.entry("a", RELIANCE, 10), "IP_NOT_REGISTERED");

        day.minutes(8);
        assertThat(day.state("a")).startsWith("HALTED");
        assertThat(day.preflight("main").failed())
                .singleElement()
                .satisfies(check -> assertThat(check.todo()).contains("register 198.51.100.9"));
        day.fake.comeFrom(day.clientId(), day.owner("main").registeredIp());
        day.minutes(4);
        assertThat(day.state("a")).startsWith("ACTIVE");
        day.to(LocalTime.of(10, 35, 10));
        assertThat(day.deliver(day.entry("a", RELIANCE, 10)).state()).isEqualTo(OrderState.ACCEPTED);
        day.minutes(1);
    }
}
