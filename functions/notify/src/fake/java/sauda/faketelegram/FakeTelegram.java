package sauda.faketelegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.faketelegram.Shown.Pressable;

/// The Bot API for one bot: `sendMessage`, `editMessageText`, `answerCallbackQuery` and
/// `setWebhook`, with the answers and refusals of the real one, and the people on the other side,
/// who write and press.
public final class FakeTelegram implements AutoCloseable {

    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_DATA = 64;
    private static final int LONGEST_BODY = 1 << 20;

    private final String token;
    private final Set<Long> chats;
    private final InstantSource clock;
    private final HttpServer server;
    private final List<Shown> shown = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> pressed = new HashSet<>();
    private final Deque<Refused> faults = new ArrayDeque<>();
    private final Set<Long> blocked = new HashSet<>();
    private Consumer<Shown> listener = message -> {};
    private @Nullable Webhook webhook;
    private @Nullable String secret;
    private long messages;
    private long updates = 710_000_000L;

    /// @param token of the bot
    /// @param chats that the bot may write to: those that wrote to it first
    /// @param clock dates of what people write
    public FakeTelegram(String token, Set<Long> chats, InstantSource clock) {
        this.token = token;
        this.chats = Set.copyOf(chats);
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Told of each message as people see it, and of each that is replaced.
    public synchronized void listen(Consumer<Shown> listener) {
        this.listener = listener;
    }

    /// Brings updates there, past HTTP.
    public synchronized void bringTo(Webhook other, @Nullable String shownSecret) {
        webhook = other;
        secret = shownSecret;
    }

    /// What the chats hold now, oldest first.
    public synchronized List<Shown> shown() {
        return List.copyOf(shown);
    }

    public synchronized Shown last() {
        return shown.getLast();
    }

    /// Names of the methods that were called.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// The next call is answered so.
    ///
    /// @param retryAfter seconds, 0 for none
    public synchronized void failNext(int status, String description, int retryAfter) {
        faults.add(new Refused(status, description, retryAfter));
    }

    public synchronized void block(long chat) {
        blocked.add(chat);
    }

    /// Somebody writes in a chat.
    ///
    /// @return status that the webhook answered
    public int say(long chat, String text) {
        return bring(said(chat, text, clock.instant().getEpochSecond()));
    }

    /// An update with a message, as Telegram writes it.
    public synchronized String said(long chat, String text, long epochSecond) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", ++messages);
        message.put("from", person(chat));
        message.put("chat", chat(chat));
        message.put("date", epochSecond);
        message.put("text", text);
        if (text.startsWith("/")) {
            message.put(
                    "entities",
                    List.of(Map.of("offset", 0, "length", text.split("\\s", 2)[0].length(), "type", "bot_command")));
        }
        return update("message", message);
    }

    /// Somebody presses the first button of a message.
    ///
    /// @return status that the webhook answered
    public int press(Shown message) {
        return bring(pressed(
                message.chat(), message.id(), message.buttons().getFirst().data()));
    }

    /// An update with a button that was pressed, as Telegram writes it.
    public synchronized String pressed(long chat, long message, String data) {
        String id = Long.toString(4_000_000_000L + updates);
        pressed.add(id);
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("id", id);
        query.put("from", person(chat));
        query.put("message", Map.of("message_id", message, "chat", chat(chat), "date", 1, "text", "…"));
        query.put("chat_instance", "8000");
        query.put("data", data);
        return update("callback_query", query);
    }

    private String update(String kind, Map<String, Object> what) {
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("update_id", ++updates);
        update.put(kind, what);
        return EventJson.write(update);
    }

    private static Map<String, Object> person(long chat) {
        return Map.of("id", Math.abs(chat), "is_bot", false, "first_name", "Asha", "language_code", "en");
    }

    private static Map<String, Object> chat(long chat) {
        return Map.of("id", chat, "type", chat < 0 ? "group" : "private");
    }

    /// Brings an update to the webhook.
    ///
    /// @return status of its answer
    public int bring(String update) {
        Webhook to;
        String shownSecret;
        synchronized (this) {
            to = webhook;
            shownSecret = secret;
        }
        if (to == null) {
            throw new IllegalStateException("no webhook is set");
        }
        return to.bring(shownSecret, update);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
            int status = 200;
            Object answer;
            try {
                Object result = called(exchange.getRequestURI().getPath(), new String(body, StandardCharsets.UTF_8));
                answer = Map.of("ok", true, "result", result);
            } catch (Refused refused) {
                status = refused.status();
                answer = said(refused);
            } catch (BadMessage notJson) {
                status = 400;
                answer = said(new Refused(400, "Bad Request: can't parse JSON object", 0));
            }
            byte[] bytes = EventJson.write(answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, Object> said(Refused refused) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("error_code", refused.status());
        answer.put("description", String.valueOf(refused.getMessage()));
        if (refused.retryAfter() > 0) {
            answer.put("parameters", Map.of("retry_after", refused.retryAfter()));
        }
        return answer;
    }

    private synchronized Object called(String path, String body) {
        String[] parts = path.split("/", -1);
        if (parts.length != 3 || !parts[1].startsWith("bot")) {
            throw new Refused(404, "Not Found", 0);
        }
        if (!parts[1].equals("bot" + token)) {
            throw new Refused(401, "Unauthorized", 0);
        }
        calls.add(parts[2]);
        if (!faults.isEmpty()) {
            throw faults.remove();
        }
        Map<String, Object> arguments = EventJson.object(body);
        return switch (parts[2]) {
            case "sendMessage" -> send(arguments);
            case "editMessageText" -> edit(arguments);
            case "answerCallbackQuery" -> answered(arguments);
            case "setWebhook" -> set(arguments);
            default -> throw new Refused(404, "Not Found", 0);
        };
    }

    private Object send(Map<String, Object> arguments) {
        long chat = number(arguments, "chat_id");
        if (!chats.contains(chat)) {
            throw new Refused(400, "Bad Request: chat not found", 0);
        }
        if (blocked.contains(chat)) {
            throw new Refused(403, "Forbidden: bot was blocked by the user", 0);
        }
        Shown message = new Shown(
                chat,
                ++messages,
                text(arguments),
                plain(arguments),
                buttons(arguments),
                Boolean.TRUE.equals(arguments.get("disable_notification")));
        shown.add(message);
        listener.accept(message);
        return result(message);
    }

    private Object edit(Map<String, Object> arguments) {
        long chat = number(arguments, "chat_id");
        long id = number(arguments, "message_id");
        for (int i = 0; i < shown.size(); i++) {
            Shown before = shown.get(i);
            if (before.chat() == chat && before.id() == id) {
                Shown after = new Shown(chat, id, text(arguments), plain(arguments), buttons(arguments), true);
                if (after.html().equals(before.html()) && after.buttons().equals(before.buttons())) {
                    throw new Refused(400, "Bad Request: message is not modified", 0);
                }
                shown.set(i, after);
                listener.accept(after);
                return result(after);
            }
        }
        throw new Refused(400, "Bad Request: message to edit not found", 0);
    }

    private Object answered(Map<String, Object> arguments) {
        if (!pressed.remove(String.valueOf(arguments.get("callback_query_id")))) {
            throw new Refused(
                    400, "Bad Request: query is too old and response timeout expired or query ID is invalid", 0);
        }
        return true;
    }

    private Object set(Map<String, Object> arguments) {
        setWebhook(
                URI.create(String.valueOf(arguments.get("url"))),
                arguments.get("secret_token") instanceof String text ? text : null);
        return true;
    }

    /// Brings updates there.
    public synchronized void setWebhook(URI url, @Nullable String shownSecret) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        bringTo((header, body) -> post(client, url, header, body), shownSecret);
    }

    private static int post(HttpClient client, URI url, @Nullable String shownSecret, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (shownSecret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", shownSecret);
        }
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Object result(Shown message) {
        return Map.of("message_id", message.id(), "chat", chat(message.chat()), "date", 1, "text", message.text());
    }

    private static String text(Map<String, Object> arguments) {
        return arguments.get("text") instanceof String text ? text : "";
    }

    private static String plain(Map<String, Object> arguments) {
        String text = "HTML".equals(arguments.get("parse_mode")) ? Entities.textOf(text(arguments)) : text(arguments);
        if (text.isBlank()) {
            throw new Refused(400, "Bad Request: message text is empty", 0);
        }
        if (text.length() > LONGEST_TEXT) {
            throw new Refused(400, "Bad Request: message is too long", 0);
        }
        return text;
    }

    private static List<Pressable> buttons(Map<String, Object> arguments) {
        List<Pressable> buttons = new ArrayList<>();
        if (arguments.get("reply_markup") instanceof Map<?, ?> markup
                && markup.get("inline_keyboard") instanceof List<?> rows) {
            for (Object row : rows) {
                for (Object button : (List<?>) row) {
                    Map<?, ?> fields = (Map<?, ?>) button;
                    String data = String.valueOf(fields.get("callback_data"));
                    if (data.getBytes(StandardCharsets.UTF_8).length > LONGEST_DATA) {
                        throw new Refused(400, "Bad Request: BUTTON_DATA_INVALID", 0);
                    }
                    buttons.add(new Pressable(String.valueOf(fields.get("text")), data));
                }
            }
        }
        return buttons;
    }

    private static long number(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new Refused(400, "Bad Request: " + name + " is empty", 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
