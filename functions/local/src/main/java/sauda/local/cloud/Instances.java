package sauda.local.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.events.Routes.Per;
import sauda.events.Symbol;

/// Of what there are several: stocks, accounts and broker clients of a configuration.
public final class Instances {

    private static final String ONE = "";

    private Instances() {}

    /// Names in configured order; one empty name for what there is once.
    public static List<String> of(Per per, Config config) {
        return switch (per) {
            case ONE -> List.of(ONE);
            case STOCK -> config.tradedStocks().stream().map(Symbol::code).toList();
            case ACCOUNT ->
                config.activeAccounts().stream().map(AccountSpec::name).toList();
            case CLIENT ->
                config.activeAccounts().stream()
                        .map(AccountSpec::client)
                        .distinct()
                        .toList();
        };
    }

    public static @Nullable String nameOrNull(String instance) {
        return instance.isEmpty() ? null : instance;
    }
}
