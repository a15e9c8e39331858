package sauda.dashboard;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;

/// Does what a request says once for each key that its caller chose. The key is claimed in the
/// ledger before anything is done, and the answer is kept with it for a day: the same request
/// again gets the same answer.
///
/// A claim whose answer never came, because the function died between, is done again as if it
/// were the first time: what is derived from the time of the request is the same.
final class Once {

    static final String HEADER = "Idempotency-Key";

    static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Duration KEPT = Duration.ofHours(24);

    /// Longer than a function lives: by then nobody is at it any more.
    private static final Duration AT_IT = Duration.ofSeconds(30);

    private static final int MOST_TRIES = 20;
    private static final System.Logger LOG = System.getLogger(Once.class.getName());

    private final Ledger ledger;
    private final InstantSource clock;

    /// @param clock the time of people
    Once(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @throws Refused when it is none
    static String key(String header) {
        if (!KEY.matcher(header).matches()) {
            throw Refused.because(400, "BAD_KEY", "a key is 8 to 64 of the characters A-Z, a-z, 0-9, - and _", HEADER);
        }
        return header;
    }

    static Refused missing() {
        return Refused.because(
                400, "KEY_NEEDED", "this needs a key of yours, so that it is done once however often it comes", HEADER);
    }

    /// @param key     of the principal
    /// @param request hash of what is asked for
    /// @param at      when it was asked for first, in the market's time
    record Claim(Principal principal, String key, String request, Instant at) {}

    /// @param work does it; what it is given is when it was asked for first
    Reply answer(Claim claim, Function<Instant, Reply> work) {
        return switch (claim(claim)) {
            case Found.Answered(var status, var body) -> replayed(status, body);
            case Found.Mine(var stored) -> done(claim, stored, work);
        };
    }

    private static Reply replayed(int status, String body) {
        Reply first = Reply.json(status, body);
        return new Reply(
                status,
                body,
                Map.of(
                        "content-type",
                        first.headers().getOrDefault("content-type", ""),
                        "idempotent-replayed",
                        "true"));
    }

    private Reply done(Claim claim, Stored mine, Function<Instant, Reply> work) {
        Reply reply;
        try {
            reply = work.apply(mine.at());
        } catch (RuntimeException failed) {
            keep(claim, mine, mine.open());
            throw failed;
        }
        keep(claim, mine, reply.isPassing() ? mine.open() : mine.with(reply));
        return reply;
    }

    /// It is done: that its answer cannot be kept only means that it would be done again, and is
    /// known then by the ids that it derives.
    private void keep(Claim claim, Stored mine, Stored next) {
        try {
            ledger.commit(List.of(Write.put(item(key(claim), next), new Condition.Equal("owner", mine.owner()))));
        } catch (LedgerUnavailable away) {
            LOG.log(Level.WARNING, "the answer of a keyed request is not kept", away);
        }
    }

    private sealed interface Found {
        record Mine(Stored stored) implements Found {}

        record Answered(int status, String body) implements Found {}
    }

    /// @param owner  who is at it, another one for each try
    /// @param until  when that one is given up
    /// @param status of the answer, null while there is none
    private record Stored(
            String request,
            Instant at,
            String owner,
            Instant until,
            @Nullable Integer status,
            @Nullable String body,
            long expires) {

        Stored open() {
            return new Stored(request, at, owner, Instant.EPOCH, null, null, expires);
        }

        Stored with(Reply reply) {
            return new Stored(request, at, owner, until, reply.status(), reply.body(), expires);
        }
    }

    private Found claim(Claim claim) {
        Instant now = clock.instant();
        String owner = UUID.randomUUID().toString();
        Stored first = new Stored(
                claim.request(),
                claim.at(),
                owner,
                now.plus(AT_IT),
                null,
                null,
                now.plus(KEPT).getEpochSecond());
        Stored mine = first;
        Condition unseen = new Condition.Absent();
        for (int i = 0; i < MOST_TRIES; i++) {
            if (!(ledger.commit(List.of(Write.put(item(key(claim), mine), unseen)))
                    instanceof Commit.Refused(var failed))) {
                return new Found.Mine(mine);
            }
            Item item = failed.getFirst().found();
            if (item == null) {
                mine = first;
                unseen = new Condition.Absent();
                continue;
            }
            Stored found = item.as(Stored.class);
            if (found.owner().equals(owner)) {
                // the answer to our own commit was lost
                return new Found.Mine(found);
            }
            unseen = new Condition.Equal("owner", found.owner());
            if (found.expires() <= now.getEpochSecond()) {
                mine = first;
                continue;
            }
            if (!found.request().equals(claim.request())) {
                throw Refused.because(422, "KEY_REUSED", "this key was used for another request", HEADER);
            }
            if (found.status() != null) {
                return new Found.Answered(found.status(), found.body() == null ? "" : found.body());
            }
            if (now.isBefore(found.until())) {
                throw Refused.forNow(
                        409,
                        "IN_PROGRESS",
                        "the same request is being carried out; ask again",
                        HEADER,
                        Duration.ofSeconds(1));
            }
            mine = new Stored(found.request(), found.at(), owner, now.plus(AT_IT), null, null, found.expires());
        }
        throw new LedgerUnavailable(
                "a key was overtaken " + MOST_TRIES + " times", new IllegalStateException(claim.key()));
    }

    private static Key key(Claim claim) {
        return Keys.idempotent(claim.principal().sub(), claim.key());
    }

    private static Item item(Key key, Stored stored) {
        return Item.whole(key, "idempotent", stored, Map.of("owner", stored.owner(), "expires", stored.expires()));
    }
}
