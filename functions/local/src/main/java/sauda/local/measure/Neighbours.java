package sauda.local.measure;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import sauda.core.ledger.Keys;
import sauda.local.cloud.Emulator;
import sauda.local.cloud.NamedCloud;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.Person;
import sauda.local.standin.ModelServer;

/// What functions speak to, in a process that is not theirs: DynamoDB Local, ElasticMQ, secrets
/// and topics; a model that holds at once; whoever publishes the keys of tokens.
final class Neighbours implements AutoCloseable {

    /// The answer of a model that has no wish.
    private static final String HOLD = """
            {"id":"1","object":"chat.completion","created":1,"model":"measured","choices":[{"index":0,\
            "finish_reason":"stop","message":{"role":"assistant","content":"Nothing to do."}}],\
            "usage":{"prompt_tokens":1000,"completion_tokens":5,"total_tokens":1005}}""";

    private static final String WEBHOOK = "a-webhook-that-opens-nothing-at-all-0001";

    /// What Telegram shows with each update.
    static final Map<String, String> TELEGRAM = Map.of("x-telegram-bot-api-secret-token", WEBHOOK);

    /// They open nothing but what is here.
    private static final Map<String, String> SECRETS = Map.of(
            "sauda/model/claude",
            "sk-measured",
            "sauda/telegram",
            "{\"token\":\"1000000001:opens-nothing-at-all-anywhere-0000001\",\"webhook\":\"" + WEBHOOK + "\"}");

    private static final int WARMING = 10;

    private final Emulator emulator;
    private final ModelServer model = ModelServer.start(asked -> ModelServer.Answer.json(200, HOLD));
    private final HttpServer keys;
    private final Issuer issuer;
    private int published;

    Neighbours() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        emulator = Emulator.start(0, Optional.empty(), SECRETS);
        System.setProperty("aws.endpointUrl", emulator.url());
        System.setProperty("aws.region", "ap-south-1");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try {
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        issuer = new Issuer(url(), Issuer.newKey(), InstantSource.system());
        byte[] jwks = issuer.publicKeys().toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, jwks.length);
                exchange.getResponseBody().write(jwks);
            }
        });
        keys.start();
        warm();
    }

    /// The first calls to a database that has just started may take longer than a client waits.
    private static void warm() {
        for (int more = WARMING; ; more--) {
            try (NamedCloud cloud = new NamedCloud("warm-" + more, Map.of())) {
                cloud.ledger().get(Keys.CONTROL);
                return;
            } catch (RuntimeException notYet) {
                if (more == 0) {
                    throw notYet;
                }
            }
        }
    }

    private String url() {
        return "http://127.0.0.1:" + keys.getAddress().getPort();
    }

    String token() {
        return issuer.accessToken(Person.OWNER);
    }

    /// Whether somebody was told something by the topic since the last time it was asked.
    boolean wasTold() {
        int now = emulator.published().size();
        boolean more = now > published;
        published = now;
        return more;
    }

    /// By which a function finds them; the same as on AWS, but for the addresses.
    Map<String, String> variables() {
        return Map.ofEntries(
                Map.entry("AWS_ENDPOINT_URL", emulator.url()),
                Map.entry("AWS_REGION", "ap-south-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_SESSION_TOKEN", "local"),
                Map.entry("OPENROUTER_BASE_URL", model.baseUrl()),
                Map.entry("SAUDA_ISSUER", issuer.url()),
                Map.entry("SAUDA_CLIENT_ID", Issuer.CLIENT),
                Map.entry("SAUDA_SOCKETS", url() + "/live"),
                Map.entry("SAUDA_DEAD_MAN_TOPIC", "arn:aws:sns:ap-south-1:000000000000:dead-man"),
                Map.entry("SAUDA_NOTICES_TOPIC", "arn:aws:sns:ap-south-1:000000000000:notices"));
    }

    @Override
    public void close() {
        keys.stop(0);
        model.close();
        emulator.close();
        System.clearProperty("aws.endpointUrl");
    }
}
