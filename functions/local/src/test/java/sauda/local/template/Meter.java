package sauda.local.template;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Counts what is asked of ledger and queues in the name of each role, as AWS would charge it.
public final class Meter implements ExecutionInterceptor {

    private static final Map<String, Sum> SUMS = new TreeMap<>();

    /// @param reads  read units
    /// @param writes write units
    record Sum(BigDecimal reads, BigDecimal writes, long sends) {

        static final Sum NOTHING = new Sum(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(reads.add(other.reads), writes.add(other.writes), sends + other.sends);
        }
    }

    /// By role, since this was last asked.
    static synchronized Map<String, Sum> sums() {
        Map<String, Sum> sums = Map.copyOf(SUMS);
        SUMS.clear();
        return sums;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest call, ExecutionAttributes attributes) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        if (RoleGuard.role() == null) {
            return call.request();
        }
        return switch (call.request()) {
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest delete ->
                delete.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest all ->
                all.toBuilder().returnConsumedCapacity(total).build();
            default -> call.request();
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        Role role = RoleGuard.role();
        if (role != null) {
            add(role.name(), of(call.request(), call.response()));
        }
    }

    private static synchronized void add(String role, Sum sum) {
        SUMS.merge(role, sum, Sum::plus);
    }

    private static Sum of(SdkRequest request, SdkResponse response) {
        return switch (response) {
            case GetItemResponse get -> read(get.consumedCapacity());
            case QueryResponse query -> read(query.consumedCapacity());
            case PutItemResponse put -> written(put.consumedCapacity());
            case UpdateItemResponse update -> written(update.consumedCapacity());
            case DeleteItemResponse delete -> written(delete.consumedCapacity());
            case TransactWriteItemsResponse _ -> transaction((TransactWriteItemsRequest) request);
            default ->
                request instanceof SendMessageRequest ? new Sum(BigDecimal.ZERO, BigDecimal.ZERO, 1) : Sum.NOTHING;
        };
    }

    /// Each part costs double. DynamoDB Local tells less than AWS would take, so it is reckoned
    /// here: a put by its size, all else as an item of up to a kilobyte.
    private static Sum transaction(TransactWriteItemsRequest request) {
        long units = request.transactItems().stream()
                .mapToLong(part ->
                        part.put() == null ? 1 : kilobytes(size(part.put().item())))
                .sum();
        return new Sum(BigDecimal.ZERO, BigDecimal.valueOf(2 * units), 0);
    }

    private static long kilobytes(long bytes) {
        return Math.ceilDiv(bytes, 1024);
    }

    private static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + size(entry.getValue()))
                .sum();
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().length();
            case N -> value.n().length() / 2 + 1;
            case B -> value.b().asByteArrayUnsafe().length;
            case M -> 3 + size(value.m());
            case L -> 3 + value.l().stream().mapToLong(inner -> 1 + size(inner)).sum();
            default -> 1;
        };
    }

    private static Sum read(ConsumedCapacity capacity) {
        return new Sum(BigDecimal.valueOf(capacity.capacityUnits()), BigDecimal.ZERO, 0);
    }

    private static Sum written(ConsumedCapacity capacity) {
        return new Sum(BigDecimal.ZERO, BigDecimal.valueOf(capacity.capacityUnits()), 0);
    }
}
