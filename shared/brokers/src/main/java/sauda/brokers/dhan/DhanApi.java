package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Reason;

/// Talks with the REST interface in the client's name. Each call waits for its turn. A write is
/// made once, whatever comes of it; a read is made again while there is time.
final class DhanApi {

    /// Refused: our last instant to send had passed before it was sent.
    static final String TOO_LATE = "SUBMIT_TOO_LATE";

    /// Refused: nothing left us, because nobody took our connection.
    static final String NOT_SENT = "NOT_SENT";

    private static final System.Logger LOG = System.getLogger(DhanApi.class.getName());

    private static final Duration ONE_WRITE = Duration.ofSeconds(8);
    private static final Duration ONE_READ = Duration.ofSeconds(6);
    private static final Duration ALL_READS = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 4;

    private final Transport transport;
    private final DhanEndpoints endpoints;
    private final DhanSession session;
    private final Rates rates;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Pauser pauser;

    DhanApi(
            Transport transport,
            DhanEndpoints endpoints,
            DhanSession session,
            Rates rates,
            InstantSource clock,
            RandomGenerator chance,
            Pauser pauser) {
        this.transport = transport;
        this.endpoints = endpoints;
        this.session = session;
        this.rates = rates;
        this.clock = clock;
        this.chance = chance;
        this.pauser = pauser;
    }

    /// The client's id at the venue, which goes into the bodies of writes.
    ///
    /// @throws BrokerUnavailable when there is no token
    String clientId() {
        return session.token().clientId();
    }

    /// Makes a write, once, if it can be sent by its last instant.
    Written write(Ask ask, Instant submitBy) {
        if (clock.instant().isAfter(submitBy)) {
            return refused(TOO_LATE);
        }
        AccessToken token;
        try {
            token = session.token();
        } catch (BrokerUnavailable none) {
            return refused(none.code());
        }
        Patience patience = new Patience(clock, pauser, chance, submitBy);
        Optional<Instant> turn = rates.turn(ask.rate(), patience.now(), submitBy);
        if (turn.isEmpty() || !patience.until(turn.get())) {
            return refused(LiveBroker.RATE_LIMITED);
        }
        Call call = call(ask, token, ONE_WRITE, true);
        if (clock.instant().isAfter(submitBy)) {
            return refused(TOO_LATE);
        }
        Written written = written(transport.once(call), ask, token);
        LOG.log(Level.INFO, () -> ask.method() + " " + call.uri().getPath() + ": " + told(written));
        return written;
    }

    private Written written(Outcome outcome, Ask ask, AccessToken token) {
        return switch (outcome) {
            case Outcome.NotSent _ -> refused(NOT_SENT);
            case Outcome.NoAnswer(var what) -> new Written.Unknown(what);
            case Outcome.Answered answer ->
                Fault.of(answer)
                        .map(fault -> faulty(fault, ask, token))
                        .orElseGet(() -> DhanJson.parsed(answer.body())
                                .<Written>map(Written.Done::new)
                                .orElseGet(() ->
                                        new Written.Unknown("status " + answer.status() + " without a JSON body")));
        };
    }

    private Written faulty(Fault fault, Ask ask, AccessToken token) {
        heed(fault, ask.rate());
        if (!fault.certain()) {
            return new Written.Unknown(fault.toString());
        }
        if (fault.is(LiveBroker.TOKEN_DEAD)) {
            // For the next call: this one is not made again.
            renew(token);
        }
        return new Written.Refused(fault.reason());
    }

    private Optional<AccessToken> renew(AccessToken dead) {
        try {
            return session.insteadOf(dead);
        } catch (BrokerUnavailable noStore) {
            return Optional.empty();
        }
    }

    private void heed(Fault fault, RateClass rate) {
        if (fault.warnsOfABlock()) {
            rates.stop(rate, clock.instant().plus(STOP));
        }
    }

    private static Written refused(String code) {
        return new Written.Refused(new Reason(code, Map.of()));
    }

    private static String told(Written written) {
        return switch (written) {
            case Written.Done _ -> "taken";
            case Written.Refused(var reason) -> "refused, " + reason;
            case Written.Unknown(var what) -> "unknown, " + what;
        };
    }

    /// The answer to a question.
    ///
    /// @throws BrokerUnavailable with the fault's code, or `NO_ANSWER` or `NOT_UNDERSTOOD`
    JsonNode read(Ask ask) {
        return readOr(ask).orElseThrow();
    }

    /// The answer to a question; empty for faults that are an answer too, such as `NOT_FOUND`.
    ///
    /// @throws BrokerUnavailable as [#read]
    Optional<JsonNode> readOr(Ask ask, String... answers) {
        Patience patience = new Patience(clock, pauser, chance, clock.instant().plus(ALL_READS));
        AccessToken token = session.token();
        boolean asked = false;
        for (int turn = 0; ; turn++) {
            Reply reply = once(ask, token, patience);
            Fault fault = reply.fault();
            if (fault == null) {
                return Optional.ofNullable(reply.body());
            }
            if (List.of(answers).contains(fault.code())) {
                return Optional.empty();
            }
            if (fault.is(LiveBroker.TOKEN_DEAD) && !asked) {
                asked = true;
                Optional<AccessToken> other = renew(token);
                if (other.isPresent()) {
                    token = other.get();
                    continue;
                }
            }
            if (!reply.mayHelpToRepeat() || !patience.about(pauseAfter(turn, fault))) {
                LOG.log(Level.WARNING, () -> ask.method() + " " + pathOf(ask) + ": " + fault);
                throw new BrokerUnavailable(codeOf(fault), pathOf(ask) + ": " + fault);
            }
        }
    }

    /// Something on the way answered in the venue's place.
    private static String codeOf(Fault fault) {
        return fault.code().startsWith("HTTP_5")
                ? "NO_ANSWER"
                : fault.code().startsWith("HTTP_") ? Row.NOT_UNDERSTOOD : fault.code();
    }

    private static String pathOf(Ask ask) {
        return ask.path().replaceFirst("\\?.*", "");
    }

    private static Duration pauseAfter(int turn, Fault fault) {
        Duration first = fault.is(LiveBroker.RATE_LIMITED) ? AFTER_TOO_MANY : FIRST_PAUSE;
        return first.multipliedBy(1L << Math.min(turn, MOST_DOUBLINGS));
    }

    /// What came of one try of a question.
    ///
    /// @param fault null when it was answered
    private record Reply(@Nullable JsonNode body, @Nullable Fault fault, boolean mayHelpToRepeat) {}

    private Reply once(Ask ask, AccessToken token, Patience patience) {
        Optional<Instant> turn = rates.turn(ask.rate(), patience.now(), patience.end());
        if (turn.isEmpty() || !patience.until(turn.get())) {
            return new Reply(null, fault(LiveBroker.RATE_LIMITED, "no turn in time"), false);
        }
        Duration most = patience.left().compareTo(ONE_READ) < 0 ? patience.left() : ONE_READ;
        if (most.toMillis() < 1) {
            return new Reply(null, fault("NO_ANSWER", "no time left"), false);
        }
        return switch (transport.once(call(ask, token, most, false))) {
            case Outcome.NotSent(var what) -> new Reply(null, fault("NO_ANSWER", what), true);
            case Outcome.NoAnswer(var what) -> new Reply(null, fault("NO_ANSWER", what), true);
            case Outcome.Answered answer -> reply(answer, ask);
        };
    }

    private Reply reply(Outcome.Answered answer, Ask ask) {
        Optional<Fault> fault = Fault.of(answer);
        if (fault.isEmpty()) {
            return DhanJson.parsed(answer.body())
                    .map(body -> new Reply(body, null, false))
                    .orElseGet(() -> new Reply(null, fault(Row.NOT_UNDERSTOOD, "an answer that is not JSON"), true));
        }
        heed(fault.get(), ask.rate());
        boolean tooMany =
                fault.get().is(LiveBroker.RATE_LIMITED) && !fault.get().warnsOfABlock();
        boolean settled = fault.get().certain() || fault.get().is(Fault.NO_HOLDINGS);
        return new Reply(null, fault.get(), tooMany || !settled);
    }

    private static Fault fault(String code, String text) {
        return new Fault(code, Masks.clean(text), Map.of(), false);
    }

    private Call call(Ask ask, AccessToken token, Duration timeout, boolean write) {
        Map<String, String> headers = new HashMap<>();
        headers.put("access-token", token.value());
        headers.put("client-id", token.clientId());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        JsonNode body = ask.body();
        return new Call(
                ask.method(),
                endpoints.api(ask.path()),
                headers,
                body == null ? null : DhanJson.text(body),
                timeout,
                write,
                List.of(token.value()));
    }

    /// What the venue says of a token; empty when it does not answer. Takes no turn and is not
    /// repeated.
    Optional<Outcome.Answered> profileWith(AccessToken token) {
        return transport.once(call(Ask.get("/profile"), token, ONE_READ, false)) instanceof Outcome.Answered answer
                ? Optional.of(answer)
                : Optional.empty();
    }
}
