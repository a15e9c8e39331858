package sauda.local.socket;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sauda.dashboard.push.SocketAuthorizer;
import sauda.dashboard.push.SocketHandler;
import sauda.events.EventJson;
import sauda.local.run.Wire;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// Leads connections and what they say to the handlers, as API Gateway does.
public final class SocketGateway {

    private static final System.Logger LOG = System.getLogger(SocketGateway.class.getName());
    private static final String PROTOCOLS = "sec-websocket-protocol";
    private static final int ID_BYTES = 12;

    private static final Answer UNAUTHORIZED = refused(401, "Unauthorized");
    private static final Answer FORBIDDEN = refused(403, "Forbidden");
    private static final Answer BROKEN = refused(500, "Internal server error");

    private final Wire<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> authorizer;
    private final Wire<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> handler;
    private final OpenSockets open;
    private final SecureRandom random = new SecureRandom();

    public SocketGateway(SocketAuthorizer authorizer, SocketHandler handler, OpenSockets open) {
        this.authorizer = new Wire<>(authorizer, APIGatewayCustomAuthorizerEvent.class);
        this.handler = new Wire<>(handler, APIGatewayV2WebSocketEvent.class);
        this.open = open;
    }

    /// What becomes of a request to connect.
    public sealed interface Outcome {

        /// @param protocol that the server chose of those offered
        record Connected(PageSocket socket, Optional<String> protocol) implements Outcome {}

        record Refused(Answer answer) implements Outcome {}
    }

    public Outcome connect(Asked asked) {
        if (asked.header(PROTOCOLS).isEmpty()) {
            // without the header that it looks at, the authorizer is not asked
            return new Outcome.Refused(UNAUTHORIZED);
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().encodeToString(bytes);
        try {
            return authorized(id, asked)
                    .map(context -> connected(new SocketEvent(id, context), asked))
                    .orElseGet(() -> new Outcome.Refused(FORBIDDEN));
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a page could not connect", broken);
            return new Outcome.Refused(BROKEN);
        }
    }

    /// @return what the authorizer tells of who connects, or empty when it says no
    private Optional<Map<String, Object>> authorized(String id, Asked asked) {
        IamPolicyResponse policy = authorizer.invoke(SocketEvent.authorizing(id, asked));
        if (!isAllowed(policy)) {
            return Optional.empty();
        }
        Map<String, Object> context =
                new HashMap<>(Objects.requireNonNullElse(policy.getContext(), Map.<String, Object>of()));
        context.put("principalId", policy.getPrincipalId());
        return Optional.of(context);
    }

    private static boolean isAllowed(IamPolicyResponse policy) {
        Object statements =
                EventJson.object(EventJson.write(policy.getPolicyDocument())).get("Statement");
        return statements instanceof List<?> list
                && !list.isEmpty()
                && list.stream()
                        .allMatch(
                                statement -> statement instanceof Map<?, ?> said && "Allow".equals(said.get("Effect")));
    }

    private Outcome connected(SocketEvent event, Asked asked) {
        OpenSocket socket = new OpenSocket(event.id());
        open.add(socket);
        APIGatewayV2WebSocketResponse response = handler.invoke(event.connecting(asked));
        if (response.getStatusCode() != 200) {
            open.remove(event.id());
            return new Outcome.Refused(refused(response.getStatusCode(), "Forbidden"));
        }
        Optional<String> protocol =
                Objects.requireNonNullElse(response.getHeaders(), Map.<String, String>of()).entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(PROTOCOLS))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return new Outcome.Connected(new PageSocket(event, socket, handler, open), protocol);
    }

    private static Answer refused(int status, String message) {
        return Answer.json(status, Map.of("message", message)).with("cache-control", "no-store");
    }
}
