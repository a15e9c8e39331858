package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sauda.core.order.Broker.Answer;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.VenueOrder;
import sauda.events.DeadMan;
import sauda.events.DeadMan.Leg;

/// The way out of one live client: its venue leaves everything, and locks itself once all is flat.
/// What it was told stands in the memory before it is told.
final class DeadManLeave {

    /// Its exits show in its book by then: where there are none, it did not hear us.
    static final Duration HEARD = Duration.ofSeconds(15);

    /// Its exits had their time.
    static final Duration EXITS = Duration.ofMinutes(2);

    private final String client;
    private final LiveBroker broker;
    private final DeadManMemory memory;
    private final InstantSource clock;
    private boolean loggedIn;

    DeadManLeave(String client, LiveBroker broker, DeadManMemory memory, InstantSource clock) {
        this.client = client;
        this.broker = broker;
        this.memory = memory;
        this.clock = clock;
    }

    /// @return whether the venue is locked
    boolean step() {
        if (leg().leftAt() == null && leg().flatAt() == null && mayBeOpen()) {
            leave(Optional.empty());
        }
        switch (broker.lock()) {
            case Answer.Acknowledged _ -> {
                note(leg -> leg.locked(clock.instant()));
                return true;
            }
            case Answer.Refused(var reason) when reason.code().equals(LiveBroker.TOKEN_DEAD) -> logIn();
            case Answer.Refused _, Answer.Unknown _ -> look();
        }
        return false;
    }

    /// Also where the venue does not say.
    private boolean mayBeOpen() {
        try {
            return broker.orders().stream().anyMatch(row -> !row.status().isFinal())
                    || broker.books().positions().stream().anyMatch(held -> held.net() != 0);
        } catch (RuntimeException silent) {
            return true;
        }
    }

    private Leg leg() {
        return memory.now().leg(client).orElse(new Leg(client, null, null, null));
    }

    /// Once in a run: the venue counts logins.
    private void logIn() {
        if (!loggedIn) {
            loggedIn = true;
            broker.login();
        }
    }

    private void look() {
        try {
            List<VenueOrder> waiting = broker.orders().stream()
                    .filter(row -> !row.status().isFinal())
                    .toList();
            boolean open = broker.books().positions().stream().anyMatch(held -> held.net() != 0);
            Leg leg = leg();
            if (!open && waiting.isEmpty()) {
                note(seen -> seen.flat(clock.instant()));
            } else if (leg.leftAt() == null || mayBeToldAgain(leg.leftAt(), waiting)) {
                leave(Optional.ofNullable(leg.leftAt()));
            }
        } catch (BrokerUnavailable silent) {
            // Looked at again in the next step.
        }
    }

    /// The venue's own exits have no id of ours.
    private boolean mayBeToldAgain(Instant leftAt, List<VenueOrder> waiting) {
        Instant now = clock.instant();
        boolean leaving = waiting.stream().anyMatch(row -> row.id() == null && !row.isLeg());
        return now.isAfter(leftAt.plus(EXITS)) || !leaving && now.isAfter(leftAt.plus(HEARD));
    }

    /// Of two that would tell it at once, the one that wrote it down does.
    ///
    /// @param before when it was told before, as we know it
    private void leave(Optional<Instant> before) {
        Instant now = clock.instant();
        Optional<DeadMan> mine = memory.change(state -> state.leg(client)
                .filter(leg -> Optional.ofNullable(leg.leftAt()).equals(before))
                .map(leg -> state.with(leg.left(now))));
        if (mine.isPresent() && broker.leaveEverything() instanceof Answer.Refused) {
            note(leg -> leg.left(null));
        }
    }

    private void note(UnaryOperator<Leg> change) {
        memory.change(state -> state.leg(client).flatMap(leg -> {
            Leg next = change.apply(leg);
            return next.equals(leg) ? Optional.empty() : Optional.of(state.with(next));
        }));
    }
}
