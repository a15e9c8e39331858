package sauda.local.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sauda.dashboard.ApiDescription;
import sauda.dashboard.Parameter;

/// Parameters of paths and queries as the document has them.
final class Parameters {

    private static final String EXAMPLE_DAY = "2024-01-15";

    private Parameters() {}

    static ObjectNode ofPath(String name) {
        ObjectNode parameter = parameter(name, "path", meaning(name));
        parameter.put("required", true);
        parameter.putObject("schema").put("type", "string").put("minLength", 1);
        return parameter;
    }

    private static String meaning(String variable) {
        return switch (variable) {
            case "account" -> "name of an account, such as claude";
            case "symbol" -> "an NSE symbol, such as RELIANCE";
            case "id" -> "an order id, such as 2401151015-ABCDEFGHIJKLMN, or where trades are asked for an account";
            case "t" ->
                "the tick: an instant such as 2024-01-15T04:45:00Z, or a minute in India such as 2024-01-15T10:15";
            case "model" -> "a model id; a / in it is written ~";
            default -> throw new IllegalStateException("the page says nothing of {" + variable + "}");
        };
    }

    static ObjectNode ofQuery(Parameter said) {
        ObjectNode parameter = parameter(said.name(), "query", said.meaning());
        parameter.put("required", false);
        ObjectNode schema = parameter.putObject("schema");
        switch (said.form()) {
            case COUNT -> schema.put("type", "integer").put("minimum", 1).put("maximum", Parameter.MOST);
            case MOMENT -> {
                schema.put("type", "string");
                schema.putArray("examples").add(EXAMPLE_DAY).add(EXAMPLE_DAY + "T04:45:00Z");
            }
            case TEXT -> {
                schema.put("type", "string");
                if (!said.words().isEmpty()) {
                    said.words().forEach(schema.putArray("enum")::add);
                }
            }
        }
        return parameter;
    }

    /// The key of a caller, by which what is asked for twice is done once.
    static ObjectNode key(boolean needed) {
        ObjectNode parameter = parameter(
                ApiDescription.KEY_HEADER,
                "header",
                "a key of yours: the same request again within a day is not done again, and gets the same answer");
        parameter.put("required", needed);
        parameter.putObject("schema").put("type", "string").put("pattern", "^" + ApiDescription.KEY_FORM + "$");
        return parameter;
    }

    /// The tag of an answer that the caller keeps.
    static ObjectNode known() {
        ObjectNode parameter = parameter("If-None-Match", "header", "the ETag of the answer that you keep");
        parameter.put("required", false);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private static ObjectNode parameter(String name, String where, String meaning) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("in", where)
                .put("description", meaning);
    }
}
