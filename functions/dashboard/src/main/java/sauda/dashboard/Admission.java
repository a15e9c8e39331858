package sauda.dashboard;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Quota;
import sauda.events.Routes;

/// Who may ask, for what, and how often.
///
/// Tokens are checked by the gateway; here it is only read what they say.
final class Admission {

    /// So many requests a person makes in a minute, and as many to stop trading beside them.
    static final int MOST_A_MINUTE = 100;

    private static final Duration COUNT_KEPT = Duration.ofHours(1);

    private final Ledger ledger;
    private final InstantSource clock;

    /// @param clock the time of people
    Admission(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param principal null where nobody need be known
    /// @param counted   whether the ledger answered: what is urgent goes on when it does not
    record Admitted(@Nullable Principal principal, boolean counted) {}

    /// @throws Refused           when the caller is not known, asks too often, or may not
    /// @throws LedgerUnavailable when it is not known how often, unless it is urgent
    Admitted admit(APIGatewayV2HTTPEvent event, Routes.Http route, Operation operation) {
        if (route.open()) {
            return new Admitted(null, true);
        }
        Map<String, ?> claims = claims(event)
                .orElseThrow(() -> Refused.because(401, "NOT_SIGNED_IN", "this needs an access token: sign in"));
        Role needed = Role.valueOf(route.role().name());
        Principal principal = Principal.of(claims).orElseThrow(() -> forbidden(needed));
        boolean counted = count(principal, operation.urgent());
        require(principal, needed);
        return new Admitted(principal, counted);
    }

    /// @throws Refused when the person's role is below the needed one
    static void require(Principal principal, Role needed) {
        if (!principal.role().covers(needed)) {
            throw forbidden(needed);
        }
    }

    private static Refused forbidden(Role needed) {
        return Refused.because(403, "FORBIDDEN", "this needs the role " + needed.word());
    }

    private static Optional<Map<String, String>> claims(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext().getAuthorizer())
                .flatMap(authorizer -> Optional.ofNullable(authorizer.getJwt()))
                .flatMap(jwt -> Optional.ofNullable(jwt.getClaims()));
    }

    private boolean count(Principal principal, boolean urgent) {
        Instant now = clock.instant();
        boolean may;
        try {
            may = Quota.use(
                    ledger,
                    Keys.requests(principal.sub(), urgent ? "STOP#" : "", now),
                    "requests",
                    MOST_A_MINUTE,
                    now.plus(COUNT_KEPT));
        } catch (LedgerUnavailable away) {
            if (urgent) {
                return false;
            }
            throw away;
        }
        if (!may) {
            Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            throw Refused.forNow(
                    429,
                    "RATE_LIMITED",
                    MOST_A_MINUTE + " requests a minute are used; ask again in the next",
                    null,
                    Duration.between(now, next).plusMillis(999));
        }
        return true;
    }
}
