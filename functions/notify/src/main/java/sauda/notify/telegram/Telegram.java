package sauda.notify.telegram;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// The Bot API. Its token is a part of each address: no exception carries an address, and none
/// has another one as its cause.
public final class Telegram {

    private static final String AT_TELEGRAM = "https://api.telegram.org";

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration TO_ANSWER = Duration.ofSeconds(4);
    private static final int MOST_TRIES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .build();

    private final String address;

    public Telegram(String baseUrl, String token) {
        this.address = baseUrl + "/bot" + token + "/";
    }

    /// Telegram's own, or what `TELEGRAM_BASE_URL` names in its place.
    public static String baseUrl(Map<String, String> variables) {
        String other = variables.getOrDefault("TELEGRAM_BASE_URL", "");
        return other.isBlank() ? AT_TELEGRAM : other.replaceAll("/+$", "");
    }

    /// @param quietly without a sound
    public void send(long chat, Html text, boolean quietly) {
        send(chat, text, quietly, List.of());
    }

    /// @param buttons in one row below the text
    public void send(long chat, Html text, boolean quietly, List<Button> buttons) {
        Map<String, Object> message = message(chat, text);
        message.put("disable_notification", quietly);
        if (!buttons.isEmpty()) {
            message.put("reply_markup", Map.of("inline_keyboard", List.of(row(buttons))));
        }
        call("sendMessage", message);
    }

    /// Another text in place of a message, and no button any more.
    public void replace(long chat, long message, Html text) {
        Map<String, Object> edit = message(chat, text);
        edit.put("message_id", message);
        call("editMessageText", edit);
    }

    /// Ends the waiting of a button that was pressed.
    public void answer(String press, String text) {
        call("answerCallbackQuery", Map.of("callback_query_id", press, "text", text));
    }

    private static Map<String, Object> message(long chat, Html text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("chat_id", chat);
        message.put("text", text.code());
        message.put("parse_mode", "HTML");
        message.put("link_preview_options", Map.of("is_disabled", true));
        return message;
    }

    private static List<Map<String, Object>> row(List<Button> buttons) {
        return buttons.stream()
                .map(button -> Map.<String, Object>of("text", button.label(), "callback_data", button.data()))
                .toList();
    }

    /// Tried again where Telegram is not reached or says that it cannot now: a message may come
    /// twice then, which is better than never.
    private void call(String method, Map<String, Object> arguments) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + method))
                .timeout(TO_ANSWER)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(EventJson.write(arguments)))
                .build();
        for (int tries = 1; ; tries++) {
            Said said = said(request);
            if (said.isOk()) {
                return;
            }
            if (tries == MOST_TRIES || !said.mayPass() || said.patience().compareTo(LONGEST_WAIT) > 0) {
                throw new TelegramFailed(method, said);
            }
            pause(said.patience());
        }
    }

    /// @param status as HTTP has it, 0 without an answer
    /// @param what   what Telegram says of it, or how no answer came
    /// @param patience before it makes sense to ask again
    private record Said(int status, String what, Duration patience) {

        boolean isOk() {
            return status == 200;
        }

        boolean mayPass() {
            return status == 0 || status == 429 || status >= 500;
        }
    }

    private static Said said(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? new Said(200, "", Duration.ZERO)
                    : refused(response.statusCode(), response.body());
        } catch (IOException away) {
            return new Said(0, away.getClass().getSimpleName(), Duration.ofMillis(300));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Said(400, "interrupted", Duration.ZERO);
        }
    }

    private static Said refused(int status, String body) {
        Map<String, Object> fields;
        try {
            fields = EventJson.object(body);
        } catch (BadMessage notTelegram) {
            fields = Map.of();
        }
        Duration wait = Duration.ofMillis(300);
        if (fields.get("parameters") instanceof Map<?, ?> parameters
                && parameters.get("retry_after") instanceof Number seconds) {
            wait = Duration.ofSeconds(seconds.longValue());
        }
        String what = fields.get("description") instanceof String text ? text : "";
        return new Said(status, what.substring(0, Math.min(200, what.length())), wait);
    }

    private static void pause(Duration patience) {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Telegram did not take a message, or it is not known that it did.
    public static final class TelegramFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        TelegramFailed(String method, Said said) {
            super("TELEGRAM_FAILED: " + method + ": " + (said.status() == 0 ? "no answer" : said.status()) + " "
                    + said.what());
        }
    }
}
