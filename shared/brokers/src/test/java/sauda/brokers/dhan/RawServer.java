package sauda.brokers.dhan;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that sees each request whole and does with the connection what a test says:
/// the answers of a broken network too. Every request that comes is kept.
final class RawServer implements AutoCloseable {

    /// Does something with the connection after a request.
    interface Then {
        void answer(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    /// Closes without a byte.
    static final Then CLOSE = (connection, out) -> {};

    /// Resets without a byte.
    static final Then RESET = (connection, out) -> connection.setSoLinger(true, 0);

    static final Then SILENCE = (connection, out) -> Thread.sleep(60_000);

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private volatile Then then;

    RawServer(Then then) {
        this.then = then;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().start(this::serve);
    }

    RawServer then(Then next) {
        then = next;
        return this;
    }

    static Then json(int status, String body) {
        return answer(status, "application/json", body);
    }

    static Then html(int status) {
        return answer(status, "text/html", "<html><body>Bad Gateway</body></html>");
    }

    static Then answer(int status, String type, String body) {
        return (connection, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        };
    }

    /// The next answers in turn, the last one for good.
    static Then inTurn(Then... answers) {
        int[] turn = {0};
        return (connection, out) -> answers[Math.min(turn[0]++, answers.length - 1)].answer(connection, out);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> take(connection));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void take(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String request = request(in);
            if (!request.isEmpty()) {
                requests.add(request);
                then.answer(connection, connection.getOutputStream());
            }
        } catch (IOException | InterruptedException over) {
            // the client went away
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing to do
        }
    }
}
