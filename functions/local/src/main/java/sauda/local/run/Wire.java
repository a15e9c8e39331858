package sauda.local.run;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A handler behind JSON, as Lambda's runtime puts it: events come in and results go out as
/// text, through AWS's own serialisers.
///
/// @param <I> event type
/// @param <O> result type
public final class Wire<I, O extends @Nullable Object> {

    private static final ClassLoader LOADER = Wire.class.getClassLoader();

    private final RequestHandler<I, O> handler;
    private final PojoSerializer<I> events;

    public Wire(RequestHandler<I, O> handler, Class<I> event) {
        this.handler = handler;
        this.events = LambdaEventSerializers.serializerFor(event, LOADER);
    }

    public O invoke(String json) {
        return handler.handleRequest(events.fromJson(json), LocalContext.INSTANCE);
    }

    /// The event as the JSON that Lambda would be given.
    public String json(I event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.toJson(event, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
