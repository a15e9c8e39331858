package sauda.dashboard.push;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import sauda.cloud.Environment;
import sauda.cloud.GatewayConnections;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.core.ledger.Ledger;

/// Which parts the WebSocket and the push to it are made of.
///
/// @param clock  by which tokens end
/// @param market the time of the ledger, which is another where a day is simulated
public record SocketWiring(
        Ledger ledger, Config config, Connections connections, InstantSource clock, InstantSource market) {

    /// The real parts. `SAUDA_SOCKETS` is where the WebSocket API's stage is managed, such as
    /// `https://abc123.execute-api.ap-south-1.amazonaws.com/live`.
    ///
    /// @throws IllegalStateException naming every variable that is missing
    public static SocketWiring from(Map<String, String> variables) {
        Environment environment = new Environment(variables, "SAUDA_SOCKETS");
        return new SocketWiring(
                environment.unguardedLedger(),
                environment.config(),
                GatewayConnections.of(URI.create(environment.value("SAUDA_SOCKETS"))),
                InstantSource.system(),
                InstantSource.system());
    }

    Sockets sockets() {
        return new Sockets(ledger);
    }
}
