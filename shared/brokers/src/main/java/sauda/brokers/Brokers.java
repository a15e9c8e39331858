package sauda.brokers;

import java.time.InstantSource;
import java.util.function.Supplier;
import sauda.brokers.dhan.Dhan;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.brokers.paper.PaperBroker;
import sauda.core.config.Config;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.LiveBroker;

/// The broker of a client, by the name in its configuration.
public final class Brokers {

    private static final String DHAN = "dhan";

    private Brokers() {}

    /// The broker of a paper client. It is made of a ledger and a clock: there is no way
    /// from it to a real order.
    ///
    /// @throws IllegalStateException for any other client
    public static Broker paper(Config config, String client, Ledger ledger, InstantSource clock) {
        if (!client(config, client).isPaper()) {
            throw new IllegalStateException("client " + client + " is not a paper client");
        }
        return new PaperBroker(ledger, client, clock);
    }

    /// A paper client gets the paper broker and nothing else, and no secret is asked for.
    public static Broker of(
            Config config,
            String client,
            Ledger ledger,
            InstantSource clock,
            Supplier<Secrets> secrets,
            DhanEndpoints endpoints) {
        return client(config, client).isPaper()
                ? paper(config, client, ledger, clock)
                : live(config, client, ledger, clock, secrets, endpoints);
    }

    /// The broker of a client whose orders rest at a real venue.
    ///
    /// @throws IllegalStateException for a paper client, and for one that is not
    ///                               configured
    public static LiveBroker live(
            Config config,
            String client,
            Ledger ledger,
            InstantSource clock,
            Supplier<Secrets> secrets,
            DhanEndpoints endpoints) {
        return Dhan.of(config, dhan(config, client), ledger, clock, secrets.get(), endpoints)
                .broker();
    }

    /// @throws IllegalStateException unless the client's broker is Dhan
    static Config.Client dhan(Config config, String client) {
        Config.Client spec = client(config, client);
        if (!spec.broker().equals(DHAN)) {
            throw new IllegalStateException(
                    "client " + client + " has no venue of its own: its broker is " + spec.broker());
        }
        return spec;
    }

    private static Config.Client client(Config config, String client) {
        return config.client(client)
                .orElseThrow(() -> new IllegalStateException("no broker client " + client + " in the configuration"));
    }
}
