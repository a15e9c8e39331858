package sauda.local.venue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sauda.core.calendar.TradingCalendar;
import sauda.core.charges.Charges;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.fakedhan.DoneTrade;
import sauda.fakedhan.FakeDhan;
import sauda.fakedhan.HeldPosition;
import sauda.fakedhan.Leg;
import sauda.fakedhan.PlacedOrder;
import sauda.fakedhan.Unprotected;

/// Our ledger against the venue's own books: every fill by its id, price and shares, every order
/// once, every share, every account's bill to the paisa, and how long shares were without a stop.
///
/// @param orders      that the venue took
/// @param fills       that it made
/// @param unprotected the longest time that shares were without a stop
/// @param breaks      what does not tie, one sentence each
public record VenueTie(int orders, int fills, Duration unprotected, List<String> breaks) {

    private static final int EVERYTHING = 1_000_000;

    public VenueTie {
        breaks = List.copyOf(breaks);
    }

    public static VenueTie of(FakeVenue venue, Ledger ledger, Config config) {
        return new Comparison(venue.fake(), venue.clientId(), ledger, config).made();
    }

    public boolean ties() {
        return breaks.isEmpty();
    }

    /// For people.
    public String text() {
        StringBuilder text = new StringBuilder(ties() ? "venue ties: " : "VENUE DOES NOT TIE: ");
        text.append(orders)
                .append(" orders, ")
                .append(fills)
                .append(" fills, each once, at the venue's price, every bill to the paisa; longest without a stop ")
                .append(unprotected.toSeconds())
                .append(" s\n");
        breaks.forEach(found -> text.append("  ").append(found).append('\n'));
        return text.toString();
    }

    private static final class Comparison {

        private final FakeDhan fake;
        private final String clientId;
        private final Ledger ledger;
        /// Who trades at the venue: not a baseline, which stays on paper.
        private final List<AccountSpec> there;

        private final Map<String, Order> ours = new TreeMap<>();
        private final List<String> breaks = new ArrayList<>();

        Comparison(FakeDhan fake, String clientId, Ledger ledger, Config config) {
            this.fake = fake;
            this.clientId = clientId;
            this.ledger = ledger;
            this.there = config.accountsOf(FakeVenue.CLIENT.id());
            there.forEach(account -> ledger.list(Keys.ofAccount(account.name()), "ORDER#", false, EVERYTHING).stream()
                    .map(item -> item.as(Order.class))
                    .forEach(order -> ours.put(order.id().value(), order)));
        }

        VenueTie made() {
            List<PlacedOrder> orders = fake.orders(clientId);
            List<DoneTrade> trades = fake.trades(clientId);
            orders(orders);
            fills(trades);
            shares();
            there.forEach(account -> bill(account, trades));
            Duration unprotected = fake.unprotected(clientId).stream()
                    .map(Unprotected::lasted)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            return new VenueTie(orders.size(), trades.size(), unprotected, breaks);
        }

        private void orders(List<PlacedOrder> orders) {
            orders.stream()
                    .filter(order -> order.leg() == Leg.NA || order.leg() == Leg.ENTRY_LEG)
                    .collect(Collectors.groupingBy(PlacedOrder::correlationId, TreeMap::new, Collectors.counting()))
                    .forEach((id, count) -> {
                        if (count > 1) {
                            breaks.add("order " + id + " is " + count + " orders at the venue");
                        }
                        if (!ours.containsKey(id)) {
                            breaks.add("order " + id + " of the venue is not in the ledger");
                        }
                    });
        }

        private void fills(List<DoneTrade> trades) {
            Map<String, String> booked = new TreeMap<>();
            ours.values()
                    .forEach(order -> order.fills()
                            .forEach(fill ->
                                    booked.put(fill.id(), line(order.request().symbol(), fill))));
            Map<String, String> done = new TreeMap<>();
            trades.forEach(trade -> done.put(trade.tradeId(), line(trade.symbol(), trade.quantity(), trade.price())));
            TreeSet<String> ids = new TreeSet<>(booked.keySet());
            ids.addAll(done.keySet());
            for (String id : ids) {
                String here = booked.getOrDefault(id, "nothing");
                String there = done.getOrDefault(id, "nothing");
                if (!here.equals(there)) {
                    breaks.add("fill " + id + " is " + here + " here and " + there + " at the venue");
                }
            }
        }

        private static String line(Symbol symbol, Fill fill) {
            return line(symbol, fill.quantity(), fill.price());
        }

        private static String line(Symbol symbol, long shares, Rupees price) {
            return shares + " " + symbol + " at " + price;
        }

        private void shares() {
            Map<Symbol, Long> held = new HashMap<>();
            for (AccountSpec account : there) {
                ledger.list(Keys.ofAccount(account.name()), "POSITION#", false, EVERYTHING).stream()
                        .map(item -> item.as(Position.class))
                        .forEach(position -> held.merge(
                                position.symbol(),
                                position.open() * position.side().sign(),
                                Long::sum));
            }
            for (HeldPosition position : fake.positions(clientId)) {
                long here = held.getOrDefault(position.symbol(), 0L);
                if (here != position.net()) {
                    breaks.add(
                            position.symbol() + ": " + here + " shares here and " + position.net() + " at the venue");
                }
            }
        }

        /// The bill of the account's open day against the venue's for the same orders.
        private void bill(AccountSpec spec, List<DoneTrade> trades) {
            Account account =
                    ledger.get(Keys.account(spec.name())).orElseThrow().as(Account.class);
            Rupees there = trades.stream()
                    .map(trade -> TradingCalendar.dateOf(trade.at()))
                    .distinct()
                    .map(date -> billed(spec, date))
                    .reduce(Rupees.ZERO, Rupees::plus);
            if (!there.equals(account.chargesTotal())) {
                breaks.add("the bill of " + spec.name() + " is " + account.chargesTotal() + " here and " + there
                        + " at the venue");
            }
        }

        private Rupees billed(AccountSpec spec, LocalDate date) {
            return fake
                    .bills(
                            clientId,
                            date,
                            id -> ours.containsKey(id)
                                    && ours.get(id).request().account().equals(spec.name()))
                    .values()
                    .stream()
                    .map(Charges.Bill::total)
                    .reduce(Rupees.ZERO, Rupees::plus);
        }
    }
}
