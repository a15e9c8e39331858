package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import sauda.core.config.ConfigFile;

/// The calendar against five-minute candles of a liquid stock, 2023-01-02 to 2024-03-28. The
/// candles lie beside the checkout; Muhurat is left out of them.
class CalendarOfRealCandlesTest {

    private static final LocalDate FIRST = LocalDate.parse("2023-01-02");
    private static final LocalDate LAST = LocalDate.parse("2024-03-31");

    private final TradingCalendar calendar = ConfigFile.defaults().calendar();

    @Test
    void everySessionHasCandlesInItsHoursAndNoOtherDayHasAny() throws IOException {
        SortedMap<LocalDate, TreeSet<OffsetDateTime>> candles = candlesByDay();
        List<Session> sessions = calendar.sessionsBetween(FIRST, LAST).stream()
                .filter(session -> session.kind() != Session.Kind.MUHURAT)
                .toList();

        assertThat(candles.keySet())
                .containsExactlyElementsOf(sessions.stream().map(Session::date).toList());
        for (Session session : sessions) {
            TreeSet<OffsetDateTime> day = Objects.requireNonNull(candles.get(session.date()));
            assertThat(day.first().toInstant()).as("first of " + session.date()).isEqualTo(session.open());
            assertThat(day).as("candles of " + session.date()).allMatch(start -> session.startsBar(start.toInstant()));
            assertThat(session.isLastBar(day.last().toInstant()))
                    .as("last of " + session.date())
                    .isTrue();
        }
    }

    private static SortedMap<LocalDate, TreeSet<OffsetDateTime>> candlesByDay() throws IOException {
        Path file = data().resolve("nse/5m/TCS.csv.gz");
        assumeTrue(Files.exists(file), "no real candles beside the checkout: ../shared/data is missing");
        SortedMap<LocalDate, TreeSet<OffsetDateTime>> days = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            lines.lines()
                    .skip(1)
                    .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(','))))
                    .forEach(start -> days.computeIfAbsent(start.toLocalDate(), day -> new TreeSet<>())
                            .add(start));
        }
        return days;
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
}
