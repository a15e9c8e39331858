package sauda.dashboard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.events.Account;
import sauda.events.Denial;
import sauda.events.Rupees;

/// A limit, and how much of it is used.
///
/// @param limit code of the denial that follows when it is used up
/// @param unit  `positions`, `rupees`, `entries` or `tokens`
/// @param left  0 when it is used up
record LimitView(Denial limit, String unit, BigDecimal used, BigDecimal most, BigDecimal left) {

    /// Whether an entry is denied by it now, as the rules have it: a budget may be met exactly.
    boolean isUsedUp() {
        int past = used.compareTo(most);
        return limit == Denial.BUDGET ? past > 0 : past >= 0;
    }

    /// Limits of one account, as the reserve transaction holds them.
    static List<LimitView> of(AccountSpec spec, Account account, Config config) {
        Config.Limits limits = config.limits();
        Rupees capital = config.capitalOf(spec);
        List<LimitView> all = new ArrayList<>();
        all.add(count(Denial.MAX_POSITIONS, "positions", account.slots(), limits.positionsPerAccount()));
        all.add(rupees(Denial.DAY_LOSS, loss(account.dayPnl()), dayLoss(capital, config, limits.dailyLossRupees())));
        all.add(rupees(Denial.EXPOSURE, account.exposure(), capital.percent(limits.exposurePercent())));
        if (limits.entriesPerDay() != null) {
            all.add(count(Denial.TRADE_COUNT, "entries", account.day().entries(), limits.entriesPerDay()));
        }
        if (spec.advisor() != Config.AdvisorKind.RULES) {
            all.add(count(
                    Denial.BUDGET,
                    "tokens",
                    account.day().tokens(),
                    spec.budget().tokensPerDay()));
            all.add(rupees(
                    Denial.BUDGET, account.day().modelCost(), spec.budget().rupeesPerDay()));
        }
        return List.copyOf(all);
    }

    /// Limits of all accounts together, or what a baseline has in their place.
    static List<LimitView> of(LedgerView.Totals totals, Config config) {
        Config.Limits limits = config.limits();
        return List.of(
                view(
                        Denial.MAX_POSITIONS_TOTAL,
                        "positions",
                        totals.slots(),
                        BigDecimal.valueOf(limits.positionsTotal())),
                rupees(Denial.DAY_LOSS, loss(totals.dayPnl()), dayLoss(config.totalCapital(), config, null)),
                rupees(
                        Denial.EXPOSURE_TOTAL,
                        totals.exposure(),
                        config.totalCapital().percent(limits.exposurePercent())));
    }

    private static Rupees loss(Rupees pnl) {
        return pnl.negated().max(Rupees.ZERO);
    }

    private static Rupees dayLoss(Rupees capital, Config config, @Nullable Rupees absolute) {
        Rupees share = capital.percent(config.limits().dailyLossPercent());
        return absolute == null ? share : share.min(absolute);
    }

    private static LimitView count(Denial limit, String unit, long used, long most) {
        return view(limit, unit, BigDecimal.valueOf(used), BigDecimal.valueOf(most));
    }

    private static LimitView rupees(Denial limit, Rupees used, Rupees most) {
        return view(limit, "rupees", used.amount(), most.amount());
    }

    private static LimitView view(Denial limit, String unit, BigDecimal used, BigDecimal most) {
        return new LimitView(limit, unit, used, most, most.subtract(used).max(BigDecimal.ZERO));
    }
}
