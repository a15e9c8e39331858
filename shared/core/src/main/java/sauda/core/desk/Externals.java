package sauda.core.desk;

import static sauda.core.desk.Reconciliation.figures;
import static sauda.core.desk.Reconciliation.found;
import static sauda.core.desk.Reconciliation.shares;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.core.portfolio.Books;
import sauda.events.Break;
import sauda.events.External;
import sauda.events.ExternalCount;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// The owner's own trades: how they are written down, what they count, and which of them sold
/// shares of our accounts.
final class Externals {

    private Externals() {}

    /// What the trades of a day count: a slot for each stock in which something of them is held.
    static ExternalCount count(String client, LocalDate date, List<External> externals) {
        Map<Symbol, List<External>> bySymbol = new TreeMap<>();
        externals.forEach(external -> bySymbol.computeIfAbsent(external.symbol(), _ -> new ArrayList<>())
                .add(external));
        int slots = 0;
        Rupees exposure = Rupees.ZERO;
        for (List<External> mine : bySymbol.values()) {
            long net = mine.stream()
                    .mapToLong(external -> external.own() * external.side().sign())
                    .sum();
            if (net != 0) {
                slots++;
                exposure = exposure.plus(cost(mine, net));
            }
        }
        return new ExternalCount(client, date, slots, exposure);
    }

    private static Rupees cost(List<External> mine, long net) {
        List<External> opening = mine.stream()
                .filter(external -> external.side().sign() == Long.signum(net))
                .toList();
        long shares = opening.stream().mapToLong(External::own).sum();
        Rupees value = opening.stream().map(External::ownValue).reduce(Rupees.ZERO, Rupees::plus);
        return shares == Math.abs(net)
                ? value
                : value.times(Math.abs(net)).dividedBy(shares).toPaisa();
    }

    /// The row as it is written down now.
    static External of(BothSides sides, VenueOrder row) {
        return new External(
                sides.client(),
                sides.date(),
                row.venueId(),
                row.symbol(),
                row.side(),
                row.quantity(),
                row.traded(),
                OrderBreaks.valueOf(row),
                sides.known(row).map(External::taken).orElse(0L),
                sides.known(row).map(External::takenValue).orElse(Rupees.ZERO),
                !row.status().isFinal(),
                row.createdAt());
    }

    /// Shares of an account that the owner sold (or bought back) by hand, out of one order.
    record Take(External external, String account, List<VenueFill> fills) {

        Take {
            fills = List.copyOf(fills);
        }

        long shares() {
            return fills.stream().mapToLong(VenueFill::quantity).sum();
        }

        External after() {
            return external.taking(
                    shares(),
                    fills.stream()
                            .map(fill -> fill.price().times(fill.quantity()))
                            .reduce(Rupees.ZERO, Rupees::plus));
        }
    }

    /// @param breaks what of it cannot be booked, and why
    record Plan(List<Take> takes, List<Break> breaks) {}

    /// Which accounts the owner's trades took shares from. The venue's net is the evidence: only
    /// what is not there any more was sold. Where it may be of two accounts, nothing is guessed.
    static Plan plan(BothSides sides) {
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
        Map<String, External> left = new HashMap<>();
        TreeSet<Symbol> symbols = new TreeSet<>();
        for (VenueOrder row : sides.externalRows()) {
            External external = of(sides, row);
            left.put(row.venueId(), external);
            if (external.own() > 0) {
                symbols.add(row.symbol());
            }
        }
        for (Symbol symbol : symbols) {
            boolean told = !sides.isUnderWay(symbol)
                    && !sides.isJustEntered(symbol)
                    && sides.externalRows().stream()
                            .filter(row -> row.symbol().equals(symbol))
                            .allMatch(VenueOrder::isComplete);
            for (Side side : Side.values()) {
                for (boolean intraday : new boolean[] {true, false}) {
                    if (told) {
                        plan(sides, symbol, side, intraday, left, plan);
                    }
                }
            }
        }
        return new Plan(List.copyOf(plan.takes()), List.copyOf(plan.breaks()));
    }

    private static void plan(
            BothSides sides, Symbol symbol, Side side, boolean intraday, Map<String, External> left, Plan plan) {
        int direction = side.opposite().sign();
        List<Books> holders = sides.books().stream()
                .filter(book -> sides.isIntraday(book.before().name()) == intraday)
                .filter(book -> held(sides, book, symbol, direction) > 0)
                .toList();
        long here = holders.stream()
                .mapToLong(book -> held(sides, book, symbol, direction))
                .sum();
        long executed = left.values().stream()
                .filter(external -> external.symbol().equals(symbol) && external.side() == side)
                .mapToLong(External::own)
                .sum();
        long missing = Math.min(here - Math.max(0, direction * atVenue(sides, symbol, intraday)), executed);
        if (missing <= 0) {
            return;
        }
        if (holders.size() > 1 && missing < here) {
            plan.breaks()
                    .add(found(
                            BreakCode.EXTERNAL_AMBIGUOUS,
                            holders.stream().map(book -> book.before().name()).toList(),
                            symbol.code(),
                            shares(missing) + " of " + symbol + " were sold by hand, and "
                                    + String.join(
                                            " and ",
                                            holders.stream()
                                                    .map(book -> book.before().name())
                                                    .toList())
                                    + " hold together " + here + ": nobody can tell whose they were",
                            figures(here, here - missing)));
            return;
        }
        for (Books holder : holders) {
            missing -= take(
                    sides, holder, symbol, side, Math.min(missing, held(sides, holder, symbol, direction)), left, plan);
        }
    }

    /// @return the shares that were wanted
    private static long take(
            BothSides sides,
            Books holder,
            Symbol symbol,
            Side side,
            long wanted,
            Map<String, External> left,
            Plan plan) {
        String account = holder.before().name();
        Position position = holder.position(symbol).orElseThrow();
        long unsent = holder.orders().stream()
                .filter(order -> order.request().isExit()
                        && order.request().symbol().equals(symbol)
                        && order.state() == OrderState.RESERVED)
                .mapToLong(sauda.events.Order::remaining)
                .sum();
        long possible = Math.min(wanted, position.free() + unsent);
        if (possible < wanted) {
            plan.breaks()
                    .add(found(
                            BreakCode.EXTERNAL_AND_EXIT,
                            List.of(account),
                            account + "/" + symbol,
                            shares(wanted - possible) + " of " + symbol + " were sold by hand and an exit of " + account
                                    + " sells them again: it is cancelled",
                            figures(position.open(), position.open() - wanted)));
        }
        long rest = possible;
        for (VenueOrder row : sides.externalRows()) {
            External external = left.get(row.venueId());
            if (external == null || row.side() != side || !row.symbol().equals(symbol)) {
                continue;
            }
            long shares = Math.min(rest, external.own());
            if (shares > 0) {
                Take take = new Take(external, account, fills(row, external.taken(), shares));
                plan.takes().add(take);
                left.put(row.venueId(), take.after());
                rest -= shares;
            }
        }
        return wanted;
    }

    /// The fills of a row from one share on, cut to so many shares.
    private static List<VenueFill> fills(VenueOrder row, long skipped, long shares) {
        List<VenueFill> fills = new ArrayList<>();
        long skip = skipped;
        long rest = shares;
        for (VenueFill fill : row.fills()) {
            long usable = fill.quantity() - Math.min(skip, fill.quantity());
            skip -= fill.quantity() - usable;
            long used = Math.min(usable, rest);
            if (used > 0) {
                fills.add(new VenueFill(fill.id(), used, fill.price(), fill.at()));
                rest -= used;
            }
        }
        return fills;
    }

    /// Shares an account holds in a direction, with what is executed and not booked yet.
    private static long held(BothSides sides, Books book, Symbol symbol, int direction) {
        long open = direction * BothSides.open(book, symbol);
        return open <= 0 ? 0 : open + direction * sides.unbookedOf(book.before().name(), symbol);
    }

    private static long atVenue(BothSides sides, Symbol symbol, boolean intraday) {
        long positions = sides.positionsIn(symbol).stream()
                .filter(held -> held.intraday() == intraday)
                .mapToLong(Held::net)
                .sum();
        long holdings = intraday
                ? 0
                : sides.venue().holdings().stream()
                        .filter(held -> held.symbol().equals(symbol))
                        .mapToLong(Held::net)
                        .sum();
        return positions + holdings;
    }
}
