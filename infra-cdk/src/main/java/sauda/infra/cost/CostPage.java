package sauda.infra.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sauda.infra.cost.Bill.Line;

/// The costs for people: tables, and the page `docs/cost.md` that is made of them and of the prose
/// in `page.md`.
public final class CostPage {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    private static final Pattern TOTAL =
            Pattern.compile("\\| ([a-z-]+ [0-9]+/[0-9]+) +\\| +([0-9,.]+) \\| +[^|]+\\| +([0-9,.]+) \\|.*");
    private static final String BEGIN = "<!-- written by cost --write -->";
    private static final String END = "<!-- end -->";
    private static final BigDecimal DAYS = BigDecimal.valueOf(Month.TRADING_DAYS);

    private CostPage() {}

    public static String of(Costs costs) {
        Map<String, Function<Costs, String>> parts = Map.of(
                "totals", CostPage::totals,
                "services", CostPage::services,
                "lines", c -> lines(c.bill(Plan.GATEWAY, Costs.SHIPPED)),
                "measured", c -> Usage.ofOneRunEach().measured(),
                "estimated", c -> Usage.ofOneRunEach().estimated(),
                "usage", c -> usage(Usage.ofOneRunEach()),
                "prices", c -> prices(c.prices()),
                "rate", c -> c.rupeesPerDollar().toPlainString());
        return PLACE.matcher(Prices.resource("page.md")).replaceAll(place -> {
            Function<Costs, String> part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalStateException("page.md asks for " + place.group());
            }
            return Matcher.quoteReplacement(part.apply(costs));
        });
    }

    /// The totals that a page says, in the form of [Costs#totals].
    public static Map<String, BigDecimal> totalsIn(String page) {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        page.lines().map(TOTAL::matcher).filter(Matcher::matches).forEach(row -> {
            totals.put(row.group(1) + " AWS", new BigDecimal(row.group(2).replace(",", "")));
            totals.put(row.group(1) + " models", new BigDecimal(row.group(3).replace(",", "")));
        });
        return totals;
    }

    public static String totals(Costs costs) {
        Table table = new Table(
                "plan, stocks/accounts", "AWS $", "AWS", "models $", "all", "a trading day", "a decision", "of it AWS");
        costs.bills()
                .forEach((plan, bills) -> bills.forEach((load, bill) -> table.row(
                        plan.name() + " " + load,
                        Table.dollars(bill.aws()),
                        Table.rupees(costs.rupees(bill.aws())),
                        Table.dollars(bill.models()),
                        Table.rupees(costs.rupees(bill.total())),
                        Table.rupees(costs.rupees(bill.total().divide(DAYS, Bill.EXACT))),
                        Table.rupees(costs.rupees(bill.total().divide(bill.decisions(), Bill.EXACT))),
                        Table.rupees(costs.rupees(bill.aws().divide(bill.decisions(), Bill.EXACT))))));
        return table.toString();
    }

    /// One table for each plan, its loads side by side.
    public static String services(Costs costs) {
        List<String> tables = new ArrayList<>();
        costs.bills().forEach((plan, bills) -> {
            List<String> heads = new ArrayList<>(List.of("$ a month"));
            bills.keySet().forEach(load -> heads.add(load.toString()));
            Table table = new Table(heads.toArray(String[]::new));
            List<Map<String, BigDecimal>> columns = bills.values().stream()
                    .map(bill -> bill.byService(Line::paid))
                    .toList();
            List<String> services = columns.stream()
                    .flatMap(column -> column.keySet().stream())
                    .distinct()
                    .toList();
            for (String service : services) {
                row(
                        table,
                        service,
                        columns.stream()
                                .map(column -> column.getOrDefault(service, BigDecimal.ZERO))
                                .toList());
            }
            row(table, "**all**", bills.values().stream().map(Bill::total).toList());
            row(
                    table,
                    "AWS at list price, nothing free",
                    bills.values().stream()
                            .map(bill -> bill.lines().stream()
                                    .filter(line -> !line.service().equals(Bill.MODELS))
                                    .map(Line::list)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .toList());
            tables.add("**" + plan.name() + "**, " + plan.words() + ":\n\n" + table);
        });
        return String.join("\n\n", tables);
    }

    private static void row(Table table, String name, List<BigDecimal> dollars) {
        List<String> cells = new ArrayList<>(List.of(name));
        dollars.forEach(amount -> cells.add(Table.dollars(amount)));
        table.row(cells.toArray(String[]::new));
    }

    /// Every line of one bill.
    public static String lines(Bill bill) {
        Table table = new Table("what", "how much", "unit", "list $", "to pay $");
        bill.lines()
                .forEach(line -> table.row(
                        line.service() + ": " + line.what(),
                        Table.quantity(line.quantity()),
                        line.unit(),
                        Table.dollars(line.list()),
                        Table.dollars(line.paid())));
        table.row("**all**", "", "", "", Table.dollars(bill.total()));
        return table.toString();
    }

    /// The page `docs/growth.md` with its table renewed.
    public static String withGrowth(String page, Costs costs) {
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("docs/growth.md lacks " + BEGIN + " or " + END + " after it");
        }
        return page.substring(0, from + BEGIN.length()) + "\n" + growth(costs) + "\n" + page.substring(to);
    }

    /// Resources of one stack, and where it is full.
    public static String growth(Costs costs) {
        Costs.Growth growth = costs.growth();
        List<String> heads = new ArrayList<>(List.of("resources of the stack"));
        Costs.LOADS.forEach(load -> heads.add(load.toString()));
        heads.add("most stocks at 2 accounts");
        heads.add("at 5");
        Table table = new Table(heads.toArray(String[]::new));
        growth.shipped().keySet().forEach(plan -> {
            List<String> cells = new ArrayList<>(List.of(plan.name()));
            Costs.LOADS.forEach(load -> cells.add(String.valueOf(growth.at(plan, load))));
            cells.add(String.valueOf(growth.stocksThatFit(plan, 2)));
            cells.add(String.valueOf(growth.stocksThatFit(plan, 5)));
            table.row(cells.toArray(String[]::new));
        });
        return "One more stock adds " + growth.perStock() + " resources, one more account " + growth.perAccount()
                + "; CloudFormation takes " + Costs.Growth.MOST + " in one stack.\n\n" + table;
    }

    private static String usage(Usage usage) {
        Table table = new Table("one run of", "seconds", "read units", "write units", "messages sent");
        usage.functions()
                .forEach((name, run) -> table.row(
                        "`" + name + "`",
                        run.seconds().toPlainString(),
                        run.reads().toPlainString(),
                        run.writes().toPlainString(),
                        run.sends().toPlainString()));
        return table.toString();
    }

    private static String prices(Prices prices) {
        Table table = new Table("what", "$", "for", "free a month", "source");
        prices.prices()
                .forEach((id, price) -> table.row(
                        "`" + id + "`, " + price.unit(),
                        price.dollars().toPlainString(),
                        quantity(price.each()),
                        quantity(price.free()),
                        price.source()));
        String sources = prices.sources().entrySet().stream()
                .map(source -> "- **" + source.getKey() + "**: " + source.getValue() + ".")
                .collect(Collectors.joining("\n"));
        return table + "\n\nPut together on " + prices.read() + " for " + prices.region() + ".\n\n" + sources;
    }

    private static String quantity(BigDecimal count) {
        return count.signum() == 0 ? "–" : Table.quantity(count.setScale(0, RoundingMode.UNNECESSARY));
    }
}
