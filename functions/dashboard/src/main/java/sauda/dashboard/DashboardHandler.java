package sauda.dashboard;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.events.EventJson;

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

    private final Router router;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public DashboardHandler() {
        this(DashboardWiring.from(DashboardSettings.from(System.getenv())));
    }

    public DashboardHandler(DashboardWiring wired) {
        this.router = wired.router();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String requestId = requestId(event, context);
        try {
            return answer(event, requestId);
        } catch (Refused refused) {
            return problem(event, refused.problem(), requestId);
        } catch (LedgerUnavailable down) {
            LOG.log(Level.ERROR, "the ledger did not answer request " + requestId, down);
            return problem(
                    event,
                    Problem.of(503, "LEDGER_UNAVAILABLE", "the ledger does not answer; ask again", null),
                    requestId);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "request " + requestId + " failed", unexpected);
            return problem(
                    event,
                    Problem.of(500, "UNEXPECTED", "this should not happen; the log has it under the request id", null),
                    requestId);
        }
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, String requestId) {
        String method = event.getRequestContext().getHttp().getMethod();
        if (method.equals("OPTIONS")) {
            return response(204, "", requestId, Map.of("allow", allowed(event)));
        }
        Router.Found found = router.find(method, event.getRawPath());
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        for (String name : query.keySet()) {
            if (!found.operation().takes(name)) {
                throw Refused.because(400, "UNKNOWN_PARAMETER", "this path takes no parameter of that name", name);
            }
        }
        Request request =
                new Request(found.route().operation(), found.variables(), query, body(event, method), caller(event));
        Object answer = found.operation().answer().apply(request);
        String json = EventJson.write(answer instanceof Fresh fresh ? fresh.answer() : answer);
        if (json.length() > MOST_ANSWER) {
            throw Refused.because(
                    400, "ANSWER_TOO_LARGE", "the answer would be too large: ask for fewer entries", "limit");
        }
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        if (answer instanceof Fresh fresh) {
            String tag = Fresh.tag(json);
            headers.putAll(fresh.headers(tag));
            if (header(event, "if-none-match")
                    .filter(known -> Fresh.isKnown(known, tag))
                    .isPresent()) {
                return response(304, "", requestId, fresh.headers(tag));
            }
        }
        return response(200, found.head() ? "" : json, requestId, headers);
    }

    private String allowed(APIGatewayV2HTTPEvent event) {
        return String.join(", ", router.methods(event.getRawPath()));
    }

    private APIGatewayV2HTTPResponse problem(APIGatewayV2HTTPEvent event, Problem problem, String requestId) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/problem+json"));
        if (problem.status() == 405) {
            headers.put("allow", allowed(event));
        }
        if (problem.status() == 503) {
            headers.put("retry-after", "1");
        }
        return response(problem.status(), EventJson.write(problem.of(requestId)), requestId, headers);
    }

    private static APIGatewayV2HTTPResponse response(
            int status, String body, String requestId, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.putIfAbsent("cache-control", "no-store");
        headers.put("x-content-type-options", "nosniff");
        headers.put("x-request-id", requestId);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
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

    private static @Nullable String caller(APIGatewayV2HTTPEvent event) {
        var authorizer = event.getRequestContext().getAuthorizer();
        return authorizer == null || authorizer.getIam() == null
                ? null
                : authorizer.getIam().getUserArn();
    }

    private static String requestId(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        if (event.getRequestContext() != null && event.getRequestContext().getRequestId() != null) {
            return event.getRequestContext().getRequestId();
        }
        return context == null ? "unknown" : Objects.requireNonNullElse(context.getAwsRequestId(), "unknown");
    }
}
