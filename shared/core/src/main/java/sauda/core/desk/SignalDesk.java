package sauda.core.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
import sauda.events.Instrument;
import sauda.core.market.PriceBand;
import sauda.core.signal.Chart;
import sauda.core.signal.DayPrices;
import sauda.core.signal.Look;
import sauda.core.signal.SignalStage;
import sauda.events.Alert;
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

    /// Prices that differ by no more are of one scale.
    private static final BigDecimal SAME_SCALE = new BigDecimal("0.01");

    private final Ledger ledger;
    private final Config config;
    private final Symbol symbol;
    private final CandleSource source;
    private final InstantSource clock;
    private final Pause pause;
    private final Arrivals arrivals;
    private final SignalStage stage;
    private @Nullable Day day;

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
        writes.add(candlesOf(new Candles(symbol, session.date(), candles.bars(), List.copyOf(today.gaps()))));
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
        List<Candles> history = asOfToday(session.date(), history(session.date()));
        List<Bar> bars = history.stream().flatMap(past -> past.bars().stream()).toList();
        SortedSet<Instant> gaps = new TreeSet<>();
        ledger.get(Keys.candles(symbol, session.date()))
                .map(item -> item.as(Candles.class))
                .ifPresent(stored -> gaps.addAll(stored.gaps()));
        Day fresh = new Day(
                session,
                Chart.of(symbol, bars, config.calendar()::session),
                history.isEmpty() ? List.of() : history.getLast().bars(),
                ledger.get(Keys.instrument(symbol, session.date()))
                        .map(item -> item.as(Instrument.class).tick())
                        .orElseGet(() -> tickSize(session.date(), history)),
                gaps);
        day = fresh;
        return fresh;
    }

    /// The sessions before a date that have bars, oldest first; those not stored yet are fetched
    /// from the source and stored.
    private List<Candles> history(LocalDate date) {
        List<Session> sessions = before(date);
        Map<LocalDate, Candles> stored = new HashMap<>();
        for (Session past : sessions) {
            ledger.get(Keys.candles(symbol, past.date()))
                    .ifPresent(item -> stored.put(past.date(), item.as(Candles.class)));
        }
        List<Session> missing = sessions.stream()
                .filter(past -> !stored.containsKey(past.date()))
                .toList();
        List<Bar> raw = fetch(missing);
        List<Candles> history = new ArrayList<>();
        for (Session past : sessions) {
            Candles known = stored.get(past.date());
            Candles candles = known == null ? checked(past, history, raw) : known;
            if (candles.bars().isEmpty()) {
                continue;
            }
            if (known == null) {
                ledger.commit(List.of(candlesOf(candles)));
            }
            history.add(candles);
        }
        return history;
    }

    /// The same sessions at today's scale. A source that adjusts its history does so for all of
    /// it, when a stock is split: then what is stored is read again.
    private List<Candles> asOfToday(LocalDate date, List<Candles> history) {
        if (history.isEmpty()) {
            return history;
        }
        Candles newest = history.getLast();
        Optional<BigDecimal> factor =
                source.factor(symbol, newest.date(), newest.bars().getLast().close());
        return factor.filter(SignalDesk::isOtherScale).isEmpty() ? history : readAgain(date, history, newest);
    }

    private static boolean isOtherScale(BigDecimal factor) {
        return factor.subtract(BigDecimal.ONE).abs().compareTo(SAME_SCALE) > 0;
    }

    /// The close of a day may differ from that of its last bar; a split moves all bars alike.
    private List<Candles> readAgain(LocalDate date, List<Candles> history, Candles newest) {
        List<Session> sessions = before(date);
        List<Bar> raw = fetch(sessions);
        Optional<BigDecimal> factor = commonFactor(newest, raw);
        if (factor.filter(SignalDesk::isOtherScale).isEmpty()) {
            return history;
        }
        List<Candles> again = new ArrayList<>();
        for (Session past : sessions) {
            Candles candles = checked(past, again, raw);
            if (!candles.bars().isEmpty()) {
                again.add(candles);
            }
        }
        List<LocalDate> dates = again.stream().map(Candles::date).toList();
        if (!dates.containsAll(history.stream().map(Candles::date).toList())) {
            throw new CandlesUnavailable("the history of " + symbol + " has another scale, but is not whole");
        }
        List<Write> writes = new ArrayList<>();
        again.forEach(candles -> writes.add(candlesOf(candles)));
        writes.add(Alerts.write(new Alert(
                "HISTORY_ADJUSTED",
                symbol.code(),
                "past prices were multiplied by "
                        + factor.get().stripTrailingZeros().toPlainString()
                        + ", as after a split or a bonus: compare positions and stops that were kept overnight",
                Alert.Level.WARN,
                Map.of("factor", factor.get()),
                clock.instant())));
        ledger.commit(writes);
        return again;
    }

    /// By what a session's closes are multiplied in the source, if it is the same for all.
    private static Optional<BigDecimal> commonFactor(Candles stored, List<Bar> raw) {
        Map<Instant, Bar> served = new HashMap<>();
        raw.forEach(bar -> served.put(bar.start(), bar));
        List<BigDecimal> factors = stored.bars().stream()
                .flatMap(bar -> Optional.ofNullable(served.get(bar.start())).stream()
                        .map(now -> now.close().over(bar.close())))
                .sorted()
                .toList();
        if (factors.isEmpty()
                || factors.getLast()
                                .subtract(factors.getFirst())
                                .compareTo(factors.getFirst().multiply(SAME_SCALE))
                        > 0) {
            return Optional.empty();
        }
        return Optional.of(factors.get(factors.size() / 2).setScale(4, RoundingMode.HALF_UP));
    }

    /// What the source has from the first to the last of these sessions, in one question.
    private List<Bar> fetch(List<Session> sessions) {
        return sessions.isEmpty()
                ? List.of()
                : source.bars(
                        symbol, sessions.getFirst().open(), sessions.getLast().close());
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

    /// A past session's candles out of those of many.
    private Candles checked(Session past, List<Candles> history, List<Bar> raw) {
        List<Bar> previous = history.isEmpty() ? List.of() : history.getLast().bars();
        List<Bar> ofSession = raw.stream()
                .filter(bar -> !bar.start().isBefore(past.open()) && bar.start().isBefore(past.close()))
                .toList();
        CheckedCandles checked = new CandleCheck(past, previous, null).at(past.close(), ofSession);
        return new Candles(symbol, past.date(), checked.bars(), checked.missing());
    }

    private Write candlesOf(Candles candles) {
        return Write.put(Item.whole(Keys.candles(symbol, candles.date()), "candles", candles));
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
