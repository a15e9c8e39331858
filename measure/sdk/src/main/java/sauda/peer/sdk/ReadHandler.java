package sauda.peer.sdk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The least that a function with the AWS SDK does: one read of one item, by the HTTP client
/// that `PEER_HTTP` names.
public final class ReadHandler implements RequestStreamHandler {

    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClient(http())
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .build();

    private static SdkHttpClient http() {
        return System.getenv("PEER_HTTP").equals("crt") ? AwsCrtHttpClient.create() : UrlConnectionHttpClient.create();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        boolean found = client.getItem(get -> get.tableName(System.getenv("SAUDA_TABLE"))
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS("CONTROL"), "sk", AttributeValue.fromS("STATE"))))
                .hasItem();
        answer.write(("\"" + (found ? "found" : "nothing") + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
