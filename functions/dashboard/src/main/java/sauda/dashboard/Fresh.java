package sauda.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import sauda.events.Sha256;

/// An answer that its caller may keep for a while, and ask again whether it is still the same.
///
/// @param answer whose JSON is the body
/// @param keep   for so long nobody needs to ask again
record Fresh(Object answer, Duration keep) {

    private static final int BYTES_OF_HASH = 16;

    /// The tag of a body: the same one for the same bytes and no others.
    private static String tag(String body) {
        byte[] hash = Sha256.of(body.getBytes(StandardCharsets.UTF_8));
        return "\"" + HexFormat.of().formatHex(hash, 0, BYTES_OF_HASH) + "\"";
    }

    /// The reply with its tag, or without its body for who has it already.
    ///
    /// @param ifNoneMatch tags of what the caller has
    Reply tagged(Reply reply, Optional<String> ifNoneMatch) {
        String tag = tag(reply.body());
        Map<String, String> headers =
                new HashMap<>(Map.of("etag", tag, "cache-control", "private, max-age=" + keep.toSeconds()));
        if (ifNoneMatch.filter(known -> isKnown(known, tag)).isPresent()) {
            return Reply.empty(304, headers);
        }
        headers.putAll(reply.headers());
        return new Reply(reply.status(), reply.body(), headers);
    }

    /// Whether the caller has a body already, by its `If-None-Match`.
    private static boolean isKnown(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
