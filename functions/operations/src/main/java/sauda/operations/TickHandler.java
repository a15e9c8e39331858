package sauda.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sauda.cloud.SnsTicks;
import sauda.cloud.TopicFed;
import sauda.events.Tick;

/// A function that the Scheduler starts through the topic. Knows Lambda and JSON.
abstract class TickHandler implements TopicFed {

    private final Consumer<Tick> desk;

    TickHandler(Consumer<Tick> desk) {
        this.desk = desk;
    }

    @Override
    public final @Nullable Void handleRequest(SNSEvent event, Context context) {
        SnsTicks.each(event, desk);
        return null;
    }
}
