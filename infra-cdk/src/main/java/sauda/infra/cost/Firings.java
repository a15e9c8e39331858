package sauda.infra.cost;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often a schedule fires on an ordinary trading day.
final class Firings {

    private static final Pattern WEEKDAYS = Pattern.compile("cron\\((\\S+) (\\S+) \\? \\* MON-FRI \\*\\)");
    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private Firings() {}

    /// None for a line of a special day.
    static int ofADay(String expression) {
        Matcher cron = WEEKDAYS.matcher(expression);
        return cron.matches() ? values(cron.group(1), MINUTES) * values(cron.group(2), HOURS) : 0;
    }

    /// How many values a field has, such as `*`, `7,10` or `20-55/5`.
    private static int values(String field, int all) {
        if (field.equals("*")) {
            return all;
        }
        Set<Integer> values = new TreeSet<>();
        Arrays.stream(field.split(",")).forEach(part -> {
            String[] stepped = part.split("/");
            String[] range = stepped[0].split("-");
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            for (int value = Integer.parseInt(range[0]);
                    value <= Integer.parseInt(range[range.length - 1]);
                    value += step) {
                values.add(value);
            }
        });
        return values.size();
    }
}
