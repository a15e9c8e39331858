package sauda.local.http;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import sauda.local.issuer.SignIn;
import sauda.local.page.Page;
import sauda.local.page.SecurityHeaders;
import sauda.local.web.Answer;
import sauda.local.web.Asked;
import sauda.local.web.Asked.TooLarge;

/// Leads each request to whom it is for, and the answer back. Of this server's parts it alone
/// knows Jetty's requests.
final class FrontDoor extends Handler.Abstract {

    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

    private final ApiGateway api;
    private final HookGateway hooks;
    private final SignIn signIn;
    private final Page page;
    private final Upgrade sockets;

    FrontDoor(ApiGateway api, HookGateway hooks, SignIn signIn, Page page, Upgrade sockets) {
        this.api = api;
        this.hooks = hooks;
        this.signIn = signIn;
        this.page = page;
        this.sockets = sockets;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestBody body = new RequestBody(request);
        Asked asked = asked(request, body);
        if (asked.path().equals("/socket") && Loopback.isMeant(asked)) {
            sockets.answer(asked, request, response, callback);
            return true;
        }
        Answer answer = Loopback.isMeant(asked) ? answer(asked) : Loopback.MISDIRECTED;
        body.readAway();
        send(answer, asked, response, callback);
        return true;
    }

    private Answer answer(Asked asked) {
        try {
            if (HookGateway.isHook(asked.path())) {
                return hooks.answer(asked);
            }
            return isApi(asked.path())
                    ? api.answer(asked)
                    : signIn.answer(asked)
                            .orElseGet(() -> page.answer(asked))
                            .with(SecurityHeaders.of(asked.ownOrigin()));
        } catch (TooLarge tooLarge) {
            return Answer.problem(
                    413, "Content Too Large", "BODY_TOO_LARGE", "a body has at most " + tooLarge.most() + " bytes");
        } catch (UncheckedIOException torn) {
            LOG.log(Level.DEBUG, "a request broke off", torn);
            return Answer.problem(400, "Bad Request", "BROKEN_OFF", "the request broke off");
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, asked.method() + " " + asked.path() + " failed", unexpected);
            return Answer.problem(500, "Internal Server Error", "UNEXPECTED", "this should not happen");
        }
    }

    private static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static Asked asked(Request request, RequestBody body) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    Objects.requireNonNullElse(field.getValue(), ""),
                    (one, other) -> one + "," + other);
        }
        return new Asked(
                request.getMethod(),
                Objects.requireNonNullElse(request.getHttpURI().getPath(), "/"),
                Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
                headers,
                body);
    }

    static void send(Answer answer, Asked asked, Response response, Callback callback) {
        Answer sent = Gzip.of(answer, asked);
        response.setStatus(sent.status());
        sent.headers().forEach(response.getHeaders()::put);
        boolean hasBody = sent.status() != 304 && sent.status() != 204;
        if (hasBody) {
            response.getHeaders().put("content-length", sent.body().length);
        }
        boolean isSent = hasBody && !asked.method().equals("HEAD");
        response.write(true, ByteBuffer.wrap(isSent ? sent.body() : new byte[0]), callback);
    }

    /// What never became a request: torn escapes, headers without end.
    static boolean broken(Request request, Response response, Callback callback) {
        int said = request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer status ? status : 400;
        // of what comes in, only a version that there is not is called the server's fault
        int status = said == 505 ? 400 : said;
        Answer answer = Answer.problem(
                status, HttpStatus.getMessage(status), "BAD_REQUEST", "this is not a request that can be read");
        send(answer, new Asked("GET", "/", "", Map.of(), most -> new byte[0]), response, callback);
        return true;
    }
}
