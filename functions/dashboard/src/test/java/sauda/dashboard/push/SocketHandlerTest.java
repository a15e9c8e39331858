package sauda.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.dashboard.Principal;
import sauda.dashboard.Role;
import sauda.events.EventJson;

class SocketHandlerTest {

    private final Pages pages = new Pages();

    @Test
    void aPageConnectsByTheProtocolThatItOffered() {
        APIGatewayV2WebSocketResponse answer = pages.connect("a", Pages.ASHA);

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).isEqualTo(Map.of("Sec-WebSocket-Protocol", "sauda.v1"));
        assertThat(pages.socket("a"))
                .isEqualTo(new Socket("a", "5f1c", "asha", Role.TRADER, Pages.ASHA.expires(), Subscription.NONE));
    }

    @Test
    void theTableLetsAConnectionExpireWithItsToken() {
        pages.connect("a", Pages.ASHA);

        assertThat(pages.ledger.get(Keys.socket("a")).orElseThrow().attributes().get("expires"))
                .isEqualTo(new BigDecimal(Pages.ASHA.expires().getEpochSecond()));
    }

    @Test
    void noConnectionLastsLongerThanTwoHours() {
        pages.connect("a", asha("5f1c", Pages.NOW.plusSeconds(86_400)));

        assertThat(pages.socket("a").expires()).isEqualTo(Pages.NOW.plusSeconds(7_200));
    }

    @Test
    void whoTheAuthorizerDoesNotNameDoesNotConnect() {
        Map<String, Object> asha =
                Map.of("sub", "5f1c", "name", "asha", "role", "trader", "expires", "2024-01-15T05:45:00Z");
        List<Map<String, Object>> wrong = new ArrayList<>();
        asha.keySet().forEach(name -> {
            wrong.add(with(asha, name, null));
            wrong.add(with(asha, name, 1));
        });
        wrong.add(with(asha, "role", "TRADER"));
        wrong.add(with(asha, "expires", "tomorrow"));
        wrong.add(with(asha, "expires", Pages.NOW.toString()));
        wrong.add(null);

        assertThat(pages.said("a", "$connect", null, asha).getStatusCode()).isEqualTo(200);
        assertThat(wrong)
                .allSatisfy(authorizer -> assertThat(
                                pages.said("b", "$connect", null, authorizer).getStatusCode())
                        .isEqualTo(401));
        assertThat(pages.isKept("b")).isFalse();
    }

    private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(all);
        changed.put(name, value);
        return changed;
    }

    @Test
    void aPageThatLeavesIsForgotten() {
        pages.connect("a", Pages.ASHA);

        assertThat(pages.disconnect("a").getStatusCode()).isEqualTo(200);
        assertThat(pages.isKept("a")).isFalse();
        assertThat(pages.disconnect("a").getStatusCode()).isEqualTo(200);
    }

    @Test
    void aPageSaysWhatItWantsToSee() {
        pages.connect("a", Pages.ASHA);

        assertThat(pages.says("a", "{\"subscribe\":{\"accounts\":[\"gpt\",\"claude\",\"gpt\"],\"symbols\":[\"TCS\"]}}"))
                .isEqualTo("{\"type\":\"subscribed\",\"accounts\":[\"claude\",\"gpt\"],\"symbols\":[\"TCS\"]}");
        assertThat(pages.socket("a").wants()).isEqualTo(new Subscription(Set.of("claude", "gpt"), Set.of("TCS")));
        assertThat(pages.says("a", "{\"subscribe\":{\"accounts\":[\"claude\",\"*\"]}}"))
                .isEqualTo("{\"type\":\"subscribed\",\"accounts\":[\"*\"],\"symbols\":[]}");
        assertThat(pages.socket("a").wants()).isEqualTo(new Subscription(Set.of("*"), Set.of()));
    }

    @Test
    void aPingIsAnswered() {
        pages.connect("a", Pages.ASHA);

        assertThat(pages.says("a", "{\"ping\":true}")).isEqualTo("{\"type\":\"pong\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|UNKNOWN_MESSAGE",
                "{\"ping\":false}|UNKNOWN_MESSAGE",
                "{\"ping\":true,\"subscribe\":{}}|UNKNOWN_MESSAGE",
                "{\"<script>alert(1)</script>\":true}|UNKNOWN_MESSAGE",
                "[]|NOT_JSON",
                "null|NOT_JSON",
                "1|NOT_JSON",
                "''|NOT_JSON",
                "{\"subscribe\":|NOT_JSON",
                "{\"ping\":true}{\"ping\":true}|NOT_JSON",
                "{\"ping\":true,\"ping\":true}|NOT_JSON",
                "<script>|NOT_JSON",
                "{\"subscribe\":null}|BAD_SUBSCRIPTION",
                "{\"subscribe\":[]}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":\"*\"}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":{\"*\":1}}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":[1]}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":[null]}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":[[\"*\"]]}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"symbols\":[true]}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"stocks\":[]}}|BAD_SUBSCRIPTION",
                "{\"subscribe\":{\"accounts\":[\"<script>alert(1)</script>\"]}}|UNKNOWN_ACCOUNT",
                "{\"subscribe\":{\"accounts\":[\"Claude\"]}}|UNKNOWN_ACCOUNT",
                "{\"subscribe\":{\"accounts\":[\"\"]}}|UNKNOWN_ACCOUNT",
                "{\"subscribe\":{\"accounts\":[\"*\",\"nobody\"]}}|UNKNOWN_ACCOUNT",
                "{\"subscribe\":{\"symbols\":[\"claude\"]}}|UNKNOWN_SYMBOL"
            })
    void whatCannotBeFollowedIsAProblemAndChangesNothing(String message, String code) {
        pages.open("a", "[\"claude\"]", "[]");

        Map<String, Object> answer = EventJson.object(pages.says("a", message));

        assertThat(answer.get("type") + " " + answer.get("code")).isEqualTo("problem " + code);
        assertThat(answer.get("detail").toString()).doesNotContain("script");
        assertThat(pages.socket("a").wants()).isEqualTo(new Subscription(Set.of("claude"), Set.of()));
    }

    @Test
    void tenThousandAccountsAreTooLongAMessage() {
        pages.connect("a", Pages.ASHA);
        String names = String.join(
                ",", IntStream.range(0, 10_000).mapToObj(i -> "\"claude\"").toList());

        assertThat(EventJson.object(pages.says("a", "{\"subscribe\":{\"accounts\":[" + names + "]}}"))
                        .get("code"))
                .isEqualTo("TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ping\":true}", "{\"subscribe\":{\"accounts\":[\"*\"]}}"})
    void whatAClosedConnectionSaysDoesNotOpenItAgain(String message) {
        assertThat(EventJson.object(pages.says("a", message)).get("code")).isEqualTo("NOT_CONNECTED");
        assertThat(pages.isKept("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ping\":true}", "{\"subscribe\":{\"accounts\":[\"*\"]}}"})
    void aConnectionWhoseTokenHasEndedIsClosed(String message) {
        pages.connect("a", Pages.ASHA);
        pages.now = Pages.ASHA.expires();

        assertThat(EventJson.object(pages.says("a", message)).get("code")).isEqualTo("EXPIRED");
        assertThat(pages.closed).containsExactly("a");
        assertThat(pages.isKept("a")).isFalse();
    }

    @Test
    void theFiveHundredAndFirstPageIsRefusedUntilOneLeaves() {
        IntStream.range(0, 500).forEach(i -> pages.connect("c" + i, asha("user" + i % 5, Pages.ASHA.expires())));

        assertThat(pages.connect("late", Pages.ASHA).getStatusCode()).isEqualTo(503);
        assertThat(pages.isKept("late")).isFalse();
        pages.disconnect("c7");
        assertThat(pages.connect("late", Pages.ASHA).getStatusCode()).isEqualTo(200);
    }

    @Test
    void pagesWhoseTokensHaveEndedTakeNobodysPlace() {
        IntStream.range(0, 500).forEach(i -> pages.connect("c" + i, asha("user" + i % 5, Pages.NOW.plusSeconds(60))));
        pages.now = Pages.NOW.plusSeconds(60);

        assertThat(pages.connect("late", Pages.ASHA).getStatusCode()).isEqualTo(200);
        assertThat(pages.ledger.list(Keys.SOCKETS, "", false, 1_000)).hasSize(1);
    }

    @Test
    void oneUserDoesNotKeepTheOthersOut() {
        IntStream.range(0, 200).forEach(i -> pages.connect("c" + i, Pages.ASHA));

        assertThat(pages.connect("more", Pages.ASHA).getStatusCode()).isEqualTo(429);
        assertThat(pages.connect("other", asha("other", Pages.ASHA.expires())).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutTheLedgerNobodyConnectsAndNobodyIsThrownOut() {
        pages.connect("a", Pages.ASHA);
        pages.asked = new Down();

        assertThat(pages.connect("b", Pages.ASHA).getStatusCode()).isEqualTo(503);
        assertThat(EventJson.object(pages.says("a", "{\"ping\":true}")).get("code"))
                .isEqualTo("LEDGER_UNAVAILABLE");
        assertThat(pages.disconnect("a").getStatusCode()).isEqualTo(200);
        assertThat(pages.closed).isEmpty();
    }

    private static Principal asha(String sub, Instant expires) {
        return new Principal(sub, "asha", Role.TRADER, expires);
    }

    /// A ledger that does not answer.
    static final class Down implements Ledger {

        private static LedgerUnavailable down() {
            return new LedgerUnavailable("down", new IllegalStateException("down"));
        }

        @Override
        public Optional<Item> get(Key key) {
            throw down();
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            throw down();
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw down();
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            throw down();
        }

        @Override
        public Commit commit(List<Write> writes) {
            throw down();
        }
    }
}
