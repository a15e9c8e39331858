package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

    private static final Map<String, String> FROM_THE_GATEWAY = Map.of(
            "sub", "5f1c", "username", "asha", "exp", "1705297500", "cognito:groups", "[viewer trader]", "scope", "a");

    @Test
    void claimsReadTheSameFromTheGatewayAndFromAToken() {
        Principal asha = new Principal("5f1c", "asha", Role.TRADER, Instant.parse("2024-01-15T05:45:00Z"));

        assertThat(Principal.of(FROM_THE_GATEWAY)).contains(asha);
        assertThat(Principal.of(Map.of(
                        "sub",
                        "5f1c",
                        "username",
                        "asha",
                        "exp",
                        1705297500L,
                        "cognito:groups",
                        List.of("viewer", "trader"))))
                .contains(asha);
    }

    @Test
    void whoHasNoNameIsCalledByTheId() {
        assertThat(Principal.of(with("username", " ")).map(Principal::name)).contains("5f1c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[ ]",
                "",
                "traders",
                "[trader",
                "trader]",
                "[Trader]",
                "[viewer,trader]",
                "[[trader]]",
                "[\"trader]",
                "[\"trader\" \"admin\"]"
            })
    void groupsThatNameNoRoleMakeNoPrincipal(String groups) {
        assertThat(Principal.of(with("cognito:groups", groups))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1705297500.5", "99999999999999999999", "9223372036854775807"})
    void anEndThatIsNoTimeMakesNoPrincipal(String exp) {
        assertThat(Principal.of(with("exp", exp))).isEqualTo(Optional.empty());
    }

    @Test
    void aLongIdIsNobodys() {
        assertThat(Principal.of(with("sub", "x".repeat(257)))).isEmpty();
        assertThat(Principal.of(Map.of())).isEmpty();
    }

    @Test
    void aRoleCoversThoseBelowIt() {
        assertThat(Role.ADMIN.covers(Role.TRADER)).isTrue();
        assertThat(Role.TRADER.covers(Role.TRADER)).isTrue();
        assertThat(Role.VIEWER.covers(Role.TRADER)).isFalse();
    }

    private static Map<String, String> with(String claim, String value) {
        Map<String, String> claims = new HashMap<>(FROM_THE_GATEWAY);
        claims.put(claim, value);
        return claims;
    }
}
