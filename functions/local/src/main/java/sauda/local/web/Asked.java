package sauda.local.web;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A request as it came in.
///
/// @param path    as sent, with its escapes, without the query
/// @param query   as sent, empty when there is none
/// @param headers by name in lower case; values of the same name are joined by commas
public record Asked(String method, String path, String query, Map<String, String> headers, Body body) {

    public Asked {
        headers = Map.copyOf(headers);
    }

    /// A body that is read when it is wanted, once.
    public interface Body {

        /// @throws TooLarge when there is more than that; the rest is not kept
        byte[] read(int most);
    }

    /// A body is larger than anything that is read here.
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int most;

        public TooLarge(int most) {
            super("more than " + most + " bytes");
            this.most = most;
        }

        public int most() {
            return most;
        }
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /// What the browser calls the origin of a page that was read from this server.
    public String ownOrigin() {
        return "http://" + Objects.requireNonNullElse(headers.get("host"), "localhost");
    }
}
