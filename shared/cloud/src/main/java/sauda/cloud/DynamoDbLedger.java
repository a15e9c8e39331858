package sauda.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The ledger in a DynamoDB table. Reads are strongly consistent. A commit of one write
/// is a conditional write, which costs half of a transaction; others are one transaction.
public final class DynamoDbLedger implements Ledger {

    private static final ReturnValuesOnConditionCheckFailure FOUND = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final DynamoDbClient client;
    private final String table;
    private final Patience patience;

    /// @param client one that does not repeat calls by itself, such as [AwsClients] makes:
    ///               whether a commit may be repeated is decided here ([LostAnswer])
    public DynamoDbLedger(DynamoDbClient client, String table, Patience patience) {
        this.client = client;
        this.table = table;
        this.patience = patience;
    }

    @Override
    public Optional<Item> get(Key key) {
        GetItemResponse answer = patience.answer(
                () -> client.getItem(
                        get -> get.tableName(table).key(StoredItem.key(key)).consistentRead(true)),
                true);
        return answer.hasItem() ? Optional.of(StoredItem.item(answer.item())) : Optional.empty();
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        Ledger.requireAtLeastOne(most);
        Expression where = new Expression();
        String ofPartition = where.name(StoredItem.PARTITION) + " = " + where.value(partition);
        String wanted = prefix.isEmpty()
                ? ofPartition
                : ofPartition + " AND begins_with(" + where.name(StoredItem.SORT) + ", " + where.value(prefix) + ")";
        return query(where, wanted, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        Ledger.requireAtLeastOne(most);
        Ledger.requirePrefix(prefix, than);
        if (than.isEmpty()) {
            return List.of();
        }
        Expression where = new Expression();
        String ofPartition = where.name(StoredItem.PARTITION) + " = " + where.value(partition);
        String sort = where.name(StoredItem.SORT);
        if (prefix.isEmpty()) {
            return query(where, ofPartition + " AND " + sort + " < " + where.value(than), true, most);
        }
        // BETWEEN is the one condition with two bounds, and has both of them in
        String wanted = ofPartition + " AND " + sort + " BETWEEN " + where.value(prefix) + " AND " + where.value(than);
        int oneMore = most == Integer.MAX_VALUE ? most : most + 1;
        return query(where, wanted, true, oneMore).stream()
                .filter(item -> !item.key().sort().equals(than))
                .limit(most)
                .toList();
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        if (to.isEmpty() || Key.inOrder(from, to) > 0) {
            return List.of();
        }
        Expression where = new Expression();
        String ofPartition = where.name(StoredItem.PARTITION) + " = " + where.value(partition);
        String sort = where.name(StoredItem.SORT);
        String wanted = from.isEmpty()
                ? ofPartition + " AND " + sort + " <= " + where.value(to)
                : ofPartition + " AND " + sort + " BETWEEN " + where.value(from) + " AND " + where.value(to);
        return query(where, wanted, false, Integer.MAX_VALUE);
    }

    /// All there is, in no order: for copies. No function may do this.
    public Stream<Item> everything() {
        return client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .map(StoredItem::item);
    }

    /// Page by page: DynamoDB gives at most 1 MB at a time.
    private List<Item> query(Expression where, String wanted, boolean newestFirst, int most) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(wanted)
                .expressionAttributeNames(where.names())
                .expressionAttributeValues(where.values())
                .scanIndexForward(!newestFirst)
                .consistentRead(true);
        List<Item> items = new ArrayList<>();
        QueryResponse page;
        do {
            QueryRequest next = query.limit(most - items.size()).build();
            page = patience.answer(() -> client.query(next), true);
            page.items().forEach(item -> items.add(StoredItem.item(item)));
            query.exclusiveStartKey(page.lastEvaluatedKey());
        } while (page.hasLastEvaluatedKey() && items.size() < most);
        return List.copyOf(items);
    }

    @Override
    public Commit commit(List<Write> writes) {
        Write.requireSound(writes);
        boolean alone = writes.size() == 1 && !(writes.getFirst() instanceof Write.Check);
        return patience.answer(
                () -> alone ? single(writes.getFirst()) : together(writes), LostAnswer.mayRepeat(writes));
    }

    private Commit single(Write write) {
        try {
            switch (write) {
                case Write.Put put -> client.putItem(putRequest(put));
                case Write.Add add -> client.updateItem(updateRequest(add));
                case Write.Delete delete -> client.deleteItem(deleteRequest(delete));
                case Write.Check _ -> throw new IllegalStateException("a check alone is a transaction");
            }
            return new Commit.Done();
        } catch (ConditionalCheckFailedException refused) {
            return new Commit.Refused(List.of(new Commit.Failed(0, refused.hasItem() ? found(refused.item()) : null)));
        }
    }

    private PutItemRequest putRequest(Write.Put put) {
        Expression where = new Expression();
        return PutItemRequest.builder()
                .tableName(table)
                .item(StoredItem.of(put.item()))
                .conditionExpression(where.all(put.when()))
                .expressionAttributeNames(where.names())
                .expressionAttributeValues(where.values())
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    private UpdateItemRequest updateRequest(Write.Add add) {
        Expression where = new Expression();
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(StoredItem.key(add.key()))
                .updateExpression(where.additions(add))
                .conditionExpression(where.all(add.when()))
                .expressionAttributeNames(where.names())
                .expressionAttributeValues(where.values())
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    private DeleteItemRequest deleteRequest(Write.Delete delete) {
        Expression where = new Expression();
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(StoredItem.key(delete.key()))
                .conditionExpression(where.all(delete.when()))
                .expressionAttributeNames(where.names())
                .expressionAttributeValues(where.values())
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    private Commit together(List<Write> writes) {
        try {
            client.transactWriteItems(transaction ->
                    transaction.transactItems(writes.stream().map(this::part).toList()));
            return new Commit.Done();
        } catch (TransactionCanceledException cancelled) {
            if (!Trouble.isRefusal(cancelled)) {
                throw cancelled;
            }
            return refused(cancelled.cancellationReasons());
        }
    }

    private static Commit refused(List<CancellationReason> reasons) {
        List<Commit.Failed> failed = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if ("ConditionalCheckFailed".equals(reason.code())) {
                failed.add(new Commit.Failed(i, reason.hasItem() ? found(reason.item()) : null));
            }
        }
        return new Commit.Refused(List.copyOf(failed));
    }

    private static @Nullable Item found(Map<String, AttributeValue> item) {
        return item.isEmpty() ? null : StoredItem.item(item);
    }

    private TransactWriteItem part(Write write) {
        return switch (write) {
            case Write.Put put -> part(putRequest(put));
            case Write.Add add -> part(updateRequest(add));
            case Write.Delete delete -> part(deleteRequest(delete));
            case Write.Check check -> part(check);
        };
    }

    private TransactWriteItem part(PutItemRequest put) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(put.item())
                        .conditionExpression(put.conditionExpression())
                        .expressionAttributeNames(put.expressionAttributeNames())
                        .expressionAttributeValues(put.expressionAttributeValues())
                        .returnValuesOnConditionCheckFailure(FOUND)
                        .build())
                .build();
    }

    private TransactWriteItem part(UpdateItemRequest update) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(update.key())
                        .updateExpression(update.updateExpression())
                        .conditionExpression(update.conditionExpression())
                        .expressionAttributeNames(update.expressionAttributeNames())
                        .expressionAttributeValues(update.expressionAttributeValues())
                        .returnValuesOnConditionCheckFailure(FOUND)
                        .build())
                .build();
    }

    private TransactWriteItem part(DeleteItemRequest delete) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table)
                        .key(delete.key())
                        .conditionExpression(delete.conditionExpression())
                        .expressionAttributeNames(delete.expressionAttributeNames())
                        .expressionAttributeValues(delete.expressionAttributeValues())
                        .returnValuesOnConditionCheckFailure(FOUND)
                        .build())
                .build();
    }

    private TransactWriteItem part(Write.Check check) {
        Expression where = new Expression();
        String conditions = where.all(check.when());
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(table)
                        .key(StoredItem.key(check.key()))
                        .conditionExpression(conditions == null ? where.always() : conditions)
                        .expressionAttributeNames(where.names())
                        .expressionAttributeValues(where.values())
                        .returnValuesOnConditionCheckFailure(FOUND)
                        .build())
                .build();
    }
}
