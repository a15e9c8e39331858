package sauda.local.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The result of a storm as lines to read.
final class Sheet {

    private static final List<String> GROUPS =
            List.of("intents", "cancels", "entries", "exits", "stops", "unknown", "venue", "faults");

    private Sheet() {}

    static List<String> of(Storm.Result result) {
        List<String> lines = new ArrayList<>();
        for (String group : GROUPS) {
            lines.add(group);
            result.tally().group(group).forEach((name, count) -> lines.add(line(name, count)));
        }
        lines.add("checks");
        for (Breach breach : Breach.values()) {
            lines.add(line(breach.words, result.tally().of("checks", breach.words)));
        }
        return lines;
    }

    private static String line(String name, long count) {
        return String.format(
                Locale.ROOT, "  %-48s %,14d", name.toLowerCase(Locale.ROOT).replace('_', ' '), count);
    }

    /// The first failing round, found again by its seed, with the time-line of what failed first.
    static List<String> failure(Round.Played failed, Round.Played again) {
        List<String> lines = new ArrayList<>();
        lines.add("first failing round has the seed " + failed.seed());
        failed.findings().forEach(finding -> lines.add("  " + finding));
        again.findings().stream().findFirst().ifPresent(first -> {
            lines.add("time-line of " + (first.subject().isEmpty() ? "the round" : first.subject()));
            again.journal()
                    .about(first.subject())
                    .forEach(line -> lines.add("  " + line.at() + "  " + line.about() + "  " + line.what()));
        });
        return lines;
    }
}
