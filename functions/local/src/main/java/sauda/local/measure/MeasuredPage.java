package sauda.local.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import sauda.core.calendar.TradingCalendar;

/// A page with figures in it, between two lines; what they mean is written by hand around them.
public final class MeasuredPage {

    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->";

    private MeasuredPage() {}

    /// @param page  that is there, with both lines in it
    /// @param what  was measured, such as `1000 ticks`
    /// @param table in Markdown
    /// @throws IllegalStateException when it has no place for the figures
    public static void renew(Path page, String what, String table) {
        try {
            Files.writeString(page, renewed(Files.readString(page), measured(what) + table + "\n"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + page, unwritable);
        }
    }

    static String renewed(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(
                    "the page has no place for the figures, from " + BEGIN.strip() + " to " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + figures + page.substring(end);
    }

    private static String measured(String what) {
        return "Measured on " + LocalDate.now(TradingCalendar.INDIA) + ": " + what + ", on "
                + Runtime.getRuntime().availableProcessors() + " processors, JDK "
                + Runtime.version().feature()
                + ".\n\n";
    }
}
