package sauda.decisions.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.events.EventJson;

/// A line with prepared answers; it keeps the requests it was sent.
final class Script implements Line {

    private final Deque<Reply> replies = new ArrayDeque<>();
    final List<Request> requests = new ArrayList<>();

    static Script of(Object... replies) {
        Script script = new Script();
        for (Object reply : replies) {
            script.replies.add(reply instanceof Reply made ? made : new Reply(200, (String) reply, 5));
        }
        return script;
    }

    @Override
    public Reply send(Request request, Instant deadline) {
        requests.add(request);
        Reply next = replies.poll();
        return next != null ? next : Reply.none(Failure.MODEL_UNREACHABLE, 0);
    }

    Map<String, Object> body(int index) {
        return EventJson.object(requests.get(index).body());
    }

    List<Map<?, ?>> messages(int index, String role) {
        return ((List<?>) body(index).get("messages"))
                .stream()
                        .<Map<?, ?>>map(message -> (Map<?, ?>) message)
                        .filter(message -> role.equals(message.get("role")))
                        .toList();
    }

    static String says(String model, String words) {
        return reply(model, "stop", words, null, List.of());
    }

    static String calls(String model, String... toolsAndArguments) {
        return reply(model, "tool_calls", null, null, toolCalls(toolsAndArguments));
    }

    static List<Map<String, Object>> toolCalls(String... toolsAndArguments) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (int i = 0; i < toolsAndArguments.length; i += 2) {
            calls.add(Map.of(
                    "id",
                    "call_" + i,
                    "type",
                    "function",
                    "function",
                    Map.of("name", toolsAndArguments[i], "arguments", toolsAndArguments[i + 1])));
        }
        return calls;
    }

    static String reply(String model, String finish, String content, Object thought, List<?> calls) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", content);
        if (thought != null) {
            message.put("reasoning_details", thought);
        }
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls);
        }
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("finish_reason", finish);
        choice.put("message", message);
        return EventJson.write(Map.of(
                "id",
                "gen-1",
                "model",
                model,
                "object",
                "chat.completion",
                "created",
                1795158000,
                "choices",
                List.of(choice),
                "usage",
                Map.of(
                        "prompt_tokens", 1000,
                        "completion_tokens", 50,
                        "total_tokens", 1050,
                        "cost", new BigDecimal("0.0025"))));
    }
}
