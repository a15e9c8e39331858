package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.charges.Charges;
import sauda.core.config.Config;
import sauda.core.config.Config.Product;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.market.CandleCheck;
import sauda.core.market.CandleSource;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.core.market.CheckedCandles;
import sauda.core.market.PriceBand;
import sauda.core.signal.Chart;
import sauda.core.signal.DayPrices;
import sauda.core.signal.Look;
import sauda.core.signal.SignalStage;
import sauda.events.Bar;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Tick;

/// Turns one stock's candles up to T into its reading: fetch, check, fold, ask the strategies,
/// store, and tell the accounts whose list is complete with it. Keeps the window between
/// ticks; a cold start builds the same window from what is stored.
public final class SignalDesk {

    private static final Duration WAIT_FOR_BAR = Duration.ofSeconds(110);
    private static final Duration STALE_AFTER = Duration.ofMinutes(4);
    private static final int HISTORY_SESSIONS = 25;

    private final Ledger ledger;
    private final Config config;
    private final Symbol symbol;
    private final CandleSource source;
    private final InstantSource clock;
    private final Pause pause;
    private final Arrivals arrivals;
    private final SignalStage stage;
    private @Nullable Day day;

    /// Waits a little for a bar that is late.
    public interface Pause {

        /// For sources that have a bar at once or never.
        Pause NONE = giveUpAt -> false;

        /// @return false when waiting makes no more sense
        boolean again(Instant giveUpAt);
    }

    public SignalDesk(
            Ledger ledger,
            Config config,
            Symbol symbol,
            CandleSource source,
            Mailbox mailbox,
            InstantSource clock,
            Pause pause) {
        this.ledger = ledger;
        this.config = config;
        this.symbol = symbol;
        this.source = source;
        this.clock = clock;
        this.pause = pause;
        this.arrivals = new Arrivals(ledger, config, mailbox);
        this.stage = new SignalStage(List.copyOf(config.strategies().values()));
    }

    /// What stays the same from tick to tick of a session.
    ///
    /// @param gaps starts of bars that were missing at some tick
    private record Day(Session session, Chart chart, List<Bar> previous, Rupees tick, SortedSet<Instant> gaps) {}

    /// A session's candles as the ledger keeps them.
    public record Candles(Symbol symbol, LocalDate date, List<Bar> bars, List<Instant> gaps) {
        public Candles {
            bars = List.copyOf(bars);
            gaps = List.copyOf(gaps);
        }
    }

    public void on(Tick tick) {
        Instant t = tick.t();
        Optional<Session> session =
                config.calendar().session(TradingCalendar.dateOf(t)).filter(today -> today.isTick(t));
        if (session.isEmpty()) {
            note(t, "NO_SUCH_TICK");
        } else if (clock.instant().isAfter(t.plus(STALE_AFTER))) {
            note(t, "STALE_TICK");
        } else {
            read(session.get(), t);
            arrivals.tellComplete(symbol, t);
        }
    }

    private void note(Instant t, String code) {
        ledger.commit(List.of(Notes.write(t, "signals", symbol.code(), code)));
    }

    /// Once for each tick: what was told of it then stays.
    private void read(Session session, Instant t) {
        if (ledger.get(Keys.arrival(t, symbol)).isPresent()) {
            return;
        }
        Day today;
        CheckedCandles candles;
        try {
            today = day(session);
            candles = fetch(today, t);
        } catch (CandlesUnavailable unavailable) {
            ledger.commit(List.of(Arrivals.out(symbol, t, "CANDLES_UNAVAILABLE")));
            return;
        }
        candles.bars().stream()
                .filter(bar -> !today.chart().frames().today().contains(bar))
                .forEach(bar -> today.chart().add(bar, session));
        today.gaps().addAll(candles.missing());
        List<Write> writes = new ArrayList<>();
        writes.add(candlesOf(session.date(), candles.bars(), today.gaps()));
        if (!candles.quarantined().isEmpty()) {
            writes.add(Write.put(
                    Item.whole(Keys.quarantine(symbol, t), "quarantine", new Quarantine(candles.quarantined()))));
        }
        Optional<String> why = candles.whyNotFresh().map(reason -> reason.code());
        if (why.isPresent()) {
            writes.add(Arrivals.out(symbol, t, why.get()));
        } else {
            writes.add(Write.put(Item.whole(Keys.reading(symbol, t), "reading", reading(today, candles, t))));
            writes.add(Arrivals.in(symbol, t));
        }
        // One by one, the arrival last: whoever sees it sees the rest.
        writes.forEach(write -> ledger.commit(List.of(write)));
    }

    private record Quarantine(List<CheckedCandles.Quarantined> candles) {}

    private CheckedCandles fetch(Day today, Instant t) {
        CandleCheck check =
                new CandleCheck(today.session(), today.previous(), source.isUnadjusted() ? today.tick() : null);
        CheckedCandles candles = check.at(t, source.bars(symbol, today.session().open(), t));
        while (!candles.isFresh() && pause.again(t.plus(WAIT_FOR_BAR))) {
            candles = check.at(t, source.bars(symbol, today.session().open(), t));
        }
        return candles;
    }

    private Reading reading(Day today, CheckedCandles candles, Instant t) {
        BigDecimal rate = new Charges(config.chargesOn(today.session().date()), Product.INTRADAY).roundTripRate();
        Look look = Look.at(today.chart(), today.session(), t, today.gaps(), today.tick(), rate, false);
        Rupees previousClose = today.previous().isEmpty()
                ? candles.bars().getFirst().open()
                : today.previous().getLast().close();
        PriceBand band =
                PriceBand.after(candles.bars(), previousClose, today.session().bandPercent(), today.tick());
        return stage.read(
                look,
                new DayPrices(previousClose, band.low(), band.high()),
                config.limits().shortSelling(),
                candles.warnings().stream()
                        .map(warning -> warning.doubt() + " " + Keys.minute(warning.start()))
                        .toList());
    }

    private Day day(Session session) {
        Day known = day;
        if (known != null && known.session().date().equals(session.date())) {
            return known;
        }
        List<Candles> history = history(session.date());
        List<Bar> bars = history.stream().flatMap(past -> past.bars().stream()).toList();
        SortedSet<Instant> gaps = new TreeSet<>();
        ledger.get(Keys.candles(symbol, session.date()))
                .map(item -> item.as(Candles.class))
                .ifPresent(stored -> gaps.addAll(stored.gaps()));
        Day fresh = new Day(
                session,
                Chart.of(symbol, bars, config.calendar()::session),
                history.isEmpty() ? List.of() : history.getLast().bars(),
                tickSize(session.date(), history),
                gaps);
        day = fresh;
        return fresh;
    }

    /// The sessions before a date that have bars, oldest first; those not stored yet are fetched
    /// from the source and stored.
    private List<Candles> history(LocalDate date) {
        List<Candles> history = new ArrayList<>();
        for (Session past : before(date)) {
            Candles stored = ledger.get(Keys.candles(symbol, past.date()))
                    .map(item -> item.as(Candles.class))
                    .orElseGet(() -> fetchPast(past, history));
            if (!stored.bars().isEmpty()) {
                history.add(stored);
            }
        }
        return history;
    }

    private List<Session> before(LocalDate date) {
        List<Session> sessions = new ArrayList<>();
        try {
            Session past = config.calendar().previous(date);
            for (int i = 0; i < HISTORY_SESSIONS; i++) {
                sessions.addFirst(past);
                past = config.calendar().previous(past.date());
            }
        } catch (TradingCalendar.YearMissing theCalendarBeginsHere) {
            return sessions;
        }
        return sessions;
    }

    private Candles fetchPast(Session past, List<Candles> history) {
        List<Bar> previous = history.isEmpty() ? List.of() : history.getLast().bars();
        CheckedCandles checked =
                new CandleCheck(past, previous, null).at(past.close(), source.bars(symbol, past.open(), past.close()));
        if (!checked.bars().isEmpty()) {
            ledger.commit(List.of(candlesOf(past.date(), checked.bars(), new TreeSet<>(checked.missing()))));
        }
        return new Candles(symbol, past.date(), checked.bars(), checked.missing());
    }

    private Write candlesOf(LocalDate date, List<Bar> bars, SortedSet<Instant> gaps) {
        return Write.put(
                Item.whole(Keys.candles(symbol, date), "candles", new Candles(symbol, date, bars, List.copyOf(gaps))));
    }

    /// The exchange's table, by the last close of the month before.
    private Rupees tickSize(LocalDate date, List<Candles> history) {
        LocalDate monthStart = date.withDayOfMonth(1);
        Rupees base = history.stream()
                .filter(past -> past.date().isBefore(monthStart))
                .reduce((first, second) -> second)
                .or(() -> history.stream().findFirst())
                .map(past -> past.bars().getLast().close())
                .orElse(Rupees.of(1_000));
        return config.tickOn(date, base);
    }
}
