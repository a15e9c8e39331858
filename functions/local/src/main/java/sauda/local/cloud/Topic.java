package sauda.local.cloud;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// The topic of ticks, on AWS or on the emulator that the environment names.
public final class Topic {

    private Topic() {}

    /// @return the id of the published message
    public static String publish(String arn, String message) {
        try (SnsClient sns = SnsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return sns.publish(publish -> publish.topicArn(arn).message(message))
                    .messageId();
        }
    }
}
