package sauda.local.measure;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// The least that a function can be: what all others are held against.
public final class HelloHandler implements RequestHandler<Map<String, String>, Map<String, String>> {

    /// Called once by Lambda.
    public HelloHandler() {}

    @Override
    public Map<String, String> handleRequest(Map<String, String> event, Context context) {
        return Map.of("hello", event.getOrDefault("name", "world"));
    }
}
