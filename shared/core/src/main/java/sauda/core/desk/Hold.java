package sauda.core.desk;

import java.util.Optional;
import sauda.core.order.LiveBroker;
import sauda.events.Reason;

/// Why no account of a broker client may enter until a preflight passes again.
///
/// @param code    of the venue's refusal
/// @param because one sentence
/// @param todo    what the owner does about it
public record Hold(String code, String because, String todo) {

    /// Refusals that speak of the client and not of the order: every next order would be
    /// refused the same way.
    public static Optional<Hold> forRefusal(Reason reason) {
        return switch (reason.code()) {
            case LiveBroker.TOKEN_DEAD ->
                Optional.of(new Hold(
                        reason.code(),
                        "the venue does not take our token any more",
                        "a new login is tried with the next preflight; see that the credentials are right"));
            case LiveBroker.IP_NOT_REGISTERED ->
                Optional.of(new Hold(
                        reason.code(),
                        "the venue does not know the address that our orders leave from",
                        "register the address with the broker; the next preflight sees it"));
            default -> Optional.empty();
        };
    }
}
