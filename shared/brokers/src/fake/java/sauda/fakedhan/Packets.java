package sauda.fakedhan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The binary packets of the market feed, little-endian, as `dhan-v2.md` §10 has them.
/// Their last trade time counts seconds on the Indian clock, unlike everything else of
/// Dhan's.
final class Packets {

    /// Why the server ends a connection.
    static final int TOO_MANY_SOCKETS = 805;
    static final int TOKEN_EXPIRED = 807;

    private static final int NSE_EQ = 1;
    private static final long INDIA_AHEAD_SECONDS = 19_800;

    private final Venue venue;

    Packets(Venue venue) {
        this.venue = venue;
    }

    /// How much a client wants to know of a stock.
    enum Depth {
        TICKER(2, 16),
        QUOTE(4, 50),
        FULL(8, 162);

        private final int code;
        private final int length;

        Depth(int code, int length) {
            this.code = code;
            this.length = length;
        }
    }

    byte[] packet(Symbol symbol, Depth depth, Instant now) {
        Rupees last = venue.tape().last(symbol, now);
        Optional<Bar> day = venue.tape().soFar(symbol, now);
        ByteBuffer packet = begin(depth.code, depth.length, Integer.parseInt(venue.securityId(symbol)));
        packet.putFloat(floating(last));
        if (depth == Depth.TICKER) {
            return packet.putInt(time(symbol, now)).array();
        }
        packet.putShort((short) 10).putInt(time(symbol, now)).putFloat(floating(last));
        packet.putInt(day.map(Bar::volume).orElse(0L).intValue()).putInt(500).putInt(500);
        if (depth == Depth.FULL) {
            packet.putInt(0).putInt(0).putInt(0);
        }
        packet.putFloat(floating(day.map(Bar::open).orElse(Rupees.ZERO)))
                .putFloat(floating(venue.tape().previousClose(symbol, IndianTime.date(now))))
                .putFloat(floating(day.map(Bar::high).orElse(Rupees.ZERO)))
                .putFloat(floating(day.map(Bar::low).orElse(Rupees.ZERO)));
        if (depth == Depth.FULL) {
            ladder(packet, last, venue.tape().tick(symbol, IndianTime.date(now)));
        }
        return packet.array();
    }

    private static void ladder(ByteBuffer packet, Rupees last, Rupees tick) {
        for (int level = 1; level <= 5; level++) {
            packet.putInt(100).putInt(100).putShort((short) 2).putShort((short) 2);
            packet.putFloat(floating(last.minus(tick.times(level)))).putFloat(floating(last.plus(tick.times(level))));
        }
    }

    static byte[] disconnected(int reason) {
        return begin(50, 10, 0).putShort((short) reason).array();
    }

    /// Several packets share a frame; a reader walks by their length.
    static byte[] together(List<byte[]> packets) {
        ByteBuffer frame = ByteBuffer.allocate(
                packets.stream().mapToInt(packet -> packet.length).sum());
        packets.forEach(frame::put);
        return frame.array();
    }

    private static ByteBuffer begin(int code, int length, int securityId) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) code)
                .putShort((short) length)
                .put((byte) NSE_EQ)
                .putInt(securityId);
    }

    private int time(Symbol symbol, Instant now) {
        return venue.tape()
                .lastTrade(symbol, now)
                .map(instant -> (int) (instant.getEpochSecond() + INDIA_AHEAD_SECONDS))
                .orElse(0);
    }

    private static float floating(Rupees amount) {
        return amount.amount().floatValue();
    }
}
