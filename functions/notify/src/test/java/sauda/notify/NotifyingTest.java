package sauda.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config;
import sauda.core.config.Config.People;
import sauda.core.config.Config.Quiet;
import sauda.core.config.ConfigFile;
import sauda.events.Alert;
import sauda.events.Alert.Level;
import sauda.events.EventJson;
import sauda.events.Routes.Role;
import sauda.faketelegram.FakeTelegram;
import sauda.faketelegram.Shown;
import sauda.notify.EveryWay.NotTold;
import sauda.notify.EveryWay.Way;

class NotifyingTest {

    private static final String TOKEN = "7100000000:the-token-of-the-bot-that-nobody-sees";
    private static final String SECRET =
            EventJson.write(Map.of("token", TOKEN, "webhook", "the-secret-of-the-webhook-0123456789"));
    private static final Instant NOON = Instant.parse("2026-03-02T06:30:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-02T18:30:00Z");
    private static final Alert NOTE = alert("BROKER_LOCKED", Level.INFO);
    private static final Alert WARNING = alert("DECISION_LOST", Level.WARN);
    private static final Alert URGENT = alert("NOT_FLAT", Level.URGENT);
    private static final Alert REPORT = alert(Alert.DAY_SUMMARY, Level.INFO);
    private static final List<Alert> ALL = List.of(NOTE, WARNING, URGENT, REPORT);

    private final FakeTelegram telegram = new FakeTelegram(TOKEN, Set.of(1L, 2L), () -> NOON);
    private final List<Alert> mailed = new ArrayList<>();

    @AfterEach
    void close() {
        telegram.close();
    }

    private static Alert alert(String code, Level level) {
        return new Alert(code, "claude", "something <happened> & more", level, Map.of("n", BigDecimal.ONE), NOON);
    }

    private Notifier notifier(People people, Instant now, Notifier mail) {
        Config config = ConfigFile.defaults()
                .withPeople(new People(
                        new Config.Telegram("sauda/telegram", Map.of(1L, Role.ADMIN, 2L, Role.VIEWER)),
                        people.quiet(),
                        people.least()));
        return new EveryWay(List.of(
                NotifyWiring.mail(mail), NotifyWiring.telegram(config, name -> SECRET, telegram.url(), () -> now)));
    }

    private static People people(Level least) {
        return new People(null, List.of(new Quiet(LocalTime.of(22, 0), LocalTime.of(7, 0))), least);
    }

    private List<String> toldTo(long chat) {
        return telegram.shown().stream()
                .filter(message -> message.chat() == chat)
                .flatMap(message -> message.text().lines())
                .filter(line -> !line.isBlank() && !line.startsWith("something"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "INFO,06:30:00,BROKER_LOCKED DECISION_LOST NOT_FLAT day",
        "WARN,06:30:00,DECISION_LOST NOT_FLAT",
        "URGENT,06:30:00,NOT_FLAT",
        "INFO,16:29:59,BROKER_LOCKED DECISION_LOST NOT_FLAT day",
        "INFO,16:30:00,NOT_FLAT",
        "INFO,01:29:59,NOT_FLAT",
        "INFO,01:30:00,BROKER_LOCKED DECISION_LOST NOT_FLAT day"
    })
    void telegramHasItsLeastLevelAndItsQuietHoursAndMailHasNeither(Level least, String utc, String told) {
        notifier(people(least), Instant.parse("2026-03-02T" + utc + "Z"), mailed::addAll)
                .tell(ALL);

        assertThat(String.join(" ", toldTo(1))
                        .replaceAll("(INFO|WARN|URGENT) | claude", "")
                        .replace("The ", ""))
                .isEqualTo(told);
        assertThat(toldTo(2)).isEqualTo(toldTo(1));
        assertThat(mailed).containsExactly(WARNING, URGENT, REPORT);
    }

    @Test
    void aMailThatFailsDoesNotSilenceTelegram() {
        notifier(people(Level.INFO), NOON, alerts -> {
                    throw new IllegalStateException("no topic");
                })
                .tell(ALL);

        assertThat(toldTo(1)).hasSize(4);
    }

    @Test
    void aTelegramThatFailsDoesNotSilenceTheMail() {
        telegram.close();
        notifier(people(Level.INFO), NOON, mailed::addAll).tell(ALL);

        assertThat(mailed).containsExactly(WARNING, URGENT, REPORT);
    }

    @Test
    void whatIsMoreThanANoteIsTriedAgainWhenNobodyWasTold() {
        telegram.close();
        Notifier broken = notifier(people(Level.INFO), NOON, alerts -> {
            throw new IllegalStateException("no topic");
        });

        assertThatThrownBy(() -> broken.tell(ALL))
                .isInstanceOf(NotTold.class)
                .hasMessage("no way told [DECISION_LOST, NOT_FLAT]");
        broken.tell(List.of(NOTE, REPORT));
    }

    /// At night Telegram tells only what is urgent: what mail lost then was told by nobody.
    @Test
    void whatOneWayDoesNotWantIsNotToldByIt() {
        Notifier broken = notifier(people(Level.INFO), NIGHT, alerts -> {
            throw new IllegalStateException("no topic");
        });

        assertThatThrownBy(() -> broken.tell(ALL)).hasMessage("no way told [DECISION_LOST]");
        assertThat(toldTo(1)).hasSize(1);
    }

    @Test
    void aChatThatBlockedTheBotDoesNotSilenceTheOther() {
        telegram.block(1);
        notifier(people(Level.INFO), NOON, alerts -> {
                    throw new IllegalStateException("no topic");
                })
                .tell(ALL);

        assertThat(toldTo(1)).isEmpty();
        assertThat(toldTo(2)).hasSize(4);
    }

    @Test
    void aHundredAlertsAtOnceAreAFewMessagesAndWhatIsBadMakesASound() {
        List<Alert> many = IntStream.range(0, 100)
                .mapToObj(i -> alert("CODE_" + i, Level.WARN))
                .toList();
        notifier(people(Level.INFO), NOON, mailed::addAll).tell(many);
        notifier(people(Level.INFO), NOON, mailed::addAll).tell(List.of(NOTE));

        assertThat(toldTo(1)).hasSize(101);
        assertThat(telegram.shown()).hasSizeLessThan(10);
        assertThat(telegram.shown().getFirst().silently()).isFalse();
        assertThat(telegram.last().silently()).isTrue();
    }

    @Test
    void aTextWithoutEndIsCutAndStillRead() {
        Alert endless = new Alert("LONG", "gpt", "<&\">".repeat(5_000), Level.WARN, Map.of(), NOON);
        notifier(people(Level.INFO), NOON, mailed::addAll).tell(List.of(endless, endless));

        assertThat(telegram.shown()).filteredOn(message -> message.chat() == 1).hasSize(2);
        assertThat(telegram.shown()).extracting(Shown::text).allMatch(text -> text.endsWith("…"));
    }

    @Test
    void theHandlerTellsWhatIsNewAndAnAlert() {
        NotifyHandler handler = new NotifyHandler(new NotifyWiring(mailed::addAll));

        handler.handleRequest(
                event(record("INSERT", URGENT), record("MODIFY", WARNING), record("REMOVE", WARNING), order()), null);
        handler.handleRequest(event(order()), null);

        assertThat(mailed).containsExactly(URGENT);
    }

    @Test
    void whatWasToldIsNotToldAgainWhenItsBatchComesAgain() {
        List<List<Alert>> tellings = new ArrayList<>();
        NotifyHandler handler = new NotifyHandler(new NotifyWiring(alerts -> {
            tellings.add(alerts);
            if (tellings.size() == 1) {
                throw new IllegalStateException("no way");
            }
        }));
        DynamodbEvent batch = event(record("INSERT", URGENT), record("INSERT", WARNING));

        assertThatThrownBy(() -> handler.handleRequest(batch, null)).hasMessage("no way");
        handler.handleRequest(event(record("INSERT", URGENT)), null);
        handler.handleRequest(batch, null);
        handler.handleRequest(batch, null);

        assertThat(tellings).containsExactly(List.of(URGENT, WARNING), List.of(URGENT), List.of(WARNING));
    }

    @Test
    void withoutAnyWayNothingIsToldAndNothingFails() {
        new EveryWay(List.of()).tell(ALL);
        new EveryWay(List.of(new Way("none", alert -> false, alerts -> {
                    throw new IllegalStateException();
                })))
                .tell(ALL);
        assertThat(telegram.calls()).isEmpty();
    }

    private static DynamodbEvent event(DynamodbStreamRecord... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    private static DynamodbStreamRecord record(String name, Alert alert) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put("pk", new AttributeValue("ALERTS"));
        image.put("sk", new AttributeValue(alert.at() + "#" + alert.code()));
        image.put("kind", new AttributeValue("alert"));
        image.put("json", new AttributeValue(EventJson.write(alert)));
        return change(name, image);
    }

    private static DynamodbStreamRecord order() {
        return change(
                "INSERT",
                Map.of(
                        "pk", new AttributeValue("ACCOUNT#claude"),
                        "sk", new AttributeValue("ORDER#1"),
                        "kind", new AttributeValue("order")));
    }

    private static DynamodbStreamRecord change(String name, Map<String, AttributeValue> image) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName(name);
        StreamRecord change = new StreamRecord();
        change.setNewImage(name.equals("REMOVE") ? null : image);
        record.setDynamodb(change);
        return record;
    }
}
