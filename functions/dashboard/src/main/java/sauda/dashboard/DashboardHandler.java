package sauda.dashboard;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.cloud.watch.Logs;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.events.EventJson;
import sauda.events.Sha256;

/// Answers the HTTP API. Knows Lambda, HTTP and JSON; what an answer says, the operations know.
///
/// Money is in rupees and a JSON number. An instant is UTC, such as `2024-01-15T04:45:00Z`; a
/// date is a day in India. Errors are [Problem]s.
public final class DashboardHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Longest body that is read, in characters as it came.
    static final int MOST_BODY = 8 * 1024;

    // Lambda hands on at most 6 MB
    private static final int MOST_ANSWER = 5_500_000;

    private static final System.Logger LOG = System.getLogger(DashboardHandler.class.getName());

    /// An answer is for who asked, shows nothing of itself in a frame, and is never run.
    private static final Map<String, String> ALWAYS = Map.of(
            "cache-control", "no-store",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY");

    private final Router router;
    private final Admission admission;
    private final Once once;
    private final InstantSource clock;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public DashboardHandler() {
        Logs.start(System.getenv());
        this(DashboardWiring.from(DashboardSettings.from(System.getenv())));
    }

    public DashboardHandler(DashboardWiring wired) {
        this.router = wired.router();
        this.admission = new Admission(wired.ledger(), wired.people());
        this.once = new Once(wired.ledger(), wired.people());
        this.clock = wired.clock();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String requestId = requestId(event, context);
        try {
            return response(answer(event, requestId), requestId);
        } catch (Refused refused) {
            return response(refusal(event, refused, requestId), requestId);
        } catch (LedgerUnavailable down) {
            LOG.log(Level.ERROR, "the ledger did not answer request " + requestId, down);
            return response(
                    refusal(
                            event,
                            Refused.forNow(
                                    503,
                                    "LEDGER_UNAVAILABLE",
                                    "the ledger does not answer; ask again",
                                    null,
                                    Duration.ofSeconds(1)),
                            requestId),
                    requestId);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "request " + requestId + " failed", unexpected);
            return response(
                    refusal(
                            event,
                            Refused.because(
                                    500, "UNEXPECTED", "this should not happen; the log has it under the request id"),
                            requestId),
                    requestId);
        }
    }

    private Reply answer(APIGatewayV2HTTPEvent event, String requestId) {
        String method = event.getRequestContext().getHttp().getMethod();
        if (method.equals("OPTIONS")) {
            return Reply.empty(204, Map.of("allow", allowed(event)));
        }
        Router.Found found = router.find(method, event.getRawPath());
        Operation operation = found.operation();
        Admission.Admitted admitted = admission.admit(event, found.route(), operation);
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        for (String name : query.keySet()) {
            if (!operation.takes(name)) {
                throw Refused.because(400, "UNKNOWN_PARAMETER", "this path takes no parameter of that name", name);
            }
        }
        Request request = new Request(
                found.route().operation(),
                found.variables(),
                query,
                body(event, method),
                admitted.principal(),
                key(event, operation),
                clock.instant());
        // a stop is known by the state that it leads to: no key may keep one from being done again
        if (request.key() == null || operation.urgent()) {
            Reply reply = perform(event, operation, request, requestId);
            return found.head() ? reply.head() : reply;
        }
        return once.answer(
                new Once.Claim(
                        request.asker(),
                        request.keyed(),
                        Sha256.hex(method + "\n" + event.getRawPath() + "\n" + request.body()),
                        request.at()),
                first -> perform(event, operation, request.at(first), requestId));
    }

    private Reply perform(APIGatewayV2HTTPEvent event, Operation operation, Request request, String requestId) {
        try {
            Object answer = operation.answer().apply(request);
            String json = EventJson.write(answer instanceof Fresh fresh ? fresh.answer() : answer);
            if (json.length() > MOST_ANSWER) {
                throw Refused.because(
                        400, "ANSWER_TOO_LARGE", "the answer would be too large: ask for fewer entries", "limit");
            }
            Reply reply = Reply.json(operation.status(), json);
            return answer instanceof Fresh fresh ? fresh.tagged(reply, header(event, "if-none-match")) : reply;
        } catch (Refused refused) {
            return refusal(event, refused, requestId);
        }
    }

    private String allowed(APIGatewayV2HTTPEvent event) {
        return String.join(", ", router.methods(event.getRawPath()));
    }

    private Reply refusal(APIGatewayV2HTTPEvent event, Refused refused, String requestId) {
        Problem problem = refused.problem();
        Reply reply = Reply.json(problem.status(), EventJson.write(problem.of(requestId)));
        Map<String, String> headers = new HashMap<>(reply.headers());
        if (problem.status() == 401) {
            headers.put("www-authenticate", "Bearer");
        }
        if (problem.status() == 405) {
            headers.put("allow", allowed(event));
        }
        refused.retryAfter()
                .or(() -> problem.status() == 503 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty())
                .ifPresent(wait -> headers.put("retry-after", Long.toString(Math.max(1, wait.toSeconds()))));
        return new Reply(reply.status(), reply.body(), headers);
    }

    private static APIGatewayV2HTTPResponse response(Reply reply, String requestId) {
        Map<String, String> headers = new HashMap<>(ALWAYS);
        headers.putAll(reply.headers());
        headers.put("x-request-id", requestId);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(reply.status())
                .withHeaders(headers)
                .withBody(reply.body())
                .withIsBase64Encoded(false)
                .build();
    }

    /// What a body does has one; what only reads needs none.
    private static @Nullable String key(APIGatewayV2HTTPEvent event, Operation operation) {
        if (operation.takes() == null) {
            return null;
        }
        Optional<String> header = header(event, Once.HEADER);
        if (header.isEmpty() && operation.keyed()) {
            throw Once.missing();
        }
        return header.map(Once::key).orElse(null);
    }

    private static String body(APIGatewayV2HTTPEvent event, String method) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (body.length() > MOST_BODY) {
            throw Refused.because(413, "BODY_TOO_LARGE", "a body has at most " + MOST_BODY + " characters", "body");
        }
        if (!method.equals("POST")) {
            return "";
        }
        // a page of another origin can send any other type without the browser asking first
        if (!header(event, "content-type").map(DashboardHandler::isJson).orElse(false)) {
            throw Refused.because(415, "NOT_JSON", "the body's content-type is application/json", "content-type");
        }
        try {
            return event.getIsBase64Encoded()
                    ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                    : body;
        } catch (IllegalArgumentException bad) {
            throw Refused.body("body", "the body is not the base64 that it is said to be");
        }
    }

    private static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static Optional<String> header(APIGatewayV2HTTPEvent event, String name) {
        Map<String, String> headers = Objects.requireNonNullElse(event.getHeaders(), Map.of());
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String requestId(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        if (event.getRequestContext() != null && event.getRequestContext().getRequestId() != null) {
            return event.getRequestContext().getRequestId();
        }
        return context == null ? "unknown" : Objects.requireNonNullElse(context.getAwsRequestId(), "unknown");
    }
}
