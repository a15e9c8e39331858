package sauda.fakedhan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers as the venue gives them: of the day, in sequence over all clients.
final class Ids {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

    private int orders;
    private int trades;

    String order(Instant now) {
        return "75" + day(now) + String.format(Locale.ROOT, "%04d", ++orders);
    }

    String trade() {
        return String.format(Locale.ROOT, "%08d", 40_000_000 + ++trades);
    }

    /// What Dhan calls an order that the client gave no name.
    String correlation(String clientId) {
        return clientId + "-" + String.format(Locale.ROOT, "%013d", 1_700_000_000_000L + orders);
    }

    static String exchange(VenueOrder order) {
        return order.exchangeAt() == null ? "0" : "1100000" + order.id();
    }

    private static String day(Instant now) {
        return IndianTime.date(now).atStartOfDay(ZoneOffset.UTC).format(DAY);
    }
}
