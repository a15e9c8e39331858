package sauda.local.report;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import sauda.events.Tick;

/// Where a run shows itself: a bar with an estimate and the trades above it on a terminal,
/// plain lines elsewhere.
public final class Console implements AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Kolkata"));
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream out;
    private @Nullable ProgressBar bar;

    /// @param terminal whether a person looks at it
    public Console(PrintStream out, boolean terminal, long all) {
        this.out = out;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("trading")
                        .setInitialMax(all)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    public void line(String text) {
        out.println(bar == null ? text : WIPE + text);
    }

    public void said(Tick tick, int done, int all) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(" " + TIME.format(tick.at()));
        } else if (tick.duty() == Tick.Duty.REPORT) {
            out.println(TIME.format(tick.at()) + "  day done, " + (100L * done / all) + " % of the run");
        }
    }

    /// Ends the bar; lines can still be written.
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
