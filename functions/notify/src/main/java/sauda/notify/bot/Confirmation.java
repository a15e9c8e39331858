package sauda.notify.bot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// That somebody means it: what a button carries. It holds for one chat, one command, and 60
/// seconds, and is signed, so that it can be made by nobody else and is known to be ours even
/// when the ledger is away. That it is used once, the ledger sees to.
///
/// @param command what is to be done
/// @param until   when it ends
/// @param cause   id of the update that asked for it: no two are alike
record Confirmation(Command command, Instant until, long cause) {

    static final Duration LASTS = Duration.ofSeconds(60);

    private static final Pattern DATA = Pattern.compile("([a-z]{1,10}):(\\d{1,12}):(-?\\d{1,19}):([A-Za-z0-9_-]{22})");
    private static final int SIGNATURE_BYTES = 16;

    static Confirmation of(Command command, Instant now, long cause) {
        return new Confirmation(command, now.plus(LASTS), cause);
    }

    /// What the button carries, at most 64 bytes: Telegram takes no more.
    String data(long chat, String key) {
        return plain() + ":" + signature(chat, key);
    }

    /// The confirmation that a button of this chat carried; empty when it is none of ours.
    ///
    /// @param key secret of the bot
    static Optional<Confirmation> in(String data, long chat, String key) {
        Matcher parts = DATA.matcher(data);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long cause;
        try {
            cause = Long.parseLong(parts.group(3));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
        return Arrays.stream(Command.values())
                .filter(command -> command.isConfirmed() && command.word().equals(parts.group(1)))
                .map(command -> new Confirmation(command, Instant.ofEpochSecond(Long.parseLong(parts.group(2))), cause))
                .filter(found -> MessageDigest.isEqual(
                        found.signature(chat, key).getBytes(StandardCharsets.US_ASCII),
                        parts.group(4).getBytes(StandardCharsets.US_ASCII)))
                .findFirst();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    private String plain() {
        return command.word() + ":" + until.getEpochSecond() + ":" + cause;
    }

    private String signature(long chat, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("confirm:" + key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((chat + ":" + plain()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(signed, SIGNATURE_BYTES));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
