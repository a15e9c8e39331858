package sauda.local.cloud;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// SNS as far as a tick needs it: makes topics and keeps what is published on them, and who is
/// subscribed. It delivers to nobody: no function runs behind the emulator.
public final class TopicsEndpoint {

    private static final String ARN = "arn:aws:sns:ap-south-1:000000000000:";
    private static final String VERSION = "Version=2010-03-31";

    private final List<Published> published = new ArrayList<>();
    private final List<Subscribed> subscribed = new ArrayList<>();

    /// @param id given to the publisher
    public record Published(String id, String topic, String message) {}

    /// @param attributes such as its filter policy
    public record Subscribed(String topic, String protocol, String endpoint, Map<String, String> attributes) {}

    /// Whether a request without a target is for topics, by the version of its protocol.
    static boolean isFor(String body) {
        return body.contains(VERSION);
    }

    synchronized List<Published> published() {
        return List.copyOf(published);
    }

    synchronized List<Subscribed> subscribed() {
        return List.copyOf(subscribed);
    }

    synchronized void forgetSubscriptions() {
        subscribed.clear();
    }

    void answer(HttpExchange exchange, String body) throws IOException {
        Map<String, String> asked = form(body);
        switch (asked.getOrDefault("Action", "")) {
            case "CreateTopic" ->
                send(exchange, 200, "CreateTopic", "<TopicArn>" + ARN + escaped(asked.get("Name")) + "</TopicArn>");
            case "Publish" -> publish(exchange, asked);
            case "Subscribe" -> subscribe(exchange, asked);
            default ->
                send(
                        exchange,
                        400,
                        "Error",
                        "<Error><Type>Sender</Type><Code>InvalidAction</Code>"
                                + "<Message>topics are only made, published on and subscribed to</Message></Error>");
        }
    }

    private void publish(HttpExchange exchange, Map<String, String> asked) throws IOException {
        String id = UUID.randomUUID().toString();
        synchronized (this) {
            published.add(new Published(id, asked.getOrDefault("TopicArn", ""), asked.getOrDefault("Message", "")));
        }
        send(exchange, 200, "Publish", "<MessageId>" + id + "</MessageId>");
    }

    private void subscribe(HttpExchange exchange, Map<String, String> asked) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; asked.containsKey("Attributes.entry." + i + ".key"); i++) {
            attributes.put(
                    asked.get("Attributes.entry." + i + ".key"),
                    asked.getOrDefault("Attributes.entry." + i + ".value", ""));
        }
        String topic = asked.getOrDefault("TopicArn", "");
        synchronized (this) {
            subscribed.add(new Subscribed(
                    topic, asked.getOrDefault("Protocol", ""), asked.getOrDefault("Endpoint", ""), attributes));
        }
        send(
                exchange,
                200,
                "Subscribe",
                "<SubscriptionArn>" + escaped(topic) + ":" + UUID.randomUUID() + "</SubscriptionArn>");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String escaped(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void send(HttpExchange exchange, int status, String action, String inner) throws IOException {
        String result = status == 200 ? "<" + action + "Result>" + inner + "</" + action + "Result>" : inner;
        String xml = "<" + action + "Response xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">" + result
                + "<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></" + action + "Response>";
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
