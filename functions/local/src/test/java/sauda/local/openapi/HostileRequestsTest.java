package sauda.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.openapi.Document.Operation;
import sauda.local.openapi.Fuzz.Shot;
import sauda.local.openapi.RawHttp.Answer;

/// Requests that nobody should send, byte for byte over HTTP. `-Dfuzz.requests=` says how many,
/// `-Dfuzz.seed=` which.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261118L);
    // below what a principal may ask in a minute
    private static final int REQUESTS_OF_A_PERSON = 60;
    private static final Document PAGE = new Document();
    private static final List<String> NEVER_SAID = List.of(
            "Exception",
            "java.",
            "sauda.",
            "\tat ",
            "jetty",
            "opens-nothing-0",
            "software.amazon",
            "secret",
            // where it runs
            System.getProperty("user.dir"));

    private ADay day;
    private Samples samples;
    private Forger forger;

    @BeforeAll
    void playTheDay() {
        day = new ADay();
        samples = new Samples(day);
        forger = new Forger(day.api.url(), day.key);
    }

    @AfterAll
    void end() {
        day.close();
    }

    @Test
    void noRequestBreaksTheApi() throws IOException {
        Fuzz fuzz = new Fuzz(PAGE, samples, forger.tokens(), SEED);
        List<String> faults = new ArrayList<>();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        Set<String> ordered = new HashSet<>();
        String token = "";
        try (RawHttp http = new RawHttp(day.api.url())) {
            for (int i = 0; i < REQUESTS && faults.size() < 20; i++) {
                if (i % REQUESTS_OF_A_PERSON == 0) {
                    // it is stopped all the time
                    day.somebody(Person.OWNER).post("/api/system/start-trading", "{\"because\":\"go on\"}");
                    token = day.token(Person.values()[i / REQUESTS_OF_A_PERSON % Person.values().length]);
                }
                Shot shot = fuzz.next(token);
                Answer answer = http.send(shot.sent());
                if (answer.status() == 202 && answer.body().contains("\"order\"")) {
                    ordered.add(Document.tree(answer.body()).path("order").asText());
                }
                statuses.merge(answer.status(), 1, Integer::sum);
                faults(shot, answer, token)
                        .forEach(fault -> faults.add(fault + "\n  " + shot.sent() + "\n  " + answer.status() + " "
                                + answer.headers() + " " + answer.body()));
            }
        }
        System.out.println("seed " + SEED + ", answers by status: " + statuses);

        assertThat(faults).isEmpty();
        assertThat(statuses).containsKeys(200, 202, 400, 401, 403, 404, 405, 413, 415);
        assertThat(day.orders().stream().filter(order -> order.request().cause().startsWith("manual:")))
                .hasSize(ordered.size());
        assertThat(day.day.run.failures()).isEmpty();
        assertThat(day.day.run.breaks()).isEmpty();
    }

    private List<String> faults(Shot shot, Answer answer, String token) {
        List<String> faults = new ArrayList<>();
        boolean head = shot.sent().method().equals("HEAD");
        if (answer.status() >= 500) {
            faults.add("a 5xx");
        }
        if (answer.status() >= 400 && !head) {
            boolean gateway = answer.status() == 401 && answer.body().equals("{\"message\":\"Unauthorized\"}");
            if (!gateway && !isProblem(answer)) {
                faults.add("no problem");
            }
        }
        if (answer.type().contains("html")) {
            faults.add("markup");
        }
        if (!answer.body().isEmpty() && !answer.type().contains("json")) {
            faults.add("neither JSON nor empty");
        }
        if (!shot.badToken().isEmpty()
                && shot.isKnown()
                && !shot.operation().isOpen()
                && answer.status() != 401
                && !isUnread(answer)) {
            faults.add("a token that is " + shot.badToken() + " was taken");
        }
        if (answer.status() >= 400) {
            NEVER_SAID.stream()
                    .filter(word -> answer.body().contains(word)
                            || answer.headers().toString().contains(word))
                    .forEach(word -> faults.add("says " + word));
        }
        if (answer.body().contains(token) || answer.headers().toString().contains(token)) {
            faults.add("says the token");
        }
        if (answer.headers().containsKey("set-cookie")) {
            faults.add("a header of the caller's");
        }
        if ("https://evil.example".equals(answer.headers().get("access-control-allow-origin"))
                || "*".equals(answer.headers().get("access-control-allow-origin"))) {
            faults.add("another origin is let in");
        }
        return faults;
    }

    /// What Jetty refuses before anybody looks at a token: torn lines and headers.
    private static boolean isUnread(Answer answer) {
        return answer.status() == 400
                && (answer.body().contains("BAD_REQUEST") || answer.body().contains("BAD_PATH"));
    }

    private static boolean isProblem(Answer answer) {
        if (!answer.type().equals("application/problem+json")) {
            return false;
        }
        JsonNode problem = Document.tree(answer.body());
        return problem.path("status").asInt() == answer.status()
                && problem.path("code").asText().matches("[A-Z][A-Z_0-9]*")
                && !problem.path("detail").asText().isEmpty()
                && problem.path("type").asText().equals("about:blank");
    }

    @Test
    void aBadTokenOpensNothing() {
        for (Operation operation : PAGE.operations()) {
            if (!operation.isOpen()) {
                String path = samples.paths(operation).getFirst();
                for (Forger.Bad bad : forger.tokens()) {
                    assertThat(samples.send(
                                            operation,
                                            new Caller(day.api.url(), bad.token()),
                                            path,
                                            samples.body(operation))
                                    .statusCode())
                            .as(operation + " with a token that is " + bad.name())
                            .isEqualTo(401);
                }
                assertThat(samples.send(
                                        operation,
                                        new Caller(day.api.url(), forger.ofNobody()),
                                        path,
                                        samples.body(operation))
                                .statusCode())
                        .as(operation + " of somebody in no group")
                        .isEqualTo(403);
            }
        }
    }
}
