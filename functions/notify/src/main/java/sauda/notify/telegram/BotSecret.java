package sauda.notify.telegram;

import java.util.Map;
import java.util.regex.Pattern;
import sauda.core.desk.Secrets;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// What the secret holds: `{"token":"…","webhook":"…"}`, the bot's token as @BotFather gave it
/// and a text of its own by which Telegram shows that a request is Telegram's.
public record BotSecret(String token, String webhook) {

    private static final Pattern TOKEN = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{20,100}");
    private static final Pattern WEBHOOK = Pattern.compile("[A-Za-z0-9_-]{32,256}");

    /// @throws Secrets.SecretMissing when there is no such secret to be had
    /// @throws BadSecret             when it is not such a secret
    public static BotSecret of(Secrets secrets, String name) {
        Map<String, Object> fields;
        try {
            fields = EventJson.object(secrets.value(name));
        } catch (BadMessage notJson) {
            // its message, and so it as a cause, may hold a part of the secret
            throw new BadSecret(name, "is no JSON object");
        }
        return new BotSecret(
                field(name, fields, "token", TOKEN, "a token of a bot"),
                field(name, fields, "webhook", WEBHOOK, "32 to 256 letters, digits, _ and -"));
    }

    private static String field(String name, Map<String, Object> fields, String field, Pattern form, String what) {
        if (fields.get(field) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw new BadSecret(name, "has no `" + field + "` that is " + what);
    }

    @Override
    public String toString() {
        return "BotSecret";
    }

    /// Carries the secret's name, never anything of its value.
    public static final class BadSecret extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadSecret(String name, String what) {
            super("TELEGRAM_SECRET_BAD: the secret " + name + " " + what);
        }
    }
}
