package sauda.local.run;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
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
    private final Function<String, O> answers;

    public Wire(RequestHandler<I, O> handler, Class<I> event) {
        this(handler, event, (String answer) -> {
            throw new IllegalStateException(handler + " reads its events itself: say how its answers are read");
        });
    }

    /// One that may read its events itself, as Lambda's runtime would let it.
    ///
    /// @param answers reads what it writes
    public Wire(RequestHandler<I, O> handler, Class<I> event, Function<String, O> answers) {
        this.handler = handler;
        this.answers = answers;
        this.events = LambdaEventSerializers.serializerFor(event, LOADER);
    }

    public O invoke(String json) {
        // as Lambda's runtime chooses
        return handler instanceof RequestStreamHandler reader
                ? read(reader, json)
                : handler.handleRequest(events.fromJson(json), LocalContext.INSTANCE);
    }

    private O read(RequestStreamHandler reader, String json) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            reader.handleRequest(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), answer, LocalContext.INSTANCE);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return answers.apply(answer.toString(StandardCharsets.UTF_8));
    }

    /// The event as the JSON that Lambda would be given.
    public String json(I event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.toJson(event, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
