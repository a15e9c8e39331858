package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sauda.core.desk.Secrets.SecretMissing;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Check;

/// Logs a client in, seldom and never twice at once: a new token kills the old one, and
/// too many tries lock the client out. Each try is written down before it is made.
final class DhanLogin {

    static final String CHECK = "LOGIN";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration END_OF_A_STEP = Duration.ofSeconds(3);
    private static final Duration CLOCK_OFF = Duration.ofSeconds(20);
    private static final String VERSION = "version";

    private final DhanSession session;
    private final Transport transport;
    private final DhanEndpoints endpoints;
    private final Ledger ledger;
    private final String client;
    private final InstantSource clock;
    private final Pauser pauser;

    DhanLogin(
            DhanSession session,
            Transport transport,
            DhanEndpoints endpoints,
            Ledger ledger,
            String client,
            InstantSource clock,
            Pauser pauser) {
        this.session = session;
        this.transport = transport;
        this.endpoints = endpoints;
        this.ledger = ledger;
        this.client = client;
        this.clock = clock;
        this.pauser = pauser;
    }

    /// Makes sure of a token that is good until an instant.
    ///
    /// @param dead asks the venue about the stored one; true only when it says so
    Check until(Instant end, Predicate<AccessToken> dead) {
        try {
            Optional<AccessToken> stored = session.stored();
            if (stored.filter(token -> session.isEnough(token, end, dead)).isPresent()) {
                return DhanSession.in(stored.get(), clock.instant());
            }
            Optional<Credentials> credentials = session.credentials();
            if (credentials.isEmpty()) {
                return failed(
                        "the secret of client " + client + " is not {clientId, pin, totpSeed}",
                        "put all three into it as JSON");
            }
            Optional<String> denied = claim();
            return denied.isPresent()
                    ? failed(denied.get(), "wait; if the token is dead by then, log in again or store one by hand")
                    : stored.filter(AccessToken::web)
                            .flatMap(this::renewed)
                            .map(this::keep)
                            .orElseGet(() -> mint(credentials.get()));
        } catch (SecretMissing missing) {
            return failed(String.valueOf(missing.getMessage()), "see to the secrets of client " + client);
        } catch (BrokerUnavailable missing) {
            return failed(String.valueOf(missing.getMessage()), "see to the secrets of client " + client);
        } catch (LedgerUnavailable down) {
            return failed("the ledger does not answer, so that logins cannot be counted", "try again when it does");
        }
    }

    /// Writes the try down; why there may be none, if so.
    private Optional<String> claim() {
        Instant now = clock.instant();
        Optional<Item> item = ledger.get(Keys.login(client));
        Logins logins = item.map(known -> known.as(Logins.class)).orElse(Logins.NONE);
        Optional<String> denied = logins.whyNot(now);
        if (denied.isPresent()) {
            return denied;
        }
        long version = item.map(known -> ((Number) known.attributes().getOrDefault(VERSION, 0L)).longValue())
                .orElse(0L);
        Item next = Item.whole(Keys.login(client), "login", logins.with(now), Map.of(VERSION, version + 1));
        Condition unchanged = item.isEmpty() ? new Condition.Absent() : new Condition.Equal(VERSION, version);
        return ledger.commit(List.of(Write.put(next, unchanged))).isDone()
                ? Optional.empty()
                : Optional.of("another login of the client is under way");
    }

    private Check keep(AccessToken token) {
        try {
            session.store(token);
        } catch (SecretMissing notStored) {
            return failed(
                    "logged in, but the token could not be stored: " + notStored.code(),
                    "allow writing " + session.tokenSecret() + "; the token from before is dead");
        }
        return DhanSession.in(token, clock.instant());
    }

    private Check mint(Credentials credentials) {
        String password;
        try {
            password = credentials.oneTimePassword(goodStep());
        } catch (IllegalArgumentException unusable) {
            return failed(String.valueOf(unusable.getMessage()), "correct totpSeed in the secret");
        }
        String query = "?dhanClientId=" + encoded(credentials.clientId()) + "&pin=" + encoded(credentials.pin())
                + "&totp=" + password;
        Call call = new Call(
                "POST",
                URI.create(endpoints.auth() + "/app/generateAccessToken" + query),
                Map.of("Accept", "application/json"),
                null,
                TIMEOUT,
                true,
                List.of(credentials.totpSeed(), credentials.pin(), password));
        return switch (transport.once(call)) {
            case Outcome.NotSent(var what) -> noHost(what);
            case Outcome.NoAnswer(var what) -> noHost(what);
            case Outcome.Answered answer ->
                DhanJson.parsed(answer.body())
                        .filter(JsonNode::isObject)
                        .filter(_ -> answer.isSuccess())
                        .flatMap(body -> AccessToken.minted(new Row("login", body), credentials.clientId(), false))
                        .map(this::keep)
                        .orElseGet(() -> refused(answer));
        };
    }

    /// Now; near the end of a one-time password's life the start of the next one's.
    private Instant goodStep() {
        Instant now = clock.instant();
        long into = Math.floorMod(now.toEpochMilli(), STEP.toMillis());
        Duration left = STEP.minusMillis(into);
        if (left.compareTo(END_OF_A_STEP) > 0) {
            return now;
        }
        try {
            pauser.pause(left);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return now.plus(left);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Check noHost(String what) {
        return failed(
                "the login host does not answer: " + what,
                "look at Dhan's status; log in again after 2 minutes. If the login went through, the token from"
                        + " before is dead");
    }

    /// What the refusal of a login means. The host's words are not documented.
    private static Check refused(Outcome.Answered answer) {
        Optional<Fault> fault = Fault.of(answer);
        String text = fault.map(Fault::text).filter(words -> !words.isEmpty()).orElseGet(() -> message(answer));
        String found = "the login was answered with status " + answer.status() + (text.isEmpty() ? "" : ": " + text);
        String lower = text.toLowerCase(Locale.ROOT);
        if (answer.status() >= 500 || DhanJson.parsed(answer.body()).isEmpty()) {
            return noHost(found);
        }
        if (lower.contains("totp")
                && (lower.contains("enable") || lower.contains("set up") || lower.contains("setup"))) {
            return failed(found, "enable TOTP for API access on web.dhan.co and put its seed into the secret");
        }
        if (lower.contains("once every")) {
            return failed(found, "wait 2 minutes, then log in again");
        }
        if (lower.contains("totp") || lower.contains("otp")) {
            return failed(found + clocks(answer), wrongPassword(answer));
        }
        if (lower.contains("pin")) {
            return failed(found, "correct pin in the secret; do not try by hand: too many wrong pins lock the client");
        }
        return failed(found, "compare clientId, pin and totpSeed in the secret with web.dhan.co");
    }

    private static String message(Outcome.Answered answer) {
        return DhanJson.parsed(answer.body())
                .filter(JsonNode::isObject)
                .flatMap(body -> new Row("login", body).word("message", "remarks", "error", "errorMessage"))
                .map(Masks::clean)
                .orElse("");
    }

    private static String clocks(Outcome.Answered answer) {
        return answer.ourLead()
                .map(lead -> "; our clock is " + Outcome.aheadOf(lead) + " the host's")
                .orElse("; the host does not say its time");
    }

    private static String wrongPassword(Outcome.Answered answer) {
        boolean off = answer.ourLead()
                .filter(lead -> lead.abs().compareTo(CLOCK_OFF) > 0)
                .isPresent();
        return off
                ? "set our clock right: one-time passwords are made from it"
                : "the clocks agree: put the seed of this client's TOTP into the secret";
    }

    /// A token from the web page as a new one; empty when it was not renewed.
    Optional<AccessToken> renewed(AccessToken token) {
        Call call = new Call(
                "GET",
                endpoints.api("/RenewToken"),
                Map.of("access-token", token.value(), "dhanClientId", token.clientId(), "Accept", "application/json"),
                null,
                TIMEOUT,
                true,
                List.of());
        return transport.once(call) instanceof Outcome.Answered answer && answer.isSuccess()
                ? DhanJson.parsed(answer.body())
                        .filter(JsonNode::isObject)
                        .flatMap(body -> AccessToken.minted(new Row("renewal", body), token.clientId(), true))
                : Optional.empty();
    }

    private static Check failed(String found, String todo) {
        return Check.failed(CHECK, found, todo);
    }
}
