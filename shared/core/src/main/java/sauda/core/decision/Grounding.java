package sauda.core.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sauda.events.ToolCall;

/// Whether the numbers that a model gives as its reason stand in what it was given. A
/// number matches when a given one rounds, or is cut, to it at its own precision; signs,
/// currency marks and digit groups are passed over. A clock time or a date matches as a
/// whole. Names such as `EMA9`, `15m` or `2nd` are no numbers.
public final class Grounding {

    private static final Pattern NUMBER = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})"
            + "|(?<time>(?<![\\d.:])\\d{1,2}:\\d{2}(?![\\d:]))"
            + "|(?<word>(?<![A-Za-z_0-9])[A-Za-z_][A-Za-z_0-9]*)?(?<!\\d)(?<number>\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+)"
            + "(?<unit>[A-Za-z]+)?");
    private static final Pattern WORD_AND_DIGITS = Pattern.compile("(?i)(rs|inr|at)?_?");

    private final Set<String> words = new HashSet<>();
    private final TreeSet<BigDecimal> numbers = new TreeSet<>();

    public Grounding(String... given) {
        for (String text : given) {
            for (Claim claim : claims(text)) {
                if (claim.value == null) {
                    words.add(claim.text);
                } else {
                    numbers.add(claim.value.multiply(claim.unit));
                }
            }
        }
    }

    /// Checks a decision's words: its calls' reasons in order, then its closing words.
    /// What the tools had answered counts as given, and so does what the model itself
    /// asked for.
    public static List<String> unmatched(Prompt prompt, List<ToolCall> calls, List<String> reasons) {
        List<String> given = new ArrayList<>(List.of(prompt.system(), prompt.user()));
        calls.forEach(call -> given.add(call.result()));
        Grounding grounding = new Grounding(given.toArray(String[]::new));
        calls.forEach(grounding::ownFigures);
        Set<String> unmatched = new LinkedHashSet<>();
        reasons.forEach(reason -> unmatched.addAll(grounding.unmatched(reason)));
        return List.copyOf(unmatched);
    }

    /// A model may say how many shares it asks for and how sure it is.
    private void ownFigures(ToolCall call) {
        Matcher own = Pattern.compile("\"(?:quantity|confidence)\"\\s*:\\s*(\\d{1,9})")
                .matcher(call.arguments());
        while (own.find()) {
            numbers.add(new BigDecimal(own.group(1)));
        }
    }

    /// The numbers of a text that were not given, as they are written there.
    public List<String> unmatched(String text) {
        return claims(text).stream()
                .filter(claim -> !holds(claim))
                .map(Claim::text)
                .distinct()
                .toList();
    }

    private boolean holds(Claim claim) {
        if (claim.value == null) {
            return words.contains(claim.text);
        }
        BigDecimal step =
                BigDecimal.ONE.movePointLeft(Math.max(0, claim.value.scale())).multiply(claim.unit);
        BigDecimal whole = claim.value.multiply(claim.unit);
        return numbers.subSet(whole.subtract(step), true, whole.add(step), true).stream()
                .map(number -> number.divide(claim.unit, 12, RoundingMode.HALF_UP))
                .anyMatch(number -> isThere(number, claim.value));
    }

    private static boolean isThere(BigDecimal given, BigDecimal claimed) {
        int scale = Math.max(0, claimed.scale());
        return given.setScale(scale, RoundingMode.HALF_UP).compareTo(claimed) == 0
                || given.setScale(scale, RoundingMode.DOWN).compareTo(claimed) == 0;
    }

    /// @param value null for a date or a time
    /// @param unit  what one of it is worth: a lakh, a thousand, or 1
    private record Claim(String text, @Nullable BigDecimal value, BigDecimal unit) {}

    /// Word by word, and only those with a digit: a prompt is long, and this is done for
    /// every decision.
    private static List<Claim> claims(String text) {
        List<Claim> claims = new ArrayList<>();
        Matcher found = NUMBER.matcher(text);
        int start = 0;
        boolean digit = false;
        for (int at = 0; at <= text.length(); at++) {
            char here = at < text.length() ? text.charAt(at) : ' ';
            if (here <= ' ') {
                if (digit) {
                    read(found.region(start, at), claims);
                }
                start = at + 1;
                digit = false;
            }
            digit |= here >= '0' && here <= '9';
        }
        return claims;
    }

    private static void read(Matcher found, List<Claim> claims) {
        while (found.find()) {
            String number = found.group("number");
            if (number == null) {
                claims.add(new Claim(found.group(), null, BigDecimal.ONE));
            } else if (!isName(found.group("word"), number, found.group("unit"))) {
                BigDecimal value = new BigDecimal(number.replace(",", ""));
                claims.add(new Claim(found.group().strip(), value, worth(found.group("unit"))));
            }
        }
    }

    /// `EMA9`, `ema20`, `15m`, `2nd` name something; `Rs500`, `2843.15rs` and `10k`
    /// count something.
    private static boolean isName(@Nullable String word, String number, @Nullable String unit) {
        boolean small = number.length() <= 3 && !number.contains(".");
        boolean named = word != null && !WORD_AND_DIGITS.matcher(word).matches();
        boolean frame = unit != null && unit.toLowerCase(Locale.ROOT).matches("m|min|mins|h|hr|hrs|d|st|nd|rd|th|x|r");
        return small && (named || frame);
    }

    private static BigDecimal worth(@Nullable String unit) {
        return switch (unit == null ? "" : unit.toLowerCase(Locale.ROOT)) {
            case "k" -> new BigDecimal("1000");
            case "l", "lakh", "lac" -> new BigDecimal("100000");
            case "cr", "crore" -> new BigDecimal("10000000");
            default -> BigDecimal.ONE;
        };
    }
}
