package sauda.local.openapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP byte for byte: a client that sends what a well-behaved one would not.
final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(String url) {
        this.port = URI.create(url).getPort();
    }

    /// @param target as it stands in the first line
    record Sent(String method, String target, List<String> headers, byte[] body) {

        @Override
        public String toString() {
            return shortened(method + " " + target) + " "
                    + shortened(headers.toString().replaceAll("Bearer [^,\\]]{40,}", "Bearer …")) + " "
                    + shortened(new String(body, 0, Math.min(body.length, 400), StandardCharsets.ISO_8859_1));
        }

        private static String shortened(String text) {
            return text.length() <= 400 ? text : text.substring(0, 400) + "… (" + text.length() + ")";
        }
    }

    /// @param headers by name in lower case
    record Answer(int status, Map<String, String> headers, String body) {

        String type() {
            return headers.getOrDefault("content-type", "");
        }
    }

    Answer send(Sent sent) throws IOException {
        if (socket == null) {
            open();
        }
        boolean fresh = false;
        while (true) {
            try {
                return exchange(sent);
            } catch (IOException broken) {
                close();
                if (fresh) {
                    throw new IOException("broke off: " + sent, broken);
                }
                // the server may have ended a connection that was kept
                open();
                fresh = true;
            }
        }
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Answer exchange(Sent sent) throws IOException {
        StringBuilder head = new StringBuilder(sent.method() + " " + sent.target() + " HTTP/1.1\r\n");
        head.append("Host: localhost:").append(port).append("\r\n");
        sent.headers().forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(sent.body().length).append("\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.write(sent.body());
        IOException cut = null;
        try {
            socket.getOutputStream().write(all.toByteArray());
        } catch (IOException refusedEarly) {
            // the answer may be there already
            cut = refusedEarly;
        }
        try {
            return read(sent.method().equals("HEAD"));
        } catch (IOException unread) {
            if (cut != null) {
                unread.addSuppressed(cut);
            }
            throw unread;
        }
    }

    private Answer read(boolean head) throws IOException {
        String[] first = line().split(" ", 3);
        int status = Integer.parseInt(first[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        boolean bare = head || status == 204 || status == 304;
        int length = bare ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer broke off");
        }
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
            open();
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the connection ended");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
