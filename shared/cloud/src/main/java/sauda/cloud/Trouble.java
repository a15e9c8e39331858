package sauda.cloud;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// What a failed call to DynamoDB means for its effect.
enum Trouble {
    /// Nothing was done; later it may be.
    BUSY,
    /// Done or not done: nobody can tell.
    ANSWER_LOST,
    /// Nothing was done, and the same call will not do better.
    CALL_IS_WRONG;

    private static final Set<String> PASSES = Set.of("None", "ConditionalCheckFailed");
    private static final Set<String> BUSY_REASONS =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    static Trouble of(SdkException failure) {
        return switch (failure) {
            case TransactionCanceledException cancelled -> of(cancelled);
            case TransactionConflictException _ -> BUSY;
            case ProvisionedThroughputExceededException _ -> BUSY;
            case RequestLimitExceededException _ -> BUSY;
            case TransactionInProgressException _ -> ANSWER_LOST;
            case AwsServiceException answer when answer.isThrottlingException() -> BUSY;
            case SdkServiceException answer -> answer.statusCode() >= 500 ? ANSWER_LOST : CALL_IS_WRONG;
            default -> wasNeverSent(failure) ? BUSY : ANSWER_LOST;
        };
    }

    /// Busy also when a condition failed beside a conflict: it was judged on an item that
    /// another commit was changing.
    private static Trouble of(TransactionCanceledException cancelled) {
        if (!cancelled.hasCancellationReasons()) {
            return CALL_IS_WRONG;
        }
        boolean busy = false;
        for (CancellationReason reason : cancelled.cancellationReasons()) {
            if (BUSY_REASONS.contains(reason.code())) {
                busy = true;
            } else if (!PASSES.contains(reason.code())) {
                return CALL_IS_WRONG;
            }
        }
        return busy ? BUSY : CALL_IS_WRONG;
    }

    /// Whether nothing but conditions stopped the transaction.
    static boolean isRefusal(TransactionCanceledException cancelled) {
        return cancelled.hasCancellationReasons()
                && cancelled.cancellationReasons().stream().allMatch(reason -> PASSES.contains(reason.code()))
                && cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
    }

    private static boolean wasNeverSent(SdkException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
