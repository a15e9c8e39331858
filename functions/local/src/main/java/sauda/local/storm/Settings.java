package sauda.local.storm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Limits;
import sauda.core.config.Config.LiveSettings;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.core.config.Config.Stock;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A small live configuration for one round: two broker clients with a few accounts each.
final class Settings {

    static final LocalDate DATE = LocalDate.parse("2026-03-02");
    static final Instant START = Instant.parse("2026-03-02T04:00:10Z");
    static final List<String> CLIENTS = List.of("east", "west");

    private static final Config DEFAULTS = ConfigFile.defaults();
    private static final List<String> NAMES = List.of("asha", "binod", "chandra", "devi", "esha");

    private Settings() {}

    static Config of(Weather weather) {
        int accounts = 2 + weather.below(4);
        boolean shorts = weather.oneIn(3);
        List<AccountSpec> specs = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            specs.add(account(NAMES.get(i), CLIENTS.get(i % CLIENTS.size()), 100 / accounts));
        }
        Limits limits = limits(2 + weather.below(4), 4 + weather.below(15), shorts);
        return new Config(
                DEFAULTS.hash(),
                Mode.LIVE,
                CLIENTS,
                true,
                Rupees.of(2_000_000),
                DEFAULTS.stocks(),
                CLIENTS.stream()
                        .map(id -> new Client(id, "dhan", "sauda/dhan/" + id))
                        .toList(),
                specs,
                DEFAULTS.strategies(),
                limits,
                DEFAULTS.charges(),
                DEFAULTS.tickBands(),
                DEFAULTS.models(),
                live(weather.oneIn(2)),
                DEFAULTS.calendar(),
                DEFAULTS.stages(),
                DEFAULTS.people(),
                DEFAULTS.deadMan());
    }

    private static AccountSpec account(String name, String client, int percent) {
        AccountSpec like = DEFAULTS.accounts().getFirst();
        return new AccountSpec(
                name,
                true,
                AdvisorKind.RULES,
                null,
                List.of(),
                null,
                List.of(),
                symbols(),
                like.strategies(),
                Map.of(),
                BigDecimal.valueOf(percent),
                Product.INTRADAY,
                client,
                like.budget(),
                false);
    }

    private static Limits limits(int perAccount, int total, boolean shorts) {
        Limits like = DEFAULTS.limits();
        return new Limits(
                like.riskPercent(),
                perAccount,
                total,
                like.dailyLossPercent(),
                like.dailyLossRupees(),
                like.positionRupees(),
                like.exposurePercent(),
                like.entriesPerDay(),
                like.coolDown(),
                like.lastEntryBefore(),
                like.squareOffBefore(),
                like.flatAlarmBefore(),
                shorts,
                false);
    }

    private static LiveSettings live(boolean superOrders) {
        LiveSettings like = DEFAULTS.live();
        return new LiveSettings(
                superOrders,
                like.protectionPercent(),
                like.entryLifetime(),
                like.repriceAfter(),
                like.repriceMost(),
                like.lossExit(),
                false,
                false);
    }

    static List<Symbol> symbols() {
        return DEFAULTS.stocks().stream().map(Stock::symbol).toList();
    }
}
