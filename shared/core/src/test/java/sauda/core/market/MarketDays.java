package sauda.core.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;

/// Sessions made by hand.
final class MarketDays {

    private MarketDays() {}

    static Session normal(String date) {
        return new Session(
                LocalDate.parse(date),
                Session.Kind.NORMAL,
                "",
                List.of(new Session.Part(at(date, "09:15"), at(date, "15:30"))),
                new BigDecimal(10));
    }

    static Session drill(String date) {
        return new Session(
                LocalDate.parse(date),
                Session.Kind.SPECIAL,
                "drill",
                List.of(
                        new Session.Part(at(date, "09:15"), at(date, "10:00")),
                        new Session.Part(at(date, "11:30"), at(date, "12:30"))),
                new BigDecimal(5));
    }

    static Instant at(String date, String time) {
        return LocalDate.parse(date)
                .atTime(LocalTime.parse(time))
                .atZone(TradingCalendar.INDIA)
                .toInstant();
    }
}
