package sauda.core.ledger;

import java.util.List;
import java.util.Optional;

/// The form of what the ledger holds, in an item of its own, so that no code trades on a
/// ledger that it would misread.
///
/// A release that only adds (attributes, kinds, keys, reason codes) raises the minor: older
/// code reads past what it does not know, and may be put back. A release whose ledger older
/// code would misread raises the major, by a step of its own while trading is halted.
///
/// @param major raised when older code must not touch the ledger any more
/// @param minor raised with every other change of what is stored
public record Schema(int major, int minor) {

    /// What this code writes. 1.1 has the dead man's lock in the control item.
    public static final Schema OURS = new Schema(1, 1);

    /// What a ledger without the item has: that of release 0.1.0.
    public static final Schema FIRST = new Schema(1, 0);

    static final String KIND = "schema";

    /// What the ledger says of itself.
    public static Schema of(Ledger ledger) {
        return stored(ledger).orElse(FIRST);
    }

    private static Optional<Schema> stored(Ledger ledger) {
        return ledger.get(Keys.SCHEMA).map(item -> item.as(Schema.class));
    }

    /// Writes what this code writes, where the ledger does not say so yet. Never lowers it:
    /// code that was put back leaves what newer code said.
    public static void stamp(Ledger ledger) {
        Optional<Schema> found = stored(ledger);
        if (found.isPresent() && !found.get().isBefore(OURS)) {
            return;
        }
        Condition unseen = found.<Condition>map(schema -> new Condition.Equal("minor", schema.minor()))
                .orElseGet(Condition.Absent::new);
        // Refused, another has just written it.
        ledger.commit(List.of(Write.put(Item.of(Keys.SCHEMA, KIND, OURS), unseen)));
    }

    private boolean isBefore(Schema other) {
        return major < other.major || major == other.major && minor < other.minor;
    }

    /// @throws TooNew when this code may not read such a ledger
    void requireReadable() {
        if (major > OURS.major) {
            throw new TooNew(this);
        }
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }

    /// The ledger was written by a release that this code must not follow.
    public static final class TooNew extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooNew(Schema found) {
            super("LEDGER_TOO_NEW: the ledger's schema is " + found + ", and this release reads " + OURS.major
                    + ".x: deploy the release that wrote it again, or restore a copy from before it");
        }
    }
}
