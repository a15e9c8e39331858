package sauda.local.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/// `docs/cold-start.md` and its picture.
final class ColdStartPage {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 520;

    private ColdStartPage() {}

    static void write(Path page, List<Measured> measured, List<Way> ways, int runs) {
        MeasuredPage.renew(
                page,
                runs + " starts of each way of each function in turns; milliseconds are median [least-most]",
                ColdStartTable.of(measured, ways));
        try {
            draw(page.resolveSibling("cold-start.png"), measured, ways);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot draw beside " + page, unwritable);
        }
    }

    private static void draw(Path file, List<Measured> measured, List<Way> ways) throws IOException {
        System.setProperty("java.awt.headless", "true");
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("From the start of a JVM to the first real answer")
                .yAxisTitle("× hello-world, plain start")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        chart.getStyler().setXAxisLabelRotation(45);
        double hello = Objects.requireNonNull(measured.getFirst().starts().get(Way.BASE))
                .median();
        List<String> names = measured.stream().map(Measured::name).toList();
        for (Way way : ways) {
            chart.addSeries(
                    way.said(),
                    names,
                    measured.stream()
                            .map(one -> Objects.requireNonNull(one.starts().get(way))
                                            .median()
                                    / hello)
                            .toList());
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
