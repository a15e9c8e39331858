package sauda.core.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Limits;
import sauda.core.decision.Briefing;
import sauda.core.decision.Briefing.Use;
import sauda.core.decision.Briefing.Weight;
import sauda.core.ledger.Item;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.Missing;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Puts together what an advisor is told.
final class BriefingRoom {

    private final Config config;

    BriefingRoom(Config config) {
        this.config = config;
    }

    Briefing briefing(
            AccountSpec spec,
            Instant t,
            Session session,
            List<Reading> readings,
            List<Missing> missing,
            Books books,
            Optional<Item> totals) {
        Account account = books.account();
        Limits limits = config.limits();
        Map<Symbol, List<Weight>> strategies = new LinkedHashMap<>();
        config.stocksOf(spec).forEach(symbol -> strategies.put(symbol, Briefing.weights(spec.strategiesFor(symbol))));
        Map<String, Map<String, BigDecimal>> constants = new TreeMap<>();
        config.strategies().forEach((name, strategy) -> constants.put(name, constants(strategy)));
        return new Briefing(
                spec.name(),
                t,
                session.close(),
                session.close().minus(limits.lastEntryBefore()),
                session.close().minus(limits.squareOffBefore()),
                limits.shortSelling() && spec.product() == Config.Product.INTRADAY,
                readings,
                missing,
                strategies,
                constants,
                books.positions(),
                books.orders().stream()
                        .filter(order -> !order.state().isFinal())
                        .map(order -> new Briefing.Waiting(
                                order.id().value(),
                                order.request().symbol(),
                                order.request().side().name(),
                                order.request().purpose().name(),
                                order.request().quantity(),
                                order.filled()))
                        .toList(),
                account.capital(),
                account.cash().inHand(),
                account.freeCash(),
                account.day().value(),
                account.dayPnl(),
                account.day().charges(),
                account.chargesTotal(),
                uses(spec, account, totals),
                most(readings, account.capital()),
                CostsOf.account(config, spec, Side.BUY, t)
                        .roundTripRate()
                        .movePointRight(2)
                        .setScale(4, RoundingMode.HALF_UP)
                        .stripTrailingZeros());
    }

    private static Map<String, BigDecimal> constants(Config.StrategySpec strategy) {
        Map<String, BigDecimal> constants = new TreeMap<>(strategy.parameters());
        constants.put("riskPercent", strategy.riskPercent());
        constants.put("rewardRisk", strategy.rewardRisk());
        return constants;
    }

    private Map<String, Use> uses(AccountSpec spec, Account account, Optional<Item> totals) {
        Limits limits = config.limits();
        Map<String, Use> uses = new TreeMap<>();
        uses.put("positions", use(account.slots(), limits.positionsPerAccount()));
        uses.put("positionsTotal", new Use(total(totals, "slots"), BigDecimal.valueOf(limits.positionsTotal())));
        Rupees dayLoss = account.capital().percent(limits.dailyLossPercent());
        Rupees mostLoss = limits.dailyLossRupees() == null ? dayLoss : dayLoss.min(limits.dailyLossRupees());
        uses.put("dayLoss", new Use(lost(account.dayPnl().amount()), mostLoss.amount()));
        uses.put(
                "dayLossTotal",
                new Use(
                        lost(total(totals, "dayPnl")),
                        config.totalCapital().percent(limits.dailyLossPercent()).amount()));
        uses.put(
                "exposure",
                new Use(
                        account.exposure().amount(),
                        account.capital().percent(limits.exposurePercent()).amount()));
        uses.put(
                "exposureTotal",
                new Use(
                        total(totals, "exposure"),
                        config.totalCapital().percent(limits.exposurePercent()).amount()));
        if (limits.entriesPerDay() != null) {
            uses.put("entriesToday", use(account.day().entries(), limits.entriesPerDay()));
        }
        if (spec.advisor() != Config.AdvisorKind.RULES) {
            uses.put("modelTokens", use(account.day().tokens(), spec.budget().tokensPerDay()));
            uses.put(
                    "modelRupees",
                    new Use(
                            account.day().modelCost().amount(),
                            spec.budget().rupeesPerDay().amount()));
        }
        return uses;
    }

    private static Use use(long used, long limit) {
        return new Use(BigDecimal.valueOf(used), BigDecimal.valueOf(limit));
    }

    private static BigDecimal lost(BigDecimal pnl) {
        return pnl.negate().max(BigDecimal.ZERO);
    }

    private static BigDecimal total(Optional<Item> totals, String name) {
        return totals.map(item -> item.attributes().get(name) instanceof BigDecimal number ? number : BigDecimal.ZERO)
                .orElse(BigDecimal.ZERO);
    }

    /// The most shares that a tool call may ask for: what the whole capital buys at the close.
    private static Map<Symbol, Long> most(List<Reading> readings, Rupees capital) {
        Map<Symbol, Long> most = new TreeMap<>();
        readings.forEach(reading ->
                most.put(reading.symbol(), capital.wholeTimes(reading.last().close())));
        return most;
    }
}
