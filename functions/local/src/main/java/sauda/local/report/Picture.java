package sauda.local.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Snapshot;

/// The accounts' values over a run as a PNG: profit or loss against capital, in percent,
/// after charges. A baseline is dashed.
public final class Picture {

    private static final int EVERYTHING = 1_000_000;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 420;

    private Picture() {}

    /// @param title says what was traded, and that it was paper
    public static void draw(Path file, String title, List<AccountSpec> accounts, Ledger ledger) {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle("% of capital, after charges")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        chart.getStyler().setTimezone(TimeZone.getTimeZone("Asia/Kolkata"));
        chart.getStyler().setDatePattern("dd MMM HH:mm");
        chart.getStyler().setYAxisDecimalPattern("0.00");
        for (AccountSpec account : accounts) {
            List<Snapshot> snapshots =
                    ledger.list(Keys.ofAccount(account.name()), "SNAPSHOT#", false, EVERYTHING).stream()
                            .map(item -> item.as(Snapshot.class))
                            .toList();
            if (!snapshots.isEmpty()) {
                String advisor = account.model() == null ? "rules" : account.model();
                String label = account.name() + " (" + (account.baseline() ? "baseline" : advisor) + ")";
                chart.addSeries(
                                label,
                                snapshots.stream().map(s -> Date.from(s.t())).toList(),
                                snapshots.stream().map(Picture::percent).toList())
                        .setMarker(SeriesMarkers.NONE)
                        .setLineStyle(account.baseline() ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
            }
        }
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write the picture " + file, unwritable);
        }
    }

    private static Double percent(Snapshot snapshot) {
        return snapshot.totalPnl()
                .over(snapshot.value().minus(snapshot.totalPnl()))
                .movePointRight(2)
                .doubleValue();
    }
}
