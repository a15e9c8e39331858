package sauda.local.live;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sauda.core.order.Broker.Answer;
import sauda.core.order.LiveBroker;

/// The way out that needs nothing of ours but a login: the broker leaves everything and locks.
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells the broker of a live client to cancel every order, leave every position, also those that"
                + " are not ours, and lock trading for the rest of the day. For when the rest does not answer.")
public final class KillCommand implements Callable<Integer> {

    @Mixin
    LiveClient live = new LiveClient();

    @Option(
            names = "--really",
            paramLabel = "CLIENT",
            description = "the client's name once more; without it nothing is done")
    @Nullable
    String really;

    @Override
    public Integer call() {
        if (!live.client.equals(really)) {
            System.out.println(
                    "nothing was done: say --really " + live.client + " to leave everything of it and lock it");
            return 2;
        }
        LiveBroker broker = live.broker();
        Answer left = broker.leaveEverything();
        System.out.println("leave everything: " + said(left));
        Answer locked = broker.lock();
        System.out.println("lock for the day: " + said(locked));
        boolean done = locked instanceof Answer.Acknowledged;
        if (!done) {
            System.out.println("the broker locks once nothing is open: say it again in a minute");
        }
        return done ? 0 : 1;
    }

    private static String said(Answer answer) {
        return switch (answer) {
            case Answer.Acknowledged _ -> "taken";
            case Answer.Refused(var reason) -> "refused, " + reason;
            case Answer.Unknown(var what) -> "no answer (" + what + "); look in the broker's app";
        };
    }
}
