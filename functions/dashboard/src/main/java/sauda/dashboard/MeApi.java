package sauda.dashboard;

import java.time.Instant;
import java.util.Map;

/// Who asks.
final class MeApi {

    Map<String, Operation> operations() {
        return Map.of("me", Operation.reads(Me.class, MeApi::me));
    }

    /// @param principal id that stays the same
    /// @param role      `viewer`, `trader` or `admin`
    /// @param expires   when the token ends
    record Me(String principal, String name, String role, Instant expires) {}

    private static Me me(Request request) {
        Principal principal = request.asker();
        return new Me(principal.sub(), principal.name(), principal.role().word(), principal.expires());
    }
}
