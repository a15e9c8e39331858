package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class AuditRecordTest {

    private static final Instant AT = Instant.parse("2024-01-15T04:30:00Z");

    @Example
    void theHashOfALinkNeverChanges() {
        assertThat(Samples.read("AuditRecord", AuditRecord.class).follows("")).isTrue();
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Example
    void everyChangedFieldBreaksTheLink() {
        var link = AuditRecord.after("claude", 2, "head", AT, "order FILLED", "id", List.of(1), "because");

        assertThat(link.follows("head")).isTrue();
        assertThat(link.follows("another head")).isFalse();
        assertThat(List.of(
                        with(link, "gpt", 2, AT, "order FILLED", "id", link.digest(), "because", "head"),
                        with(link, "claude", 3, AT, "order FILLED", "id", link.digest(), "because", "head"),
                        with(
                                link,
                                "claude",
                                2,
                                AT.plusNanos(1),
                                "order FILLED",
                                "id",
                                link.digest(),
                                "because",
                                "head"),
                        with(link, "claude", 2, AT, "order DENIED", "id", link.digest(), "because", "head"),
                        with(link, "claude", 2, AT, "order FILLED", "di", link.digest(), "because", "head"),
                        with(link, "claude", 2, AT, "order FILLED", "id", Sha256.hex("[2]"), "because", "head"),
                        with(link, "claude", 2, AT, "order FILLED", "id", link.digest(), "no reason", "head")))
                .allSatisfy(tampered -> assertThat(tampered.follows("head")).isFalse());
    }

    @Property(tries = 200)
    void aChainHoldsUntilALinkIsChangedDroppedOrSwapped(
            @ForAll @Size(min = 3, max = 12) List<@StringLength(max = 8) String> contents,
            @ForAll @IntRange(max = 1000) int choice) {
        var chain = chainOf(contents);
        assertThat(holds(chain)).isTrue();

        var place = choice % (chain.size() - 1);
        var dropped = new ArrayList<>(chain);
        dropped.remove(place);
        assertThat(holds(dropped)).isFalse();

        var swapped = new ArrayList<>(chain);
        swapped.set(place, chain.get(place + 1));
        swapped.set(place + 1, chain.get(place));
        assertThat(holds(swapped)).isFalse();

        // rewritten with a right hash of its own: the next link tells
        var rewritten = new ArrayList<>(chain);
        var old = chain.get(place);
        rewritten.set(
                place,
                AuditRecord.after(
                        old.chain(), old.seq(), old.previous(), old.at(), old.what(), old.ref(), "other", "changed"));
        assertThat(holds(rewritten)).isFalse();
    }

    private static List<AuditRecord> chainOf(List<String> contents) {
        var chain = new ArrayList<AuditRecord>();
        var head = "";
        for (var content : contents) {
            var link = AuditRecord.after("claude", chain.size() + 1, head, AT, "note", "ref", content, "test");
            chain.add(link);
            head = link.hash();
        }
        return chain;
    }

    private static boolean holds(List<AuditRecord> chain) {
        var head = "";
        for (var link : chain) {
            if (!link.follows(head)) {
                return false;
            }
            head = link.hash();
        }
        return true;
    }

    /// The link with other contents and its old hash.
    private static AuditRecord with(
            AuditRecord link,
            String chain,
            long seq,
            Instant at,
            String what,
            String ref,
            String digest,
            String because,
            String previous) {
        return new AuditRecord(chain, seq, at, what, ref, digest, because, previous, link.hash());
    }
}
