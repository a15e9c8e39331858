package sauda.fakedhan;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.ChargeRates;
import sauda.core.market.CandleSource;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The world that the fake lives in.
///
/// @param candles     5-minute bars; the fake asks for whole days, so also for the future
/// @param sessions    the calendar: the session of a date, if the exchange trades then
/// @param ticks       tick size on a date for a price, as the exchange's table has it
/// @param securityIds Dhan's number of each stock
/// @param rates       charges in force on a date
/// @param clock       the only time there is
public record Market(
        CandleSource candles,
        Function<LocalDate, Optional<Session>> sessions,
        BiFunction<LocalDate, Rupees, Rupees> ticks,
        Map<Symbol, String> securityIds,
        Function<LocalDate, ChargeRates> rates,
        InstantSource clock) {

    public Market {
        securityIds = Map.copyOf(securityIds);
    }

    /// The world of a configuration: its stocks, calendar, tick sizes and charges.
    public static Market of(Config config, CandleSource candles, InstantSource clock) {
        Map<Symbol, String> ids = new HashMap<>();
        config.stocks().forEach(stock -> ids.put(stock.symbol(), stock.securityId()));
        return new Market(candles, config.calendar()::session, config::tickOn, ids, config::chargesOn, clock);
    }
}
