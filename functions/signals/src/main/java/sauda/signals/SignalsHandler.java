package sauda.signals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import org.jspecify.annotations.Nullable;
import sauda.cloud.SnsTicks;
import sauda.cloud.TopicFed;
import sauda.cloud.watch.Logs;

/// Reads one stock at each tick. Knows Lambda and JSON; knows no strategy.
public final class SignalsHandler implements TopicFed {

    private final SignalsWiring wired;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public SignalsHandler() {
        Logs.start(System.getenv());
        this(SignalsWiring.from(SignalsSettings.from(System.getenv())));
    }

    public SignalsHandler(SignalsWiring wired) {
        this.wired = wired;
    }

    @Override
    public @Nullable Void handleRequest(SNSEvent event, Context context) {
        SnsTicks.each(event, wired.desk()::on);
        return null;
    }
}
