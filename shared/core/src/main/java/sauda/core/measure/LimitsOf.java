package sauda.core.measure;

import static sauda.events.Metric.LIMITS_OVER;
import static sauda.events.Metric.LIMIT_USE;
import static sauda.events.Metric.MODEL_BUDGET_USE;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Limits;
import sauda.events.Account;
import sauda.events.Rupees;

/// How near an account is to its limits. How many positions it holds and what they cost may well
/// be all that it may have, so those say something only when they are beyond.
final class LimitsOf {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final Config config;

    LimitsOf(Config config) {
        this.config = config;
    }

    /// Only what changed, for an account is written many times a tick; and as long as it is beyond
    /// limits, that.
    List<Measure> of(@Nullable Account before, Account account, Instant at) {
        AccountSpec spec = config.account(account.name()).orElse(null);
        if (spec == null || spec.baseline()) {
            return List.of();
        }
        List<Measure> was = before == null ? List.of() : measures(spec, before, at);
        return measures(spec, account, at).stream()
                .filter(measure -> !was.contains(measure) || isBeyond(measure))
                .toList();
    }

    private static boolean isBeyond(Measure measure) {
        return measure.metric() == LIMITS_OVER && measure.value().signum() > 0;
    }

    private List<Measure> measures(AccountSpec spec, Account account, Instant at) {
        Limits limits = config.limits();
        List<BigDecimal> ofTheDay = new ArrayList<>();
        Rupees lost = account.dayPnl().negated();
        ofTheDay.add(Share.of(lost.amount(), mostLoss(account, limits).amount()));
        if (limits.entriesPerDay() != null) {
            ofTheDay.add(
                    Share.of(BigDecimal.valueOf(account.day().entries()), BigDecimal.valueOf(limits.entriesPerDay())));
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.of(LIMIT_USE, most(ofTheDay), at));
        measures.add(Measure.of(LIMITS_OVER, over(account, limits, ofTheDay), at));
        measures.add(Measure.of(
                MODEL_BUDGET_USE,
                most(List.of(
                        Share.of(
                                BigDecimal.valueOf(account.day().tokens()),
                                BigDecimal.valueOf(spec.budget().tokensPerDay())),
                        Share.of(
                                account.day().modelCost().amount(),
                                spec.budget().rupeesPerDay().amount()))),
                at));
        return measures;
    }

    private static Rupees mostLoss(Account account, Limits limits) {
        Rupees byPercent = account.capital().percent(limits.dailyLossPercent());
        return limits.dailyLossRupees() != null && byPercent.above(limits.dailyLossRupees())
                ? limits.dailyLossRupees()
                : byPercent;
    }

    private static long over(Account account, Limits limits, List<BigDecimal> ofTheDay) {
        boolean slots = account.slots() > limits.positionsPerAccount();
        boolean exposure = account.exposure().above(account.capital().percent(limits.exposurePercent()));
        return (slots ? 1 : 0)
                + (exposure ? 1 : 0)
                + ofTheDay.stream().filter(share -> share.compareTo(ALL) > 0).count();
    }

    /// A gain uses nothing of a loss limit.
    private static BigDecimal most(List<BigDecimal> shares) {
        return shares.stream().max(Comparator.naturalOrder()).orElseThrow().max(BigDecimal.ZERO);
    }
}
