package sauda.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Write;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Conditions and additions as DynamoDB expressions. Names and values go in as
/// placeholders: no name can be a reserved word, no value can be read as syntax.
final class Expression {

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// null when empty, as the wire wants it.
    @Nullable
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    /// null when empty, as the wire wants it.
    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }

    String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, _ -> {
            String placeholder = "#n" + names.size();
            names.put(placeholder, attribute);
            return placeholder;
        });
    }

    String value(Object value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, StoredItem.stored(value));
        return placeholder;
    }

    /// All of them, or null for none.
    @Nullable
    String all(List<Condition> conditions) {
        return conditions.isEmpty() ? null : conditions.stream().map(this::of).collect(Collectors.joining(" AND "));
    }

    /// What holds of every key.
    String always() {
        String partition = name(StoredItem.PARTITION);
        return "(attribute_exists(" + partition + ") OR attribute_not_exists(" + partition + "))";
    }

    private String of(Condition condition) {
        return switch (condition) {
            case Condition.Absent() -> "attribute_not_exists(" + name(StoredItem.PARTITION) + ")";
            case Condition.Present() -> "attribute_exists(" + name(StoredItem.PARTITION) + ")";
            case Condition.Equal(var attribute, var value) -> name(attribute) + " = " + value(value);
            case Condition.OneOf(var attribute, var values) ->
                values.isEmpty() ? "NOT " + always() : oneOf(attribute, values);
            case Condition.Below(var attribute, var bound) -> name(attribute) + " < " + value(bound);
            case Condition.AtMost(var attribute, var bound) -> name(attribute) + " <= " + value(bound);
            case Condition.Above(var attribute, var bound) -> name(attribute) + " > " + value(bound);
            case Condition.AtLeast(var attribute, var bound) -> name(attribute) + " >= " + value(bound);
            case Condition.AbsentOrAtMost(var attribute, var bound) ->
                "(attribute_not_exists(" + name(attribute) + ") OR " + name(attribute) + " <= " + value(bound) + ")";
        };
    }

    private String oneOf(String attribute, List<String> values) {
        return values.stream().map(this::value).collect(Collectors.joining(", ", name(attribute) + " IN (", ")"));
    }

    /// DynamoDB's own ADD: it counts a missing number as 0 and makes a missing item.
    String additions(Write.Add add) {
        List<String> amounts = new ArrayList<>();
        add.amounts().forEach((name, amount) -> amounts.add(name(name) + " " + value(amount)));
        String kind = "SET " + name(StoredItem.KIND) + " = " + value(add.kind());
        return amounts.isEmpty() ? kind : kind + " ADD " + String.join(", ", amounts);
    }
}
