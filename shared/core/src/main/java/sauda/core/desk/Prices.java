package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.ProtectedPrice;
import sauda.core.order.Quote;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Symbol;

/// What a live venue is told of an order's price. An entry has its own limit; what leaves a
/// position must be done, so its limit lies beyond the last price, as far as protection allows.
/// Leaving never waits for a quote: without one the newest bar counts.
final class Prices {

    /// Without any word of the day's band it is the widest that the exchange starts with.
    private static final int BAND_PERCENT = 10;

    private final Ledger ledger;
    private final Config config;
    private final InstantSource clock;
    private final Readings readings;

    Prices(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.readings = new Readings(ledger);
    }

    /// The first price of an order that is about to be sent.
    ///
    /// @return empty when it leaves or protects a position that is over
    Optional<Sent> first(Order order, LiveBroker live) {
        OrderRequested request = order.request();
        Instant now = clock.instant();
        Optional<Quote> quote = quote(request.symbol(), live);
        Optional<Reading> reading = reading(request.symbol());
        Rupees decided = reading.map(seen -> seen.last().close()).orElse(null);
        Rupees arrival = quote.map(Quote::last).orElse(null);
        Optional<Rupees> limit = request.isEntry()
                ? Optional.ofNullable(request.limit())
                : position(request)
                        .map(position -> ProtectedPrice.of(
                                request.side(),
                                quote.orElseGet(() -> guess(position, reading)),
                                config.live().protectionPercent(),
                                0,
                                tick(request.symbol(), reading, arrival)));
        return limit.map(worst -> Sent.first(worst, decided, arrival, now));
    }

    /// The next limit of an exit that was not filled at its last one.
    Optional<Sent> next(Order exit, LiveBroker live) {
        Sent sent = Objects.requireNonNull(exit.sent());
        OrderRequested request = exit.request();
        return quote(request.symbol(), live)
                .map(quote -> sent.changed(
                        ProtectedPrice.of(
                                request.side(),
                                quote,
                                config.live().protectionPercent(),
                                sent.changes() + 1,
                                tick(request.symbol(), reading(request.symbol()), quote.last())),
                        clock.instant()));
    }

    /// Trigger and limit of a stop.
    record Stop(Rupees trigger, Sent sent) {}

    Stop stop(Position position, Quote quote) {
        Rupees tick = tick(position.symbol(), reading(position.symbol()), quote.last());
        Rupees trigger = ProtectedPrice.trigger(position.side().opposite(), position.stop(), quote, tick);
        Rupees limit = ProtectedPrice.ofStop(
                position.side().opposite(), trigger, quote, config.live().protectionPercent(), tick);
        return new Stop(trigger, Sent.first(limit, null, quote.last(), clock.instant()));
    }

    /// The venue's quote, or what the newest bar tells.
    Quote quoteFor(Position position, LiveBroker live) {
        return quote(position.symbol(), live).orElseGet(() -> guess(position, reading(position.symbol())));
    }

    Optional<Quote> quote(Symbol symbol, LiveBroker live) {
        return Optional.ofNullable(quotes(List.of(symbol), live).get(symbol));
    }

    /// The quotes that the venue gives just now; none when it does not answer.
    Map<Symbol, Quote> quotes(List<Symbol> symbols, LiveBroker live) {
        if (symbols.isEmpty()) {
            return Map.of();
        }
        try {
            Map<Symbol, Quote> quotes = new HashMap<>(live.quotes(symbols));
            quotes.values().removeIf(quote -> !quote.makesSense());
            return quotes;
        } catch (BrokerUnavailable down) {
            return Map.of();
        }
    }

    private Optional<Reading> reading(Symbol symbol) {
        Instant now = clock.instant();
        return readings.latest(symbol, now)
                .filter(seen -> TradingCalendar.dateOf(seen.t()).equals(TradingCalendar.dateOf(now)));
    }

    private Rupees tick(Symbol symbol, Optional<Reading> reading, @Nullable Rupees price) {
        return reading.map(Reading::tick)
                .orElseGet(() -> config.tickOn(
                        TradingCalendar.dateOf(clock.instant()), price == null ? Rupees.of(1_000) : price));
    }

    private Optional<Position> position(OrderRequested request) {
        return ledger.get(Keys.position(request.account(), request.symbol())).map(item -> item.as(Position.class));
    }

    private Quote guess(Position position, Optional<Reading> reading) {
        Instant now = clock.instant();
        return reading.map(
                        seen -> new Quote(position.symbol(), seen.last().close(), seen.bandLow(), seen.bandHigh(), now))
                .orElseGet(() -> aroundTheLast(position, now));
    }

    private static Rupees average(Position position) {
        return position.open() == 0
                ? position.stop()
                : position.cost().dividedBy(position.open()).toPaisa();
    }

    private static Quote aroundTheLast(Position position, Instant now) {
        Rupees last = position.last() == null ? average(position) : position.last();
        Rupees band = last.percent(BigDecimal.valueOf(BAND_PERCENT));
        return new Quote(position.symbol(), last, last.minus(band), last.plus(band), now);
    }
}
