package sauda.dashboard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.events.Sha256;

/// Where a list goes on: after the entry at this key of the ledger.
///
/// As text it is opaque, and it is good for the list alone that gave it, with the same filters.
record Cursor(String sort, String partition) implements Comparable<Cursor> {

    private static final int MOST = 1_000;
    private static final int CHECK = 12;

    // lists over several accounts go by sort key, then by account
    private static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::sort, Key::inOrder).thenComparing(Cursor::partition, Key::inOrder);

    static Cursor at(Item item) {
        return new Cursor(item.key().sort(), item.key().partition());
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }

    /// @param list what the list is, with its filters
    String text(String list) {
        String position = partition + "\n" + sort;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((check(list, position) + position).getBytes(StandardCharsets.UTF_8));
    }

    /// Empty for what this list never gave.
    static Optional<Cursor> of(String text, String list) {
        if (text.length() > MOST) {
            return Optional.empty();
        }
        try {
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .toString();
            String position = plain.length() < CHECK ? "" : plain.substring(CHECK);
            int end = position.indexOf('\n');
            Optional<Cursor> cursor = end < 1 || end == position.length() - 1
                    ? Optional.empty()
                    : Optional.of(new Cursor(position.substring(end + 1), position.substring(0, end)));
            // as a whole: two texts never mean one cursor
            return cursor.filter(read -> Arrays.equals(
                    read.text(list).getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | CharacterCodingException garbage) {
            return Optional.empty();
        }
    }

    private static String check(String list, String position) {
        return Sha256.hex(list + "\n" + position).substring(0, CHECK);
    }
}
