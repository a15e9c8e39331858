package sauda.local.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Limits;
import sauda.core.config.Config.LiveSettings;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Configurations for a live day: accounts with equal capital that may trade every stock.
final class Setups {

    static final String MAIN = "main";
    static final List<Symbol> STOCKS = List.of(
            new Symbol("RELIANCE"),
            new Symbol("TCS"),
            new Symbol("INFY"),
            new Symbol("HDFCBANK"),
            new Symbol("ICICIBANK"));

    private Setups() {}

    /// All accounts at one live client.
    static Config sharing(String... names) {
        return with(Product.INTRADAY, names).liveAt(client(MAIN));
    }

    static Config delivering(String... names) {
        return with(Product.DELIVERY, names).liveAt(client(MAIN));
    }

    /// Each account at a live client of its own name.
    static Config apart(String... names) {
        Config config = with(Product.INTRADAY, names);
        return new Config(
                config.hash() + "-apart",
                Mode.LIVE,
                List.of(names),
                config.tradingEnabled(),
                config.totalCapital(),
                config.stocks(),
                List.of(names).stream().map(Setups::client).toList(),
                config.accounts().stream()
                        .map(account -> account.at(account.name()))
                        .toList(),
                config.strategies(),
                config.limits(),
                config.charges(),
                config.tickBands(),
                config.models(),
                config.live(),
                config.calendar(),
                config.stages(),
                config.people(),
                config.deadMan());
    }

    private static Client client(String name) {
        return new Client(name, "dhan", "sauda/dhan/" + name);
    }

    private static Config with(Product product, String... names) {
        Config config = ConfigFile.defaults();
        AccountSpec like = config.accounts().getFirst().with(AdvisorKind.RULES, null);
        List<AccountSpec> accounts = new ArrayList<>();
        for (String name : names) {
            accounts.add(new AccountSpec(
                    name,
                    true,
                    AdvisorKind.RULES,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    STOCKS,
                    like.strategies(),
                    Map.of(),
                    BigDecimal.valueOf(100 / names.length),
                    product,
                    like.client(),
                    like.budget(),
                    false));
        }
        return config.withAccounts(accounts);
    }

    static Config limited(Config config, UnaryOperator<Limits> change) {
        return config.withLimits(change.apply(config.limits()));
    }

    static Limits positionsTotal(Limits limits, int most) {
        return limits(limits, most, limits.dailyLossRupees());
    }

    static Limits dailyLoss(Limits limits, long rupees) {
        return limits(limits, limits.positionsTotal(), Rupees.of(rupees));
    }

    private static Limits limits(Limits limits, int positionsTotal, @Nullable Rupees dailyLoss) {
        return new Limits(
                limits.riskPercent(),
                limits.positionsPerAccount(),
                positionsTotal,
                limits.dailyLossPercent(),
                dailyLoss,
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.lastEntryBefore(),
                limits.squareOffBefore(),
                limits.flatAlarmBefore(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }

    /// Entries without legs: each stop is an order of its own.
    static Config plainOrders(Config config) {
        LiveSettings live = config.live();
        return config.withLive(new LiveSettings(
                false,
                live.protectionPercent(),
                live.entryLifetime(),
                live.repriceAfter(),
                live.repriceMost(),
                live.lossExit(),
                live.dryRun(),
                live.firstDay()));
    }
}
