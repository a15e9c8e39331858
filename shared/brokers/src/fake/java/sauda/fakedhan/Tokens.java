package sauda.fakedhan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A client's access token: there is one that lives, and a new one ends the old one.
final class Tokens {

    static final Duration LIFE = Duration.ofHours(24);
    static final Duration BETWEEN_MINTS = Duration.ofMinutes(2);

    private final String clientId;
    private @Nullable Token live;
    private @Nullable Instant minted;
    private int count;

    /// @param renewable generated on the web site, not by a one-time password
    record Token(String text, Instant expiry, boolean renewable) {}

    Tokens(String clientId) {
        this.clientId = clientId;
    }

    boolean mayMint(Instant now) {
        return minted == null || !now.isBefore(minted.plus(BETWEEN_MINTS));
    }

    Token mint(Instant now, boolean renewable) {
        minted = now;
        return replace(now, renewable);
    }

    Token replace(Instant now, boolean renewable) {
        count++;
        Token token = new Token(text(now), now.plus(LIFE), renewable);
        live = token;
        return token;
    }

    @Nullable
    Token live(Instant now) {
        return live != null && now.isBefore(live.expiry()) ? live : null;
    }

    boolean accepts(String text, Instant now) {
        Token token = live(now);
        return token != null && token.text().equals(text);
    }

    void revoke() {
        live = null;
    }

    private String text(Instant now) {
        String header = part("{\"typ\":\"JWT\",\"alg\":\"HS512\"}".getBytes(StandardCharsets.UTF_8));
        String claims = part(("{\"iss\":\"dhan\",\"partnerId\":\"\",\"exp\":"
                        + now.plus(LIFE).getEpochSecond() + ",\"iat\":" + now.getEpochSecond()
                        + ",\"tokenConsumerType\":\"SELF\",\"dhanClientId\":\"" + clientId + "\"}")
                .getBytes(StandardCharsets.UTF_8));
        return header + "." + claims + "." + part(sha512(claims + "#" + count));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha512(String text) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
