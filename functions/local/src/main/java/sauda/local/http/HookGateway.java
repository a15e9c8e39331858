package sauda.local.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sauda.events.Routes;
import sauda.local.run.Wire;
import sauda.local.web.Answer;
import sauda.local.web.Asked;
import sauda.notify.bot.BotHandler;
import sauda.notify.bot.BotWiring;

/// The routes of API Gateway that ask for no token, because the function behind them does.
final class HookGateway {

    private static final Answer NOT_FOUND = Answer.json(404, Map.of("message", "Not Found"));

    private final Optional<Wire<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> bot;
    private final Runnable afterWrite;

    /// @param bot        null where there is none
    /// @param afterWrite called after each request that may have sent messages
    HookGateway(@Nullable BotWiring bot, Runnable afterWrite) {
        this.bot =
                Optional.ofNullable(bot).map(wiring -> new Wire<>(new BotHandler(wiring), APIGatewayV2HTTPEvent.class));
        this.afterWrite = afterWrite;
    }

    static boolean isHook(String path) {
        return path.startsWith("/hooks/");
    }

    Answer answer(Asked asked) {
        boolean isKnown = Routes.HOOKS.stream()
                .anyMatch(hook ->
                        hook.method().equals(asked.method()) && hook.path().equals(asked.path()));
        if (!isKnown || bot.isEmpty()) {
            return NOT_FOUND;
        }
        byte[] body = asked.body().read(ApiGateway.LARGEST_BODY);
        String requestId = UUID.randomUUID().toString();
        APIGatewayV2HTTPResponse response =
                bot.get().invoke(HttpEvent.of(asked, asked.path(), body, requestId, Optional.empty()));
        afterWrite.run();
        Map<String, String> headers = new HashMap<>(Objects.requireNonNullElse(response.getHeaders(), Map.of()));
        return new Answer(
                response.getStatusCode(),
                headers,
                Objects.requireNonNullElse(response.getBody(), "").getBytes(StandardCharsets.UTF_8));
    }
}
