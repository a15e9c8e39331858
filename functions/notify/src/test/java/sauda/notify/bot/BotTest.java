package sauda.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.config.ConfigFile;
import sauda.events.Control;
import sauda.events.DeadManPressed;
import sauda.events.TradingState;
import sauda.faketelegram.Shown;

class BotTest {

    private final AChat chat = new AChat();

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void statusSaysTheStateWhoSetItAndHowEachAccountStands() {
        chat.telegram.say(AChat.VIEWER, "/status");

        assertThat(chat.text()).isEqualTo("""
                        ACTIVE (paper), the exchange is open
                        since 2 Mar 10:15 by sauda: first start
                        last tick: none
                        claude: ACTIVE
                        gpt: ACTIVE
                        rules: ACTIVE, baseline""");
        assertThat(chat.telegram.last().silently()).isTrue();
    }

    @Test
    void pnlHasALineForEachAccountAndASumWithoutTheBaseline() {
        chat.telegram.say(AChat.VIEWER, "/pnl");

        assertThat(chat.text()).isEqualTo("""
                        today
                        claude: ₹0.00, value ₹6,00,000.00, charges ₹0.00, 0 entries (2026-03-02)
                        gpt: ₹0.00, value ₹4,00,000.00, charges ₹0.00, 0 entries (2026-03-02)
                        rules (baseline): ₹0.00, value ₹10,00,000.00, charges ₹0.00, 0 entries (2026-03-02)
                        all together: ₹0.00""");
    }

    @ParameterizedTest
    @CsvSource({"/positions,nothing is held", "/orders,no order today", "/tea,I do not know that: /help"})
    void whatIsEmptyOrUnknownIsSaid(String command, String answer) {
        chat.telegram.say(AChat.VIEWER, command);

        assertThat(chat.texts()).containsExactly(answer);
    }

    @Test
    void helpTellsAChatWhatItMaySay() {
        chat.telegram.say(AChat.VIEWER, "/start");
        chat.telegram.say(AChat.TRADER, "/HELP@sauda_bot please");

        assertThat(chat.texts().getFirst())
                .contains("you are viewer here", "/pnl")
                .doesNotContain("/kill");
        assertThat(chat.texts().getLast()).contains("you are trader here", "/kill", "/resume", "/deadman");
    }

    @Test
    void whatIsNoCommandIsNotForUs() {
        assertThat(chat.telegram.say(AChat.TRADER, "kill time")).isEqualTo(200);

        assertThat(chat.texts()).isEmpty();
        assertThat(chat.kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pause,REDUCING,false", "flatten,REDUCING,true", "halt,HALTED,false", "kill,HALTED,true"})
    void aStopIsAskedAboutThenDoneAndAuditedByItsChat(String verb, TradingState state, boolean flatten) {
        chat.telegram.say(AChat.TRADER, "/" + verb + "  the market\nis mad ");
        Shown question = chat.telegram.last();

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(question.text()).startsWith(verb + ": ").contains("because: the market is mad");
        assertThat(question.buttons()).extracting(Shown.Pressable::label).containsExactly("Yes, " + verb);

        assertThat(chat.telegram.press(question)).isEqualTo(200);

        Control control = chat.control();
        assertThat(control.state()).isEqualTo(state);
        assertThat(control.flatten()).isEqualTo(flatten);
        assertThat(control.by()).isEqualTo("telegram:102");
        assertThat(chat.audited())
                .isEqualTo("control " + verb.toUpperCase(java.util.Locale.ROOT) + " | telegram:102: the market is mad");
        assertThat(chat.telegram.shown()).hasSize(1);
        assertThat(chat.telegram.last().buttons()).isEmpty();
        assertThat(chat.text()).startsWith(state.name()).contains("by telegram:102: the market is mad");
        assertThat(chat.telegram.calls()).containsExactly("sendMessage", "answerCallbackQuery", "editMessageText");
    }

    @Test
    void onPaperATraderResumes() {
        chat.telegram.say(AChat.TRADER, "/halt");
        chat.telegram.press(chat.telegram.last());
        chat.telegram.say(AChat.TRADER, "/resume");
        chat.telegram.press(chat.telegram.last());

        assertThat(chat.control().state()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void withRealMoneyOnlyAnAdminResumes() {
        try (AChat live = new AChat(AChat.withRealMoney(), false)) {
            live.telegram.say(AChat.TRADER, "/halt");
            live.telegram.press(live.telegram.last());
            live.telegram.say(AChat.TRADER, "/resume");

            assertThat(live.text()).isEqualTo("/resume needs the role admin");
            assertThat(live.telegram.last().buttons()).isEmpty();

            live.telegram.say(AChat.ADMIN, "/resume");
            live.telegram.press(live.telegram.last());
            assertThat(live.control().state()).isEqualTo(TradingState.ACTIVE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "flatten", "halt", "kill", "deadman"})
    void aViewerChangesNothing(String verb) {
        chat.telegram.say(AChat.VIEWER, "/" + verb);

        assertThat(chat.texts()).containsExactly("/" + verb + " needs the role trader");
        assertThat(chat.telegram.last().buttons()).isEmpty();
    }

    @Test
    void withoutADeadManHeIsNotPressed() {
        chat.telegram.say(AChat.TRADER, "/deadman");

        assertThat(chat.text()).startsWith("there is no dead man in this installation");
    }

    @Test
    void theDeadManIsPressedByHisQueueAndNotTwiceInAMinute() {
        try (AChat armed = new AChat(ConfigFile.defaults(), true)) {
            armed.telegram.say(AChat.ADMIN, "/deadman fire");
            armed.telegram.press(armed.telegram.last());

            assertThat(armed.letters)
                    .containsExactly(new AChat.Letter(
                            "dead-man.fifo",
                            "dead-man",
                            "press|telegram:103|2026-03-02T10:15",
                            new DeadManPressed("telegram:103", "fire", AChat.TEN_FIFTEEN)));
            assertThat(armed.text()).startsWith("The dead man is pressed");
        }
    }

    @Test
    void withoutTheLedgerAKillStillGoesToTheBrokers() {
        try (AChat live = new AChat(AChat.withRealMoney(), false)) {
            live.ledgerIsAway = true;
            live.telegram.say(AChat.TRADER, "/status");
            live.telegram.say(AChat.TRADER, "/kill");
            live.telegram.press(live.telegram.last());

            assertThat(live.texts().getFirst()).isEqualTo("the ledger does not answer; ask again");
            assertThat(live.text()).contains("The kill was sent to the brokers of main");
            assertThat(live.letters).extracting(AChat.Letter::queue).containsExactly("exits-main.fifo");
        }
    }

    @Test
    void aKillThatWasAskedForWithoutTheLedgerIsDoneWhenItIsBackAndOnce() {
        chat.ledgerIsAway = true;
        chat.telegram.say(AChat.TRADER, "/kill");
        Shown question = chat.telegram.last();
        chat.ledgerIsAway = false;
        String data = question.buttons().getFirst().data();
        chat.telegram.press(question);

        assertThat(chat.control().state()).isEqualTo(TradingState.HALTED);
        assertThat(chat.text()).startsWith("HALTED");
        chat.telegram.bring(chat.telegram.pressed(AChat.TRADER, question.id(), data));
        assertThat(chat.text()).startsWith("HALTED");
        assertThat(chat.control().epoch()).isEqualTo(2);
        assertThat(chat.telegram.calls())
                .containsExactly("sendMessage", "answerCallbackQuery", "editMessageText", "answerCallbackQuery");
    }

    @Test
    void aLedgerThatAnswersWronglySwallowsNoKill() {
        try (AChat live = new AChat(AChat.withRealMoney(), false)) {
            live.ledgerIsBroken = true;
            live.telegram.say(AChat.TRADER, "/kill");
            live.telegram.press(live.telegram.last());

            assertThat(live.text()).startsWith("Not known whether it is done");
        }
    }

    @Test
    void withoutTheLedgerAPauseIsSaidToBeUnsureAndAResumeIsNotEvenAsked() {
        chat.ledgerIsAway = true;
        chat.telegram.say(AChat.TRADER, "/pause");
        chat.telegram.press(chat.telegram.last());
        chat.telegram.say(AChat.TRADER, "/resume");

        assertThat(chat.texts().getFirst())
                .isEqualTo("Not known whether it is done: the ledger does not answer. Say it again, or /deadman.");
        assertThat(chat.text()).isEqualTo("the ledger does not answer; ask again");
    }

    @Test
    void whatTelegramDoesNotTakeIsDoneAllTheSame() {
        chat.telegram.say(AChat.TRADER, "/halt");
        Shown question = chat.telegram.last();
        List.of(1, 2, 3, 4, 5, 6).forEach(_ -> chat.telegram.failNext(400, "Bad Request", 0));

        assertThat(chat.telegram.press(question)).isEqualTo(200);
        assertThat(chat.control().state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void anOldMessageIsLeftAlone() {
        String old = chat.telegram.said(
                AChat.TRADER, "/status", chat.now.minus(Duration.ofSeconds(121)).getEpochSecond());
        String young = chat.telegram.said(
                AChat.TRADER, "/help", chat.now.minus(Duration.ofSeconds(119)).getEpochSecond());

        assertThat(chat.telegram.bring(old)).isEqualTo(200);
        assertThat(chat.texts()).isEmpty();
        assertThat(chat.telegram.bring(young)).isEqualTo(200);
        assertThat(chat.texts()).hasSize(1);
    }

    @Test
    void atNightTheExchangeIsSaidToBeClosed() {
        chat.later(Duration.ofHours(12));
        chat.telegram.say(AChat.VIEWER, "/status");

        assertThat(chat.text()).startsWith("ACTIVE (paper), the exchange is closed");
    }
}
