package sauda.local.storm;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far a storm is: a bar with an estimate on a terminal, a line for every tenth elsewhere.
public final class Progress implements LongConsumer, AutoCloseable {

    private final PrintStream out;
    private final long all;
    private final @Nullable ProgressBar bar;
    private final long began = System.nanoTime();
    private long tenths;

    /// @param terminal whether a person looks at it
    public Progress(PrintStream out, boolean terminal, long all) {
        this.out = out;
        this.all = all;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("storm")
                        .setInitialMax(all)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    @Override
    public void accept(long done) {
        if (bar != null) {
            bar.stepTo(done);
        } else if (done * 10 / all > tenths) {
            tenths = done * 10 / all;
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            out.println(10 * tenths + " % of the storm after " + seconds + " s, about " + seconds * (all - done) / done
                    + " s to go");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
