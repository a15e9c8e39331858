package sauda.core.desk;

import static sauda.core.desk.Reconciliation.figures;
import static sauda.core.desk.Reconciliation.found;
import static sauda.core.desk.Reconciliation.shares;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Break;
import sauda.events.External;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Side;
import sauda.events.Symbol;

/// What is wrong between the shares of our accounts and those that the venue says the client
/// has. The sub-books of a client, what of them is executed and not booked yet, and the
/// owner's own trades add up to the venue's net.
final class ShareBreaks {

    private static final int MOST_FACTOR = 20;

    private final BothSides sides;
    private final List<Break> breaks = new ArrayList<>();

    private ShareBreaks(BothSides sides) {
        this.sides = sides;
    }

    static List<Break> of(BothSides sides) {
        ShareBreaks found = new ShareBreaks(sides);
        for (Symbol symbol : sides.stocks()) {
            if (!sides.isUnderWay(symbol)) {
                found.positions(symbol);
                found.traded(symbol);
            }
            found.holdings(symbol);
        }
        if (sides.trading()) {
            sides.books().forEach(found::cover);
        }
        return List.copyOf(found.breaks);
    }

    private void positions(Symbol symbol) {
        long there = sides.netAtVenue(symbol);
        long here = sides.ownersOwn(symbol);
        long intraday = 0;
        for (Books book : sides.books()) {
            String account = book.before().name();
            long unbooked = sides.unbookedOf(account, symbol);
            // What a delivery account carried over the night is a holding, and not a position.
            long mine = unbooked
                    + (sides.isIntraday(account) ? BothSides.open(book, symbol) : sides.flowOf(account, symbol));
            here += mine;
            intraday += sides.isIntraday(account) ? mine : 0;
        }
        if (there != here) {
            differs(symbol, here, there);
        } else if (sides.ownersOwn(symbol) == 0) {
            product(symbol, intraday);
        }
    }

    private void differs(Symbol symbol, long here, long there) {
        boolean ours = sides.config().stock(symbol).isPresent();
        if (there < 0 && here >= 0) {
            add(
                    BreakCode.OVERSOLD,
                    symbol,
                    "the venue is short " + shares(-there) + " of " + symbol + ", and the accounts hold " + here,
                    here,
                    there);
        } else if (ours) {
            add(
                    BreakCode.POSITION_DIFFERS,
                    symbol,
                    "the accounts hold " + shares(here) + " of " + symbol + " and the venue says " + there,
                    here,
                    there);
        } else {
            add(
                    BreakCode.FOREIGN_POSITION,
                    symbol,
                    "the venue holds " + shares(there) + " of " + symbol
                            + ", which no order tells of and which we do not trade",
                    here,
                    there);
        }
    }

    private void product(Symbol symbol, long here) {
        long there = sides.positionsIn(symbol).stream()
                .filter(Held::intraday)
                .mapToLong(Held::net)
                .sum();
        if (there != here) {
            add(
                    BreakCode.PRODUCT_DIFFERS,
                    symbol,
                    "of " + symbol + " " + shares(here) + " are intraday here and " + there + " at the venue",
                    here,
                    there);
        }
    }

    private void traded(Symbol symbol) {
        long boughtThere =
                sides.positionsIn(symbol).stream().mapToLong(Held::bought).sum();
        long soldThere =
                sides.positionsIn(symbol).stream().mapToLong(Held::sold).sum();
        long bought = tradedHere(symbol, Side.BUY);
        long sold = tradedHere(symbol, Side.SELL);
        if (bought != boughtThere || sold != soldThere) {
            breaks.add(found(
                    BreakCode.TRADED_SHARES_DIFFER,
                    sides.accountsIn(symbol),
                    symbol.code(),
                    "of " + symbol + " " + bought + " were bought and " + sold + " sold today by our books, "
                            + boughtThere + " and " + soldThere + " by the venue's",
                    Map.of(
                            "bought", BigDecimal.valueOf(bought),
                            "boughtThere", BigDecimal.valueOf(boughtThere),
                            "sold", BigDecimal.valueOf(sold),
                            "soldThere", BigDecimal.valueOf(soldThere))));
        }
    }

    private long tradedHere(Symbol symbol, Side side) {
        long booked = sides.orders().stream()
                .filter(order -> order.request().symbol().equals(symbol)
                        && order.request().side() == side)
                .flatMap(order -> sides.fillsOfToday(order).stream())
                .mapToLong(sauda.events.Fill::quantity)
                .sum();
        long unbooked = sides.pairs().stream()
                .filter(pair -> pair.order().request().symbol().equals(symbol)
                        && pair.order().request().side() == side)
                .mapToLong(BothSides.Pair::unbooked)
                .sum();
        long legs = sides.legsWithoutOrder().stream()
                .filter(leg -> leg.symbol().equals(symbol) && leg.side() == side)
                .mapToLong(VenueOrder::traded)
                .sum();
        long owners = sides.externalRows().stream()
                .filter(row -> row.symbol().equals(symbol) && row.side() == side)
                .mapToLong(row ->
                        row.traded() - sides.known(row).map(External::taken).orElse(0L))
                .sum();
        return booked + unbooked + legs + owners;
    }

    private void holdings(Symbol symbol) {
        long here = sides.books().stream()
                .filter(book -> !sides.isIntraday(book.before().name()))
                .mapToLong(book -> BothSides.open(book, symbol)
                        - sides.flowOf(book.before().name(), symbol))
                .sum();
        long there = sides.venue().holdings().stream()
                .filter(held -> held.symbol().equals(symbol))
                .mapToLong(Held::net)
                .sum();
        // Holdings of a stock that no account carries are the owner's.
        if (here == 0 || here == there) {
            return;
        }
        Optional<String> factor = factor(here, there);
        if (factor.isPresent()) {
            add(
                    BreakCode.CORPORATE_ACTION,
                    symbol,
                    "the books carry " + shares(here) + " of " + symbol + " and the broker holds " + there + ", "
                            + factor.get() + " as many: a split or bonus; the broker's figure is right, book it and"
                            + " set stop and target anew",
                    here,
                    there);
        } else {
            add(
                    BreakCode.HOLDINGS_DIFFER,
                    symbol,
                    "the books carry " + shares(here) + " of " + symbol + " and the broker holds " + there,
                    here,
                    there);
        }
    }

    /// By which plain factor there are more or fewer shares, such as `2 times` or `3/2`.
    private static Optional<String> factor(long here, long there) {
        if (here <= 0 || there <= 0) {
            return Optional.empty();
        }
        long common = java.math.BigInteger.valueOf(here)
                .gcd(java.math.BigInteger.valueOf(there))
                .longValueExact();
        long above = there / common;
        long below = here / common;
        boolean whole = above <= MOST_FACTOR && below == 1 || below <= MOST_FACTOR && above == 1;
        // Bonus shares: one new for so many held, or two for three and the like.
        boolean bonus = above <= 10 && below <= 5 && above > below && here >= 2 * below;
        if (!whole && !bonus) {
            return Optional.empty();
        }
        return Optional.of(below == 1 ? above + " times" : above + "/" + below + " times");
    }

    /// Each share that no exit sells has a stop at the venue, and there is no stop beyond them.
    private void cover(Books book) {
        String account = book.before().name();
        TreeSet<Symbol> symbols = new TreeSet<>();
        book.positions().forEach(position -> symbols.add(position.symbol()));
        sides.orders().stream()
                .filter(order -> order.request().account().equals(account)
                        && order.request().isStop())
                .forEach(order -> symbols.add(order.request().symbol()));
        for (Symbol symbol : symbols) {
            long free = book.position(symbol).map(Position::free).orElse(0L);
            long open = book.position(symbol).map(Position::open).orElse(0L);
            long stopped = stopped(account, symbol, open);
            if (stopped < free) {
                cover(
                        BreakCode.UNCOVERED,
                        account,
                        symbol,
                        (free - stopped) + " of " + account + "'s " + shares(free) + " of " + symbol
                                + " have no stop at the venue",
                        free,
                        stopped);
            } else if (open == 0 && stopped > 0) {
                cover(
                        BreakCode.STOP_WITHOUT_POSITION,
                        account,
                        symbol,
                        "a stop for " + shares(stopped) + " of " + symbol + " rests at the venue and " + account
                                + " holds none",
                        0,
                        stopped);
            } else if (stopped > free) {
                cover(
                        BreakCode.STOP_TOO_LARGE,
                        account,
                        symbol,
                        "stops for " + shares(stopped) + " of " + symbol + " rest at the venue and " + account + " has "
                                + free + " to protect",
                        free,
                        stopped);
            }
        }
    }

    /// Shares of an account that stops at the venue would sell, adopted or not. What came with an
    /// entry sells what that got, whatever it was for.
    private long stopped(String account, Symbol symbol, long open) {
        long adopted = sides.pairs().stream()
                .filter(pair -> {
                    Order order = pair.order();
                    return order.request().isStop()
                            && order.request().account().equals(account)
                            && order.request().symbol().equals(symbol);
                })
                .mapToLong(pair -> resting(pair.row(), open))
                .sum();
        long legs = sides.legsWithoutOrder().stream()
                .filter(leg -> leg.leg() == VenueOrder.Leg.STOP
                        && leg.symbol().equals(symbol)
                        && account.equals(sides.accountOf(leg)))
                .mapToLong(leg -> resting(leg, open))
                .sum();
        return adopted + legs;
    }

    private static long resting(VenueOrder row, long open) {
        long rests = row.status().isFinal() ? 0 : row.quantity() - row.filled();
        return row.isLeg() && open > 0 ? Math.min(rests, open) : rests;
    }

    private void cover(BreakCode code, String account, Symbol symbol, String said, long here, long there) {
        breaks.add(found(code, List.of(account), account + "/" + symbol, said, figures(here, there)));
    }

    private void add(BreakCode code, Symbol symbol, String said, long here, long there) {
        breaks.add(found(code, sides.accountsIn(symbol), symbol.code(), said, figures(here, there)));
    }
}
