package sauda.core.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.portfolio.Recount;
import sauda.events.Account;
import sauda.events.AuditRecord;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Trade;

/// The invariants of a ledger that ties, counted from its items alone.
final class Balance {

    private final Floor floor;
    private final List<String> breaks = new ArrayList<>();

    private Balance(Floor floor) {
        this.floor = floor;
    }

    /// What does not hold, one sentence each.
    static List<String> of(Floor floor) {
        Balance balance = new Balance(floor);
        for (AccountSpec account : floor.config.accounts()) {
            balance.account(floor.account(account.name()));
        }
        balance.totals();
        balance.sides();
        balance.chain(
                Keys.OPERATORS, floor.controlled().seq(), floor.controlled().head());
        balance.placements();
        return List.copyOf(balance.breaks);
    }

    private void account(Account account) {
        String name = account.name();
        Recount.breaks(floor.books(name)).forEach(found -> breaks.add(name + ": " + found));
        chain(name, account.seq(), account.head());
        List<Order> orders = floor.kept(Order.class, "order").stream()
                .filter(order -> order.request().account().equals(name))
                .toList();
        List<Trade> trades = floor.kept(Trade.class, "trade").stream()
                .filter(trade -> trade.account().equals(name))
                .toList();
        cash(account, orders, trades);
        for (Order order : orders) {
            same(
                    name + ": " + order.id() + " listed as working",
                    account.working().contains(order.id()),
                    !order.state().isFinal());
            if (order.state().isFinal() && order.reserved().signum() != 0) {
                breaks.add(order.id() + " is over and still holds cash");
            }
        }
        for (Position position : floor.kept(Position.class, "position")) {
            if (position.account().equals(name)) {
                position(position, orders, trades);
            }
        }
    }

    private void cash(Account account, List<Order> orders, List<Trade> trades) {
        Rupees flow = Rupees.ZERO;
        for (Order order : orders) {
            for (Fill fill : order.fills()) {
                flow = flow.minus(fill.value().times(order.request().side().sign()));
            }
        }
        same(
                account.name() + ": cash",
                account.cash().inHand(),
                account.capital().plus(flow));
        same(
                account.name() + ": realised",
                account.cash().realised(),
                trades.stream().map(Trade::gross).reduce(Rupees.ZERO, Rupees::plus));
    }

    private void position(Position position, List<Order> orders, List<Trade> trades) {
        long bought = filled(orders, position.entry());
        long left = trades.stream()
                .filter(trade -> trade.id().equals(position.entry()))
                .mapToLong(Trade::exited)
                .sum();
        same("shares of " + position.symbol(), position.open(), bought - left);
        long waiting = orders.stream()
                .filter(order ->
                        order.id().equals(position.entry()) && !order.state().isFinal())
                .mapToLong(Order::remaining)
                .sum();
        same("waiting shares of " + position.symbol(), position.waiting(), waiting);
        if (position.open() < 0 || position.waiting() < 0 || position.exitReserved() < 0 || position.free() < 0) {
            breaks.add("negative shares: " + position);
        }
        if (position.isOver()) {
            breaks.add("over and still there: " + position);
        }
    }

    private static long filled(List<Order> orders, OrderId id) {
        return orders.stream()
                .filter(order -> order.id().equals(id))
                .mapToLong(Order::filled)
                .sum();
    }

    private void totals() {
        List<Account> all = floor.kept(Account.class, "account");
        totals(
                Keys.TOTALS,
                all.stream().filter(account -> !isBaseline(account.name())).toList());
        all.stream()
                .filter(account -> isBaseline(account.name()))
                .forEach(account -> totals(Keys.totalsOf(account.name()), List.of(account)));
    }

    private boolean isBaseline(String account) {
        return floor.config.account(account).orElseThrow().baseline();
    }

    private void totals(Key key, List<Account> accounts) {
        Item totals = floor.stored.get(key).orElseThrow();
        same(
                "total slots",
                totals.attributes().get("slots"),
                BigDecimal.valueOf(accounts.stream().mapToLong(Account::slots).sum()));
        same(
                "total exposure",
                new Rupees((BigDecimal) totals.attributes().get("exposure")),
                accounts.stream().map(Account::exposure).reduce(Rupees.ZERO, Rupees::plus));
        same(
                "total day P&L",
                new Rupees((BigDecimal) totals.attributes().get("dayPnl")),
                accounts.stream().map(Account::dayPnl).reduce(Rupees.ZERO, Rupees::plus));
    }

    private void sides() {
        Map<Key, Map<String, BigDecimal>> counted = new HashMap<>();
        for (Position position : floor.kept(Position.class, "position")) {
            String client =
                    floor.config.account(position.account()).orElseThrow().client();
            Key sides = isBaseline(position.account())
                    ? Keys.sidesOf(position.account(), position.symbol())
                    : Keys.sides(client, position.symbol());
            counted.computeIfAbsent(sides, _ -> new HashMap<>())
                    .merge(position.side() == Side.BUY ? "longs" : "shorts", BigDecimal.ONE, BigDecimal::add);
        }
        floor.items.values().stream()
                .filter(item -> item.kind().equals("sides"))
                .forEach(item -> {
                    for (String side : List.of("longs", "shorts")) {
                        same(
                                item.key() + " " + side,
                                item.attributes().getOrDefault(side, BigDecimal.ZERO),
                                counted.getOrDefault(item.key(), Map.of()).getOrDefault(side, BigDecimal.ZERO));
                    }
                });
    }

    private void chain(String chain, long seq, String head) {
        List<AuditRecord> links = floor.stored.list(Keys.ofAudit(chain), "", false, 100_000).stream()
                .map(item -> item.as(AuditRecord.class))
                .toList();
        String previous = "";
        long expected = 1;
        for (AuditRecord link : links) {
            if (!link.follows(previous) || link.seq() != expected) {
                breaks.add(chain + ": link " + link.seq() + " does not follow " + (expected - 1));
            }
            previous = link.hash();
            expected++;
        }
        same(chain + ": links", seq, (long) links.size());
        same(chain + ": head", head, previous);
    }

    private void placements() {
        for (OrderId id : List.copyOf(floor.venue.journal)) {
            if (floor.venue.placements(id) > 1) {
                breaks.add(id + " was placed " + floor.venue.placements(id) + " times");
            }
        }
        for (Order order : floor.kept(Order.class, "order")) {
            boolean ours = !"venue".equals(order.venueId()) && !Exits.isLeg(order.request());
            boolean there = floor.venue.placements(order.id()) > 0;
            if (ours && order.state().isAtVenue() && !there) {
                breaks.add(order.id() + " is " + order.state() + " and was never placed");
            }
            if (order.state() == OrderState.DENIED && there) {
                breaks.add(order.id() + " was denied and placed");
            }
        }
    }

    private void same(String what, Object kept, Object counted) {
        boolean same = kept instanceof BigDecimal a && counted instanceof BigDecimal b
                ? a.compareTo(b) == 0
                : kept.equals(counted);
        if (!same) {
            breaks.add(what + " is " + kept + " but counts to " + counted);
        }
    }
}
