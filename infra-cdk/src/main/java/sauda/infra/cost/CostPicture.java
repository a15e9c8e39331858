package sauda.infra.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import sauda.infra.cost.Bill.Line;

/// What a month goes to at the size that ships, by plan, as a PNG.
public final class CostPicture {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 420;
    private static final double BAR = 0.5;

    private CostPicture() {}

    public static void draw(Path file, Costs costs) {
        System.setProperty("java.awt.headless", "true");
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("A month with " + Costs.SHIPPED.stocks() + " stocks and " + Costs.SHIPPED.accounts()
                        + " accounts, dollars beyond what is free")
                .yAxisTitle("$ a month")
                .build();
        chart.getStyler().setStacked(true);
        chart.getStyler().setAvailableSpaceFill(BAR);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        List<Map<String, BigDecimal>> columns = Costs.PLANS.stream()
                .map(plan -> costs.bill(plan, Costs.SHIPPED).byService(Line::paid))
                .toList();
        columns.stream()
                .flatMap(column -> column.keySet().stream())
                .distinct()
                .forEach(service -> chart.addSeries(
                        service,
                        Costs.PLANS.stream().map(Plan::name).toList(),
                        columns.stream()
                                .map(column -> column.getOrDefault(service, BigDecimal.ZERO))
                                .toList()));
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write the picture " + file, unwritable);
        }
    }
}
