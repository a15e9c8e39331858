package sauda.local.measure;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What a run of cold starts found, as a table in Markdown.
final class ColdStartTable {

    private ColdStartTable() {}

    /// @param measured hello-world first
    static String of(List<Measured> measured, List<Way> ways) {
        Sample hello = Objects.requireNonNull(measured.getFirst().starts().get(Way.BASE));
        StringBuilder table = new StringBuilder("| function | plain start, ms | × hello-world |");
        List<Way> others = ways.stream().filter(way -> way != Way.BASE).toList();
        others.forEach(way -> table.append(' ').append(way.said()).append(", ms | × plain |"));
        table.append(" CPU, ms | × hello | jar, MB | classes | peak, MB |\n|---|---|---|");
        others.forEach(way -> table.append("---|---|"));
        table.append("---|---|---|---|---|\n");
        for (Measured one : measured) {
            Sample base = Objects.requireNonNull(one.starts().get(Way.BASE));
            table.append(String.format(Locale.ROOT, "| %s | %s | %.2f |", one.name(), base, base.over(hello)));
            others.forEach(way -> {
                Sample sample = Objects.requireNonNull(one.starts().get(way));
                table.append(String.format(Locale.ROOT, " %s | %.2f |", sample, sample.over(base)));
            });
            table.append(String.format(
                    Locale.ROOT,
                    " %.0f | %.2f | %.1f | %,d | %d |%n",
                    one.cpuMillis(),
                    one.cpuMillis() / measured.getFirst().cpuMillis(),
                    one.kilobytes() / 1024.0,
                    one.classes(),
                    one.peakMb()));
        }
        return table.toString();
    }
}
