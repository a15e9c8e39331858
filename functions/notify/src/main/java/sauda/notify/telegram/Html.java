package sauda.notify.telegram;

/// A text in Telegram's HTML: what comes from outside is escaped, what is bold is ours. Telegram
/// counts its length without tags.
///
/// @param code   as it is sent
/// @param length in characters as people see it
public record Html(String code, int length) {

    /// Telegram takes no longer message.
    public static final int LONGEST = 4096;

    public static final Html EMPTY = new Html("", 0);

    public static Html text(String plain) {
        return new Html(escaped(plain), plain.length());
    }

    public static Html bold(String plain) {
        return new Html("<b>" + escaped(plain) + "</b>", plain.length());
    }

    /// Cut off after so many characters, with a sign of it.
    public static Html text(String plain, int most) {
        return text(plain.length() <= most ? plain : plain.substring(0, most - 1) + "…");
    }

    public Html then(Html more) {
        return new Html(code + more.code, length + more.length);
    }

    public Html then(String plain) {
        return then(text(plain));
    }

    public Html line(Html more) {
        return length == 0 ? more : then("\n").then(more);
    }

    public Html line(String plain) {
        return line(text(plain));
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
