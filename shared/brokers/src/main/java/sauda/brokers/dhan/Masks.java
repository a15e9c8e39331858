package sauda.brokers.dhan;

import java.util.Collection;
import java.util.regex.Pattern;

/// Makes text from outside fit to be shown: without secrets, without characters that are
/// not seen, and short.
final class Masks {

    private static final String MASK = "***";
    private static final int LONGEST = 200;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*)*");
    private static final Pattern PARAMETER = Pattern.compile("(?i)\\b(pin|totp|access-?token|token)(=|%3D)[^&\\s\"]+");

    private Masks() {}

    /// Without these secrets, wherever they stand.
    static String without(Collection<String> secrets, String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = secret.isEmpty() ? masked : masked.replace(secret, MASK);
        }
        return masked;
    }

    /// What may be shown of a text; also without what looks like a token.
    static String clean(String text) {
        String seen = UNSEEN.matcher(text).replaceAll(" ").strip();
        String masked = PARAMETER.matcher(TOKEN.matcher(seen).replaceAll(MASK)).replaceAll("$1=" + MASK);
        if (masked.length() <= LONGEST) {
            return masked;
        }
        boolean splitsPair = Character.isHighSurrogate(masked.charAt(LONGEST - 1));
        return masked.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
    }
}
