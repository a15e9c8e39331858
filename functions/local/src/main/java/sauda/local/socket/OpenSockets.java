package sauda.local.socket;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sauda.core.desk.Connections;

/// The connections of this server's pages. Nobody who posts waits for a page: one that does not
/// read is cut off.
public final class OpenSockets implements Connections {

    private static final int TOKEN_ENDED = 4401;

    private final Map<String, OpenSocket> open = new ConcurrentHashMap<>();

    void add(OpenSocket socket) {
        open.put(socket.id(), socket);
    }

    void remove(String id) {
        open.remove(id);
    }

    @Override
    public boolean post(String id, String json) {
        return Optional.ofNullable(open.get(id))
                .map(socket -> socket.send(json))
                .orElse(false);
    }

    @Override
    public void close(String id) {
        Optional.ofNullable(open.get(id)).ifPresent(socket -> socket.close(TOKEN_ENDED, "the token has ended"));
    }
}
