package sauda.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// An account's book as the ledger holds it. Everything of the account is written
/// together with it, so its audit sequence orders all that ever happened to it.
///
/// @param capital  the configured share of the total, unchanged by profit and loss
/// @param cash     rupees, see [Cash]
/// @param day      what counts from morning to evening, see [Day]
/// @param slots    positions open or reserved
/// @param exposure cost of open positions and limit value of waiting entries
/// @param working  orders that are not final
/// @param left     when a stock was last left, for the cool-down
/// @param seq      number of the last audit record of the account's chain
/// @param head     hash of that record
public record Account(
        String name,
        String client,
        TradingState state,
        String stateBecause,
        Rupees capital,
        Cash cash,
        Day day,
        int slots,
        Rupees exposure,
        SortedSet<OrderId> working,
        Map<Symbol, Instant> left,
        long seq,
        String head) {

    /// @param inHand        capital and all fills since, before charges
    /// @param reserved      set aside for waiting entries
    /// @param chargesBefore bills of closed days
    /// @param realised      profit of all closed shares, before charges
    public record Cash(Rupees inHand, Rupees reserved, Rupees chargesBefore, Rupees realised) {}

    /// @param opening   value of the account when the day was opened
    /// @param value     value at the last mark: cash less charges, and positions at their last close
    /// @param bought    value of the day's buys
    /// @param sold      value of the day's sells
    /// @param brokerage of the day's executed orders, unrounded
    /// @param dpSales   stocks sold from delivery
    /// @param charges   the day's bill so far
    /// @param entries   entries that were reserved
    /// @param calls     requests to its model
    /// @param tokens    that its model used
    /// @param modelCost rupees that its model cost
    public record Day(
            LocalDate date,
            Rupees opening,
            Rupees value,
            Rupees bought,
            Rupees sold,
            Rupees brokerage,
            SortedSet<Symbol> dpSales,
            Rupees charges,
            int entries,
            long calls,
            long tokens,
            Rupees modelCost) {

        public Day {
            dpSales = Collections.unmodifiableSortedSet(new TreeSet<>(dpSales));
        }

        /// @param charges the day's bill with it
        public Day traded(Rupees bought, Rupees sold, Rupees brokerage, SortedSet<Symbol> dpSales, Rupees charges) {
            return new Day(
                    date, opening, value, bought, sold, brokerage, dpSales, charges, entries, calls, tokens, modelCost);
        }

        public Day valued(Rupees at) {
            return new Day(
                    date, opening, at, bought, sold, brokerage, dpSales, charges, entries, calls, tokens, modelCost);
        }

        public Day withEntry() {
            return new Day(
                    date,
                    opening,
                    value,
                    bought,
                    sold,
                    brokerage,
                    dpSales,
                    charges,
                    entries + 1,
                    calls,
                    tokens,
                    modelCost);
        }

        public Day withModelUse(long moreCalls, long moreTokens, Rupees cost) {
            return new Day(
                    date,
                    opening,
                    value,
                    bought,
                    sold,
                    brokerage,
                    dpSales,
                    charges,
                    entries,
                    calls + moreCalls,
                    tokens + moreTokens,
                    modelCost.plus(cost));
        }

        public static Day opened(LocalDate date, Rupees value) {
            return new Day(
                    date,
                    value,
                    value,
                    Rupees.ZERO,
                    Rupees.ZERO,
                    Rupees.ZERO,
                    new TreeSet<>(),
                    Rupees.ZERO,
                    0,
                    0,
                    0,
                    Rupees.ZERO);
        }
    }

    public Account {
        working = Collections.unmodifiableSortedSet(new TreeSet<>(working));
        left = Collections.unmodifiableMap(new TreeMap<>(left));
    }

    public static Account opened(String name, String client, Rupees capital, LocalDate date) {
        return new Account(
                name,
                client,
                TradingState.ACTIVE,
                "opened",
                capital,
                new Cash(capital, Rupees.ZERO, Rupees.ZERO, Rupees.ZERO),
                Day.opened(date, capital),
                0,
                Rupees.ZERO,
                new TreeSet<>(),
                Map.of(),
                0,
                "");
    }

    public Rupees chargesTotal() {
        return cash.chargesBefore().plus(day.charges());
    }

    /// Cash less charges so far and less what waiting entries reserve.
    public Rupees freeCash() {
        return cash.inHand().minus(chargesTotal()).minus(cash.reserved());
    }

    public Rupees dayPnl() {
        return day.value().minus(day.opening());
    }
}
