package sauda.local.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.InMemoryLedger;
import sauda.dashboard.ApiDescription;
import sauda.dashboard.ApiDescription.Call;
import sauda.dashboard.DashboardWiring;
import sauda.dashboard.Parameter;
import sauda.events.Routes.Role;

/// The OpenAPI 3.1 document of the HTTP API. It is made from the routes and from the records
/// that the operations take and answer, so it says what the code does.
public final class OpenApi {

    private static final String DESCRIPTION = """
            Accounts, decisions, orders and the market of Sauda, and the owner's verbs. Money is in rupees and a \
            JSON number. An instant is UTC, such as `2024-01-15T04:45:00Z`; a date is a day in India. \
            Every error is a problem (RFC 9457) whose `code` is for programs. \
            100 requests a minute for each principal; a 429 says when to come back.""";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Schemas schemas;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private OpenApi(List<Call> calls) {
        schemas = new Schemas(
                calls.stream().flatMap(call -> Stream.ofNullable(call.takes())).collect(Collectors.toSet()));
    }

    /// The document of this version's API, as text.
    public static String text() {
        // nothing is asked of these parts
        return text(ApiDescription.of(new DashboardWiring(
                new InMemoryLedger(),
                ConfigFile.defaults(),
                (queue, group, deduplicationId, message) -> {},
                InstantSource.system())));
    }

    static String text(List<Call> calls) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return JsonMapper.builder().build().writer(printer).writeValueAsString(new OpenApi(calls).of(calls)) + "\n";
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }

    private ObjectNode of(List<Call> calls) {
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Sauda");
        info.put("version", "1");
        info.put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (Call call : calls) {
            String path = call.route().path();
            ObjectNode methods = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
            methods.set(call.route().method().toLowerCase(Locale.ROOT), operation(call));
        }
        ObjectNode components = document.putObject("components");
        Responses.describe(components, schemas.of(ApiDescription.problem()));
        components.set("schemas", schemas.all());
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "an access token whose group is viewer, trader or admin");
        return document;
    }

    private ObjectNode operation(Call call) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("operationId", call.route().operation());
        operation.put("summary", call.route().summary());
        operation.putArray("tags").add(call.route().path().split("/")[2]);
        Role role = call.route().role();
        ArrayNode security = operation.putArray("security");
        if (!call.route().open()) {
            security.addObject().putArray("bearer");
            operation.put("x-role", role.name().toLowerCase(Locale.ROOT));
        }
        ArrayNode parameters = operation.putArray("parameters");
        Matcher variables = VARIABLE.matcher(call.route().path());
        while (variables.find()) {
            parameters.add(Parameters.ofPath(variables.group(1)));
        }
        for (Parameter parameter : call.query()) {
            parameters.add(Parameters.ofQuery(parameter));
        }
        if (call.isKept()) {
            parameters.add(Parameters.known());
        }
        if (call.takes() != null) {
            parameters.add(Parameters.key(call.keyed()));
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject("application/json").set("schema", schemas.of(call.takes()));
        }
        operation.set("responses", Responses.of(call, answer(call.answers())));
        return operation;
    }

    private ObjectNode answer(List<Class<?>> answers) {
        if (answers.size() == 1) {
            return schemas.of(answers.getFirst());
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode either = schema.putArray("oneOf");
        answers.forEach(type -> either.add(schemas.of(type)));
        return schema;
    }
}
