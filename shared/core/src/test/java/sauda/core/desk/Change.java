package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Limits;
import sauda.events.Account;
import sauda.events.Rupees;
import sauda.events.TradingState;

/// Records with one thing changed.
final class Change {

    private Change() {}

    static Limits positionsPerAccount(Limits limits, int most) {
        return limits(
                limits,
                most,
                limits.positionsTotal(),
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits positionsTotal(Limits limits, int most) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                most,
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits positionRupees(Limits limits, Rupees most) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                most,
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits exposurePercent(Limits limits, int most) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.positionRupees(),
                BigDecimal.valueOf(most),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits entriesPerDay(Limits limits, int most) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.positionRupees(),
                limits.exposurePercent(),
                most,
                limits.coolDown(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits coolDown(Limits limits, Duration coolDown) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                coolDown,
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    static Limits shortSelling(Limits limits) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                true,
                limits.entriesNeedSignal());
    }

    static Limits entriesNeedSignal(Limits limits) {
        return limits(
                limits,
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.shortSelling(),
                true);
    }

    private static Limits limits(
            Limits limits,
            int perAccount,
            int total,
            @Nullable Rupees positionRupees,
            BigDecimal exposurePercent,
            @Nullable Integer entriesPerDay,
            Duration coolDown,
            boolean shortSelling,
            boolean entriesNeedSignal) {
        return new Limits(
                limits.riskPercent(),
                perAccount,
                total,
                limits.dailyLossPercent(),
                limits.dailyLossRupees(),
                positionRupees,
                exposurePercent,
                entriesPerDay,
                coolDown,
                limits.lastEntryBefore(),
                limits.squareOffBefore(),
                limits.flatAlarmBefore(),
                shortSelling,
                entriesNeedSignal);
    }

    static Account account(Account account, TradingState state, Account.Cash cash, Account.Day day) {
        return new Account(
                account.name(),
                account.client(),
                state,
                account.stateBecause(),
                account.capital(),
                cash,
                day,
                account.slots(),
                account.exposure(),
                account.working(),
                account.left(),
                account.seq(),
                account.head());
    }
}
