package sauda.local.page;

import java.util.Map;

/// What a browser may do with the page; CloudFront sends the same.
public final class SecurityHeaders {

    private SecurityHeaders() {}

    /// @param origin of the page, its API, its socket and the place where people sign in
    public static Map<String, String> of(String origin) {
        String socket = origin.replaceFirst("^http", "ws");
        return Map.of(
                "content-security-policy",
                "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                        + "connect-src 'self' " + socket + " " + origin
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + origin
                        + "; object-src 'none'",
                "x-content-type-options",
                "nosniff",
                "referrer-policy",
                "no-referrer",
                "x-frame-options",
                "DENY",
                "permissions-policy",
                "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
                        + "microphone=(), payment=(), usb=()");
    }
}
