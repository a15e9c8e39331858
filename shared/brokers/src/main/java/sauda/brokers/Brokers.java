package sauda.brokers;

import java.time.InstantSource;
import sauda.brokers.paper.PaperBroker;
import sauda.core.config.Config;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;

/// The broker of a client, by the name in its configuration.
public final class Brokers {

    private Brokers() {}

    /// A paper client gets the paper broker and nothing else: there is no way from it to a
    /// real order.
    public static Broker of(Config config, String client, Ledger ledger, InstantSource clock) {
        Config.Client spec = config.clients().stream()
                .filter(known -> known.id().equals(client))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no broker client " + client + " in the configuration"));
        return switch (spec.broker()) {
            case "paper" -> new PaperBroker(ledger, client, clock);
            default ->
                throw new IllegalStateException(
                        "broker " + spec.broker() + " of client " + client + " is not built in; paper is");
        };
    }
}
