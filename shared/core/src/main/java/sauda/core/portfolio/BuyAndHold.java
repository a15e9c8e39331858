package sauda.core.portfolio;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import sauda.core.charges.Charges;
import sauda.core.charges.Turnover;
import sauda.core.config.Config.ChargeRates;
import sauda.core.config.Config.Product;
import sauda.events.Rupees;
import sauda.events.Side;

/// What the same money would have become without a decision: an equal part of it in each stock,
/// bought in whole shares at the first price of it that is seen, for delivery, and kept. What
/// is left of a part after the shares and the bill of their purchase stays cash. Nothing is sold,
/// so no charges of a sale are in its value.
public final class BuyAndHold {

    /// A stock's session in prices.
    ///
    /// @param first open of its first bar
    /// @param marks close of each bar at its end, oldest first
    public record Prices(LocalDate date, Rupees first, List<Mark> marks) {
        public Prices {
            marks = List.copyOf(marks);
        }
    }

    /// @param at end of a bar, or of an account's bar
    public record Mark(Instant at, Rupees value) {}

    /// The line over one session.
    ///
    /// @param opening  value before its first bar
    /// @param charges  of what was bought in it
    /// @param marks    value at the end of each bar, oldest first
    /// @param drawdown over the opening and all marks
    public record Day(LocalDate date, Rupees opening, Rupees charges, List<Mark> marks, Drawdown drawdown) {
        public Day {
            marks = List.copyOf(marks);
        }

        public Rupees closing() {
            return marks.isEmpty() ? opening : marks.getLast().value();
        }
    }

    private final Function<LocalDate, ChargeRates> rates;
    private final Rupees part;
    private final List<Holding> holdings = new ArrayList<>();
    private Rupees cash;

    /// @param money  at the beginning
    /// @param stocks how many; with none, it all stays cash
    /// @param rates  charges in force on a date
    public BuyAndHold(Rupees money, int stocks, Function<LocalDate, ChargeRates> rates) {
        this.rates = rates;
        this.cash = money;
        this.part = stocks == 0 ? Rupees.ZERO : money.dividedBy(stocks);
        for (int i = 0; i < stocks; i++) {
            holdings.add(new Holding());
        }
    }

    /// Shares of a stock, once its first price was seen.
    private static final class Holding {
        private boolean bought;
        private long shares;
        private Rupees last = Rupees.ZERO;

        Rupees value() {
            return last.times(shares);
        }
    }

    /// Goes through one session.
    ///
    /// @param prices for each stock in the same order every day, empty marks where it has none
    public Day day(LocalDate date, List<Prices> prices) {
        Rupees opening = value();
        Rupees charges = Rupees.ZERO;
        List<Instant> ends = prices.stream()
                .flatMap(stock -> stock.marks().stream().map(Mark::at))
                .distinct()
                .sorted()
                .toList();
        int[] seen = new int[holdings.size()];
        List<Mark> marks = new ArrayList<>();
        for (Instant end : ends) {
            for (int i = 0; i < holdings.size(); i++) {
                Prices stock = prices.get(i);
                if (seen[i] < stock.marks().size()
                        && stock.marks().get(seen[i]).at().equals(end)) {
                    charges = charges.plus(buy(holdings.get(i), date, stock.first()));
                    holdings.get(i).last = stock.marks().get(seen[i]++).value();
                }
            }
            marks.add(new Mark(end, value()));
        }
        List<Rupees> path = new ArrayList<>(List.of(opening));
        marks.forEach(mark -> path.add(mark.value()));
        return new Day(date, opening, charges, marks, Drawdown.of(path));
    }

    private Rupees value() {
        return holdings.stream().map(Holding::value).reduce(cash, Rupees::plus);
    }

    /// As many shares as a part of the money pays for with their bill.
    ///
    /// @return the bill
    private Rupees buy(Holding holding, LocalDate date, Rupees price) {
        if (holding.bought) {
            return Rupees.ZERO;
        }
        holding.bought = true;
        Charges charges = new Charges(rates.apply(date), Product.DELIVERY);
        long shares = part.wholeTimes(price);
        while (shares > 0
                && price.times(shares).plus(bill(charges, price.times(shares))).above(part)) {
            shares--;
        }
        if (shares == 0) {
            return Rupees.ZERO;
        }
        Rupees bill = bill(charges, price.times(shares));
        holding.shares = shares;
        cash = cash.minus(price.times(shares)).minus(bill);
        return bill;
    }

    private static Rupees bill(Charges charges, Rupees value) {
        Turnover purchase = charges.turnover(Side.BUY, value);
        return charges.bill(purchase).total();
    }
}
