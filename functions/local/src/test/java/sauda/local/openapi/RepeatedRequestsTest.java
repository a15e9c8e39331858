package sauda.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;

/// An order by hand that is asked for again and again with the same key, by impatient people and
/// by clients that did not hear the answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestsTest {

    private static final int AT_ONCE = 12;

    private ADay day;
    private Samples samples;

    @BeforeAll
    void playTheDay() {
        day = new ADay();
        samples = new Samples(day);
    }

    @AfterAll
    void end() {
        day.close();
    }

    @Test
    void aRequestThatComesAgainWithItsKeyIsDoneOnce() throws Exception {
        Caller trader = day.somebody(Person.TRADER);
        int before = day.orders().size();
        Done done = done(trader);
        String body = done.body();
        String key = done.key();

        List<HttpResponse<String>> answers = atOnce(trader, body, key);
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(execute(trader, body, key));
        }

        assertThat(day.orders()).hasSize(before + 1);
        assertThat(answers).allMatch(answer -> answer.statusCode() == 202);
        assertThat(answers.stream().map(HttpResponse::body))
                .containsOnly(answers.getFirst().body());
        assertThat(execute(trader, body.replace("by hand", "by another hand"), key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(execute(day.somebody(Person.TRADER), body, key).body())
                .isNotEqualTo(answers.getFirst().body());
    }

    @Test
    void aRequestThatComesManyTimesAtOnceIsDoneOnce() throws Exception {
        List<String> bodies = samples.trades("gpt");
        for (String body : bodies) {
            Caller trader = day.somebody(Person.TRADER);
            int before = day.orders().size();
            String key = "at-once-" + UUID.randomUUID();
            List<HttpResponse<String>> answers = atOnce(trader, body, key);

            // one was at it while others asked, or all have its answer
            assertThat(answers).allMatch(answer -> answer.statusCode() == 202 || answer.statusCode() == 409);
            List<String> orders = answers.stream()
                    .filter(answer -> answer.statusCode() == 202)
                    .map(answer -> Document.tree(answer.body()).path("order").asText())
                    .distinct()
                    .toList();
            assertThat(orders.size()).isLessThanOrEqualTo(1);
            assertThat(day.orders()).hasSize(before + orders.size());
        }
    }

    private static List<HttpResponse<String>> atOnce(Caller trader, String body, String key) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(threads.submit(() -> execute(trader, body, key)));
            }
            for (Future<HttpResponse<String>> one : asked) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    /// @param key that it was done by
    private record Done(String body, String key) {}

    /// The first order that the rules let pass.
    private Done done(Caller trader) {
        return samples.trades(ADay.ACCOUNT).stream()
                .map(body -> new Done(body, "again-" + UUID.randomUUID()))
                .filter(order -> execute(trader, order.body(), order.key()).statusCode() == 202)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no order passes"));
    }

    private static HttpResponse<String> execute(Caller trader, String body, String key) {
        return trader.post("/api/trades/execute", body, "content-type", "application/json", "idempotency-key", key);
    }
}
