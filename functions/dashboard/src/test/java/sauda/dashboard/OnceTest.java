package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Key;
import sauda.events.OrderRequested;

class OnceTest {

    private static final String EXECUTE = "/api/trades/execute";
    private static final String STOP = "/api/system/stop-trading";
    private static final String START = "/api/system/start-trading";
    private static final String KEY = "a-key_of-mine-01";
    private static final String SELL = sell(5);

    private final AMorning morning = AMorning.traded();

    private static String sell(int quantity) {
        return "{\"account\":\"claude\",\"symbol\":\"RELIANCE\",\"side\":\"SELL\",\"quantity\":" + quantity
                + ",\"because\":\"less\"}";
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndIsDoneOnce() {
        AMorning.Answer first = morning.post(EXECUTE, KEY, SELL);
        AMorning.Answer again = morning.at("2024-01-15T04:55:00Z").later(600).post(EXECUTE, KEY, SELL);

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(first.header("idempotent-replayed")).isNull();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(again.header("content-type")).isEqualTo("application/json");
        assertThat(morning.sent).hasSize(1);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        morning.post(EXECUTE, KEY, SELL);

        assertThat(morning.post(EXECUTE, KEY, sell(6)).problem()).isEqualTo("422 KEY_REUSED Idempotency-Key");
        assertThat(morning.post(START, KEY, SELL).problem()).isEqualTo("422 KEY_REUSED Idempotency-Key");
        assertThat(morning.sent).hasSize(1);
    }

    @Test
    void aKeyIsItsPersonsOwn() {
        morning.post(EXECUTE, KEY, SELL);
        AMorning.Answer others = morning.as(Role.TRADER).post(EXECUTE, KEY, SELL);

        assertThat(others.status()).isEqualTo(202);
        assertThat(others.header("idempotent-replayed")).isNull();
        assertThat(morning.sent).hasSize(2);
    }

    @Test
    void aDenialIsKeptToo() {
        morning.as(Role.TRADER);
        AMorning.Answer first = morning.post(EXECUTE, KEY, sell(16));
        AMorning.Answer again = morning.post(EXECUTE, KEY, sell(16));

        assertThat(first.problem()).isEqualTo("409 DENIED null");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("content-type")).isEqualTo("application/problem+json");
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
    }

    @Test
    void withoutAKeyNoOrderIsMade() {
        assertThat(morning.post(EXECUTE, SELL).problem()).isEqualTo("400 KEY_NEEDED Idempotency-Key");
        assertThat(morning.post("/api/llm-models/a~b/decision", "{\"because\":\"now\"}")
                        .problem())
                .isEqualTo("400 KEY_NEEDED Idempotency-Key");
        assertThat(morning.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "has blank",
                "dots.dots.dots",
                "<script>alert(1)</script>",
                "ключключ",
                "a#b#c#d#e",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void whatIsNoKeyIsRefused(String key) {
        assertThat(morning.post(EXECUTE, key, SELL).problem()).isEqualTo("400 BAD_KEY Idempotency-Key");
        assertThat(morning.post(STOP, key, "{}").problem()).isEqualTo("400 BAD_KEY Idempotency-Key");
        assertThat(morning.sent).isEmpty();
    }

    @Test
    void whatNeedsNoKeyTakesOne() {
        String back = "{\"because\":\"back\"}";
        morning.post(START, KEY, back);
        morning.post(STOP, "another-key", "{\"verb\":\"halt\",\"because\":\"lunch\"}");
        AMorning.Answer again = morning.post(START, KEY, back);

        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(morning.get("/api/system/status").at("control.state")).isEqualTo("HALTED");
    }

    @Test
    void aStopIsDoneEachTimeWhateverItsKeyWasUsedFor() {
        String halt = "{\"verb\":\"halt\",\"because\":\"lunch\"}";
        morning.post(STOP, KEY, halt);
        morning.post(START, "{\"because\":\"back\"}");

        assertThat(morning.post(STOP, KEY, halt).at("state")).isEqualTo("HALTED");
        assertThat(morning.post(STOP, KEY, "{\"verb\":\"pause\",\"because\":\"another\"}")
                        .at("state"))
                .isEqualTo("REDUCING");
    }

    @Test
    void afterADayAKeyMayBeUsedAnew() {
        morning.post(EXECUTE, KEY, SELL);
        AMorning.Answer next = morning.later(24 * 3600).post(EXECUTE, KEY, sell(6));

        assertThat(next.status()).isEqualTo(202);
        assertThat(next.header("idempotent-replayed")).isNull();
        assertThat(morning.ledger
                        .get(new Key("PRINCIPAL#5f1c", "IDEMPOTENT#" + KEY))
                        .orElseThrow()
                        .attributes())
                .extractingByKey("expires")
                .hasToString(Long.toString(1795167000 + 48 * 3600));
    }

    @Test
    void ofManyTwinsAtOnceOneIsDoneAndAllOthersWaitOrGetItsAnswer() throws Exception {
        DashboardHandler handler = morning.handler();
        List<Callable<AMorning.Answer>> twins = IntStream.range(0, 40)
                .<Callable<AMorning.Answer>>mapToObj(i -> () -> morning.ask(handler, keyed(SELL)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<AMorning.Answer> answers =
                    threads.invokeAll(twins).stream().map(Future::resultNow).toList();

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(202, 409));
            assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
                assertThat(answer.problem()).isEqualTo("409 IN_PROGRESS Idempotency-Key");
                assertThat(answer.header("retry-after")).isEqualTo("1");
            });
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 202
                            && !answer.response().getHeaders().containsKey("idempotent-replayed"))
                    .hasSize(1);
            assertThat(morning.sent).hasSize(1);
        }
    }

    @Test
    void aTwinThatComesWhileTheFirstIsAtItIsToldToWait() throws Exception {
        CountDownLatch atIt = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        morning.with((queue, group, id, message) -> {
            atIt.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<AMorning.Answer> first = threads.submit(() -> morning.post(EXECUTE, KEY, SELL));
            assertThat(atIt.await(20, TimeUnit.SECONDS)).isTrue();
            AMorning.Answer twin = morning.post(EXECUTE, KEY, SELL);
            goOn.countDown();

            assertThat(twin.problem()).isEqualTo("409 IN_PROGRESS Idempotency-Key");
            assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
            assertThat(morning.post(EXECUTE, KEY, SELL).header("idempotent-replayed"))
                    .isEqualTo("true");
        }
    }

    @Test
    void whatAFunctionLeftThatDiedIsDoneAgainAsAtTheFirstTime() {
        // neither the answer nor its failure is ever written down: the function is gone
        AwayLedger dying = AwayLedger.forWritesOf(
                morning.ledger,
                write -> write.key().sort().startsWith("IDEMPOTENT#")
                        && morning.ledger.get(write.key()).isPresent());
        morning.ask(morning.handler(dying), keyed(SELL));
        OrderRequested first = (OrderRequested) morning.sent.getFirst().message();

        assertThat(morning.later(29).post(EXECUTE, KEY, SELL).problem())
                .as("it may still be at it")
                .isEqualTo("409 IN_PROGRESS Idempotency-Key");
        AMorning.Answer again = morning.at("2024-01-15T04:49:30Z").later(1).post(EXECUTE, KEY, SELL);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("idempotent-replayed")).isNull();
        assertThat(morning.sent).hasSize(2);
        OrderRequested second = (OrderRequested) morning.sent.getLast().message();
        assertThat(second).isEqualTo(first.until(second.expiresAt()));
        assertThat(morning.sent.getLast().deduplicationId())
                .isEqualTo(morning.sent.getFirst().deduplicationId());
        assertThat(morning.post(EXECUTE, KEY, SELL).body()).isEqualTo(again.body());
    }

    @Test
    void whatWasNotDoneInTwoMinutesIsNotDoneAnyMore() {
        morning.with((queue, group, id, message) -> {
            throw new MailboxUnavailable("down", new IllegalStateException());
        });
        morning.post(EXECUTE, KEY, SELL);
        morning.with((queue, group, id, message) -> {
            throw new AssertionError("sent after its time");
        });
        AMorning.Answer late = morning.at("2024-01-15T05:10:00Z").later(60).post(EXECUTE, KEY, SELL);

        assertThat(late.problem()).isEqualTo("409 DENIED null");
        assertThat(late.body()).contains("EXPIRED");
    }

    @Test
    void whatTheQueueDidNotTakeMayBeAskedForAgainAtOnce() {
        morning.with((queue, group, id, message) -> {
            throw new MailboxUnavailable("down", new IllegalStateException());
        });
        AMorning.Answer busy = morning.post(EXECUTE, KEY, SELL);
        List<AMorning.Sent> taken = new java.util.ArrayList<>();
        morning.with((queue, group, id, message) -> taken.add(new AMorning.Sent(queue, group, id, message)));
        AMorning.Answer again = morning.at("2024-01-15T04:49:00Z").post(EXECUTE, KEY, SELL);

        assertThat(busy.problem()).isEqualTo("503 BUSY null");
        assertThat(busy.header("retry-after")).isEqualTo("2");
        assertThat(again.status()).isEqualTo(202);
        assertThat((String) again.at("order")).startsWith("2401151018-");
        assertThat(taken).hasSize(1);
    }

    @Test
    void withoutTheLedgerNothingKeyedIsDoneButAStop() {
        DashboardHandler away = morning.handler(AwayLedger.forWritesOf(
                morning.ledger, write -> write.key().partition().startsWith("PRINCIPAL#")));

        assertThat(morning.ask(away, keyed(SELL)).problem()).isEqualTo("503 LEDGER_UNAVAILABLE null");
        APIGatewayV2HTTPEvent pause = AMorning.posted(STOP, "{\"verb\":\"pause\",\"because\":\"lunch\"}");
        pause.setHeaders(Map.of("content-type", "application/json", "idempotency-key", KEY));
        assertThat(morning.ask(away, pause).at("state")).isEqualTo("REDUCING");
        assertThat(morning.sent).isEmpty();
    }

    @Test
    void aStopWaitsForNoTwin() {
        AwayLedger dying = AwayLedger.forWritesOf(
                morning.ledger,
                write -> write.key().sort().startsWith("IDEMPOTENT#")
                        && morning.ledger.get(write.key()).isPresent());
        String pause = "{\"verb\":\"pause\",\"because\":\"lunch\"}";
        APIGatewayV2HTTPEvent event = AMorning.posted(STOP, pause);
        event.setHeaders(Map.of("content-type", "application/json", "idempotency-key", KEY));
        morning.ask(morning.handler(dying), event);

        assertThat(morning.post(STOP, KEY, pause).at("epoch")).isEqualTo(2);
    }

    private static APIGatewayV2HTTPEvent keyed(String body) {
        APIGatewayV2HTTPEvent event = AMorning.posted(EXECUTE, body);
        event.setHeaders(Map.of("content-type", "application/json", "idempotency-key", KEY));
        return event;
    }
}
