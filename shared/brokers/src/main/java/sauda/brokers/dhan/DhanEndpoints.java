package sauda.brokers.dhan;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Where Dhan is.
///
/// @param api         REST interface, without a slash at its end
/// @param auth        host that gives out tokens, without a slash at its end
/// @param instruments the compact instrument file
/// @param ownAddress  answers with the address that we call from, as text; used where
///                    Dhan does not say it
public record DhanEndpoints(URI api, URI auth, URI instruments, Optional<URI> ownAddress) {

    /// The real hosts, unless `DHAN_BASE_URL`, `DHAN_AUTH_URL`, `DHAN_INSTRUMENTS_URL` or
    /// `SAUDA_ADDRESS_URL` say otherwise.
    public static DhanEndpoints from(Map<String, String> variables) {
        return new DhanEndpoints(
                uri(variables, "DHAN_BASE_URL", "https://api.dhan.co/v2"),
                uri(variables, "DHAN_AUTH_URL", "https://auth.dhan.co"),
                uri(variables, "DHAN_INSTRUMENTS_URL", "https://images.dhan.co/api-data/api-scrip-master.csv"),
                Optional.of(variables.getOrDefault("SAUDA_ADDRESS_URL", ""))
                        .filter(url -> !url.isBlank())
                        .map(URI::create));
    }

    private static URI uri(Map<String, String> variables, String name, String real) {
        String value = variables.getOrDefault(name, "");
        String url = value.isBlank() ? real : value.strip();
        return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    URI api(String path) {
        return URI.create(api + path);
    }
}
