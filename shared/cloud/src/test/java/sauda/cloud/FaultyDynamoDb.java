package sauda.cloud;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// DynamoDB Local with the troubles that it never has by itself: conflicts, throttling,
/// and answers that get lost after the call had its effect.
final class FaultyDynamoDb {

    /// What befalls one call.
    ///
    /// @param first whether the call has its effect before it fails
    record Fault(boolean first, Supplier<SdkException> failure) {}

    private final Deque<Fault> faults = new ArrayDeque<>();
    private Supplier<Fault> everyCall = () -> null;
    private int calls;

    /// The next calls meet these, one each; the calls after them meet nothing.
    FaultyDynamoDb next(Fault... next) {
        faults.addAll(Arrays.asList(next));
        return this;
    }

    FaultyDynamoDb next(int times, Fault fault) {
        faults.addAll(Collections.nCopies(times, fault));
        return this;
    }

    /// Every call meets what this gives; null is nothing.
    FaultyDynamoDb always(Supplier<Fault> fault) {
        everyCall = fault;
        return this;
    }

    synchronized int calls() {
        return calls;
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        Fault fault = nextFault();
        if (fault != null && !fault.first()) {
            throw fault.failure().get();
        }
        try {
            Object answer = method.invoke(LocalDynamoDb.CLIENT, arguments);
            if (fault != null) {
                throw fault.failure().get();
            }
            return answer;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private synchronized Fault nextFault() {
        calls++;
        return faults.isEmpty() ? everyCall.get() : faults.poll();
    }

    static Fault cancelled(String... reasons) {
        return new Fault(
                false,
                () -> TransactionCanceledException.builder()
                        .statusCode(400)
                        .cancellationReasons(List.of(reasons).stream()
                                .map(code ->
                                        CancellationReason.builder().code(code).build())
                                .toList())
                        .build());
    }

    static Fault conflict() {
        return new Fault(
                false,
                () -> TransactionConflictException.builder().statusCode(400).build());
    }

    static Fault throughputExceeded() {
        return new Fault(
                false,
                () -> ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .build());
    }

    static Fault throttled() {
        return new Fault(
                false,
                () -> ThrottlingException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ThrottlingException")
                                .build())
                        .build());
    }

    static Fault serverError() {
        return new Fault(
                false,
                () -> InternalServerErrorException.builder().statusCode(500).build());
    }

    static Fault lostRequest() {
        return new Fault(false, () -> SdkClientException.create("read timed out"));
    }

    static Fault lostAnswer() {
        return new Fault(true, () -> SdkClientException.create("read timed out"));
    }

    static Fault lostAnswerOfAServerInTrouble() {
        return new Fault(
                true,
                () -> InternalServerErrorException.builder().statusCode(503).build());
    }
}
