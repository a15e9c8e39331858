package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.events.Check;

/// The parts of a Dhan client, joined.
///
/// @param client  a broker client of the configuration whose broker is `dhan`
/// @param chance  picks pauses
/// @param pauser  waits
/// @param machine the clock that is compared with Dhan's: the machine's own, also where
///                `clock` tells the market's time of a simulation
public record Dhan(
        Config config,
        Config.Client client,
        Ledger ledger,
        InstantSource clock,
        Secrets secrets,
        DhanEndpoints endpoints,
        RandomGenerator chance,
        Pauser pauser,
        InstantSource machine) {

    private static final Duration FOR_AN_ADDRESS = Duration.ofSeconds(5);

    /// With the machine's own pauses, and chance that differs in every copy that Lambda
    /// restores from one snapshot.
    public static Dhan of(
            Config config,
            Config.Client client,
            Ledger ledger,
            InstantSource clock,
            Secrets secrets,
            DhanEndpoints endpoints) {
        return new Dhan(
                config,
                client,
                ledger,
                clock,
                secrets,
                endpoints,
                new SecureRandom(),
                Thread::sleep,
                InstantSource.system());
    }

    public DhanBroker broker() {
        Parts parts = parts();
        DhanLogin login =
                new DhanLogin(parts.session(), parts.transport(), endpoints, ledger, client.id(), clock, pauser);
        DhanChecks checks = new DhanChecks(
                config,
                parts.api(),
                parts.session(),
                parts.transport(),
                endpoints,
                () -> endpoints.ownAddress().flatMap(url -> ownAddress(parts.transport(), url)),
                clock);
        return new DhanBroker(
                config,
                client.id(),
                parts.api(),
                new Receipts(ledger, client.id()),
                () -> login(login, parts.api()),
                checks,
                clock);
    }

    /// Needs a token and the data plan, and no right to trade.
    public DhanCandles candles() {
        return new DhanCandles(parts().api(), new Stocks(config.stocks()), config.calendar());
    }

    private record Parts(Transport transport, DhanSession session, DhanApi api) {}

    private Parts parts() {
        String secret = client.secret();
        if (secret == null) {
            throw new IllegalStateException("client " + client.id() + " has no secret in the configuration");
        }
        Transport transport = new Transport(machine);
        DhanSession session = new DhanSession(secrets, secret, clock);
        Rates rates = new Rates(ledger, client.id(), chance, pauser);
        return new Parts(transport, session, new DhanApi(transport, endpoints, session, rates, clock, chance, pauser));
    }

    private Check login(DhanLogin login, DhanApi api) {
        return login.until(
                DhanChecks.endOf(config, TradingCalendar.dateOf(clock.instant()), clock.instant()),
                token -> api.profileWith(token).flatMap(Fault::of).stream()
                        .anyMatch(fault -> fault.is(DhanBroker.TOKEN_DEAD)));
    }

    /// As plain text, or as JSON with a field `ip`.
    private static Optional<String> ownAddress(Transport transport, URI url) {
        Call call = new Call("GET", url, Map.of(), null, FOR_AN_ADDRESS, false, List.of());
        return transport.once(call) instanceof Outcome.Answered answer && answer.isSuccess()
                ? DhanJson.parsed(answer.body())
                        .filter(JsonNode::isObject)
                        .flatMap(body -> new Row("address", body).word("ip"))
                        .or(() -> Optional.of(answer.body().strip()))
                : Optional.empty();
    }
}
