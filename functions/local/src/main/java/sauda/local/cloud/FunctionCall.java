package sauda.local.cloud;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Calls a function of AWS, or of the emulator that `AWS_ENDPOINT_URL` names, and waits for its
/// answer. A call is not repeated.
public record FunctionCall(LambdaClient lambda) {

    /// Longer than any function may run.
    private static final Duration WAITS = Duration.ofSeconds(75);

    public static FunctionCall ofTheEnvironment() {
        return new FunctionCall(patient(LambdaClient.builder()).build());
    }

    static LambdaClientBuilder patient(LambdaClientBuilder builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(WAITS))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(WAITS)
                        .apiCallTimeout(WAITS));
    }

    /// @throws Failed when the function did not answer but failed
    public String invoke(String function, String payload) {
        InvokeResponse response =
                lambda.invoke(call -> call.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new Failed(function + " failed: " + answer);
        }
        return answer;
    }

    /// The function ended with an exception.
    public static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        Failed(String what) {
            super(what);
        }
    }
}
