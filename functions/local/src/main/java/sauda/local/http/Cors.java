package sauda.local.http;

import java.util.Map;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// Which pages of other origins may call the API: none but its own. The gateway answers what
/// browsers ask before they call; the handler never sees it.
final class Cors {

    private static final String MAX_AGE = "600";

    private Cors() {}

    static boolean isPreflight(Asked asked) {
        return asked.method().equals("OPTIONS");
    }

    static Answer preflight(Asked asked) {
        Answer allowed = Answer.empty(204);
        return isOwnPage(asked) && asked.header("access-control-request-method").isPresent()
                ? allowed.with(Map.of(
                        "access-control-allow-origin", asked.ownOrigin(),
                        "access-control-allow-methods", "GET,POST",
                        "access-control-allow-headers", "authorization,content-type,idempotency-key,if-none-match",
                        "access-control-max-age", MAX_AGE,
                        "vary", "origin"))
                : allowed;
    }

    static Answer said(Answer answer, Asked asked) {
        return isOwnPage(asked)
                ? answer.with(Map.of(
                        "access-control-allow-origin", asked.ownOrigin(),
                        "access-control-expose-headers", "etag,retry-after,x-request-id",
                        "vary", "origin"))
                : answer;
    }

    private static boolean isOwnPage(Asked asked) {
        return asked.header("origin").filter(asked.ownOrigin()::equals).isPresent();
    }
}
