package sauda.local.chain;

import java.util.Map;

/// An address that all AWS clients of this process go to, as `AWS_ENDPOINT_URL` would have it.
record Endpoint(Map<String, String> properties) implements AutoCloseable {

    static Endpoint at(String url, String region, String accessKey, String secretKey) {
        Endpoint endpoint = new Endpoint(Map.of(
                "aws.endpointUrl", url,
                "aws.region", region,
                "aws.accessKeyId", accessKey,
                "aws.secretAccessKey", secretKey));
        endpoint.properties.forEach(System::setProperty);
        return endpoint;
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
    }
}
