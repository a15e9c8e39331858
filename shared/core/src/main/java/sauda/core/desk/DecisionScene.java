package sauda.core.desk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.events.Sha256;

/// What the judge of a decision knew beside the briefing: the time, and the items of the
/// ledger that it read. Kept with the tape, so that the decision can be judged again.
///
/// @param now   of the market's clock
/// @param items books, control, totals and sides, in the order in which they were read
record DecisionScene(Instant now, List<Stored> items) {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    DecisionScene {
        items = List.copyOf(items);
    }

    /// An item in the form of JSON.
    record Stored(String partition, String sort, String kind, Map<String, Object> attributes) {
        static Stored of(Item item) {
            return new Stored(item.key().partition(), item.key().sort(), item.kind(), item.attributes());
        }

        Item item() {
            return new Item(new Key(partition, sort), kind, attributes);
        }
    }

    static DecisionScene of(Instant now, List<Item> items) {
        return new DecisionScene(now, items.stream().map(Stored::of).toList());
    }

    String json() {
        return EventJson.write(this);
    }

    /// Gzip of a scene's JSON: some thousand bytes.
    static byte[] pack(String json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException memoryDoesNotFail) {
            throw new IllegalStateException(memoryDoesNotFail);
        }
        return packed.toByteArray();
    }

    /// @throws BadMessage when the bytes are not the scene that had this hash
    static DecisionScene unpack(byte[] packed, String hash) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            String json = new String(gzip.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            if (!Sha256.hex(json).equals(hash)) {
                throw new BadMessage("the scene was changed: its hash is " + Sha256.hex(json) + " and not " + hash);
            }
            return EventJson.read(json, DecisionScene.class);
        } catch (IOException bad) {
            throw new BadMessage("not a scene, or a torn one: " + bad.getMessage(), bad);
        }
    }
}
