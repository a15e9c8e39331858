package sauda.local.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Codes that a page changes for tokens: each once, within a minute, by whoever asked for it.
final class Codes {

    static final Duration LIFE = Duration.ofSeconds(60);

    private static final int BYTES = 32;

    private final Map<String, Kept> kept = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    /// What a code stands for.
    ///
    /// @param challenge S256 of the verifier that the page keeps to itself
    /// @param nonce     goes into the id token, empty when none was asked for
    record Grant(Person person, String challenge, String redirect, String nonce) {}

    private record Kept(Grant grant, Instant until) {}

    Codes(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String give(Grant grant) {
        Instant now = clock.instant();
        kept.values().removeIf(old -> old.until().isBefore(now));
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        kept.put(code, new Kept(grant, now.plus(LIFE)));
        return code;
    }

    /// A code is over once it was shown, also with a wrong verifier.
    synchronized Optional<Grant> take(String code, String redirect, String verifier) {
        return Optional.ofNullable(kept.remove(code))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Kept::grant)
                .filter(grant -> grant.redirect().equals(redirect))
                .filter(grant -> isBehind(grant.challenge(), verifier));
    }

    private static boolean isBehind(String challenge, String verifier) {
        return MessageDigest.isEqual(
                challenge.getBytes(StandardCharsets.US_ASCII),
                challengeOf(verifier).getBytes(StandardCharsets.US_ASCII));
    }

    static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("no SHA-256 in this JDK", impossible);
        }
    }
}
