package sauda.brokers.dhan;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/// What a client logs in with, from the secret that its configuration names:
/// `{"clientId": "...", "pin": "...", "totpSeed": "..."}`. Shown by its client alone.
record Credentials(String clientId, String pin, String totpSeed) {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    /// Empty when the text is not such a JSON object with all three.
    static Optional<Credentials> of(String json) {
        return DhanJson.parsed(json)
                .map(node -> new Row("credentials", node))
                .filter(row -> row.node().isObject())
                .filter(row -> List.of("clientId", "pin", "totpSeed").stream()
                        .allMatch(name -> row.word(name).isPresent()))
                .map(row -> new Credentials(row.text("clientId"), row.text("pin"), row.text("totpSeed")));
    }

    /// The one-time password of an instant: RFC 6238, 30 s, 6 digits.
    ///
    /// @throws IllegalArgumentException when the seed is not base 32; the message has
    ///                                  nothing of it
    String oneTimePassword(Instant at) {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(seed(), generator.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalArgumentException("the TOTP seed is no key");
        }
    }

    private byte[] seed() {
        String letters = totpSeed.toUpperCase(Locale.ROOT).replaceAll("[\\s=-]", "");
        byte[] bytes = new byte[letters.length() * BITS / Byte.SIZE];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : letters.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("the TOTP seed is not base 32");
            }
            buffer = buffer << BITS | value;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the TOTP seed is empty");
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
