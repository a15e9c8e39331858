package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sauda.core.calendar.TradingCalendar;
import sauda.core.charges.Charges;
import sauda.core.charges.Turnover;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.Recount;
import sauda.events.Account;
import sauda.events.AuditRecord;
import sauda.events.External;
import sauda.events.ExternalCount;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Works the whole ledger out again from its fills alone, and holds the result against what
/// was booked: cash, positions, realised profit, charges, values, counters and audit chains.
public final class Reckoning {

    private static final int EVERYTHING = 1_000_000;

    private final Ledger ledger;
    private final Config config;
    private final List<String> breaks = new ArrayList<>();

    private Reckoning(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    /// What does not tie, one sentence each; empty when the ledger ties.
    public static List<String> breaks(Ledger ledger, Config config) {
        Reckoning reckoning = new Reckoning(ledger, config);
        reckoning.reckon();
        return List.copyOf(reckoning.breaks);
    }

    private void reckon() {
        BigDecimal slots = BigDecimal.ZERO;
        BigDecimal exposure = BigDecimal.ZERO;
        BigDecimal dayPnl = BigDecimal.ZERO;
        Map<String, BigDecimal> sides = new TreeMap<>();
        for (AccountSpec spec : config.accounts()) {
            Optional<Account> account = ledger.get(Keys.account(spec.name())).map(item -> item.as(Account.class));
            account.ifPresent(book -> account(spec, book, sides));
            if (account.isPresent() && spec.baseline()) {
                totals(
                        "totals of " + spec.name(),
                        Counters.totals(spec),
                        BigDecimal.valueOf(account.get().slots()),
                        account.get().exposure().amount(),
                        account.get().dayPnl().amount());
            } else if (account.isPresent()) {
                slots = slots.add(BigDecimal.valueOf(account.get().slots()));
                exposure = exposure.add(account.get().exposure().amount());
                dayPnl = dayPnl.add(account.get().dayPnl().amount());
            }
        }
        for (Config.Client client : config.clients()) {
            Optional<ExternalCount> owners =
                    ledger.get(Keys.externals(client.id())).map(item -> item.as(ExternalCount.class));
            if (owners.isPresent()) {
                slots = slots.add(BigDecimal.valueOf(owners.get().slots()));
                exposure = exposure.add(owners.get().exposure().amount());
                same(
                        client.id(),
                        "the owner's own trades",
                        owners.get(),
                        Externals.count(client.id(), owners.get().date(), externals(owners.get())));
            }
        }
        totals("totals", Keys.TOTALS, slots, exposure, dayPnl);
        sides(sides);
        chain(Keys.OPERATORS, ledger.get(Keys.CONTROL));
    }

    private void totals(String whose, Key key, BigDecimal slots, BigDecimal exposure, BigDecimal dayPnl) {
        Map<String, Object> totals = ledger.get(key).map(Item::attributes).orElse(Map.of());
        same(whose, "slots", totals.getOrDefault("slots", BigDecimal.ZERO), slots);
        same(whose, "exposure", totals.getOrDefault("exposure", BigDecimal.ZERO), exposure);
        same(whose, "day P&L", totals.getOrDefault("dayPnl", BigDecimal.ZERO), dayPnl);
    }

    private List<External> externals(ExternalCount owners) {
        return ledger.list(Keys.ofClient(owners.client()), Keys.externalsOf(owners.date()), false, EVERYTHING).stream()
                .map(item -> item.as(External.class))
                .toList();
    }

    private void account(AccountSpec spec, Account account, Map<String, BigDecimal> sides) {
        String name = spec.name();
        List<Order> orders = all(name, "ORDER#", Order.class);
        List<Position> positions = all(name, "POSITION#", Position.class);
        List<Trade> trades = all(name, "TRADE#", Trade.class);
        Rupees cash = account.capital();
        Map<Symbol, Long> held = new TreeMap<>();
        for (Order order : orders) {
            int sign = order.request().side().sign();
            cash = cash.minus(order.turnover().times(sign));
            held.merge(order.request().symbol(), sign * order.filled(), Long::sum);
            check(name, order);
        }
        same(name, "cash", account.cash().inHand(), cash);
        positions(name, positions, held, sides, sidesOf(spec));
        Rupees gross = trades.stream().map(Trade::gross).reduce(Rupees.ZERO, Rupees::plus);
        same(name, "realised profit", account.cash().realised(), gross);
        same(name, "charges", account.chargesTotal(), charges(spec, orders));
        Rupees cost = positions.stream()
                .map(position -> position.cost().times(position.side().sign()))
                .reduce(Rupees.ZERO, Rupees::plus);
        same(
                name,
                "cash and cost of positions",
                cash.plus(cost),
                account.capital().plus(gross));
        snapshot(name, account);
        new BookKeeper(ledger, config)
                .whole(name, Instant.parse(account.day().date() + "T04:00:00Z"))
                .ifPresent(books -> Recount.breaks(books).forEach(found -> breaks.add(name + ": " + found)));
        chain(name, ledger.get(Keys.account(name)));
    }

    private void check(String name, Order order) {
        if (order.filled() > order.request().quantity()) {
            breaks.add(name + ": order " + order.id() + " has more fills than shares");
        }
        if (order.state() == OrderState.FILLED && order.remaining() != 0) {
            breaks.add(name + ": order " + order.id() + " is FILLED but " + order.remaining() + " shares are not");
        }
        Set<String> ids = new HashSet<>();
        order.fills().stream()
                .filter(fill -> !ids.add(fill.id()))
                .forEach(fill -> breaks.add(name + ": fill " + fill.id() + " is booked twice"));
    }

    private void positions(
            String name,
            List<Position> positions,
            Map<Symbol, Long> held,
            Map<String, BigDecimal> sides,
            String holder) {
        Set<Symbol> symbols = new TreeSet<>(held.keySet());
        positions.forEach(position -> symbols.add(position.symbol()));
        for (Symbol symbol : symbols) {
            long booked = positions.stream()
                    .filter(position -> position.symbol().equals(symbol))
                    .mapToLong(position -> position.open() * position.side().sign())
                    .sum();
            same(name, "shares of " + symbol, booked, held.getOrDefault(symbol, 0L));
        }
        positions.forEach(position -> sides.merge(
                holder + "|" + position.symbol() + "|" + (position.side() == Side.BUY ? "longs" : "shorts"),
                BigDecimal.ONE,
                BigDecimal::add));
    }

    /// The partition that the sides of an account are in.
    private static String sidesOf(AccountSpec spec) {
        return spec.baseline() ? Keys.ofAccount(spec.name()) : Keys.ofClient(spec.client());
    }

    private void sides(Map<String, BigDecimal> counted) {
        for (Config.Client client : config.clients()) {
            sides(client.id(), Keys.ofClient(client.id()), counted);
        }
        for (AccountSpec baseline : config.baselines()) {
            sides(baseline.name(), Keys.ofAccount(baseline.name()), counted);
        }
    }

    private void sides(String whose, String partition, Map<String, BigDecimal> counted) {
        for (Item item : ledger.list(partition, Keys.SIDES, false, EVERYTHING)) {
            String symbol = item.key().sort().substring(Keys.SIDES.length());
            for (String side : List.of("longs", "shorts")) {
                same(
                        whose,
                        side + " of " + symbol,
                        item.attributes().getOrDefault(side, BigDecimal.ZERO),
                        counted.getOrDefault(partition + "|" + symbol + "|" + side, BigDecimal.ZERO));
            }
        }
    }

    /// The bills of all days, each from its own fills and rates.
    private Rupees charges(AccountSpec spec, List<Order> orders) {
        Map<LocalDate, List<Order>> byDay = new TreeMap<>();
        for (Order order : orders) {
            order.fills().stream()
                    .map(fill -> TradingCalendar.dateOf(fill.at()))
                    .distinct()
                    .forEach(date -> byDay.computeIfAbsent(date, day -> new ArrayList<>())
                            .add(order));
        }
        Rupees total = Rupees.ZERO;
        for (var day : byDay.entrySet()) {
            total = total.plus(bill(config, spec, day.getKey(), day.getValue()));
        }
        return total;
    }

    /// The bill of one day's fills, whatever was booked for them.
    static Rupees bill(Config config, AccountSpec spec, LocalDate date, List<Order> orders) {
        Charges charges = new Charges(config.chargesOn(date), spec.product());
        Rupees bought = Rupees.ZERO;
        Rupees sold = Rupees.ZERO;
        Rupees brokerage = Rupees.ZERO;
        Set<Symbol> dpSales = new TreeSet<>();
        for (Order order : orders) {
            Rupees before = Rupees.ZERO;
            Rupees today = Rupees.ZERO;
            for (Fill fill : order.fills()) {
                LocalDate day = TradingCalendar.dateOf(fill.at());
                if (day.isBefore(date)) {
                    before = before.plus(fill.value());
                } else if (day.equals(date)) {
                    today = today.plus(fill.value());
                }
            }
            boolean buys = order.request().side() == Side.BUY;
            bought = buys ? bought.plus(today) : bought;
            sold = buys ? sold : sold.plus(today);
            Rupees billed = before.isPositive() ? charges.brokerage(before) : Rupees.ZERO;
            brokerage = brokerage.plus(charges.brokerage(before.plus(today)).minus(billed));
            if (!buys && spec.product() == Config.Product.DELIVERY) {
                dpSales.add(order.request().symbol());
            }
        }
        return charges.bill(new Turnover(bought, sold, brokerage, dpSales.size()))
                .total();
    }

    private void snapshot(String name, Account account) {
        ledger.list(Keys.ofAccount(name), "SNAPSHOT#", true, 1).stream()
                .map(item -> item.as(Snapshot.class))
                .filter(last ->
                        TradingCalendar.dateOf(last.t()).equals(account.day().date()))
                .forEach(last -> {
                    Rupees sum = account.capital()
                            .plus(last.realised())
                            .plus(last.unrealised())
                            .minus(last.charges());
                    same(name, "value in the last snapshot", last.value(), sum);
                    same(name, "value in the account", account.day().value(), last.value());
                });
    }

    private void chain(String chain, Optional<Item> head) {
        String previous = "";
        long seq = 0;
        for (Item item : ledger.list(Keys.ofAudit(chain), "", false, EVERYTHING)) {
            AuditRecord link = item.as(AuditRecord.class);
            seq++;
            if (link.seq() != seq || !link.follows(previous)) {
                breaks.add(chain + ": audit record " + seq + " does not follow the one before");
                return;
            }
            previous = link.hash();
        }
        if (head.isPresent()) {
            same(chain, "head of the audit chain", head.get().attributes().get("head"), previous);
        }
    }

    private <T> List<T> all(String account, String prefix, Class<T> type) {
        return ledger.list(Keys.ofAccount(account), prefix, false, EVERYTHING).stream()
                .map(item -> item.as(type))
                .toList();
    }

    private void same(String where, String what, @org.jspecify.annotations.Nullable Object booked, Object counted) {
        boolean equal = booked instanceof BigDecimal a && counted instanceof BigDecimal b
                ? a.compareTo(b) == 0
                : counted.equals(booked);
        if (!equal) {
            breaks.add(where + ": " + what + " is " + booked + " but the fills say " + counted);
        }
    }
}
