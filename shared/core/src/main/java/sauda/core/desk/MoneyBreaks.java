package sauda.core.desk;

import static sauda.core.desk.Reconciliation.figures;
import static sauda.core.desk.Reconciliation.found;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.config.Config;
import sauda.core.desk.BothSides.Pair;
import sauda.core.order.VenueBooks.Held;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.Break;
import sauda.events.Order;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What is wrong with rupees: averages, the day's result, its bill, cash and totals.
final class MoneyBreaks {

    private static final Rupees PAISA = Rupees.of("0.01");

    private final BothSides sides;
    private final List<Break> breaks = new ArrayList<>();

    private MoneyBreaks(BothSides sides) {
        this.sides = sides;
    }

    static List<Break> of(BothSides sides) {
        MoneyBreaks found = new MoneyBreaks(sides);
        for (Symbol symbol : sides.stocks()) {
            if (!sides.isUnderWay(symbol)) {
                found.average(symbol);
                found.realised(symbol);
            }
        }
        found.funds();
        sides.books().forEach(found::charges);
        found.totals();
        return List.copyOf(found.breaks);
    }

    /// Where the venue's average can only be that of our shares: bought today, none sold.
    private void average(Symbol symbol) {
        List<Held> there = sides.positionsIn(symbol);
        List<Books> holders = sides.books().stream()
                .filter(book -> BothSides.open(book, symbol) > 0)
                .toList();
        long open =
                holders.stream().mapToLong(book -> BothSides.open(book, symbol)).sum();
        boolean comparable = there.size() == 1
                && open > 0
                && there.getFirst().sold() == 0
                && there.getFirst().net() == open
                && there.getFirst().bought() == open
                && sides.ownersOwn(symbol) == 0;
        if (!comparable) {
            return;
        }
        Rupees here = holders.stream()
                .map(book -> book.position(symbol).orElseThrow().cost())
                .reduce(Rupees.ZERO, Rupees::plus)
                .dividedBy(open);
        Rupees said = there.getFirst().average();
        if (here.minus(said).abs().above(PAISA)) {
            breaks.add(found(
                    BreakCode.AVERAGE_DIFFERS,
                    sides.accountsIn(symbol),
                    symbol.code(),
                    "a share of " + symbol + " cost ₹" + here.toPaisa() + " here and ₹" + said + " at the venue",
                    Map.of("here", here.amount(), "there", said.amount())));
        }
    }

    /// Of stocks that were left again: what the trades of the venue brought, and what ours did.
    private void realised(Symbol symbol) {
        boolean flat = sides.netAtVenue(symbol) == 0
                && sides.books().stream().allMatch(book -> BothSides.open(book, symbol) == 0);
        List<Pair> pairs = sides.pairs().stream()
                .filter(pair -> pair.order().request().symbol().equals(symbol))
                .toList();
        if (!flat || pairs.stream().anyMatch(pair -> pair.unbooked() != 0)) {
            return;
        }
        Rupees here = Rupees.ZERO;
        Rupees there = Rupees.ZERO;
        for (Pair pair : pairs) {
            here = here.minus(pair.order().turnover().times(pair.sign()));
            there = there.minus(
                    OrderBreaks.valueOf(pair.row()).times(pair.row().side().sign()));
        }
        if (!here.equals(there)) {
            breaks.add(found(
                    BreakCode.REALISED_DIFFERS,
                    sides.accountsIn(symbol),
                    symbol.code(),
                    "the trades in " + symbol + " brought ₹" + here + " here and ₹" + there + " at the venue",
                    Map.of("here", here.amount(), "there", there.amount())));
        }
    }

    /// Today's profit is not yet cash at a broker, so nobody has to show it.
    private void funds() {
        Rupees needed = sides.books().stream()
                .filter(book -> sides.spec(book).active())
                .map(Books::before)
                .map(account -> account.freeCash().minus(account.dayPnl().max(Rupees.ZERO)))
                .reduce(Rupees.ZERO, Rupees::plus);
        Rupees available = sides.venue().funds().available();
        if (available.below(needed)) {
            breaks.add(found(
                    BreakCode.FUNDS_SHORT,
                    sides.accounts(),
                    sides.client(),
                    "the accounts have ₹" + needed.toPaisa() + " to trade with and the broker only ₹" + available,
                    Map.of("here", needed.amount(), "there", available.amount())));
        }
    }

    private void charges(Books book) {
        Account account = book.before();
        if (!account.day().date().equals(sides.date())) {
            return;
        }
        List<Order> mine = sides.orders().stream()
                .filter(order -> order.request().account().equals(account.name()))
                .filter(order -> !sides.fillsOfToday(order).isEmpty())
                .toList();
        Rupees bill = Reckoning.bill(sides.config(), sides.spec(book), sides.date(), mine);
        if (!account.day().charges().equals(bill)) {
            breaks.add(found(
                    BreakCode.CHARGES_DIFFER,
                    List.of(account.name()),
                    account.name(),
                    "the day's bill of " + account.name() + " is ₹"
                            + account.day().charges() + " and its fills come to ₹" + bill,
                    Map.of("here", account.day().charges().amount(), "counted", bill.amount())));
        }
    }

    private void totals() {
        Map<String, BigDecimal> kept = sides.everybody().kept();
        new TreeMap<>(sides.everybody().counted()).forEach((name, counted) -> {
            BigDecimal now = kept.getOrDefault(name, BigDecimal.ZERO);
            if (now.compareTo(counted) != 0) {
                breaks.add(found(
                        BreakCode.TOTALS_DIFFER,
                        sides.accounts(),
                        "totals/" + name,
                        "the total of " + name + " is " + now.toPlainString() + " and the accounts count to "
                                + counted.toPlainString(),
                        Map.of("here", now, "counted", counted)));
            }
        });
    }
}
