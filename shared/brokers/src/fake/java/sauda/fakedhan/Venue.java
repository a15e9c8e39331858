package sauda.fakedhan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.events.Symbol;

/// The parts of the fake, joined.
final class Venue {

    private final Market market;
    private final Behaviour behaviour;
    private final Tape tape;
    private final Ids ids = new Ids();
    private final Rms rms;
    private final Gate gate;
    private final Dealing dealing;
    private final Night night;
    private final Settling settling;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<String, Symbol> symbols;

    Venue(Market market, List<ClientSpec> specs, Behaviour behaviour) {
        this.market = market;
        this.behaviour = behaviour;
        this.tape = new Tape(market);
        this.rms = new Rms(tape);
        this.gate = new Gate(tape, rms, behaviour);
        this.dealing = new Dealing(tape, ids);
        this.night = new Night(market.rates());
        this.settling = new Settling(tape, gate, dealing, night, behaviour);
        this.symbols = market.securityIds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        specs.forEach(spec -> clients.put(spec.clientId(), new Client(spec, now())));
    }

    Market market() {
        return market;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Tape tape() {
        return tape;
    }

    Ids ids() {
        return ids;
    }

    Rms rms() {
        return rms;
    }

    Gate gate() {
        return gate;
    }

    Dealing dealing() {
        return dealing;
    }

    Night night() {
        return night;
    }

    Settling settling() {
        return settling;
    }

    Instant now() {
        return market.clock().instant();
    }

    @Nullable
    Symbol symbol(String securityId) {
        return symbols.get(securityId);
    }

    String securityId(Symbol symbol) {
        return String.valueOf(market.securityIds().get(symbol));
    }

    Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    List<Client> clients() {
        return List.copyOf(clients.values());
    }

    void settle() {
        Instant now = now();
        clients.values().forEach(client -> settling.to(client, now));
    }

    /// Somebody looks at an order: the second look ends its transit.
    void look(Client client, VenueOrder order, Instant now) {
        if (order.look()) {
            gate.pass(client, order, now);
            settling.follow(client, now);
        }
    }
}
