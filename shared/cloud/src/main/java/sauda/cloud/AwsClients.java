package sauda.cloud;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS clients. Region, credentials and endpoints are those of the environment, as
/// the SDK reads it (`AWS_REGION`, `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_SQS` and so on).
/// None waits for long: an order's life is 30 seconds.
public final class AwsClients {

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final Duration WITHOUT_A_BYTE = Duration.ofSeconds(3);
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(4);
    private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(10);

    private static final Duration ONE_POST = Duration.ofSeconds(2);

    private AwsClients() {}

    /// Where keys are looked for. On Lambda they are in the environment, unless the function was
    /// restored from a snapshot; looking everywhere else first would make its start longer.
    static AwsCredentialsProvider credentials(Map<String, String> variables) {
        boolean here = variables.containsKey("AWS_LAMBDA_FUNCTION_NAME") && variables.containsKey("AWS_ACCESS_KEY_ID");
        return here
                ? EnvironmentVariableCredentialsProvider.create()
                : DefaultCredentialsProvider.builder().build();
    }

    /// Never repeats a call by itself: the ledger decides what may be repeated.
    public static DynamoDbClient dynamoDb() {
        return built(allowed(DynamoDbClient.builder()), AwsRetryStrategy.doNotRetry());
    }

    public static DynamoDbStreamsClient dynamoDbStreams() {
        return built(allowed(DynamoDbStreamsClient.builder()), AwsRetryStrategy.standardRetryStrategy());
    }

    /// May repeat a send: its deduplication id makes one message of two.
    public static SqsClient sqs() {
        return built(allowed(SqsClient.builder()), AwsRetryStrategy.standardRetryStrategy());
    }

    public static SecretsManagerClient secretsManager() {
        return built(allowed(SecretsManagerClient.builder()), AwsRetryStrategy.standardRetryStrategy());
    }

    /// Does not repeat a call and waits for none: what a page misses it asks for.
    static ApiGatewayManagementApiClient connections(URI api) {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(api)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(ONE_POST))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(ONE_POST)
                        .apiCallTimeout(ONE_POST))
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B allowed(B builder) {
        return builder.credentialsProvider(credentials(System.getenv()));
    }

    static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C built(
            B builder, RetryStrategy retries) {
        // The HTTP client is named, so that no other on the class path is taken by chance.
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(WITHOUT_A_BYTE))
                .overrideConfiguration(calls -> calls.retryStrategy(retries)
                        .apiCallAttemptTimeout(ONE_ATTEMPT)
                        .apiCallTimeout(ALL_ATTEMPTS))
                .build();
    }
}
