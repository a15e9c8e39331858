package sauda.decisions.model;

import java.nio.charset.StandardCharsets;
import sauda.events.Rupees;

/// What an account may still spend on models today, and how much one decision may be
/// told. One purse is for one decision; all members of an ensemble share it.
public final class Purse {

    /// Bytes of one answer: several times what four thousand tokens and their thoughts
    /// make.
    private static final int ONE_ANSWER = 64_000;

    /// Bytes of all answers: decision and tape have to fit into one item of the ledger
    /// each.
    private static final int ALL_ANSWERS = 120_000;

    private long tokens;
    private Rupees rupees;
    private int room = ALL_ANSWERS;

    public Purse(long tokens, Rupees rupees) {
        this.tokens = tokens;
        this.rupees = rupees;
    }

    synchronized boolean covers(Usage most) {
        return most.tokens() <= tokens && !most.cost().above(rupees);
    }

    synchronized void spend(Usage used) {
        tokens -= used.tokens();
        rupees = rupees.minus(used.cost());
    }

    /// Whether an answer is short enough to be read and kept.
    synchronized boolean hasRoomFor(String answer) {
        int bytes = answer.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Math.min(room, ONE_ANSWER)) {
            return false;
        }
        room -= bytes;
        return true;
    }
}
