package sauda.notify.bot;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sauda.events.EventJson;

/// What Telegram tells the bot: a text that somebody wrote, or a button that somebody pressed.
/// Everything else that happens in a chat is not for us.
sealed interface Update {

    long id();

    long chat();

    /// @param at when it was written
    record Said(long id, long chat, Instant at, String text) implements Update {}

    /// @param press   its id, to be answered
    /// @param message the one that the button is below
    /// @param data    of the button
    record Pressed(long id, long chat, String press, long message, String data) implements Update {}

    /// @return empty for what is not for us
    /// @throws EventJson.BadMessage when it is no JSON object
    static Optional<Update> of(String json) {
        Map<String, Object> update = EventJson.object(json);
        return number(update, "update_id").flatMap(id -> said(id, update).or(() -> pressed(id, update)));
    }

    private static Optional<Update> said(long id, Map<String, Object> update) {
        Map<?, ?> message = map(update, "message");
        Optional<Long> chat = number(map(message, "chat"), "id");
        Optional<Long> date = number(message, "date").filter(seconds -> seconds > 0 && seconds < 1L << 40);
        if (chat.isEmpty() || date.isEmpty() || !(message.get("text") instanceof String text) || isBot(message)) {
            return Optional.empty();
        }
        return Optional.of(new Said(id, chat.get(), Instant.ofEpochSecond(date.get()), text));
    }

    private static Optional<Update> pressed(long id, Map<String, Object> update) {
        Map<?, ?> query = map(update, "callback_query");
        Map<?, ?> message = map(query, "message");
        Optional<Long> chat = number(map(message, "chat"), "id");
        Optional<Long> place = number(message, "message_id");
        if (chat.isEmpty()
                || place.isEmpty()
                || !(query.get("id") instanceof String press)
                || !(query.get("data") instanceof String data)
                || isBot(query)) {
            return Optional.empty();
        }
        return Optional.of(new Pressed(id, chat.get(), press, place.get(), data));
    }

    private static boolean isBot(Map<?, ?> said) {
        return Boolean.TRUE.equals(map(said, "from").get("is_bot"));
    }

    private static Map<?, ?> map(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<Long> number(Map<?, ?> fields, String name) {
        if (!(fields.get(name) instanceof Number number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(number.toString()).longValueExact());
        } catch (ArithmeticException notWholeOrTooLarge) {
            return Optional.empty();
        }
    }
}
