package sauda.dashboard.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.cloud.watch.Logs;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.dashboard.Principal;
import sauda.dashboard.Role;
import sauda.dashboard.push.Subscription.NotUnderstood;
import sauda.events.EventJson.BadMessage;
import sauda.events.EventJson;

/// What pages say over the WebSocket. The body of an answer to `$default` is the message that
/// the page gets back.
public final class SocketHandler implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {

    /// Longest message that is read, in characters.
    static final int MOST_MESSAGE = 8 * 1024;

    /// API Gateway keeps no connection longer.
    static final Duration LONGEST = Duration.ofHours(2);

    private static final System.Logger LOG = System.getLogger(SocketHandler.class.getName());

    private final SocketWiring wired;
    private final Sockets sockets;

    /// Called once by Lambda.
    public SocketHandler() {
        Logs.start(System.getenv());
        this(SocketWiring.from(System.getenv()));
    }

    public SocketHandler(SocketWiring wired) {
        this.wired = wired;
        this.sockets = wired.sockets();
    }

    @Override
    public APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event, @Nullable Context context) {
        APIGatewayV2WebSocketEvent.RequestContext request = event.getRequestContext();
        String id = request.getConnectionId();
        return switch (request.getRouteKey()) {
            case "$connect" -> connect(id, request.getAuthorizer());
            case "$disconnect" -> disconnect(id);
            default -> told(answer(id, event));
        };
    }

    private APIGatewayV2WebSocketResponse connect(String id, @Nullable Map<String, Object> authorizer) {
        Optional<Principal> by = principal(Objects.requireNonNullElse(authorizer, Map.of()));
        Instant now = wired.clock().instant();
        if (by.isEmpty() || !now.isBefore(by.get().expires())) {
            return response(401, null);
        }
        try {
            int status = switch (sockets.open(Socket.opened(id, by.get(), now.plus(LONGEST)), now)) {
                case TAKEN -> 200;
                case ALL_ARE_TAKEN -> 503;
                case ONE_HAS_TOO_MANY -> 429;
            };
            APIGatewayV2WebSocketResponse response = response(status, null);
            if (status == 200) {
                response.setHeaders(Map.of(SocketAuthorizer.HEADER, SocketAuthorizer.PROTOCOL));
            }
            return response;
        } catch (LedgerUnavailable down) {
            LOG.log(Level.ERROR, "the ledger took no connection", down);
            return response(503, null);
        }
    }

    /// The authorizer's own words.
    private static Optional<Principal> principal(Map<String, Object> authorizer) {
        try {
            return authorizer.get("sub") instanceof String sub
                            && authorizer.get("name") instanceof String name
                            && authorizer.get("role") instanceof String role
                            && authorizer.get("expires") instanceof String expires
                    ? Role.of(role).map(known -> new Principal(sub, name, known, Instant.parse(expires)))
                    : Optional.empty();
        } catch (DateTimeException bad) {
            return Optional.empty();
        }
    }

    /// A connection that could not be forgotten ends with its token.
    private APIGatewayV2WebSocketResponse disconnect(String id) {
        try {
            sockets.remove(id);
        } catch (LedgerUnavailable down) {
            LOG.log(Level.WARNING, "the ledger did not forget a connection", down);
        }
        return response(200, null);
    }

    private Reply answer(String id, APIGatewayV2WebSocketEvent event) {
        try {
            return answer(id, message(event));
        } catch (NotUnderstood bad) {
            return Reply.problem(bad.code(), Objects.requireNonNullElse(bad.getMessage(), ""));
        } catch (LedgerUnavailable down) {
            LOG.log(Level.ERROR, "the ledger did not answer a page", down);
            return Reply.problem("LEDGER_UNAVAILABLE", "the ledger does not answer; say it again");
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "a page's message failed", unexpected);
            return Reply.problem("UNEXPECTED", "this should not happen; the log has it");
        }
    }

    private static Map<String, Object> message(APIGatewayV2WebSocketEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (body.length() > MOST_MESSAGE) {
            throw new NotUnderstood("TOO_LONG", "a message has at most " + MOST_MESSAGE + " characters");
        }
        try {
            return EventJson.object(event.isIsBase64Encoded() ? "" : body);
        } catch (BadMessage bad) {
            throw new NotUnderstood("NOT_JSON", "a message is one JSON object");
        }
    }

    private Reply answer(String id, Map<String, Object> message) {
        if (message.size() == 1 && Boolean.TRUE.equals(message.get("ping"))) {
            return whileItLasts(id, socket -> Reply.PONG);
        }
        if (message.size() == 1 && message.containsKey("subscribe")) {
            Subscription wanted = Subscription.of(message.get("subscribe"), wired.config());
            return whileItLasts(
                    id, socket -> sockets.change(socket.wanting(wanted)) ? Reply.subscribed(wanted) : notConnected());
        }
        throw new NotUnderstood("UNKNOWN_MESSAGE", "a message is {\"subscribe\":{…}} or {\"ping\":true}");
    }

    private Reply whileItLasts(String id, java.util.function.Function<Socket, Reply> answer) {
        Optional<Socket> socket = sockets.find(id);
        if (socket.isEmpty()) {
            return notConnected();
        }
        if (socket.get().isOver(wired.clock().instant())) {
            sockets.remove(id);
            wired.connections().close(id);
            return Reply.EXPIRED;
        }
        return answer.apply(socket.get());
    }

    private static Reply notConnected() {
        return Reply.problem("NOT_CONNECTED", "this connection was closed; connect again");
    }

    private static APIGatewayV2WebSocketResponse told(Reply reply) {
        return response(200, EventJson.write(reply));
    }

    private static APIGatewayV2WebSocketResponse response(int status, @Nullable String body) {
        APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
        response.setStatusCode(status);
        response.setBody(body);
        return response;
    }
}
