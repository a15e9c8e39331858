package sauda.cloud;

import java.net.URI;
import sauda.core.desk.Connections;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/// The connections of a WebSocket API of API Gateway, which gives no close code of ours.
public final class GatewayConnections implements Connections {

    private final ApiGatewayManagementApiClient client;

    public GatewayConnections(ApiGatewayManagementApiClient client) {
        this.client = client;
    }

    /// @param api where the API's stage is managed, such as
    ///            `https://abc123.execute-api.ap-south-1.amazonaws.com/live`
    public static GatewayConnections of(URI api) {
        return new GatewayConnections(AwsClients.connections(api));
    }

    @Override
    public boolean post(String id, String json) {
        try {
            client.postToConnection(post -> post.connectionId(id).data(SdkBytes.fromUtf8String(json)));
            return true;
        } catch (GoneException gone) {
            return false;
        }
    }

    @Override
    public void close(String id) {
        try {
            client.deleteConnection(delete -> delete.connectionId(id));
        } catch (GoneException gone) {
            // as wanted
        }
    }
}
