package sauda.faketelegram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/// Telegram's HTML: few tags, each to be closed, and four named entities.
final class Entities {

    private static final Set<String> TAGS = Set.of("b", "strong", "i", "em", "u", "s", "code", "pre");
    private static final Map<String, String> NAMED = Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"");

    private Entities() {}

    /// The text without tags.
    ///
    /// @throws Refused as Telegram refuses what it cannot read
    static String textOf(String html) {
        StringBuilder text = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        for (int i = 0; i < html.length(); i++) {
            char sign = html.charAt(i);
            if (sign == '<') {
                int end = html.indexOf('>', i);
                if (end < 0) {
                    throw cannotParse("Unclosed start tag at byte offset " + i);
                }
                tag(html.substring(i + 1, end), i, open);
                i = end;
            } else if (sign == '&') {
                int end = html.indexOf(';', i);
                String named = end < 0 ? null : NAMED.get(html.substring(i, end + 1));
                text.append(named == null ? "&" : named);
                i = named == null ? i : end;
            } else {
                text.append(sign);
            }
        }
        if (!open.isEmpty()) {
            throw cannotParse("Can't find end tag corresponding to start tag \"" + open.peek() + "\"");
        }
        return text.toString();
    }

    private static void tag(String tag, int at, Deque<String> open) {
        boolean ends = tag.startsWith("/");
        String name = ends ? tag.substring(1) : tag;
        if (!TAGS.contains(name)) {
            throw cannotParse("Unsupported start tag \"" + name + "\" at byte offset " + at);
        }
        if (!ends) {
            open.push(name);
        } else if (open.isEmpty() || !open.pop().equals(name)) {
            throw cannotParse("Unmatched end tag at byte offset " + at);
        }
    }

    private static Refused cannotParse(String what) {
        return new Refused(400, "Bad Request: can't parse entities: " + what, 0);
    }
}
