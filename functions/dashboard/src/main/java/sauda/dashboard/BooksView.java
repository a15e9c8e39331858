package sauda.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import sauda.events.Account;
import sauda.events.Rupees;
import sauda.events.TradingState;

/// An account's books in short, as of its last mark.
///
/// @param cash            in hand less charges so far; what waiting entries reserve is in it
/// @param freeCash        what an entry may still take
/// @param charges         all so far
/// @param value           cash and what the open positions would bring
/// @param dayPnl          value against the opening of `day`, charges included
/// @param totalPnl        value against the capital
/// @param totalPnlPercent of the capital, two decimals
/// @param realised        of all closed shares, before charges
/// @param exposure        cost of open positions and limit value of waiting entries
/// @param slots           positions open or reserved
/// @param day             the trading day that the figures of the day are of
/// @param modelCostToday  rupees
record BooksView(
        String account,
        TradingState state,
        String stateBecause,
        Rupees capital,
        Rupees cash,
        Rupees freeCash,
        Rupees charges,
        Rupees value,
        Rupees dayPnl,
        Rupees totalPnl,
        BigDecimal totalPnlPercent,
        Rupees realised,
        Rupees exposure,
        int slots,
        LocalDate day,
        int entriesToday,
        long callsToday,
        long tokensToday,
        Rupees modelCostToday) {

    static BooksView of(Account account) {
        Account.Day day = account.day();
        Rupees total = day.value().minus(account.capital());
        return new BooksView(
                account.name(),
                account.state(),
                account.stateBecause(),
                account.capital(),
                account.cash().inHand().minus(account.chargesTotal()),
                account.freeCash(),
                account.chargesTotal(),
                day.value(),
                account.dayPnl(),
                total,
                percent(total, account.capital()),
                account.cash().realised(),
                account.exposure(),
                account.slots(),
                day.date(),
                day.entries(),
                day.calls(),
                day.tokens(),
                day.modelCost());
    }

    static BigDecimal percent(Rupees part, Rupees whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : part.over(whole).movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    }
}
