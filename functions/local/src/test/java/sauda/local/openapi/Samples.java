package sauda.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import sauda.core.config.Config.AccountSpec;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.openapi.Document.Operation;

/// Values that are there on a day, in the place of each variable, and bodies that are good.
final class Samples {

    private static final int MOST = 40;

    private final ADay day;

    Samples(ADay day) {
        this.day = day;
    }

    /// Paths that lead to something, the first one to what takes all parameters.
    List<String> paths(Operation operation) {
        List<String> paths = List.of(operation.path());
        for (String variable : operation.names("path")) {
            List<String> filled = new ArrayList<>();
            for (String path : paths) {
                for (String value : there(variable, operation)) {
                    filled.add(path.replace("{" + variable + "}", encoded(value)));
                }
            }
            paths = filled;
        }
        return paths;
    }

    private List<String> there(String variable, Operation operation) {
        Stream<String> accounts = day.day.config.accounts().stream().map(AccountSpec::name);
        return switch (variable) {
            case "account" -> operation.path().contains("{t}") ? List.of(ADay.ACCOUNT) : accounts.toList();
            case "symbol" ->
                day.day.config.tradedStocks().stream()
                        .map(symbol -> symbol.code())
                        .toList();
            case "t" ->
                day.decisions().stream()
                        .filter(decision -> decision.account().equals(ADay.ACCOUNT))
                        .map(decision -> decision.t().toString())
                        .limit(MOST)
                        .toList();
            case "id" ->
                operation.path().contains("/trades/")
                        ? Stream.concat(
                                        accounts,
                                        day.trades().stream()
                                                .map(trade -> trade.id().value()))
                                .limit(MOST)
                                .toList()
                        : day.orders().stream()
                                .map(order -> order.id().value())
                                .limit(MOST)
                                .toList();
            case "model" ->
                day.day.config.accounts().stream()
                        .flatMap(account -> Stream.ofNullable(account.model()))
                        .map(model -> model.replace('/', '~'))
                        .toList();
            default -> throw new AssertionError("no value for {" + variable + "}");
        };
    }

    /// Paths of the operation that lead to nothing.
    List<String> unknown(Operation operation) {
        List<String> paths = new ArrayList<>();
        for (String variable : operation.names("path")) {
            for (String value : List.of("nobody", "2611181005-AAAAAAAAAAAAAA", "2026-11-18T03:00:00Z", "<script>")) {
                paths.add(paths(operation)
                        .getFirst()
                        .replace(there(variable, operation).getFirst(), encoded(value)));
            }
        }
        return paths;
    }

    /// Good values of a parameter.
    List<String> values(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(encoded(word.asText())));
            return words;
        }
        if (schema.path("type").asText().equals("integer")) {
            return List.of(
                    schema.path("minimum").asText(), "7", schema.path("maximum").asText());
        }
        return switch (parameter.path("name").asText()) {
            case "account" -> List.of(ADay.ACCOUNT);
            case "symbol" -> List.of(ADay.SYMBOL);
            // those that a list gave are walked elsewhere
            case "cursor" -> List.of();
            case "strategy" -> List.of("vwap", "ema");
            case "from" -> List.of("2026-11-18", "2026-11-17T03:00:00Z");
            case "to" -> List.of("2026-11-18", "2026-11-18T09:00:00Z");
            default -> throw new AssertionError("no value for " + parameter);
        };
    }

    /// Where lists go on, as they say.
    List<String> cursors() {
        return Stream.of("/api/orders", "/api/trades", "/api/invocations", "/api/alerts")
                .map(list -> day.somebody(Person.VIEWER).get(list + "?limit=1").body())
                .flatMap(body ->
                        Stream.ofNullable(Document.tree(body).path("next").textValue()))
                .toList();
    }

    /// Bodies that the operation does, in an order in which each can be done.
    List<String> bodies(Operation operation) {
        return switch (operation.id()) {
            case "executeTrade" -> trades(ADay.ACCOUNT);
            case "askForDecision" -> List.of("{\"because\":\"look again\"}");
            case "startTrading" -> List.of("{\"because\":\"back\"}");
            case "stopTrading" ->
                Stream.of("pause", "halt", "flatten")
                        .map(verb -> "{\"verb\":\"" + verb + "\",\"because\":\"tea\"}")
                        .toList();
            default -> operation.isWrite() ? notThere(operation) : List.of();
        };
    }

    /// One share of each stock that the account may trade.
    List<String> trades(String account) {
        return day.day.config.account(account).orElseThrow().stocks().stream()
                .map(symbol -> "{\"account\":\"" + account + "\",\"symbol\":\"" + symbol
                        + "\",\"side\":\"BUY\",\"quantity\":1,\"because\":\"by hand\"}")
                .toList();
    }

    private static List<String> notThere(Operation operation) {
        throw new AssertionError("no body for " + operation);
    }

    /// One good body, empty for what takes none.
    String body(Operation operation) {
        return operation.isWrite() ? bodies(operation).getFirst() : "";
    }

    /// Asks as the operation wants to be asked.
    HttpResponse<String> send(Operation operation, Caller caller, String path, String body) {
        return operation.isWrite()
                ? caller.post(
                        path,
                        body,
                        "content-type",
                        "application/json",
                        "idempotency-key",
                        UUID.randomUUID().toString())
                : caller.send(operation.method(), path, "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
