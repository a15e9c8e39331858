package sauda.local.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import sauda.local.socket.PageSocket;
import sauda.local.socket.SocketGateway;
import sauda.local.socket.SocketGateway.Outcome;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// Turns a request into a WebSocket, within the limits of API Gateway.
final class Upgrade {

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int LONGEST_MESSAGE = 128 * 1024;
    private static final int LONGEST_FRAME = 32 * 1024;

    private static final Answer NOT_A_SOCKET = Answer.problem(
                    426, "Upgrade Required", "NOT_A_SOCKET", "this path is for WebSocket connections")
            .with("upgrade", "websocket");

    private final ServerWebSocketContainer container;
    private final SocketGateway gateway;

    Upgrade(ServerWebSocketContainer container, SocketGateway gateway) {
        this.container = container;
        this.gateway = gateway;
        container.setIdleTimeout(IDLE);
        container.setMaxTextMessageSize(LONGEST_MESSAGE);
        container.setMaxBinaryMessageSize(LONGEST_MESSAGE);
        container.setMaxFrameSize(LONGEST_FRAME);
    }

    void answer(Asked asked, Request request, Response response, Callback callback) {
        boolean isDone =
                container.upgrade((upgrade, answer, done) -> socket(asked, answer, done), request, response, callback);
        if (!isDone) {
            FrontDoor.send(NOT_A_SOCKET, asked, response, callback);
        }
    }

    private @Nullable PageSocket socket(Asked asked, ServerUpgradeResponse response, Callback callback) {
        return switch (gateway.connect(asked)) {
            case Outcome.Connected(var socket, var protocol) -> {
                protocol.ifPresent(response::setAcceptedSubProtocol);
                // API Gateway compresses nothing
                response.setExtensions(List.of());
                yield socket;
            }
            case Outcome.Refused(var answer) -> {
                FrontDoor.send(answer, asked, response, callback);
                yield null;
            }
        };
    }
}
