package sauda.local.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;

/// A chat request as a router reads it, and the shapes of its answers.
record Chat(Map<String, Object> request) {

    static Chat of(String body) {
        return new Chat(EventJson.object(body));
    }

    String model() {
        return String.valueOf(request.get("model"));
    }

    List<Map<?, ?>> messages() {
        List<Map<?, ?>> messages = new ArrayList<>();
        if (request.get("messages") instanceof List<?> all) {
            all.forEach(message -> {
                if (message instanceof Map<?, ?> one) {
                    messages.add(one);
                }
            });
        }
        return messages;
    }

    List<Map<?, ?>> messages(String role) {
        return messages().stream()
                .filter(message -> role.equals(message.get("role")))
                .toList();
    }

    /// The text of the last message of this role, empty when there is none.
    String text(String role) {
        List<Map<?, ?>> all = messages(role);
        return all.isEmpty() ? "" : String.valueOf(all.getLast().get("content"));
    }

    boolean has(String field) {
        return request.get(field) != null;
    }

    /// What a strict router refuses, or null.
    @Nullable
    String fault() {
        for (String sampling : List.of("temperature", "top_p", "top_k")) {
            if (has(sampling)) {
                return sampling + " is not supported by this model";
            }
        }
        Object choice = request.get("tool_choice");
        if (choice != null && !"auto".equals(choice) && !"none".equals(choice)) {
            return "tool_choice forces a tool, which this model does not support";
        }
        if (!has("max_tokens")) {
            return "max_tokens is missing";
        }
        if (!messages("tool").isEmpty() && !has("tools")) {
            return "tools is missing from a request that carries a tool message";
        }
        return history();
    }

    /// Every call has one answer, and thinking comes back as it was given.
    private @Nullable String history() {
        List<Object> open = new ArrayList<>();
        for (Map<?, ?> message : messages()) {
            if ("tool".equals(message.get("role"))) {
                if (!open.remove(message.get("tool_call_id"))) {
                    return "a tool message answers no call: " + message.get("tool_call_id");
                }
            } else if (!open.isEmpty()) {
                return "tool calls without an answer: " + open;
            }
            if (message.get("tool_calls") instanceof List<?> calls) {
                calls.forEach(call -> open.add(((Map<?, ?>) call).get("id")));
                if (String.valueOf(open.getFirst()).startsWith(Thinking.MARK) && !Thinking.isWhole(message)) {
                    return "reasoning_details of an earlier turn are missing or changed";
                }
            }
        }
        return open.isEmpty() ? null : "tool calls without an answer: " + open;
    }

    static Map<String, Object> call(String id, String tool, String arguments) {
        return Map.of("id", id, "type", "function", "function", Map.of("name", tool, "arguments", arguments));
    }

    static Map<String, Object> message(@Nullable String content, List<Map<String, Object>> calls) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", content);
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls);
        }
        return message;
    }

    static Map<String, Object> completion(
            String id, String model, String finish, Map<String, Object> message, Map<String, Object> usage) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("finish_reason", finish);
        choice.put("message", message);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("provider", "Stand-in");
        body.put("model", model);
        body.put("object", "chat.completion");
        body.put("created", 1_795_158_000);
        body.put("choices", List.of(choice));
        body.put("usage", usage);
        return body;
    }

    static ModelServer.Answer error(int status, String message) {
        return ModelServer.Answer.json(
                status, EventJson.write(Map.of("error", Map.of("code", status, "message", message))));
    }
}
