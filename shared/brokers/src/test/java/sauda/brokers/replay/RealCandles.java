package sauda.brokers.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;

/// Real NSE candles beside the checkout, which are no part of it. Tests that want them
/// are skipped where they are absent.
final class RealCandles {

    private static final LocalDate DRILL = LocalDate.of(2024, 3, 2);

    private RealCandles() {}

    /// @param path below the data folder, such as `nse/5m`
    static CsvCandles in(String path) {
        Path folder = data().resolve(path);
        assumeTrue(
                Files.isDirectory(folder), () -> "no real candles in " + folder + "; SAUDA_DATA may name the folder");
        return CsvCandles.adjusted(folder);
    }

    private static Path data() {
        String named = System.getProperty("SAUDA_DATA", System.getenv("SAUDA_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("infra-cdk"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data");
    }

    /// Every date of the data is a full session but the drill of March 2024.
    static Session session(LocalDate date) {
        return date.equals(DRILL)
                ? new Session(
                        date,
                        Session.Kind.SPECIAL,
                        "drill",
                        List.of(part(date, "09:15", "10:00"), part(date, "11:30", "12:30")),
                        new BigDecimal(5))
                : new Session(date, Session.Kind.NORMAL, "", List.of(part(date, "09:15", "15:30")), new BigDecimal(10));
    }

    private static Session.Part part(LocalDate date, String from, String to) {
        return new Session.Part(
                date.atTime(LocalTime.parse(from)).atZone(TradingCalendar.INDIA).toInstant(),
                date.atTime(LocalTime.parse(to)).atZone(TradingCalendar.INDIA).toInstant());
    }
}
