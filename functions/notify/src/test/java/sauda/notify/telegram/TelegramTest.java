package sauda.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.Secrets;
import sauda.faketelegram.FakeTelegram;
import sauda.faketelegram.Shown;
import sauda.faketelegram.Shown.Pressable;
import sauda.notify.telegram.BotSecret.BadSecret;
import sauda.notify.telegram.Telegram.TelegramFailed;

class TelegramTest {

    private static final String TOKEN = "7100000000:the-token-of-the-bot-that-nobody-sees";

    private final FakeTelegram fake = new FakeTelegram(TOKEN, Set.of(1L), () -> Instant.EPOCH);
    private final Telegram telegram = new Telegram(fake.url(), TOKEN);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void aMessageArrivesWithItsButtonAndItsSound() {
        telegram.send(1, Html.bold("a < b").then(" & \"c\""), true, List.of(new Button("Yes", "data")));

        assertThat(fake.shown())
                .containsExactly(new Shown(
                        1,
                        1,
                        "<b>a &lt; b</b> &amp; &quot;c&quot;",
                        "a < b & \"c\"",
                        List.of(new Pressable("Yes", "data")),
                        true));
    }

    @Test
    void aReplacedMessageHasNoButtonAnyMore() {
        telegram.send(1, Html.text("really?"), false, List.of(new Button("Yes", "data")));
        telegram.replace(1, 1, Html.text("done"));

        assertThat(fake.shown()).containsExactly(new Shown(1, 1, "done", "done", List.of(), true));
    }

    @ParameterizedTest
    @CsvSource({"429,1", "500,0", "502,0"})
    void whatTelegramCannotNowIsTriedAgain(int status, int retryAfter) {
        fake.failNext(status, "Too Many Requests: retry after " + retryAfter, retryAfter);

        telegram.send(1, Html.text("hello"), false);

        assertThat(fake.shown()).hasSize(1);
        assertThat(fake.calls()).containsExactly("sendMessage", "sendMessage");
    }

    @Test
    void aLongWaitIsNotWaited() {
        fake.failNext(429, "Too Many Requests: retry after 30", 30);

        assertThatThrownBy(() -> telegram.send(1, Html.text("hello"), false))
                .isInstanceOf(TelegramFailed.class)
                .hasMessage("TELEGRAM_FAILED: sendMessage: 429 Too Many Requests: retry after 30");
        assertThat(fake.calls()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        assertThatThrownBy(() -> telegram.send(2, Html.text("hello"), false))
                .isInstanceOf(TelegramFailed.class)
                .hasMessage("TELEGRAM_FAILED: sendMessage: 400 Bad Request: chat not found");
        assertThat(fake.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://no-such-host.invalid"})
    void anAddressThatDoesNotAnswerIsTriedThriceAndItsTokenIsToldNobody(String nowhere) {
        assertThatThrownBy(() -> new Telegram(nowhere, TOKEN).send(1, Html.text("hello"), false))
                .isInstanceOf(TelegramFailed.class)
                .hasNoCause()
                .hasMessageStartingWith("TELEGRAM_FAILED: sendMessage: no answer ")
                .satisfies(TelegramTest::tellsNoToken);
    }

    @Test
    void aWrongTokenIsRefusedAndToldNobody() {
        String wrong = "7100000000:another-token-of-the-bot-that-nobody";

        assertThatThrownBy(() -> new Telegram(fake.url(), wrong).send(1, Html.text("hello"), false))
                .hasMessage("TELEGRAM_FAILED: sendMessage: 401 Unauthorized");
    }

    private static void tellsNoToken(Throwable failed) {
        assertThat(failed + Arrays.toString(failed.getStackTrace())).doesNotContain("the-token");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,https://api.telegram.org",
                "'',https://api.telegram.org",
                "http://localhost:8081/,http://localhost:8081"
            })
    void anotherHostStandsInTelegramsPlaceWhereItIsNamed(String named, String used) {
        assertThat(Telegram.baseUrl(named == null ? Map.of() : Map.of("TELEGRAM_BASE_URL", named)))
                .isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json with 7100000000:the-token-of-the-bot-that-nobody-sees",
                "{\"token\":\"the-token\"}",
                "{\"token\":\"7100000000:the-token-of-the-bot-that-nobody-sees\"}",
                "{\"token\":\"7100000000:the-token-of-the-bot-that-nobody-sees\",\"webhook\":\"short\"}",
                "{\"token\":\"../7100000000:the-token-of-the-bot\",\"webhook\":\"0123456789012345678901234567890123\"}"
            })
    void aSecretThatIsNoneIsSaidByItsNameAlone(String value) {
        Secrets secrets = name -> value;

        assertThatThrownBy(() -> BotSecret.of(secrets, "sauda/telegram"))
                .isInstanceOf(BadSecret.class)
                .hasNoCause()
                .hasMessageStartingWith("TELEGRAM_SECRET_BAD: the secret sauda/telegram ")
                .satisfies(TelegramTest::tellsNoToken);
    }

    @Test
    void aSecretSaysNothingOfItself() {
        assertThat(new BotSecret(TOKEN, "webhook")).hasToString("BotSecret");
    }
}
