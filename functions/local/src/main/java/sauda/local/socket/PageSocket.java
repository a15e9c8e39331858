package sauda.local.socket;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;
import sauda.local.run.Wire;

/// What a page says, one message after the other, and its end. Jetty calls it, and wants it
/// public for that.
public final class PageSocket implements Session.Listener.AutoDemanding {

    private static final System.Logger LOG = System.getLogger(PageSocket.class.getName());

    private final SocketEvent event;
    private final OpenSocket socket;
    private final Wire<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> handler;
    private final OpenSockets open;

    PageSocket(
            SocketEvent event,
            OpenSocket socket,
            Wire<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> handler,
            OpenSockets open) {
        this.event = event;
        this.socket = socket;
        this.handler = handler;
        this.open = open;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        socket.opened(session);
    }

    @Override
    public void onWebSocketText(String message) {
        answer(message, false);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback callback) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        answer(Base64.getEncoder().encodeToString(bytes), true);
        callback.succeed();
    }

    private void answer(String message, boolean isBase64) {
        String body = answered(message, isBase64);
        if (body != null && !body.isEmpty()) {
            socket.send(body);
        }
    }

    private @Nullable String answered(String message, boolean isBase64) {
        try {
            return handler.invoke(event.message(message, isBase64)).getBody();
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a page's message failed", broken);
            return EventJson.write(Map.of("message", "Internal server error", "connectionId", event.id()));
        }
    }

    @Override
    public void onWebSocketError(Throwable broken) {
        LOG.log(Level.DEBUG, "connection " + event.id() + " broke", broken);
    }

    @Override
    public void onWebSocketClose(int code, String why, Callback callback) {
        open.remove(event.id());
        try {
            handler.invoke(event.disconnected());
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "the end of a connection was not noted", broken);
        }
        callback.succeed();
    }
}
