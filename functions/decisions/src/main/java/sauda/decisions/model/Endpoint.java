package sauda.decisions.model;

import org.jspecify.annotations.Nullable;

/// Where the models are.
///
/// @param baseUrl such as `https://openrouter.ai/api/v1`
/// @param key     bearer key; null or blank when there is none
/// @param standIn a scripted stand-in plays the model there, and every decision says so
public record Endpoint(String baseUrl, @Nullable String key, boolean standIn) {

    boolean hasKey() {
        return key != null && !key.isBlank();
    }

    /// A text of others without our key in it, should they have sent it back.
    String withoutKey(String text) {
        return key != null && key.length() >= 6 ? text.replace(key, "[key]") : text;
    }

    @Override
    public String toString() {
        return baseUrl + (standIn ? " (stand-in)" : "");
    }
}
