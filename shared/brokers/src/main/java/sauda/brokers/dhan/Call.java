package sauda.brokers.dhan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call as it goes over the wire.
///
/// @param write   it may change something at the venue
/// @param body    JSON, null for none
/// @param timeout for the whole of it, the answer's body included
/// @param secrets what stands in it and may never be shown
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout,
        boolean write,
        List<String> secrets) {

    Call {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    /// What may be shown of it: neither query nor headers nor body.
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
