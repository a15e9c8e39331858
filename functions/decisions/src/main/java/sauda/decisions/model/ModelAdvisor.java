package sauda.decisions.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.core.decision.Advice;
import sauda.core.decision.Advice.Exchange;
import sauda.core.decision.Advisor;
import sauda.core.decision.Briefing;
import sauda.core.decision.Prompt;
import sauda.core.decision.Tape.Bounds;
import sauda.core.decision.Tools;
import sauda.core.decision.Words;
import sauda.events.Rupees;

/// Asks a language model, in a few rounds of tool calls. When a model fails, the next of
/// the list is asked by a fresh request, and nothing that the failed one asked for
/// counts.
public final class ModelAdvisor implements Advisor {

    /// Reasons for no answer to a request that was made all the same.
    private static final Set<Failure> SENT =
            Set.of(Failure.MODEL_TIMEOUT, Failure.MODEL_UNREACHABLE, Failure.MODEL_TOO_LONG);

    private final Endpoint endpoint;
    private final Bounds bounds;
    private final Line line;

    public ModelAdvisor(Endpoint endpoint, Bounds bounds, Line line) {
        this.endpoint = endpoint;
        this.bounds = bounds;
        this.line = line;
    }

    @Override
    public Advice advise(Briefing briefing, Tools tools, Instant deadline) {
        Prompt prompt = Prompt.of(briefing, tools.maxEntryCalls(), bounds.maxRounds());
        Bill bill = new Bill();
        Conversation.Failed failed = new Conversation.Failed(Failure.MODEL_NOT_FOUND, "no model is configured");
        for (String model : bounds.models()) {
            tools.restart();
            Conversation talk = new Conversation(
                    model,
                    tools.specs(),
                    line,
                    deadline,
                    (exchange, request, reply) -> bill.add(exchange, request, reply));
            String because = converse(model, talk, prompt, tools);
            if (because != null) {
                return bill.advice(null, because, model);
            }
            Conversation.Failed how = talk.failed();
            failed = how != null ? how : new Conversation.Failed(Failure.MODEL_GARBAGE, model + " answered nonsense");
            tools.restart();
            if (!failed.why().isWorthAnother()) {
                break;
            }
        }
        return bill.advice(failed.why(), Words.clean(endpoint.withoutKey(failed.sentence())), null);
    }

    /// @return its closing words, or null when the conversation failed
    private @Nullable String converse(String model, Conversation talk, Prompt prompt, Tools tools) {
        OpenAiChatModel chat = chat(model, talk);
        List<ToolSpecification> shown = tools.specs().stream()
                .map(tool -> ToolSpecification.builder().name(tool.name()).build())
                .toList();
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(prompt.system()));
        messages.add(UserMessage.from(prompt.user()));
        String words = "";
        for (int round = 1; round <= bounds.maxRounds(); round++) {
            AiMessage said = say(chat, messages, shown);
            if (said == null) {
                return null;
            }
            words = said.text() == null ? "" : Words.clean(said.text());
            if (!said.hasToolExecutionRequests()) {
                return round == 1 && words.isEmpty() ? empty(talk, model) : closing(words, tools);
            }
            messages.add(said);
            for (ToolExecutionRequest call : said.toolExecutionRequests()) {
                String arguments = call.arguments() == null ? "" : call.arguments();
                String result = tools.call(round, call.name(), arguments);
                messages.add(ToolExecutionResultMessage.from(call, result));
            }
            if (isHold(said.toolExecutionRequests().getLast(), tools)) {
                return closing(words, tools);
            }
        }
        return closing(words, tools);
    }

    /// What langchain4j cannot read after our own look at it is garbage too.
    private static @Nullable AiMessage say(
            OpenAiChatModel chat, List<ChatMessage> messages, List<ToolSpecification> shown) {
        try {
            return chat.chat(ChatRequest.builder()
                            .messages(messages)
                            .toolSpecifications(shown)
                            .toolChoice(ToolChoice.AUTO)
                            .build())
                    .aiMessage();
        } catch (RuntimeException failed) {
            return null;
        }
    }

    private static @Nullable String empty(Conversation talk, String model) {
        talk.fail(Failure.MODEL_EMPTY, model + " said nothing");
        return null;
    }

    /// A hold that was taken is the end: nothing is gained by paying for one more
    /// sentence.
    private static boolean isHold(ToolExecutionRequest last, Tools tools) {
        return "hold".equals(last.name()) && tools.calls().getLast().accepted();
    }

    private static String closing(String words, Tools tools) {
        String held = tools.heldBecause();
        if (!words.isEmpty()) {
            return words;
        }
        return held != null ? held : tools.proposals().size() + " orders asked for";
    }

    /// No sampling parameters: newer models refuse them.
    private OpenAiChatModel chat(String model, Conversation talk) {
        return OpenAiChatModel.builder()
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.hasKey() ? endpoint.key() : "none")
                .modelName(model)
                .maxTokens(bounds.maxTokens())
                .parallelToolCalls(false)
                .maxRetries(0)
                .timeout(Duration.ofMinutes(5))
                .httpClientBuilder(talk)
                .customHeaders(Map.of("X-OpenRouter-Title", "Sauda"))
                .customParameters(Map.of("provider", Map.of("require_parameters", true, "data_collection", "deny")))
                .build();
    }

    /// What a decision has used, whoever of the models answered.
    private final class Bill {

        private final List<Exchange> exchanges = new ArrayList<>();
        private Usage used = Usage.NOTHING;
        private long calls;

        void add(Exchange exchange, String request, Line.Reply reply) {
            exchanges.add(exchange);
            used = used.plus(Usage.of(request, reply, exchange.asked(), bounds));
            boolean made = reply.status() != 0 || SENT.stream().anyMatch(reply::isNone);
            calls += made ? 1 : 0;
        }

        Advice advice(@Nullable Failure failed, String because, @Nullable String model) {
            Rupees cost = used.cost();
            return new Advice(
                    failed == null ? null : failed.name(),
                    because,
                    model,
                    endpoint.standIn(),
                    exchanges,
                    calls,
                    used.tokensIn(),
                    used.tokensOut(),
                    cost);
        }
    }
}
