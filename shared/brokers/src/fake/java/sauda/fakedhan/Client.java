package sauda.fakedhan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import sauda.events.Symbol;

/// All that one client has at the broker.
final class Client {

    private final ClientSpec spec;
    private final Tokens tokens;
    private final RateCounters counters = new RateCounters();
    private final OrderBook book = new OrderBook();
    private final Portfolio portfolio = new Portfolio();
    private final Funds funds;
    private final Controls controls = new Controls();
    private final Protection protection = new Protection();
    private final Addresses addresses;
    private final Map<Room, Long> taken = new HashMap<>();
    private Instant settledTo;

    /// What entries, or exits, may take of one bar.
    private record Room(Symbol symbol, Instant slot, boolean entries) {}

    Client(ClientSpec spec, Instant now) {
        this.spec = spec;
        this.tokens = new Tokens(spec.clientId());
        this.funds = new Funds(spec.funds());
        this.addresses = new Addresses(spec.registeredIp());
        this.settledTo = now;
    }

    ClientSpec spec() {
        return spec;
    }

    String id() {
        return spec.clientId();
    }

    Tokens tokens() {
        return tokens;
    }

    RateCounters counters() {
        return counters;
    }

    OrderBook book() {
        return book;
    }

    Portfolio portfolio() {
        return portfolio;
    }

    Funds funds() {
        return funds;
    }

    Controls controls() {
        return controls;
    }

    Protection protection() {
        return protection;
    }

    Addresses addresses() {
        return addresses;
    }

    Instant settledTo() {
        return settledTo;
    }

    void settledTo(Instant instant) {
        settledTo = instant;
    }

    long taken(Symbol symbol, Instant slot, boolean entries) {
        return taken.getOrDefault(new Room(symbol, slot, entries), 0L);
    }

    void take(Symbol symbol, Instant slot, boolean entries, long shares) {
        taken.merge(new Room(symbol, slot, entries), shares, Long::sum);
    }

    void forgetTaken() {
        taken.clear();
    }
}
