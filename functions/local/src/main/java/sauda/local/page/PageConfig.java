package sauda.local.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Mode;
import sauda.local.issuer.Issuer;

/// What `/config.json` tells the page: where to sign in, to ask and to listen.
///
/// @param mode      `paper` or `live`
/// @param apiUrl    empty: the API has the page's own origin
/// @param loginHint who signs in without being asked, if anybody
/// @param simulated whether the market is
record PageConfig(
        String mode,
        String authorizeUrl,
        String tokenUrl,
        String logoutUrl,
        String clientId,
        String scope,
        String apiUrl,
        String socketUrl,
        @Nullable String loginHint,
        boolean simulated) {

    /// Everything is where the page came from.
    static PageConfig at(String origin, PageSettings settings) {
        return new PageConfig(
                settings.mode().name().toLowerCase(Locale.ROOT),
                origin + "/oauth2/authorize",
                origin + "/oauth2/token",
                origin + "/logout",
                Issuer.CLIENT,
                Issuer.SCOPE,
                "",
                origin.replaceFirst("^http", "ws") + "/socket",
                settings.loginHint(),
                settings.simulated());
    }
}
