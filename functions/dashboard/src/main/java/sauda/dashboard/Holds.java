package sauda.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.SignalDesk.Candles;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.BuyAndHold;
import sauda.core.portfolio.BuyAndHold.Day;
import sauda.core.portfolio.BuyAndHold.Mark;
import sauda.core.portfolio.BuyAndHold.Prices;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What an account's money would have become had it bought all its stocks and kept them, see
/// [BuyAndHold]: with the value it opened the first day with, and marked when it was.
final class Holds {

    static final String PREFIX = "hold:";

    private static final int SESSIONS_KEPT = 300;
    private static final int LINES_KEPT = 32;

    private final Config config;
    private final Shelf<Prices> prices;
    private final Map<Symbol, LocalDate> asOf = new ConcurrentHashMap<>();
    private final Memo<Which, List<Day>> lines = new Memo<>(LINES_KEPT);

    Holds(Ledger ledger, Config config, InstantSource clock) {
        this.config = config;
        this.prices = new Shelf<>(
                ledger,
                "CANDLES#",
                SESSIONS_KEPT,
                Holds::prices,
                one -> one.date().isBefore(TradingCalendar.dateOf(clock.instant())));
    }

    private record Which(String account, long seq, LocalDate from, LocalDate to) {}

    private static Prices prices(Item item) {
        Candles candles = item.as(Candles.class);
        return new Prices(
                candles.date(),
                candles.bars().isEmpty()
                        ? Rupees.ZERO
                        : candles.bars().getFirst().open(),
                candles.bars().stream()
                        .map(bar -> new Mark(bar.start().plus(Frame.M5.length()), bar.close()))
                        .toList());
    }

    /// @param days  of the account, oldest first
    /// @param known newest mark of the account, of whatever day: nothing after it counts
    /// @return one day for each of them; empty when no price of any of its stocks is known
    List<Day> of(AccountSpec spec, Account book, List<TradingDay> days, Instant known) {
        if (days.isEmpty()) {
            return List.of();
        }
        Which which = new Which(
                spec.name(), book.seq(), days.getFirst().date(), days.getLast().date());
        return lines.get(which, () -> line(spec, days, known));
    }

    private List<Day> line(AccountSpec spec, List<TradingDay> days, Instant known) {
        LocalDate from = days.getFirst().date();
        List<Map<LocalDate, Prices>> stocks = spec.stocks().stream()
                .map(symbol -> byDate(symbol, from, known))
                .toList();
        BuyAndHold hold = new BuyAndHold(days.getFirst().opening(), stocks.size(), config::chargesOn);
        List<Day> line = days.stream()
                .map(day -> hold.day(
                        day.date(),
                        stocks.stream()
                                .map(stock ->
                                        stock.getOrDefault(day.date(), new Prices(day.date(), Rupees.ZERO, List.of())))
                                .toList()))
                .toList();
        return line.stream().allMatch(day -> day.marks().isEmpty()) ? List.of() : line;
    }

    private Map<LocalDate, Prices> byDate(Symbol symbol, LocalDate from, Instant newest) {
        String partition = Keys.ofStock(symbol);
        LocalDate date = TradingCalendar.dateOf(newest);
        // the first tick of a day may have put the whole history on another scale
        if (!date.equals(asOf.put(symbol, date))) {
            prices.forget(partition);
        }
        Map<LocalDate, Prices> byDate = new HashMap<>();
        for (Prices one : prices.since(partition, Keys.candles(symbol, from).sort(), newest.getEpochSecond())) {
            byDate.put(
                    one.date(),
                    new Prices(
                            one.date(),
                            one.first(),
                            one.marks().stream()
                                    .filter(mark -> !mark.at().isAfter(newest))
                                    .toList()));
        }
        return byDate;
    }

    /// A line as if it were an account, to be measured alike.
    static List<TradingDay> asDays(String account, List<Day> line) {
        List<TradingDay> days = new ArrayList<>();
        for (Day day : line) {
            Account.Day figures = Account.Day.opened(day.date(), day.opening())
                    .traded(Rupees.ZERO, Rupees.ZERO, Rupees.ZERO, new TreeSet<>(), day.charges())
                    .valued(day.closing());
            Instant at = day.marks().isEmpty()
                    ? day.date().atStartOfDay(TradingCalendar.INDIA).toInstant()
                    : day.marks().getLast().at();
            days.add(new TradingDay(PREFIX + account, at, figures, day.drawdown()));
        }
        return days;
    }
}
