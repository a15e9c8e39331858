package sauda.dashboard.push;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// The open connections, as the ledger keeps them.
final class Sockets {

    /// So many are pushed to. Further ones are refused; of two that come at once for the last
    /// place both may get in, and then the last by id is not told of changes and asks for them.
    static final int MOST = 500;

    /// So many of one user, so that nobody keeps the others out.
    static final int MOST_OF_ONE = 200;

    private final Ledger ledger;

    Sockets(Ledger ledger) {
        this.ledger = ledger;
    }

    enum Place {
        TAKEN,
        ALL_ARE_TAKEN,
        ONE_HAS_TOO_MANY
    }

    /// Those that ended without a word make room.
    Place open(Socket socket, Instant now) {
        List<Socket> others =
                all().stream().filter(other -> !other.id().equals(socket.id())).toList();
        others.stream().filter(other -> other.isOver(now)).forEach(over -> remove(over.id()));
        List<Socket> open = others.stream().filter(other -> !other.isOver(now)).toList();
        if (open.size() >= MOST) {
            return Place.ALL_ARE_TAKEN;
        }
        if (open.stream().filter(other -> other.sub().equals(socket.sub())).count() >= MOST_OF_ONE) {
            return Place.ONE_HAS_TOO_MANY;
        }
        ledger.commit(List.of(Write.put(socket.item())));
        return Place.TAKEN;
    }

    Optional<Socket> find(String id) {
        return ledger.get(Keys.socket(id)).map(item -> item.as(Socket.class));
    }

    /// @return false when it was closed meanwhile: it is not opened again by what it wants
    boolean change(Socket socket) {
        return ledger.commit(List.of(Write.put(socket.item(), new Condition.Present())))
                .isDone();
    }

    void remove(String id) {
        ledger.commit(List.of(new Write.Delete(Keys.socket(id), List.of())));
    }

    /// In the order of their ids.
    List<Socket> all() {
        return ledger.list(Keys.SOCKETS, "", false, MOST).stream()
                .flatMap(item -> readable(item).stream())
                .toList();
    }

    /// What an earlier version wrote may be unreadable until it expires: its page connects again.
    private static Optional<Socket> readable(Item item) {
        try {
            return Optional.of(item.as(Socket.class));
        } catch (RuntimeException torn) {
            return Optional.empty();
        }
    }
}
