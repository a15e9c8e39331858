package sauda.decisions.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import sauda.core.decision.Advice.Exchange;
import sauda.events.Sha256;

/// Plays recorded answers, in order, to the requests they were answers to. It knows no
/// network.
public final class TapedLine implements Line {

    private final Deque<Exchange> tape;

    public TapedLine(List<Exchange> exchanges) {
        this.tape = new ArrayDeque<>(exchanges);
    }

    @Override
    public Reply send(Request request, Instant deadline) {
        Exchange next = tape.poll();
        if (next == null) {
            return Reply.none(Failure.TAPE_ENDED, 0);
        }
        if (!next.asked().equals(request.asked()) || !next.sent().equals(Sha256.hex(request.body()))) {
            return Reply.none(Failure.TAPE_DIFFERS, 0);
        }
        return new Reply(next.status(), next.body(), next.millis());
    }
}
