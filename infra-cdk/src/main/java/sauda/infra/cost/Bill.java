package sauda.infra.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sauda.events.Metric;
import sauda.events.Routes;
import sauda.infra.cost.Inventory.Thing;
import sauda.infra.cost.Prices.Price;

/// A month's bill.
///
/// @param decisions of accounts with a model in the month
public record Bill(List<Line> lines, BigDecimal decisions) {

    static final MathContext EXACT = MathContext.DECIMAL64;

    /// What the models ask, in the place of a service of AWS.
    public static final String MODELS = "Models";

    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1024);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /// Lambda asks a queue with five open calls at once, each of which waits 20 seconds.
    private static final long POLLS_A_MONTH = 5L * 3 * 60 * 24 * 30;

    /// A message is sent, received and deleted.
    private static final int REQUESTS_A_MESSAGE = 3;

    private static final int MONTHS_KEPT = 3;
    private static final int DAILY_COPIES = 35;
    private static final int VOLUME_GB = 8;
    private static final int READY_SECONDS = 24_000; // 09:05 to 15:45

    /// With a key of our own each queue asks for it anew every five minutes.
    private static final long KEY_REQUESTS_A_MONTH = 12L * 24 * 30;

    /// Start, end and report of a run in JSON, and our own line or two.
    private static final int LOG_BYTES_A_RUN = 1500;

    private static final int LOG_BYTES_A_CALL = 450;

    /// @param quantity in the unit of the price
    /// @param list     dollars without anything free
    /// @param paid     dollars beyond what is free every month
    public record Line(
            String service, String what, BigDecimal quantity, String unit, BigDecimal list, BigDecimal paid) {}

    /// What a bill is made of besides the template.
    ///
    /// @param liveClients     whose functions look at the broker all the time
    /// @param dollarsPerMillionIn  of the models, on average
    public record Ask(Load load, int liveClients, BigDecimal dollarsPerMillionIn, BigDecimal dollarsPerMillionOut) {}

    public static Bill of(Inventory inventory, Ask ask, Usage usage, Prices prices) {
        Month month = new Month(inventory, ask.load(), usage);
        Writing bill = new Writing(prices);
        lambda(bill, inventory, ask, usage, month);
        ledger(bill, inventory, ask, usage, month);
        messages(bill, inventory, usage, month);
        page(bill, month, ask);
        watching(bill, inventory, month);
        secrets(bill, inventory, ask, month);
        wayOut(bill, inventory, ask, usage);
        bill.add(
                MODELS,
                "tokens in",
                month.decisions().multiply(usage.decision().tokensIn()).divide(MILLION, EXACT),
                model(ask.dollarsPerMillionIn()));
        bill.add(
                MODELS,
                "tokens out",
                month.decisions().multiply(usage.decision().tokensOut()).divide(MILLION, EXACT),
                model(ask.dollarsPerMillionOut()));
        return new Bill(List.copyOf(bill.lines), month.decisions());
    }

    private static void lambda(Writing bill, Inventory inventory, Ask ask, Usage usage, Month month) {
        BigDecimal time = Routes.FUNCTIONS.stream()
                .map(function -> month.runs(function)
                        .multiply(seconds(function, inventory, ask, usage))
                        .multiply(BigDecimal.valueOf(function.memoryMb()))
                        .divide(MEGABYTES, EXACT))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        bill.add("Lambda", "runs", month.runs(), "lambda.requests");
        bill.add("Lambda", "time", time, "lambda.time");
        BigDecimal ready = BigDecimal.valueOf(
                        inventory.ready().values().stream().mapToLong(mb -> mb).sum())
                .multiply(BigDecimal.valueOf((long) READY_SECONDS * Month.TRADING_DAYS))
                .divide(MEGABYTES, EXACT);
        bill.add("Lambda", "kept ready in market hours", ready, "lambda.ready");
    }

    /// The watch of a live client looks for most of each minute; that of paper looks once.
    private static BigDecimal seconds(Routes.Function function, Inventory inventory, Ask ask, Usage usage) {
        BigDecimal once = usage.of(function.name()).seconds();
        int instances = inventory.functions().getOrDefault(function.name(), 0);
        if (!function.name().equals("operations-watch") || instances == 0) {
            return once;
        }
        BigDecimal live = BigDecimal.valueOf(50L * ask.liveClients());
        return once.multiply(BigDecimal.valueOf(instances - ask.liveClients()))
                .add(live)
                .divide(BigDecimal.valueOf(instances), EXACT);
    }

    private static void ledger(Writing bill, Inventory inventory, Ask ask, Usage usage, Month month) {
        bill.add("DynamoDB", "writes", sum(month::writes), "dynamodb.writes");
        bill.add("DynamoDB", "reads", sum(month::reads), "dynamodb.reads");
        BigDecimal kept = usage.day()
                .ledgerBytes()
                .multiply(BigDecimal.valueOf(month.accounts()))
                .add(usage.day()
                        .stockBytes()
                        .multiply(BigDecimal.valueOf(ask.load().stocks())))
                .multiply(BigDecimal.valueOf((long) Month.TRADING_DAYS * MONTHS_KEPT))
                .divide(GIGABYTE, EXACT);
        bill.add("DynamoDB", "kept, three months of it", kept, "dynamodb.storage");
        bill.add("DynamoDB", "point-in-time recovery", kept, "dynamodb.recovery");
        if (inventory.count(Thing.BACKUP_PLANS) > 0) {
            bill.add("DynamoDB", "daily copies", kept.multiply(BigDecimal.valueOf(DAILY_COPIES)), "backup.storage");
        }
    }

    private static void messages(Writing bill, Inventory inventory, Usage usage, Month month) {
        BigDecimal sent = sum(function -> usage.of(function.name()).sends().multiply(month.runs(function)));
        bill.add("SQS", "messages", sent.multiply(BigDecimal.valueOf(REQUESTS_A_MESSAGE)), "sqs.requests");
        bill.add(
                "SQS",
                "Lambda asking " + inventory.count(Thing.POLLED_QUEUES) + " queues",
                BigDecimal.valueOf(POLLS_A_MONTH * inventory.count(Thing.POLLED_QUEUES)),
                "sqs.requests");
        bill.add("SNS and Scheduler", "ticks said", month.firings(), "sns.publishes");
        bill.add("SNS and Scheduler", "schedules", month.firings(), "scheduler.invocations");
    }

    private static void page(Writing bill, Month month, Ask ask) {
        bill.add("API and page", "calls", month.calls(), "api.requests");
        bill.add("API and page", "live updates", month.pushes(), "socket.messages");
        bill.add(
                "API and page",
                "open pages",
                BigDecimal.valueOf((long) ask.load().users() * Month.MINUTES_OPEN * Month.TRADING_DAYS),
                "socket.minutes");
    }

    private static void watching(Writing bill, Inventory inventory, Month month) {
        BigDecimal logged = month.runs()
                .multiply(BigDecimal.valueOf(LOG_BYTES_A_RUN))
                .add(month.calls().multiply(BigDecimal.valueOf(LOG_BYTES_A_CALL)))
                .divide(GIGABYTE, EXACT);
        bill.add("CloudWatch", "logs", logged, "logs.ingested");
        bill.add("CloudWatch", "logs kept", logged.multiply(BigDecimal.valueOf(MONTHS_KEPT)), "logs.storage");
        bill.count("CloudWatch", "our metrics", ownMetrics(month.accounts()), "metrics");
        bill.count("CloudWatch", "alarms", inventory.count(Thing.ALARMED_METRICS), "alarms");
        bill.count("CloudWatch", "dashboards", inventory.count(Thing.DASHBOARDS), "dashboards");
        if (inventory.count(Thing.TRACED_FUNCTIONS) > 0) {
            bill.add("CloudWatch", "traces", month.firings().add(month.calls()), "xray.traces");
        }
    }

    /// Those of the stage are as many with one account as with two hundred.
    private static int ownMetrics(int accounts) {
        return Arrays.stream(Metric.values())
                .mapToInt(metric -> metric.by() == Metric.By.ACCOUNT ? accounts : 1)
                .sum();
    }

    private static void secrets(Writing bill, Inventory inventory, Ask ask, Month month) {
        bill.count("Secrets and keys", "secrets", inventory.count(Thing.SECRETS), "secrets");
        BigDecimal calls = month.decisions()
                .add(BigDecimal.valueOf((long) ask.liveClients() * Month.TRADING_DAYS)
                        .multiply(BigDecimal.valueOf(3L * Month.MINUTES_OPEN)));
        bill.add("Secrets and keys", "secrets read", calls, "secrets.calls");
        bill.count("Secrets and keys", "keys", inventory.count(Thing.KEYS), "kms.keys");
        if (inventory.count(Thing.KEYS) > 0) {
            bill.add(
                    "Secrets and keys",
                    "keys asked for",
                    BigDecimal.valueOf(KEY_REQUESTS_A_MONTH * inventory.count(Thing.QUEUES)),
                    "kms.requests");
        }
    }

    private static void wayOut(Writing bill, Inventory inventory, Ask ask, Usage usage) {
        String service = "Way out";
        bill.hours(service, "NAT gateways", inventory.count(Thing.NAT_GATEWAYS), "nat.hours");
        if (inventory.count(Thing.NAT_GATEWAYS) > 0) {
            BigDecimal data = usage.day()
                    .venueKilobytes()
                    .multiply(BigDecimal.valueOf((long) ask.liveClients() * Month.MINUTES_OPEN * Month.TRADING_DAYS))
                    .divide(MILLION, EXACT);
            bill.add(service, "data through them", data, "nat.data");
        }
        int instances = inventory.count(Thing.NAT_INSTANCES);
        bill.hours(service, "NAT instances", instances, "instance.hours");
        bill.count(service, "their volumes", instances * VOLUME_GB, "volume.storage");
        bill.hours(service, "addresses", inventory.count(Thing.ADDRESSES), "address.hours");
    }

    private static Price model(BigDecimal dollarsPerMillion) {
        return new Price(dollarsPerMillion, BigDecimal.ONE, BigDecimal.ZERO, "million tokens", "sauda.yaml");
    }

    private static BigDecimal sum(Function<Routes.Function, BigDecimal> figure) {
        return Routes.FUNCTIONS.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Dollars by service, in the order of the bill.
    public Map<String, BigDecimal> byService(Function<Line, BigDecimal> dollars) {
        Map<String, BigDecimal> services = new LinkedHashMap<>();
        lines.forEach(line -> services.merge(line.service(), dollars.apply(line), BigDecimal::add));
        return services;
    }

    /// What AWS takes beyond what is free.
    public BigDecimal aws() {
        return total().subtract(models());
    }

    public BigDecimal models() {
        return byService(Line::paid).getOrDefault(MODELS, BigDecimal.ZERO);
    }

    public BigDecimal total() {
        return lines.stream().map(Line::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The lines as they come. What is free is given once for each price, to the first that asks.
    private static final class Writing {

        private final Prices prices;
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, BigDecimal> asked = new LinkedHashMap<>();

        Writing(Prices prices) {
            this.prices = prices;
        }

        void count(String service, String what, int count, String price) {
            add(service, what, BigDecimal.valueOf(count), price);
        }

        void hours(String service, String what, int count, String price) {
            add(service, what, BigDecimal.valueOf((long) count * Month.HOURS), price);
        }

        void add(String service, String what, BigDecimal quantity, String id) {
            Price price = prices.of(id);
            BigDecimal before = asked.getOrDefault(id, BigDecimal.ZERO);
            asked.put(id, before.add(quantity));
            BigDecimal paid = price.beyondFree(before.add(quantity)).subtract(price.beyondFree(before));
            line(service, what, quantity, price, paid);
        }

        void add(String service, String what, BigDecimal quantity, Price price) {
            line(service, what, quantity, price, price.of(quantity));
        }

        private void line(String service, String what, BigDecimal quantity, Price price, BigDecimal paid) {
            if (quantity.signum() > 0) {
                lines.add(new Line(service, what, quantity, price.unit(), price.of(quantity), paid));
            }
        }
    }
}
