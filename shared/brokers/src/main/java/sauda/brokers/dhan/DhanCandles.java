package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.calendar.TradingCalendar.YearMissing;
import sauda.core.config.Config.Stock;
import sauda.core.market.CandleSource;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Candles of Dhan. History is adjusted for splits and bonuses as of the day on which it
/// is asked for, so that prices are off the tick grid and what was stored before may be
/// of another scale. The newest bar comes late, now and then by two minutes.
public final class DhanCandles implements CandleSource {

    /// The venue refuses more in one question.
    private static final Duration MOST_AT_ONCE = Duration.ofDays(90);

    private final DhanApi api;
    private final Stocks stocks;
    private final TradingCalendar calendar;

    DhanCandles(DhanApi api, Stocks stocks, TradingCalendar calendar) {
        this.api = api;
        this.stocks = stocks;
        this.calendar = calendar;
    }

    @Override
    public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
        Stock stock = stock(symbol);
        List<Bar> bars = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); ) {
            Instant end = start.plus(MOST_AT_ONCE).isAfter(to) ? to : start.plus(MOST_AT_ONCE);
            bars.addAll(part(stock, start, end));
            start = end;
        }
        return bars.stream()
                .filter(bar -> !bar.start().isBefore(from)
                        && !bar.start().plus(Frame.M5.length()).isAfter(to))
                .distinct()
                .toList();
    }

    /// A part of history that comes back empty is asked for once more: now and then that
    /// is wrong.
    private List<Bar> part(Stock stock, Instant from, Instant to) {
        List<Bar> bars = asked(intraday(stock, from, to));
        return bars.isEmpty() && hasSession(from, to) ? asked(intraday(stock, from, to)) : bars;
    }

    private boolean hasSession(Instant from, Instant to) {
        try {
            return calendar.sessionsBetween(TradingCalendar.dateOf(from), TradingCalendar.dateOf(to)).stream()
                    .anyMatch(session ->
                            !session.open().isBefore(from) && !session.close().isAfter(to));
        } catch (YearMissing unknown) {
            return false;
        }
    }

    private List<Bar> asked(Ask ask) {
        try {
            JsonNode answer = api.read(ask);
            return CandleArrays.bars(answer);
        } catch (BrokerUnavailable unavailable) {
            throw new CandlesUnavailable(unavailable.code() + ": " + unavailable.getMessage());
        }
    }

    private static Ask intraday(Stock stock, Instant from, Instant to) {
        ObjectNode body = question(stock)
                .put("interval", "5")
                .put("fromDate", IndianTime.second(from))
                .put("toDate", IndianTime.second(to));
        return new Ask("POST", "/charts/intraday", body, RateClass.DATA);
    }

    private static ObjectNode question(Stock stock) {
        return DhanJson.object()
                .put("securityId", stock.securityId())
                .put("exchangeSegment", stock.exchange())
                .put("instrument", "EQUITY")
                .put("expiryCode", 0);
    }

    /// The daily bars of `from ≤ date < to`, each named by its midnight in India.
    /// Today's is not among them before the day is over.
    ///
    /// @throws CandlesUnavailable when Dhan did not answer
    public List<Bar> daily(Symbol symbol, LocalDate from, LocalDate to) {
        ObjectNode body =
                question(stock(symbol)).put("fromDate", from.toString()).put("toDate", to.toString());
        return asked(new Ask("POST", "/charts/historical", body, RateClass.DATA)).stream()
                .filter(bar -> !TradingCalendar.dateOf(bar.start()).isBefore(from)
                        && TradingCalendar.dateOf(bar.start()).isBefore(to))
                .toList();
    }

    @Override
    public Optional<BigDecimal> factor(Symbol symbol, LocalDate date, Rupees storedClose) {
        return daily(symbol, date, date.plusDays(1)).stream()
                .map(Bar::close)
                .filter(Rupees::isPositive)
                .findFirst()
                .map(served -> served.over(storedClose));
    }

    private Stock stock(Symbol symbol) {
        return stocks.stock(symbol).orElseThrow(() -> new CandlesUnavailable(symbol + " is not in the configuration"));
    }

    @Override
    public boolean isUnadjusted() {
        return false;
    }
}
