package sauda.local.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/// One connection. What is sent before it is open waits; what is not read by the page waits too,
/// up to a limit.
final class OpenSocket {

    /// Characters on their way to a page; a page that reads has none.
    private static final long MOST_WAITING = 4L * 1024 * 1024;

    private static final int TRY_AGAIN_LATER = 1013;

    private final String id;
    private final Queue<String> early = new ArrayDeque<>();
    private @Nullable Session session;
    private long waiting;
    private boolean isOver;

    OpenSocket(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized void opened(Session opened) {
        session = opened;
        early.forEach(json -> hand(opened, json));
        early.clear();
    }

    /// @return false when the page is gone, or does not read
    synchronized boolean send(String json) {
        if (isOver) {
            return false;
        }
        if (waiting + json.length() > MOST_WAITING) {
            close(TRY_AGAIN_LATER, "this page does not read");
            return false;
        }
        waiting += json.length();
        if (session == null) {
            early.add(json);
            return true;
        }
        return hand(session, json);
    }

    private boolean hand(Session to, String json) {
        if (!to.isOpen()) {
            return false;
        }
        to.sendText(json, Callback.from(() -> went(json.length()), broken -> to.disconnect()));
        return true;
    }

    private synchronized void went(int characters) {
        waiting -= characters;
    }

    synchronized void close(int code, String why) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (session != null) {
            Session closing = session;
            closing.close(code, why, Callback.from(() -> {}, broken -> closing.disconnect()));
        }
    }
}
