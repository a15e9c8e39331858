package sauda.events;

import java.time.Instant;

/// One link of a chain of audit records. Whoever changes, drops or adds a link breaks
/// every hash after it.
///
/// @param chain    account name, or `OPERATORS`
/// @param seq      1 for the first
/// @param what     kind of the thing that changed and what it became, such as `order FILLED`
/// @param ref      its id
/// @param digest   SHA-256 of its JSON after the change
/// @param because  why
/// @param previous hash of the link before, empty for the first
public record AuditRecord(
        String chain,
        long seq,
        Instant at,
        String what,
        String ref,
        String digest,
        String because,
        String previous,
        String hash) {

    public static AuditRecord after(
            String chain,
            long seq,
            String previous,
            Instant at,
            String what,
            String ref,
            Object content,
            String because) {
        String digest = Sha256.hex(EventJson.write(content));
        String link = String.join("\n", chain, Long.toString(seq), at.toString(), what, ref, digest, because, previous);
        return new AuditRecord(chain, seq, at, what, ref, digest, because, previous, Sha256.hex(link));
    }

    /// Whether the link's own hash is right and it follows the one before.
    public boolean follows(String head) {
        String link = String.join("\n", chain, Long.toString(seq), at.toString(), what, ref, digest, because, previous);
        return previous.equals(head) && hash.equals(Sha256.hex(link));
    }
}
