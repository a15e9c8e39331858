package sauda.local.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.cloud.AwsClients;
import sauda.cloud.SnsTicks;
import sauda.cloud.SqsMailbox;
import sauda.cloud.watch.Logs;

/// Does what every function of a tick does: takes it from the topic and sends something on.
public final class SendingHandler implements RequestHandler<SNSEvent, @Nullable Void> {

    public SendingHandler() {
        Logs.start(System.getenv());
    }

    @Override
    public @Nullable Void handleRequest(SNSEvent event, Context context) {
        SqsMailbox mailbox = new SqsMailbox(AwsClients.sqs(), Map.of("bars.fifo", System.getenv("QUEUE_URL")));
        SnsTicks.each(event, tick -> mailbox.send("bars.fifo", "claude", "once", tick));
        return null;
    }
}
