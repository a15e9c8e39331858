package sauda.core.desk;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.SignalDesk.Candles;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.BuyAndHold;
import sauda.core.portfolio.BuyAndHold.Day;
import sauda.core.portfolio.BuyAndHold.Mark;
import sauda.core.portfolio.BuyAndHold.Prices;
import sauda.core.portfolio.Figures;
import sauda.core.portfolio.TradingDay;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What an account would have returned over some days had it bought its stocks and kept them.
final class Holding {

    private final Ledger ledger;
    private final Config config;

    Holding(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    /// In percent of the value at the opening, two decimals; empty when no price is known.
    Optional<BigDecimal> returnPercent(AccountSpec spec, List<TradingDay> days) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        LocalDate from = days.getFirst().date();
        LocalDate to = days.getLast().date();
        List<Map<LocalDate, Prices>> stocks =
                spec.stocks().stream().map(symbol -> prices(symbol, from, to)).toList();
        Rupees money = days.getFirst().opening();
        BuyAndHold hold = new BuyAndHold(money, stocks.size(), config::chargesOn);
        List<Day> line = new ArrayList<>();
        for (TradingDay day : days) {
            line.add(hold.day(
                    day.date(),
                    stocks.stream()
                            .map(stock ->
                                    stock.getOrDefault(day.date(), new Prices(day.date(), Rupees.ZERO, List.of())))
                            .toList()));
        }
        return line.stream().allMatch(day -> day.marks().isEmpty())
                ? Optional.empty()
                : Optional.of(Figures.percent(line.getLast().closing().minus(money), money));
    }

    private Map<LocalDate, Prices> prices(Symbol symbol, LocalDate from, LocalDate to) {
        Map<LocalDate, Prices> byDate = new HashMap<>();
        ledger
                .range(
                        Keys.ofStock(symbol),
                        Keys.candles(symbol, from).sort(),
                        Keys.candles(symbol, to).sort())
                .stream()
                .map(item -> item.as(Candles.class))
                .filter(candles -> !candles.bars().isEmpty())
                .forEach(candles -> byDate.put(
                        candles.date(),
                        new Prices(
                                candles.date(),
                                candles.bars().getFirst().open(),
                                candles.bars().stream()
                                        .map(bar -> new Mark(bar.start().plus(Frame.M5.length()), bar.close()))
                                        .toList())));
        return byDate;
    }
}
