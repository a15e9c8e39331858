package sauda.fakedhan;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time passwords by RFC 6238: SHA-1, 30 seconds, 6 digits. Written here and not
/// taken from the library that the client uses, so that the two can disagree.
final class Totp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;

    private Totp() {}

    /// Whether the password is that of the instant, of the step before or of the one
    /// after.
    static boolean matches(String seed, String password, Instant now) {
        for (long shift = -1; shift <= 1; shift++) {
            if (at(seed, now.plusSeconds(shift * STEP_SECONDS)).equals(password)) {
                return true;
            }
        }
        return false;
    }

    static String at(String seed, Instant instant) {
        byte[] counter = ByteBuffer.allocate(Long.BYTES)
                .putLong(Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS))
                .array();
        byte[] hash = hmac(decoded(seed), counter);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] decoded(String seed) {
        String letters = seed.replace(" ", "").replace("=", "").toUpperCase(Locale.ROOT);
        ByteBuffer bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
        long buffer = 0;
        int bits = 0;
        for (char letter : letters.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("a seed is base32");
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
                buffer &= (1L << bits) - 1;
            }
        }
        return bytes.array();
    }
}
