package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// `/charts`: candles as parallel arrays of doubles. Only what has ended is shown.
final class Charts {

    private static final long MOST_DAYS = 90;
    private static final Set<Integer> INTERVALS = Set.of(1, 5, 15, 25, 60);
    private static final DateTimeFormatter WITH_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Venue venue;

    Charts(Venue venue) {
        this.venue = venue;
    }

    @Nullable
    Reply answer(Call call, Instant now) {
        return switch (call.route()) {
            case "POST/charts/intraday" -> intraday(new Fields(call.json()), call.fault(), now);
            case "POST/charts/historical" -> historical(new Fields(call.json()), call.fault(), now);
            default -> null;
        };
    }

    private Reply intraday(Fields fields, @Nullable Fault fault, Instant now) {
        Symbol symbol = symbol(fields);
        int minutes = interval(fields);
        Instant from = instant(fields.text("fromDate"));
        Instant to = instant(fields.text("toDate"));
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw Refusal.input("Data for Intraday Charts can be fetched for 90 days at a time");
        }
        List<Bar> bars = new ArrayList<>();
        if (symbol != null && !(fault instanceof Fault.EmptyCandles)) {
            LocalDate last = IndianTime.date(to.isAfter(now) ? now : to);
            for (LocalDate date = IndianTime.date(from); !date.isAfter(last); date = date.plusDays(1)) {
                bars.addAll(day(symbol, date, minutes, from, to, now));
            }
        }
        return Reply.ok(arrays(bars));
    }

    /// Of today everything is shown up to now, wherever in today the question ends.
    private List<Bar> day(Symbol symbol, LocalDate date, int minutes, Instant from, Instant to, Instant now) {
        boolean today = date.equals(IndianTime.date(now));
        boolean toToday = !to.equals(IndianTime.midnight(date));
        Instant until = today && toToday ? now : to;
        return venue
                .tape()
                .session(date)
                .map(session -> framed(session, shown(symbol, date, minutes, now), minutes))
                .orElse(List.of())
                .stream()
                .filter(bar -> !bar.start().isBefore(from) && !bar.start().isAfter(until))
                .filter(bar -> !date.equals(IndianTime.date(to)) || toToday)
                .toList();
    }

    /// The five-minute bars that may be seen, or the minutes in them.
    private List<Bar> shown(Symbol symbol, LocalDate date, int minutes, Instant now) {
        Duration late = venue.behaviour().newestBarLate();
        Rupees tick = venue.tape().tick(symbol, date);
        List<Bar> bars = new ArrayList<>();
        for (Bar bar : venue.tape().day(symbol, date)) {
            PricePath path = new PricePath(bar);
            Instant seen = path.end().plus(late);
            if (minutes == 1) {
                minutes(path, tick, now, late, bars);
            } else if (!seen.isAfter(now)) {
                bars.add(bar);
            } else if (venue.behaviour().formingBar() && bar.start().isBefore(now) && now.isBefore(path.end())) {
                bars.add(PricePath.onTick(path.until(now), tick));
            }
        }
        return bars;
    }

    private void minutes(PricePath path, Rupees tick, Instant now, Duration late, List<Bar> into) {
        for (Instant start = path.bar().start(); start.isBefore(path.end()); ) {
            Instant end = start.plus(Frame.M1.length());
            if (!end.plus(late).isAfter(now)) {
                into.add(PricePath.onTick(path.between(start, end), tick));
            }
            start = end;
        }
    }

    private static List<Bar> framed(Session session, List<Bar> bars, int minutes) {
        if (minutes <= 5) {
            return bars;
        }
        TreeMap<Instant, Bar> slots = new TreeMap<>();
        for (Bar bar : bars) {
            long slot = Duration.between(session.open(), bar.start()).toMinutes() / minutes;
            Instant start = session.open().plus(Duration.ofMinutes(slot * minutes));
            slots.merge(start, named(start, bar), Tape::together);
        }
        return List.copyOf(slots.values());
    }

    private static Bar named(Instant start, Bar bar) {
        return new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    /// Whole days named by their midnight; the end is outside and today is not there yet.
    private Reply historical(Fields fields, @Nullable Fault fault, Instant now) {
        Symbol symbol = symbol(fields);
        LocalDate from = date(fields.text("fromDate"));
        LocalDate to = date(fields.text("toDate"));
        LocalDate today = IndianTime.date(now);
        List<Bar> days = new ArrayList<>();
        if (symbol != null && !(fault instanceof Fault.EmptyCandles) && from.isBefore(to)) {
            from.datesUntil(to.isAfter(today) ? today : to)
                    .forEach(date -> venue.tape().day(symbol, date).stream()
                            .reduce(Tape::together)
                            .ifPresent(day -> days.add(named(IndianTime.midnight(date), day))));
        }
        return Reply.ok(arrays(days));
    }

    private @Nullable Symbol symbol(Fields fields) {
        fields.text("instrument");
        Symbol symbol = venue.symbol(fields.text("securityId"));
        return fields.text("exchangeSegment").equals("NSE_EQ") ? symbol : null;
    }

    private static int interval(Fields fields) {
        int minutes = fields.body().path("interval").asInt(0);
        if (!INTERVALS.contains(minutes)) {
            throw Refusal.badField();
        }
        return minutes;
    }

    /// A day without a time is its midnight.
    private static Instant instant(String text) {
        if (text.length() <= 10) {
            return IndianTime.midnight(date(text));
        }
        try {
            return LocalDateTime.parse(text, WITH_TIME)
                    .atZone(TradingCalendar.INDIA)
                    .toInstant();
        } catch (DateTimeParseException notATime) {
            throw Refusal.badField();
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw Refusal.badField();
        }
    }

    private static ObjectNode arrays(List<Bar> bars) {
        ObjectNode body = Json.object();
        ArrayNode open = body.putArray("open");
        ArrayNode high = body.putArray("high");
        ArrayNode low = body.putArray("low");
        ArrayNode close = body.putArray("close");
        ArrayNode volume = body.putArray("volume");
        ArrayNode timestamp = body.putArray("timestamp");
        ArrayNode interest = body.putArray("open_interest");
        for (Bar bar : bars) {
            open.add(Json.number(bar.open()));
            high.add(Json.number(bar.high()));
            low.add(Json.number(bar.low()));
            close.add(Json.number(bar.close()));
            volume.add((double) bar.volume());
            timestamp.add((double) bar.start().getEpochSecond());
            interest.add(0.0);
        }
        return body;
    }
}
