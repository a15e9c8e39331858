package sauda.dashboard.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sauda.cloud.StreamRecords;
import sauda.cloud.watch.Logs;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.dashboard.Shown;
import sauda.events.EventJson;

/// Tells open pages of the ledger's changes, as its stream brings them. Of an item that changed
/// several times in a batch the last state is told. Whatever a page is not told, it asks for:
/// so nothing fails the batch, and none of its pages waits for another.
public final class PushHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {

    /// Connections that are sent to at the same time.
    private static final int AT_ONCE = 16;

    /// API Gateway takes 128 kB.
    private static final int MOST_MESSAGE = 100_000;

    /// Less than the function has.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(PushHandler.class.getName());

    private final SocketWiring wired;
    private final Sockets sockets;
    private final Duration patience;
    private final ExecutorService senders = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("push-", 1).factory());

    /// Called once by Lambda.
    public PushHandler() {
        Logs.start(System.getenv());
        this(SocketWiring.from(System.getenv()));
    }

    public PushHandler(SocketWiring wired) {
        this(wired, PATIENCE);
    }

    /// @param patience after which what is not sent is left
    PushHandler(SocketWiring wired, Duration patience) {
        this.wired = wired;
        this.sockets = wired.sockets();
        this.patience = patience;
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, @Nullable Context context) {
        if (event.getRecords().stream().anyMatch(PushHandler::isThere)) {
            List<Socket> open = open();
            if (!open.isEmpty()) {
                send(open, messages(event));
            }
        }
        return null;
    }

    /// Not so when the item was deleted.
    private static boolean isThere(DynamodbStreamRecord record) {
        return record.getDynamodb().getNewImage() != null
                && !record.getDynamodb().getNewImage().isEmpty();
    }

    private List<Socket> open() {
        try {
            return sockets.all();
        } catch (RuntimeException down) {
            LOG.log(Level.WARNING, "the ledger does not say who is connected; nobody is told", down);
            return List.of();
        }
    }

    private record Message(Shown shown, String json) {}

    private List<Message> messages(DynamodbEvent event) {
        SequencedMap<Key, Item> newest = new LinkedHashMap<>();
        event.getRecords().stream()
                .filter(PushHandler::isThere)
                .flatMap(record -> item(record).stream())
                .forEach(item -> newest.putLast(item.key(), item));
        Instant now = wired.market().instant();
        return newest.values().stream()
                .flatMap(item -> message(item, now).stream())
                .toList();
    }

    private static Optional<Item> item(DynamodbStreamRecord record) {
        try {
            return StreamRecords.item(record);
        } catch (RuntimeException torn) {
            LOG.log(Level.ERROR, "no page is told of change " + record.getEventID(), torn);
            return Optional.empty();
        }
    }

    private static Optional<Message> message(Item item, Instant now) {
        try {
            return Shown.of(item, now)
                    .map(shown -> new Message(shown, EventJson.write(shown)))
                    .filter(message -> message.json().length() <= MOST_MESSAGE);
        } catch (RuntimeException torn) {
            LOG.log(Level.ERROR, "no page is told of " + item.key(), torn);
            return Optional.empty();
        }
    }

    private void send(List<Socket> open, List<Message> messages) {
        Instant now = wired.clock().instant();
        List<Callable<Void>> errands = new ArrayList<>();
        for (Socket socket : open) {
            List<String> wanted = messages.stream()
                    .filter(message -> socket.wants(message.shown()))
                    .map(Message::json)
                    .toList();
            if (socket.isOver(now)) {
                errands.add(errand(socket, () -> end(socket)));
            } else if (!wanted.isEmpty()) {
                errands.add(errand(socket, () -> tell(socket, wanted)));
            }
        }
        run(errands);
    }

    private static Callable<Void> errand(Socket socket, Runnable errand) {
        return () -> {
            try {
                errand.run();
            } catch (RuntimeException notTaken) {
                LOG.log(Level.WARNING, "connection " + socket.id() + " was not told all", notTaken);
            }
            return null;
        };
    }

    private void run(List<Callable<Void>> errands) {
        try {
            long left = senders.invokeAll(errands, patience.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .filter(Future::isCancelled)
                    .count();
            if (left > 0) {
                LOG.log(Level.WARNING, left + " connections were not told all in time");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// In order; one that misses a message is told no later one of the batch.
    private void tell(Socket socket, List<String> messages) {
        for (String json : messages) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (!wired.connections().post(socket.id(), json)) {
                sockets.remove(socket.id());
                return;
            }
        }
    }

    private void end(Socket socket) {
        if (wired.connections().post(socket.id(), EventJson.write(Reply.EXPIRED))) {
            wired.connections().close(socket.id());
        }
        sockets.remove(socket.id());
    }
}
