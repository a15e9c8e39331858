package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Check;

/// The token of a client. It lies in a secret of its own, beside the credentials: those
/// who trade read it there and never log in; a login makes a new one, and the old one
/// dies.
final class DhanSession {

    private static final String TOKEN_SUFFIX = "/token";

    private final Secrets secrets;
    private final String secret;
    private final InstantSource clock;

    /// @param secret name of the secret with the credentials
    DhanSession(Secrets secrets, String secret, InstantSource clock) {
        this.secrets = secrets;
        this.secret = secret;
        this.clock = clock;
    }

    String tokenSecret() {
        return secret + TOKEN_SUFFIX;
    }

    /// The token to call with. One that is known to be over is looked for once more in
    /// the store.
    ///
    /// @throws BrokerUnavailable [LiveBroker#TOKEN_DEAD] when there is none that is
    ///                           good, or why the store of secrets does not give it
    AccessToken token() {
        Optional<AccessToken> known = read(secrets::value);
        return known.filter(token -> token.isGoodAt(clock.instant()))
                .or(() -> read(secrets::fresh).filter(token -> token.isGoodAt(clock.instant())))
                .orElseThrow(() -> new BrokerUnavailable(
                        LiveBroker.TOKEN_DEAD,
                        known.isEmpty()
                                ? "there is no token in " + tokenSecret() + ": log in"
                                : "the token ended at " + known.get().expiresAt() + ": log in"));
    }

    /// The token that took the place of one that the venue calls dead, if there is one.
    Optional<AccessToken> insteadOf(AccessToken dead) {
        return read(secrets::fresh)
                .filter(token -> !token.value().equals(dead.value()))
                .filter(token -> token.isGoodAt(clock.instant()));
    }

    /// The token as it is stored, good or not; empty when there is none.
    Optional<AccessToken> stored() {
        return read(secrets::fresh);
    }

    void store(AccessToken token) {
        secrets.store(tokenSecret(), token.json());
    }

    /// @throws SecretMissing when they are not to be had
    Optional<Credentials> credentials() {
        return Credentials.of(secrets.fresh(secret));
    }

    private interface Read {
        String secret(String name);
    }

    private Optional<AccessToken> read(Read read) {
        try {
            String json = read.secret(tokenSecret());
            Optional<AccessToken> token = AccessToken.of(json, "");
            return token.filter(known -> known.clientId().isEmpty()).isPresent()
                    ? AccessToken.of(json, clientId())
                    : token;
        } catch (SecretMissing missing) {
            if (missing.code() == SecretMissing.Code.SECRET_ABSENT) {
                return Optional.empty();
            }
            throw new BrokerUnavailable(missing.code().name(), missing.code() + ": " + tokenSecret());
        }
    }

    private String clientId() {
        return Credentials.of(secrets.value(secret)).map(Credentials::clientId).orElse("");
    }

    /// Whether a token needs no other for a while.
    ///
    /// @param dead asks the venue; true only when it says so
    boolean isEnough(AccessToken token, Instant until, Predicate<AccessToken> dead) {
        return token.isGoodAt(until) && !dead.test(token);
    }

    static Check in(AccessToken token, Instant now) {
        return Check.passed(
                DhanLogin.CHECK,
                "the token is good until " + IndianTime.minute(token.expiresAt()) + ", for "
                        + Duration.between(now, token.expiresAt()).toHours() + " h");
    }
}
