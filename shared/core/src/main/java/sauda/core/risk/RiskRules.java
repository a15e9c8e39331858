package sauda.core.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Limits;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.risk.Rule.Plain;
import sauda.core.risk.Rule.Stored;
import sauda.core.risk.Rule.Where;
import sauda.events.Denial;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.TradingState;

/// What an order must pass. Pure: the same arguments give the same rules. The executor
/// applies the stored ones inside its reserve transaction; nothing is decided by reading
/// first.
public final class RiskRules {

    private static final List<String> STATES =
            List.of(TradingState.ACTIVE.name(), TradingState.REDUCING.name(), TradingState.HALTED.name());

    private final Config config;
    private final Limits limits;
    private final Sizing sizing;

    public RiskRules(Config config, Costs costs) {
        this.config = config;
        this.limits = config.limits();
        this.sizing = new Sizing(config.limits(), costs);
    }

    /// An entry as it stands before the rules.
    ///
    /// @param shares     after sizing; 0 when none fits
    /// @param limit      worst price, null when there is no setup to take it from
    /// @param stop       null when the strategy gives none
    /// @param signalled  the named strategy has a signal for it
    /// @param byModel    a model asked for it
    /// @param configHash configuration it was made under
    public record Entry(
            AccountSpec account,
            Symbol symbol,
            Side side,
            String strategy,
            long shares,
            @Nullable Rupees limit,
            @Nullable Rupees stop,
            boolean signalled,
            boolean byModel,
            Instant t,
            Instant expiresAt,
            String configHash) {}

    /// What is known of the world when the rules are made.
    ///
    /// @param session of the day, empty when the exchange is closed
    /// @param reading of the stock at T, empty when its candle is missing
    public record Scene(Instant now, Optional<Session> session, Optional<Reading> reading) {}

    /// All rules of an entry, in the order in which a denial is explained.
    public List<Rule> forEntry(Entry entry, Scene scene) {
        Rupees capital = config.capitalOf(entry.account());
        Rupees limit = entry.limit() == null ? Rupees.ZERO : entry.limit();
        Rupees notional = limit.times(entry.shares());
        List<Rule> rules = new ArrayList<>();
        scene.session().ifPresent(session -> rules.add(lateEntry(entry, session)));
        rules.add(new Stored(
                Denial.MAX_POSITIONS,
                Where.ACCOUNT,
                new Condition.Below("slots", decimal(limits.positionsPerAccount())),
                "slots",
                Map.of("limit", decimal(limits.positionsPerAccount()))));
        rules.add(new Stored(
                Denial.MAX_POSITIONS_TOTAL,
                Where.TOTALS,
                new Condition.Below("slots", decimal(limits.positionsTotal())),
                "slots",
                Map.of("limit", decimal(limits.positionsTotal()))));
        rules.add(dayLoss(Where.ACCOUNT, lossAllowed(capital, limits.dailyLossRupees())));
        rules.add(dayLoss(Where.TOTALS, lossAllowed(config.totalCapital(), null)));
        rules.add(new Plain(Denial.TOO_SMALL, entry.shares() >= 1, Map.of("shares", decimal(entry.shares()))));
        rules.add(new Stored(
                Denial.OPPOSITE_IN_CLIENT,
                Where.SIDES,
                new Condition.AbsentOrAtMost(entry.side() == Side.BUY ? "shorts" : "longs", BigDecimal.ZERO),
                entry.side() == Side.BUY ? "shorts" : "longs",
                Map.of()));
        rules.add(new Plain(Denial.NO_STOP, entry.stop() != null, Map.of()));
        rules.add(new Plain(Denial.NO_SIGNAL, entry.signalled() || !limits.entriesNeedSignal(), Map.of()));
        rules.add(notExpired(entry.expiresAt(), scene.now()));
        rules.add(unlocked());
        for (Where where : List.of(Where.CONTROL, Where.ACCOUNT)) {
            rules.add(notInState(Denial.PAUSED, where, TradingState.REDUCING));
            rules.add(notInState(Denial.HALTED, where, TradingState.HALTED));
        }
        rules.add(new Plain(Denial.HALTED, config.tradingEnabled(), Map.of()));
        if (config.isLive(entry.account())) {
            rules.add(preflighted(scene.now()));
            rules.add(firstDay(entry));
        }
        if (entry.byModel()) {
            rules.add(budget("tokensToday", decimal(entry.account().budget().tokensPerDay())));
            rules.add(budget(
                    "modelCostToday", entry.account().budget().rupeesPerDay().amount()));
        }
        rules.add(new Stored(Denial.ALREADY_OPEN, Where.POSITION, new Condition.Absent(), "open", Map.of()));
        scene.reading().ifPresent(reading -> rules.addAll(byPrice(entry, reading, capital, limit)));
        if (limits.positionRupees() != null) {
            rules.add(atMost(
                    Denial.NOTIONAL, notional.amount(), limits.positionRupees().amount()));
        }
        rules.add(exposure(Denial.EXPOSURE, Where.ACCOUNT, capital, notional));
        rules.add(exposure(Denial.EXPOSURE_TOTAL, Where.TOTALS, config.totalCapital(), notional));
        if (limits.entriesPerDay() != null) {
            rules.add(new Stored(
                    Denial.TRADE_COUNT,
                    Where.ACCOUNT,
                    new Condition.Below("entriesToday", decimal(limits.entriesPerDay())),
                    "entriesToday",
                    Map.of("limit", decimal(limits.entriesPerDay()))));
        }
        BigDecimal leftBy = decimal(scene.now().minus(limits.coolDown()).getEpochSecond());
        rules.add(new Stored(
                Denial.COOL_DOWN,
                Where.ACCOUNT,
                new Condition.AbsentOrAtMost("left:" + entry.symbol(), leftBy),
                "left:" + entry.symbol(),
                Map.of("leftBy", leftBy)));
        rules.add(new Plain(Denial.NOT_ALLOWED, mayTrade(entry), Map.of()));
        rules.add(new Plain(Denial.NO_SHORTS, entry.side() == Side.BUY || mayShort(entry.account()), Map.of()));
        rules.add(inSession(scene));
        rules.add(new Plain(Denial.DATA_MISSING, scene.reading().isPresent(), Map.of()));
        scene.session()
                .ifPresent(session -> rules.add(new Stored(
                        Denial.DAY_NOT_OPEN,
                        Where.ACCOUNT,
                        new Condition.Equal("today", session.date().toString()),
                        "",
                        Map.of())));
        rules.add(new Plain(Denial.CONFIG_CHANGED, config.hash().equals(entry.configHash()), Map.of()));
        rules.sort(Comparator.comparing(Rule::code));
        return List.copyOf(rules);
    }

    /// All rules of an exit: it may always go, as long as there are shares and a session. At a
    /// locked real venue the dead man leaves them, and nobody sells them a second time.
    ///
    /// @param live whether the shares are real
    public List<Rule> forExit(long shares, Instant expiresAt, Scene scene, boolean live) {
        List<Rule> rules = new ArrayList<>(List.of(
                notExpired(expiresAt, scene.now()),
                inSession(scene),
                new Stored(
                        Denial.NOTHING_TO_EXIT,
                        Where.POSITION,
                        new Condition.AtLeast("free", decimal(shares)),
                        "free",
                        Map.of("asked", decimal(shares)))));
        if (live) {
            rules.add(unlocked());
        }
        rules.sort(Comparator.comparing(Rule::code));
        return List.copyOf(rules);
    }

    /// What is checked again between the reservation and the call to the venue.
    ///
    /// @param live whether the order is real
    public List<Rule> forSubmitting(boolean entry, long epoch, Instant expiresAt, Scene scene, boolean live) {
        List<Rule> rules = new ArrayList<>(List.of(notExpired(expiresAt, scene.now()), inSession(scene)));
        if (entry || live) {
            rules.add(unlocked());
        }
        if (entry) {
            for (Where where : List.of(Where.CONTROL, Where.ACCOUNT)) {
                rules.add(notInState(Denial.PAUSED, where, TradingState.REDUCING));
                rules.add(notInState(Denial.HALTED, where, TradingState.HALTED));
            }
            rules.add(sameEpoch(epoch));
        }
        rules.sort(Comparator.comparing(Rule::code));
        return List.copyOf(rules);
    }

    /// Nobody changed the trading state since.
    public static Rule sameEpoch(long epoch) {
        return new Stored(
                Denial.PAUSED,
                Where.CONTROL,
                new Condition.Equal("epoch", decimal(epoch)),
                "epoch",
                Map.of("reservedUnder", decimal(epoch)));
    }

    /// Every reason against the order, given the items as they were found; empty when it
    /// passes. Rules on items that are not given are left out.
    public static List<Reason> against(List<Rule> rules, Map<Where, Optional<Item>> items) {
        List<Reason> reasons = new ArrayList<>();
        for (Rule rule : rules) {
            switch (rule) {
                case Plain(var code, var holds, var numbers) -> {
                    if (!holds) {
                        reasons.add(Reason.of(code, numbers));
                    }
                }
                case Stored stored -> {
                    Optional<Item> given = items.get(stored.where());
                    Item found = given == null ? null : given.orElse(null);
                    if (given != null && !stored.condition().holds(found)) {
                        reasons.add(Reason.of(stored.code(), numbers(stored, found)));
                    }
                }
            }
        }
        return List.copyOf(reasons);
    }

    private static Map<String, BigDecimal> numbers(Stored stored, @Nullable Item found) {
        Map<String, BigDecimal> numbers = new HashMap<>(stored.numbers());
        if (found != null && found.attributes().get(stored.shown()) instanceof BigDecimal value) {
            numbers.put(stored.shown().startsWith("left:") ? "left" : stored.shown(), value);
        }
        return numbers;
    }

    private Rule lateEntry(Entry entry, Session session) {
        Instant last = session.close().minus(limits.lastEntryBefore());
        return new Plain(
                Denial.LATE_ENTRY,
                entry.t().isBefore(last),
                Map.of(
                        "minutesToClose",
                        decimal(java.time.Duration.between(entry.t(), session.close())
                                .toMinutes()),
                        "limit",
                        decimal(limits.lastEntryBefore().toMinutes())));
    }

    private Rupees lossAllowed(Rupees capital, @Nullable Rupees absolute) {
        Rupees share = capital.percent(limits.dailyLossPercent());
        return absolute == null ? share : share.min(absolute);
    }

    private static Rule dayLoss(Where where, Rupees allowed) {
        BigDecimal bound = allowed.negated().amount();
        return new Stored(
                Denial.DAY_LOSS, where, new Condition.Above("dayPnl", bound), "dayPnl", Map.of("limit", bound));
    }

    private static Rule notExpired(Instant expiresAt, Instant now) {
        return new Plain(
                Denial.EXPIRED,
                !now.isAfter(expiresAt),
                Map.of(
                        "secondsLate",
                        decimal(java.time.Duration.between(expiresAt, now).toSeconds())));
    }

    private static Rule notInState(Denial code, Where where, TradingState state) {
        List<String> others =
                STATES.stream().filter(other -> !other.equals(state.name())).toList();
        return new Stored(code, where, new Condition.OneOf("state", others), "epoch", Map.of());
    }

    /// Missing, or no number above zero: a lock is neither.
    private static Rule unlocked() {
        return new Stored(
                Denial.LOCKED, Where.CONTROL, new Condition.AbsentOrAtMost("lock", BigDecimal.ZERO), "epoch", Map.of());
    }

    private static Rule preflighted(Instant now) {
        String today = TradingCalendar.dateOf(now).toString();
        return new Stored(
                Denial.NOT_PREFLIGHTED, Where.CLIENT, new Condition.Equal("passedOn", today), "passedOn", Map.of());
    }

    private Rule firstDay(Entry entry) {
        boolean first = config.firstLiveAccount()
                .filter(account -> account.name().equals(entry.account().name()))
                .isPresent();
        boolean holds = !config.live().firstDay() || first && entry.shares() <= Sizing.FIRST_DAY_SHARES;
        return new Plain(
                Denial.FIRST_DAY,
                holds,
                Map.of("shares", decimal(entry.shares()), "limit", decimal(first ? Sizing.FIRST_DAY_SHARES : 0)));
    }

    private static Rule budget(String attribute, BigDecimal most) {
        return new Stored(
                Denial.BUDGET, Where.ACCOUNT, new Condition.AtMost(attribute, most), attribute, Map.of("limit", most));
    }

    private List<Rule> byPrice(Entry entry, Reading reading, Rupees capital, Rupees limit) {
        Rupees close = reading.last().close();
        Rupees stop = entry.stop() == null ? limit : entry.stop();
        Rupees lose = sizing.riskOfOne(close, limit, stop, reading.tick()).times(entry.shares());
        Rupees needed = sizing.costOf(entry.shares(), close, limit);
        boolean inBand = !limit.below(reading.bandLow()) && !limit.above(reading.bandHigh());
        return List.of(
                atMost(
                        Denial.RISK_PER_TRADE,
                        lose.amount(),
                        sizing.riskAllowed(capital, riskPercent(entry.strategy()))
                                .amount()),
                new Stored(
                        Denial.NO_CASH,
                        Where.ACCOUNT,
                        new Condition.AtLeast("freeCash", needed.amount()),
                        "freeCash",
                        Map.of("needed", needed.amount())),
                new Plain(
                        Denial.PRICE_BAND,
                        entry.limit() == null || inBand,
                        Map.of(
                                "limit",
                                limit.amount(),
                                "low",
                                reading.bandLow().amount(),
                                "high",
                                reading.bandHigh().amount())),
                new Plain(
                        Denial.OFF_TICK,
                        limit.isOnTick(reading.tick()),
                        Map.of("limit", limit.amount(), "tick", reading.tick().amount())));
    }

    /// The strategy's own figure, or the limit where none is named.
    private BigDecimal riskPercent(String strategy) {
        Config.StrategySpec spec = config.strategies().get(strategy);
        return spec == null ? limits.riskPercent() : spec.riskPercent();
    }

    private static Rule atMost(Denial code, BigDecimal value, BigDecimal most) {
        return new Plain(code, value.compareTo(most) <= 0, Map.of("value", value, "limit", most));
    }

    private Rule exposure(Denial code, Where where, Rupees capital, Rupees notional) {
        Rupees most = capital.percent(limits.exposurePercent());
        return new Stored(
                code,
                where,
                new Condition.AtMost("exposure", most.minus(notional).amount()),
                "exposure",
                Map.of("limit", most.amount(), "asked", notional.amount()));
    }

    private boolean mayTrade(Entry entry) {
        return entry.account().active() && config.stocksOf(entry.account()).contains(entry.symbol());
    }

    private boolean mayShort(AccountSpec account) {
        return limits.shortSelling() && account.product() == Config.Product.INTRADAY;
    }

    private static Rule inSession(Scene scene) {
        boolean open = scene.session()
                .filter(session ->
                        !scene.now().isBefore(session.open()) && scene.now().isBefore(session.close()))
                .isPresent();
        return new Plain(Denial.OUTSIDE_SESSION, open, Map.of());
    }

    private static BigDecimal decimal(long number) {
        return BigDecimal.valueOf(number);
    }
}
