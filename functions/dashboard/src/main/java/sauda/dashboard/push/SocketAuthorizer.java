package sauda.dashboard.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.cloud.watch.Logs;
import sauda.dashboard.Principal;
import sauda.dashboard.Tokens;

/// Says whether a page may connect: a browser can send no other header of its own, so the
/// token comes as the second subprotocol, after `sauda.v1`. The token is never logged.
public final class SocketAuthorizer implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {

    static final String PROTOCOL = "sauda.v1";
    static final String HEADER = "Sec-WebSocket-Protocol";

    private static final System.Logger LOG = System.getLogger(SocketAuthorizer.class.getName());

    private final Tokens tokens;

    /// Called once by Lambda.
    public SocketAuthorizer() {
        Logs.start(System.getenv());
        this(Tokens.from(System.getenv()));
    }

    public SocketAuthorizer(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @throws Tokens.KeysUnavailable when nobody can say whether the token is good
    @Override
    public IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event, @Nullable Context context) {
        Tokens.Answer answer =
                token(event).map(tokens::check).orElse(new Tokens.Answer.Refused(Tokens.Why.NOT_A_TOKEN));
        return switch (answer) {
            case Tokens.Answer.Known(var principal) -> allowed(event.getMethodArn(), principal);
            case Tokens.Answer.Refused(var why) -> {
                LOG.log(Level.INFO, "a connection is refused: " + why);
                yield policy("nobody", IamPolicyResponse.denyStatement(event.getMethodArn()), Map.of());
            }
        };
    }

    private static IamPolicyResponse allowed(String method, Principal principal) {
        return policy(
                principal.sub(),
                IamPolicyResponse.allowStatement(method),
                Map.of(
                        "sub", principal.sub(),
                        "name", principal.name(),
                        "role", principal.role().word(),
                        "expires", principal.expires().toString()));
    }

    private static IamPolicyResponse policy(
            String principal, IamPolicyResponse.Statement statement, Map<String, Object> context) {
        return IamPolicyResponse.builder()
                .withPrincipalId(principal)
                .withPolicyDocument(IamPolicyResponse.PolicyDocument.builder()
                        .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                        .withStatement(List.of(statement))
                        .build())
                .withContext(context)
                .build();
    }

    private static Optional<String> token(APIGatewayCustomAuthorizerEvent event) {
        Map<String, String> headers = Objects.requireNonNullElse(event.getHeaders(), Map.of());
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                .map(header -> Arrays.stream(header.getValue().split(",", 3))
                        .map(String::strip)
                        .toList())
                .filter(protocols ->
                        protocols.size() == 2 && protocols.getFirst().equals(PROTOCOL))
                .map(List::getLast)
                .findFirst();
    }
}
