package sauda.faketelegram;

/// Where updates are brought to.
public interface Webhook {

    /// @param secret as the header says it, null when the webhook was set without one
    /// @return status of the answer
    int bring(@org.jspecify.annotations.Nullable String secret, String body);
}
