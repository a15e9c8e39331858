package sauda.core.portfolio;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import sauda.events.Account;
import sauda.events.Rupees;

/// One trading day of an account, finished or so far. What the day before closed at, this one
/// opens at: the profits of all days are the account's profit.
///
/// @param at       newest mark; the end of the session when there was none
/// @param day      the day's figures; its value is the closing one
/// @param drawdown from the opening over every mark to the closing
public record TradingDay(String account, Instant at, Account.Day day, Drawdown drawdown) {

    /// @param day   its value is the closing one
    /// @param marks value at each mark of that day, oldest first
    /// @param at    newest mark; the end of the session when there was none
    public static TradingDay of(String account, Account.Day day, List<Rupees> marks, Instant at) {
        List<Rupees> values = new ArrayList<>(List.of(day.opening()));
        values.addAll(marks);
        values.add(day.value());
        return new TradingDay(account, at, day, Drawdown.of(values));
    }

    public LocalDate date() {
        return day.date();
    }

    public Rupees opening() {
        return day.opening();
    }

    public Rupees closing() {
        return day.value();
    }

    /// Charges included, the model's cost not.
    public Rupees pnl() {
        return closing().minus(opening());
    }
}
