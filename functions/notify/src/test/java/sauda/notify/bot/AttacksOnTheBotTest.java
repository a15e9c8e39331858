package sauda.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.EventJson;
import sauda.events.Sha256;
import sauda.events.TradingState;
import sauda.faketelegram.Shown;

/// What somebody tries who found the hook, sits in a chat, or writes down what passes by.
class AttacksOnTheBotTest {

    private final AChat chat = new AChat();

    @AfterEach
    void close() {
        chat.close();
    }

    private void nothingHappened() {
        assertThat(chat.texts()).isEmpty();
        assertThat(chat.kept()).isEmpty();
        assertThat(chat.letters).isEmpty();
        assertThat(chat.control().epoch()).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "the-secret-of-the-webhook-that-nobody-see",
                "the-secret-of-the-webhook-that-nobody-seess",
                "THE-SECRET-OF-THE-WEBHOOK-THAT-NOBODY-SEES",
                " the-secret-of-the-webhook-that-nobody-sees"
            })
    void whoCannotShowTheSecretIsNotHeard(String shown) {
        assertThat(chat.bring(shown, chat.telegram.said(AChat.ADMIN, "/kill", chat.now.getEpochSecond())))
                .isEqualTo(401);
        nothingHappened();
    }

    @Test
    void whoShowsNoSecretDoesNotEvenLearnThatTheirBodyWasTooLong() {
        assertThat(chat.bring(null, "x".repeat(1 << 20))).isEqualTo(401);
    }

    @Test
    void aForeignChatIsNeitherAnsweredNorKept() {
        for (String text : List.of("/status", "/kill", "/help")) {
            assertThat(chat.telegram.say(AChat.STRANGER, text)).isEqualTo(200);
        }
        nothingHappened();
        assertThat(chat.telegram.calls()).isEmpty();
    }

    @Test
    void aForeignChatCannotPressTheButtonOfAnother() {
        chat.telegram.say(AChat.TRADER, "/halt");
        Shown question = chat.telegram.last();

        String stolen = chat.telegram.pressed(
                AChat.STRANGER, question.id(), question.buttons().getFirst().data());
        assertThat(chat.telegram.bring(stolen)).isEqualTo(200);

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void noChatPressesTheButtonOfAnotherNotEvenAnAdmins() {
        chat.telegram.say(AChat.TRADER, "/halt");
        Shown question = chat.telegram.last();
        String data = question.buttons().getFirst().data();

        for (long other : List.of(AChat.ADMIN, AChat.GROUP, AChat.VIEWER)) {
            chat.telegram.bring(chat.telegram.pressed(other, question.id(), data));
        }

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(chat.texts()).hasSize(1);
    }

    @Test
    void anUpdateThatComesAgainDoesNothingAgain() {
        String update = chat.telegram.said(AChat.TRADER, "/halt", chat.now.getEpochSecond());

        assertThat(IntStream.range(0, 3).map(_ -> chat.telegram.bring(update))).containsExactly(200, 200, 200);

        assertThat(chat.texts()).hasSize(1);
    }

    @Test
    void aConfirmationIsUsedOnce() {
        chat.telegram.say(AChat.TRADER, "/halt");
        Shown question = chat.telegram.last();
        String data = question.buttons().getFirst().data();
        chat.telegram.press(question);
        chat.telegram.say(AChat.TRADER, "/resume");
        chat.telegram.press(chat.telegram.last());
        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);

        chat.telegram.bring(chat.telegram.pressed(AChat.TRADER, question.id(), data));

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(chat.control().epoch()).isEqualTo(3);
    }

    @Test
    void aResumeIsConfirmedOnceAlsoWhenTheLedgerWasAwayMeanwhile() {
        chat.telegram.say(AChat.TRADER, "/halt");
        chat.telegram.press(chat.telegram.last());
        chat.telegram.say(AChat.TRADER, "/resume");
        Shown question = chat.telegram.last();
        chat.ledgerIsAway = true;
        chat.telegram.press(question);

        assertThat(chat.text()).isEqualTo("Not done: the ledger does not answer. Say /resume again.");
        assertThat(chat.control().state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void aConfirmationHoldsSixtySeconds() {
        chat.telegram.say(AChat.TRADER, "/halt");
        Shown question = chat.telegram.last();
        chat.later(Duration.ofSeconds(60));
        chat.telegram.press(question);

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(chat.text()).isEqualTo("Too late: say /halt again.");

        chat.telegram.say(AChat.TRADER, "/halt");
        chat.later(Duration.ofSeconds(59));
        chat.telegram.press(chat.telegram.last());
        assertThat(chat.control().state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void aButtonIsForItsCommandItsTimeAndItsCauseAlone() {
        chat.telegram.say(AChat.TRADER, "/pause");
        Shown question = chat.telegram.last();
        String[] parts = question.buttons().getFirst().data().split(":");
        String later = Long.toString(Long.parseLong(parts[1]) + 3600);

        for (String forged : List.of(
                "kill:" + parts[1] + ":" + parts[2] + ":" + parts[3],
                "resume:" + parts[1] + ":" + parts[2] + ":" + parts[3],
                parts[0] + ":" + later + ":" + parts[2] + ":" + parts[3],
                parts[0] + ":" + parts[1] + ":" + parts[2] + "1:" + parts[3],
                parts[0] + ":" + parts[1] + ":" + parts[2] + ":" + "A".repeat(22),
                parts[0] + ":" + parts[1] + ":9999999999999999999:" + parts[3],
                "status:" + parts[1] + ":" + parts[2] + ":" + parts[3],
                "",
                "pause",
                "x".repeat(64))) {
            assertThat(chat.telegram.bring(chat.telegram.pressed(AChat.TRADER, question.id(), forged)))
                    .isEqualTo(200);
        }

        assertThat(chat.control().epoch()).isEqualTo(1);
        assertThat(chat.texts()).hasSize(1);
    }

    /// Then the ledger cannot say what was asked: the signature alone does.
    @Test
    void withoutTheLedgerAButtonIsStillForItsChatAndItsCommandAlone() {
        try (AChat live = new AChat(AChat.withRealMoney(), false)) {
            live.ledgerIsAway = true;
            live.telegram.say(AChat.TRADER, "/kill");
            live.telegram.say(AChat.TRADER, "/pause");
            Shown kill = live.telegram.shown().getFirst();
            Shown pause = live.telegram.last();
            String data = kill.buttons().getFirst().data();
            String forged = pause.buttons().getFirst().data().replace("pause", "kill");

            live.telegram.bring(live.telegram.pressed(AChat.ADMIN, kill.id(), data));
            live.telegram.bring(live.telegram.pressed(AChat.TRADER, pause.id(), forged));
            assertThat(live.letters).isEmpty();

            live.telegram.bring(live.telegram.pressed(AChat.TRADER, kill.id(), data));
            assertThat(live.letters).hasSize(1);
        }
    }

    /// Who reads the ledger cannot press what is asked there.
    @Test
    void whatIsKeptOfAQuestionIsNoButton() {
        chat.telegram.say(AChat.TRADER, "/halt");
        String data = chat.telegram.last().buttons().getFirst().data();

        assertThat(data.length()).isLessThanOrEqualTo(64);
        assertThat(chat.kept()).hasSize(2).allSatisfy(item -> {
            assertThat(item.toString()).doesNotContain(data, data.split(":")[3]);
            assertThat(item.attributes()).containsKey("expires");
        });
    }

    @Test
    void aBodyOfAMegabyteIsNotRead() {
        assertThat(chat.bring(AChat.WEBHOOK, "{\"update_id\":1,\"x\":\"" + "x".repeat(1 << 20) + "\"}"))
                .isEqualTo(413);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"/kill\"",
                "{",
                "{\"update_id\":1}{}",
                "{\"update_id\":1,\"update_id\":2}",
                "<update><kill/></update>",
                "%%%"
            })
    void nonsenseIsSaidToBeNonsense(String body) {
        assertThat(chat.bring(AChat.WEBHOOK, body)).isEqualTo(400);
        nothingHappened();
    }

    @Test
    void jsonWithoutABottomIsNonsense() {
        assertThat(chat.bring(AChat.WEBHOOK, "{\"a\":".repeat(9_000))).isEqualTo(400);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"update_id\":\"1\",\"message\":{\"chat\":{\"id\":103},\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1.5,\"message\":{\"chat\":{\"id\":103},\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"message\":{\"chat\":{\"id\":\"103\"},\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"message\":{\"chat\":103,\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"message\":{\"chat\":{\"id\":103},\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"message\":{\"chat\":{\"id\":103},\"date\":1e30,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"message\":{\"chat\":{\"id\":103},\"date\":1772426700,\"text\":[\"/kill\"]}}",
                "{\"update_id\":1,\"message\":{\"from\":{\"is_bot\":true},\"chat\":{\"id\":103},"
                        + "\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"edited_message\":{\"chat\":{\"id\":103},\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"channel_post\":{\"chat\":{\"id\":103},\"date\":1772426700,\"text\":\"/kill\"}}",
                "{\"update_id\":1,\"callback_query\":{\"id\":\"1\",\"data\":\"kill\",\"inline_message_id\":\"7\"}}",
                "{\"update_id\":9223372036854775808,\"message\":{\"chat\":{\"id\":103},\"date\":1772426700,"
                        + "\"text\":\"/kill\"}}"
            })
    void whatIsNoMessageOfAPersonIsLeftAlone(String body) {
        assertThat(chat.bring(AChat.WEBHOOK, body)).isEqualTo(200);
        nothingHappened();
    }

    @Test
    void base64ThatIsNoneIsNonsense() {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setHeaders(Map.of("X-Telegram-Bot-Api-Secret-Token", AChat.WEBHOOK));
        event.setIsBase64Encoded(true);
        event.setBody("%%%");
        BotHandler handler = new BotHandler(new BotWiring(
                chat.stored,
                chat.config,
                (queue, group, id, message) -> {},
                false,
                name -> chat.secret,
                chat.telegram.url(),
                () -> chat.now,
                () -> chat.now));

        assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(400);
    }

    @Test
    void whatPeopleWriteIsShownAsTheyWroteItAndNeverAsMarkup() {
        String evil = "<a href=\"https://evil.example\">&lt;b&gt; 1 < 2 & 3 > 2</a></b>";
        chat.telegram.say(AChat.TRADER, "/halt " + evil);
        assertThat(chat.text()).contains("because: " + evil);
        assertThat(chat.telegram.last().html()).doesNotContain("<a");

        chat.telegram.press(chat.telegram.last());
        chat.telegram.say(AChat.VIEWER, "/status");
        assertThat(chat.text()).contains("by telegram:102: " + evil);
    }

    @Test
    void aReasonOfAThousandLinesIsOneShortLine() {
        chat.telegram.say(AChat.TRADER, "/halt " + "very\n".repeat(700));
        chat.telegram.press(chat.telegram.last());

        assertThat(chat.control().because()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n");
    }

    @Test
    void aFloodIsAnsweredTwentyTimesAMinuteAndAStopPassesBesideIt() {
        for (int i = 0; i < 50; i++) {
            assertThat(chat.telegram.say(AChat.TRADER, "/status")).isEqualTo(200);
        }
        assertThat(chat.texts()).hasSize(20);

        chat.telegram.say(AChat.TRADER, "/kill");
        chat.telegram.press(chat.telegram.last());
        assertThat(chat.control().state()).isEqualTo(TradingState.HALTED);
        chat.telegram.say(AChat.VIEWER, "/status");
        assertThat(chat.texts()).hasSize(22);

        chat.later(Duration.ofMinutes(1));
        chat.telegram.say(AChat.TRADER, "/status");
        assertThat(chat.texts()).hasSize(23);
    }

    /// The role counts when it is pressed, not when it was asked.
    @Test
    void aChatThatLostItsRoleMeanwhileChangesNothing() {
        Confirmation confirmation = Confirmation.of(Command.KILL, chat.now, 1);
        String data = confirmation.data(AChat.VIEWER, AChat.TOKEN);
        chat.stored.commit(List.of(Write.put(new Item(
                Keys.telegramConfirm(AChat.VIEWER, Sha256.hex(data)), "telegram-confirm", Map.of("because", "x")))));
        chat.telegram.say(AChat.VIEWER, "/help");

        chat.telegram.bring(
                chat.telegram.pressed(AChat.VIEWER, chat.telegram.last().id(), data));

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(chat.text()).isEqualTo("/kill needs the role trader");
    }

    @Test
    void withoutItsSecretNothingIsTakenAndNothingOfItIsTold() {
        for (String bad : List.of("", "token", "{}", "{\"token\":\"1:x\",\"webhook\":\"short\"}")) {
            chat.secret = bad;
            assertThat(chat.bring(AChat.WEBHOOK, chat.telegram.said(AChat.ADMIN, "/kill", chat.now.getEpochSecond())))
                    .isEqualTo(503);
            assertThat(chat.bring("", "{}")).isEqualTo(503);
        }
        nothingHappened();
    }

    @Test
    void aSecretThatIsChangedHoldsFromTheNextUpdateOn() {
        String other = "another-secret-of-the-webhook-0123456789";
        chat.secret = EventJson.write(Map.of("token", AChat.TOKEN, "webhook", other));

        assertThat(chat.bring(AChat.WEBHOOK, "{}")).isEqualTo(401);
        assertThat(chat.bring(other, "{}")).isEqualTo(200);
    }
}
