package sauda.core.decision;

/// Text of others: shown, kept, never believed.
public final class Words {

    /// Characters of a reason that are kept.
    public static final int LONGEST = 500;

    private Words() {}

    /// Free text as it may be stored and shown: one line, without control, zero-width,
    /// direction, private and variation characters, at most [#LONGEST] long.
    public static String clean(String text) {
        return clean(text, LONGEST);
    }

    static String clean(String text, int longest) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), longest));
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                gap = !kept.isEmpty();
            } else if (isVisible(point)) {
                if (kept.length() + Character.charCount(point) + (gap ? 1 : 0) > longest) {
                    break;
                }
                if (gap) {
                    kept.append(' ');
                }
                gap = false;
                kept.appendCodePoint(point);
            }
        }
        return kept.toString();
    }

    /// A word of our own code, such as `BULLISH_BREAKOUT` or `ema20_15m`; what has not
    /// the form of one never reaches a prompt.
    static String code(String word) {
        return word.matches("[A-Za-z][A-Za-z0-9_-]{0,39}") ? word : "UNNAMED";
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default ->
                !(point >= 0xFE00 && point <= 0xFE0F)
                        && !(point >= 0xE0100 && point <= 0xE01EF)
                        && point != 0x034F
                        && point != 0x115F
                        && point != 0x1160
                        && point != 0x3164
                        && point != 0xFFA0;
        };
    }
}
