package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The two WebSockets, on a port of their own: market feed and order updates. They speak
/// when the venue moved, which is when somebody asked it something.
final class Sockets implements AutoCloseable {

    private static final int MOST_FEEDS = 5;

    private final FakeDhan fake;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    Sockets(FakeDhan fake) {
        this.fake = fake;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Frames frames = new Frames(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            String asked = frames.handshake();
            Line line = asked.startsWith("/feed") ? feed(asked, frames, socket) : orders(frames, socket);
            if (line == null) {
                return;
            }
            lines.add(line);
            try {
                line.greet();
                for (Optional<String> text = frames.text(); text.isPresent(); text = frames.text()) {
                    if (!line.hears(text.get())) {
                        return;
                    }
                    line.tell();
                }
            } finally {
                lines.remove(line);
            }
        } catch (IOException gone) {
            // The client left, in its own way.
        }
    }

    private Line feed(String asked, Frames frames, Socket socket) throws IOException {
        Map<String, String> query = FakeDhanServer.query(asked.substring(asked.indexOf('?') + 1));
        Feed feed = new Feed(query.getOrDefault("clientId", ""), query.getOrDefault("token", ""), frames, socket);
        List<Feed> same = lines.stream()
                .filter(Feed.class::isInstance)
                .map(Feed.class::cast)
                .filter(other -> other.clientId.equals(feed.clientId))
                .toList();
        if (same.size() >= MOST_FEEDS) {
            same.getFirst().end(Packets.TOO_MANY_SOCKETS);
        }
        return feed;
    }

    /// A bad login is a reset and no word.
    private @Nullable Line orders(Frames frames, Socket socket) throws IOException {
        JsonNode login =
                frames.text().map(Json::body).map(body -> body.path("LoginReq")).orElse(Json.object());
        String token = login.path("Token").asText();
        OrderAlerts alerts = fake.alerts(login.path("ClientId").asText(), token);
        if (alerts == null) {
            socket.setSoLinger(true, 0);
            return null;
        }
        return new Updates(alerts, frames);
    }

    /// Tells every client what is new.
    void tell() {
        for (Line line : lines) {
            try {
                line.tell();
            } catch (IOException gone) {
                lines.remove(line);
            }
        }
    }

    private interface Line {

        /// Once it is among those that are told what is new.
        void greet() throws IOException;

        /// @return false when the client wants to end it
        boolean hears(String text);

        void tell() throws IOException;
    }

    private final class Updates implements Line {

        private final OrderAlerts alerts;
        private final Frames frames;

        Updates(OrderAlerts alerts, Frames frames) {
            this.alerts = alerts;
            this.frames = frames;
        }

        /// Not an order: whoever reads must pass over other types.
        @Override
        public void greet() throws IOException {
            frames.text("{\"Data\":{\"message\":\"Login successful\"},\"Type\":\"login_ack\"}");
        }

        @Override
        public boolean hears(String text) {
            return true;
        }

        @Override
        public void tell() throws IOException {
            for (String message : fake.news(alerts)) {
                frames.text(message);
            }
        }
    }

    private final class Feed implements Line {

        private final String clientId;
        private final String token;
        private final Frames frames;
        private final Socket socket;
        private final Map<Packets.Depth, Map<String, byte[]>> wanted = new EnumMap<>(Packets.Depth.class);

        Feed(String clientId, String token, Frames frames, Socket socket) {
            this.clientId = clientId;
            this.token = token;
            this.frames = frames;
            this.socket = socket;
        }

        @Override
        public void greet() {
            // A feed says nothing before it is asked.
        }

        @Override
        public synchronized boolean hears(String text) {
            JsonNode request = Json.body(text);
            int code = request.path("RequestCode").asInt();
            switch (code) {
                case 15, 17, 21 -> ids(request).forEach(id -> wanted(code).putIfAbsent(id, new byte[0]));
                case 16, 18, 22 -> ids(request).forEach(wanted(code - 1)::remove);
                default -> {}
            }
            return code != 12;
        }

        private Map<String, byte[]> wanted(int code) {
            Packets.Depth depth = switch (code) {
                case 15 -> Packets.Depth.TICKER;
                case 17 -> Packets.Depth.QUOTE;
                default -> Packets.Depth.FULL;
            };
            return wanted.computeIfAbsent(depth, _ -> new LinkedHashMap<>());
        }

        private static List<String> ids(JsonNode request) {
            return request.path("InstrumentList").findValuesAsText("SecurityId");
        }

        /// What changed since the last frame, all in one.
        @Override
        public synchronized void tell() throws IOException {
            if (!fake.accepts(clientId, token)) {
                end(Packets.TOKEN_EXPIRED);
                return;
            }
            List<byte[]> changed = new ArrayList<>();
            wanted.forEach((depth, ids) -> ids.replaceAll((id, before) -> {
                byte[] packet = fake.packet(id, depth);
                if (packet == null || Arrays.equals(packet, before)) {
                    return before;
                }
                changed.add(packet);
                return packet;
            }));
            if (!changed.isEmpty()) {
                frames.binary(Packets.together(changed));
            }
        }

        void end(int reason) throws IOException {
            lines.remove(this);
            frames.binary(Packets.disconnected(reason));
            frames.close();
            socket.close();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
        threads.shutdownNow();
    }
}
