package sauda.infra.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table in Markdown, which reads as well in a terminal. All columns but the first are figures.
final class Table {

    private static final DecimalFormatSymbols SIGNS = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    static String dollars(BigDecimal amount) {
        return number("#,##0.00", amount);
    }

    /// Whole units above a hundred, else with two digits.
    static String quantity(BigDecimal amount) {
        return number(amount.compareTo(BigDecimal.valueOf(100)) >= 0 ? "#,##0" : "#,##0.##", amount);
    }

    static String rupees(BigDecimal amount) {
        return "₹" + number(amount.compareTo(BigDecimal.valueOf(100)) >= 0 ? "#,##0" : "#,##0.00", amount);
    }

    private static String number(String pattern, BigDecimal amount) {
        DecimalFormat format = new DecimalFormat(pattern, SIGNS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (lines.size() == 1) {
                StringBuilder rule = new StringBuilder("|");
                for (int i = 0; i < columns; i++) {
                    rule.append(i == 0 ? "-".repeat(widths[i] + 2) : "-".repeat(widths[i] + 1) + ":")
                            .append("|");
                }
                lines.add(rule.toString());
            }
        }
        return lines.stream().collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(' ')
                    .append(i == 0 ? row.get(i) + space : space + row.get(i))
                    .append(" |");
        }
        return line.toString();
    }
}
