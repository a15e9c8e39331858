package sauda.notify.bot;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sauda.cloud.watch.Logs;
import sauda.core.desk.Secrets.SecretMissing;
import sauda.events.EventJson.BadMessage;
import sauda.events.Sha256;
import sauda.notify.telegram.BotSecret;
import sauda.notify.telegram.BotSecret.BadSecret;

/// Where Telegram brings what people write. Whoever cannot show the secret of the webhook learns
/// nothing; whoever can is answered 200 once the update was looked at, so that it does not come
/// again. Knows Lambda and HTTP.
public final class BotHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Longest body that is read, in characters as it came: a message of Telegram's has at most
    /// 4,096 characters.
    static final int MOST_BODY = 64 * 1024;

    static final String HEADER = "x-telegram-bot-api-secret-token";

    private static final System.Logger LOG = System.getLogger(BotHandler.class.getName());

    private final BotWiring wired;
    private final Bot bot;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public BotHandler() {
        Logs.start(System.getenv());
        this(BotWiring.from(BotSettings.from(System.getenv())));
    }

    public BotHandler(BotWiring wired) {
        this.wired = wired;
        this.bot = wired.bot();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return status(answer(event));
        } catch (SecretMissing | BadSecret unable) {
            LOG.log(Level.ERROR, "no update can be taken: " + unable.getMessage());
            return status(503);
        } catch (RuntimeException unexpected) {
            // 200 all the same: an update that fails each time would come again for a day
            LOG.log(Level.ERROR, "an update failed", unexpected);
            return status(200);
        }
    }

    private int answer(APIGatewayV2HTTPEvent event) {
        BotSecret secret = wired.secret();
        if (!isTelegram(event, secret)) {
            return 401;
        }
        String body = Objects.requireNonNullElse(event.getBody(), "");
        if (body.length() > MOST_BODY) {
            return 413;
        }
        Optional<Update> update;
        try {
            update = Update.of(text(event, body));
        } catch (BadMessage | IllegalArgumentException nonsense) {
            LOG.log(Level.WARNING, "what came is no update");
            return 400;
        }
        update.ifPresent(one -> bot.on(one, wired.telegram(secret), secret));
        return 200;
    }

    /// In the same time whatever was shown: digests are of one length.
    private static boolean isTelegram(APIGatewayV2HTTPEvent event, BotSecret secret) {
        Map<String, String> headers = Objects.requireNonNullElse(event.getHeaders(), Map.of());
        String shown = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return MessageDigest.isEqual(digest(shown), digest(secret.webhook()));
    }

    private static byte[] digest(String text) {
        return Sha256.hex(text).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(APIGatewayV2HTTPEvent event, String body) {
        return event.getIsBase64Encoded() ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
    }

    private static APIGatewayV2HTTPResponse status(int status) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "application/json", "cache-control", "no-store"))
                .withBody("{}")
                .withIsBase64Encoded(false)
                .build();
    }
}
