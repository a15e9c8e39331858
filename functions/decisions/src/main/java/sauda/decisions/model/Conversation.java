package sauda.decisions.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.core.decision.Advice.Exchange;
import sauda.core.decision.ToolSpec;
import sauda.core.decision.Words;
import sauda.events.EventJson;
import sauda.events.Sha256;

/// The transport of one conversation with one model. langchain4j speaks the protocol on
/// top of it and sees good answers only: here every answer is written down and looked
/// through first, and the thinking of earlier turns is put back where the model expects
/// it, unchanged.
final class Conversation implements HttpClient, HttpClientBuilder {

    private static final Set<String> ENDINGS = Set.of("stop", "tool_calls", "function_call");

    private static final int MOST_CALLS = 60;

    private final String asked;
    private final List<ToolSpec> tools;
    private final Line line;
    private final Instant deadline;
    private final Record record;
    private final List<@Nullable Object> thinking = new ArrayList<>();
    private @Nullable Failed failed;

    /// Where a decision's requests are written down.
    interface Record {
        void add(Exchange exchange, String request, Line.Reply reply);
    }

    /// Why the conversation is over.
    record Failed(Failure why, String sentence) {}

    Conversation(String asked, List<ToolSpec> tools, Line line, Instant deadline, Record record) {
        this.asked = asked;
        this.tools = tools;
        this.line = line;
        this.deadline = deadline;
        this.record = record;
    }

    /// What ended it, or null while it goes well.
    @Nullable
    Failed failed() {
        return failed;
    }

    /// Ends it for a reason that only the whole conversation shows.
    void fail(Failure why, String sentence) {
        failed = new Failed(why, sentence);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        String body = completed(request.body());
        Line.Reply reply = line.send(new Line.Request(asked, request.url(), request.headers(), body), deadline);
        record.add(new Exchange(asked, Sha256.hex(body), reply.status(), reply.body(), reply.millis()), body, reply);
        failed = look(reply);
        if (failed != null) {
            throw new HttpException(reply.status(), failed.why().name());
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(Map.of("Content-Type", List.of("application/json")))
                .body(reply.body().strip())
                .build();
    }

    /// With our schemas as they are, which langchain4j would thin out, and with the
    /// thinking of earlier turns. Written anew with sorted names: the same conversation
    /// is the same bytes.
    private String completed(String body) {
        Map<String, Object> request = EventJson.object(body);
        request.put("tools", tools.stream().map(Conversation::shown).toList());
        if (request.get("messages") instanceof List<?> messages) {
            List<Object> all = new ArrayList<>();
            int turn = 0;
            for (Object message : messages) {
                if (message instanceof Map<?, ?> said && "assistant".equals(said.get("role"))) {
                    Object thought = turn < thinking.size() ? thinking.get(turn) : null;
                    turn++;
                    all.add(thought == null ? said : with(said, thought));
                } else {
                    all.add(message);
                }
            }
            request.put("messages", all);
        }
        return EventJson.write(request);
    }

    private static Map<String, Object> shown(ToolSpec tool) {
        return Map.of(
                "type",
                "function",
                "function",
                Map.of("name", tool.name(), "description", tool.description(), "parameters", tool.schema()));
    }

    private static Map<Object, Object> with(Map<?, ?> said, Object thought) {
        Map<Object, Object> completed = new LinkedHashMap<>(said);
        completed.put("reasoning_details", thought);
        return completed;
    }

    private @Nullable Failed look(Line.Reply reply) {
        if (reply.status() == 0) {
            Failure why = Failure.valueOf(reply.body());
            return new Failed(why, asked + " was not heard: " + why);
        }
        Map<String, Object> body;
        try {
            body = EventJson.object(reply.body());
        } catch (EventJson.BadMessage garbage) {
            return reply.status() == 200
                    ? new Failed(Failure.MODEL_GARBAGE, asked + " answered what is not JSON")
                    : refused(reply.status(), null);
        }
        if (reply.status() != 200) {
            return refused(reply.status(), body.get("error"));
        }
        Failed error = error(body.get("error"));
        return error != null ? error : lookInto(body);
    }

    private @Nullable Failed lookInto(Map<String, Object> body) {
        if (!(body.get("choices") instanceof List<?> choices)
                || choices.isEmpty()
                || !(choices.getFirst() instanceof Map<?, ?> choice)) {
            return new Failed(Failure.MODEL_NO_CHOICES, asked + " answered without a choice");
        }
        Failed error = error(choice.get("error"));
        if (error != null) {
            return error;
        }
        if (!(body.get("model") instanceof String model) || !isAsked(model)) {
            return new Failed(
                    Failure.WRONG_MODEL,
                    asked + " was asked, but " + Words.clean(String.valueOf(body.get("model"))) + " answered");
        }
        Object finish = choice.get("finish_reason");
        if ("length".equals(finish)) {
            return new Failed(Failure.MODEL_LENGTH, asked + " was cut off at the most tokens it may write");
        }
        if ("content_filter".equals(finish)) {
            return new Failed(Failure.MODEL_FILTERED, asked + " was kept from answering");
        }
        if (!(finish instanceof String ending) || !ENDINGS.contains(ending)) {
            return new Failed(Failure.MODEL_NO_FINISH, asked + " did not end its answer properly");
        }
        if (!(choice.get("message") instanceof Map<?, ?> message) || !areWhole(message.get("tool_calls"))) {
            return new Failed(Failure.MODEL_GARBAGE, asked + " answered with no whole message");
        }
        if (message.get("tool_calls") instanceof List<?> calls && calls.size() > MOST_CALLS) {
            return new Failed(Failure.MODEL_TOO_LONG, asked + " made " + calls.size() + " calls in one answer");
        }
        thinking.add(message.get("reasoning_details"));
        return null;
    }

    /// A suffix such as `:nitro` chooses a provider, not another model.
    private boolean isAsked(String model) {
        int suffix = asked.indexOf(':');
        return model.equals(asked) || (suffix > 0 && model.equals(asked.substring(0, suffix)));
    }

    /// Every call has a name, arguments as text, and an id of its own to be answered by.
    private static boolean areWhole(@Nullable Object calls) {
        if (calls == null) {
            return true;
        }
        Set<Object> ids = new HashSet<>();
        return calls instanceof List<?> list
                && list.stream()
                        .allMatch(call -> call instanceof Map<?, ?> one
                                && one.get("id") instanceof String id
                                && !id.isBlank()
                                && ids.add(id)
                                && one.get("function") instanceof Map<?, ?> function
                                && function.get("name") instanceof String
                                && (function.get("arguments") == null || function.get("arguments") instanceof String));
    }

    private @Nullable Failed error(@Nullable Object error) {
        return switch (error) {
            case null -> null;
            case Map<?, ?> told when told.get("code") instanceof Integer status -> refused(status, told);
            default -> refused(500, error);
        };
    }

    private Failed refused(int status, @Nullable Object error) {
        String words = error instanceof Map<?, ?> told && told.get("message") instanceof String message
                ? ": " + Words.clean(message)
                : "";
        return new Failed(Failure.ofStatus(status), asked + " answered " + status + words);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers come whole");
    }

    @Override
    public HttpClient build() {
        return this;
    }

    /// The [Line] keeps the time.
    @Override
    public Duration connectTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration unused) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration unused) {
        return this;
    }
}
