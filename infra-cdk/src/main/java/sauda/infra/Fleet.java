package sauda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Client;
import sauda.events.Routes;
import sauda.events.Routes.Grant;
import sauda.events.Routes.Per;
import sauda.events.Symbol;

/// What the lists of [Routes] come to for one configuration: one function for each stock
/// traded, each active account and each broker client, the queues between them and the
/// secrets that each may know.
final class Fleet {

    private static final String OF_A_CLIENT = "dhan:";

    private final Config config;
    private final String market;

    /// Candles come from the first live client's broker, or are simulated where there is
    /// none.
    Fleet(Config config) {
        this(
                config,
                live(config).stream()
                        .findFirst()
                        .map(client -> OF_A_CLIENT + client.id())
                        .orElse("simulator:1"));
    }

    /// @param market where candles come from, such as `simulator:1` or `dhan:main`
    /// @throws IllegalArgumentException when that is a client that cannot give any
    Fleet(Config config, String market) {
        this.config = config;
        this.market = market;
        if (market.startsWith(OF_A_CLIENT) && marketClient().isEmpty()) {
            throw new IllegalArgumentException(
                    "market is '" + market + "', but clients has no such client of a broker");
        }
    }

    String market() {
        return market;
    }

    /// The client that candles come from, if they come from one.
    static Optional<String> clientOf(String market) {
        return market.startsWith(OF_A_CLIENT) ? Optional.of(market.substring(OF_A_CLIENT.length())) : Optional.empty();
    }

    boolean isSimulated() {
        return !market.startsWith(OF_A_CLIENT);
    }

    /// The clients whose orders are real, in configured order.
    List<Client> liveClients() {
        return live(config);
    }

    /// The clients that have credentials, whether their orders are real or not.
    List<Client> brokerClients() {
        return config.clients().stream().filter(client -> !client.isPaper()).toList();
    }

    /// Where a client stands in the configuration, from 0.
    int positionOf(Client client) {
        return config.clients().indexOf(client);
    }

    private static List<Client> live(Config config) {
        return config.clients().stream().filter(config::isLive).toList();
    }

    /// One function as it is deployed.
    ///
    /// @param of the stock, account or client it is for; null when there is only one
    record Unit(Routes.Function function, @Nullable String of) {

        /// Such as `signals-RELIANCE`. Lambda's names have no `&`.
        String name() {
            return function.nameFor(of).replace('&', '_');
        }
    }

    /// One queue as it is deployed.
    ///
    /// @param of the account or client it is for; null when there is only one
    record Line(Routes.Queue queue, @Nullable String of) {

        String name() {
            return queue.nameFor(of);
        }

        String deadLetters() {
            return queue.deadLettersFor(of);
        }
    }

    /// In the order of [Routes#FUNCTIONS].
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (Routes.Function function : Routes.FUNCTIONS) {
            if (!isWanted(function)) {
                continue;
            }
            if (function.per() == Per.ONE) {
                units.add(new Unit(function, null));
            } else {
                instances(function.per()).forEach(of -> units.add(new Unit(function, of)));
            }
        }
        return List.copyOf(units);
    }

    /// A function behind a hook is there when somebody is told by what calls it: else it would be
    /// an open door to nothing.
    private boolean isWanted(Routes.Function function) {
        return telegramSecret().isPresent()
                || Routes.HOOKS.stream().noneMatch(hook -> hook.function().equals(function.name()));
    }

    /// The hooks whose functions are there.
    List<Routes.Hook> hooks() {
        return Routes.HOOKS.stream()
                .filter(hook -> isWanted(Routes.function(hook.function())))
                .toList();
    }

    private Optional<String> telegramSecret() {
        return Optional.ofNullable(config.people().telegram()).map(Config.Telegram::secret);
    }

    /// In the order of [Routes#QUEUES].
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Routes.Queue queue : Routes.QUEUES) {
            if (queue.per() == Per.ONE) {
                lines.add(new Line(queue, null));
            } else {
                instances(queue.per()).forEach(of -> lines.add(new Line(queue, of)));
            }
        }
        return List.copyOf(lines);
    }

    /// The queues that feed a function.
    List<Line> consumedBy(Unit unit) {
        return lines().stream()
                .filter(line -> unit.function().consumes().contains(line.queue().name()))
                .filter(line -> belong(unit, line))
                .toList();
    }

    /// The queues that a function sends to: an account's only to those of its broker client.
    List<Line> fedBy(Unit unit) {
        return lines().stream()
                .filter(line -> unit.function().emits().contains(line.queue().name()))
                .filter(line -> belong(unit, line))
                .toList();
    }

    /// The name of the secret with the key or the credentials that a function may read:
    /// made by their owner.
    Optional<String> secretOf(Unit unit) {
        List<Grant> grants = unit.function().grants();
        if (grants.contains(Grant.TELEGRAM_SECRET)) {
            return telegramSecret();
        }
        if (grants.contains(Grant.MODEL_SECRET)) {
            return Optional.ofNullable(account(unit.of()).secret());
        }
        return grants.contains(Grant.LOGIN) ? brokerClientOf(unit).map(Client::secret) : Optional.empty();
    }

    /// The client whose access token a function may read.
    Optional<Client> tokenReadBy(Unit unit) {
        List<Grant> grants = unit.function().grants();
        if (grants.contains(Grant.MARKET_TOKEN)) {
            return marketClient();
        }
        return grants.contains(Grant.TOKEN_SECRET) ? brokerClientOf(unit) : Optional.empty();
    }

    /// The client whose access token a function may write.
    Optional<Client> tokenWrittenBy(Unit unit) {
        return unit.function().grants().contains(Grant.LOGIN) ? brokerClientOf(unit) : Optional.empty();
    }

    /// The live client that a function works for. All that such a function sends goes
    /// out by the address of its client, and nothing else does: orders are taken from no
    /// other.
    Optional<Client> liveClientOf(Unit unit) {
        return brokerClientOf(unit).filter(liveClients()::contains);
    }

    /// What the accounts of a client may hold at once. A baseline's positions are none of all the
    /// accounts' together.
    int mostPositionsAt(@Nullable String client) {
        Config.Limits limits = config.limits();
        long baselines = config.activeAccounts().stream()
                .filter(account -> account.baseline() && account.client().equals(client))
                .count();
        int ofOne = Math.min(limits.positionsPerAccount(), limits.positionsTotal());
        return limits.positionsTotal() + Math.toIntExact(baselines * ofOne);
    }

    /// Empty for a paper client too.
    private Optional<Client> brokerClientOf(Unit unit) {
        return unit.function().per() == Per.CLIENT ? brokerClient(unit.of()) : Optional.empty();
    }

    private Optional<Client> marketClient() {
        return clientOf(market).flatMap(this::brokerClient);
    }

    private Optional<Client> brokerClient(@Nullable String id) {
        return brokerClients().stream().filter(client -> client.id().equals(id)).findFirst();
    }

    private boolean belong(Unit unit, Line line) {
        String mine = unit.of();
        String its = line.of();
        if (mine == null || its == null) {
            return true;
        }
        Per per = unit.function().per();
        if (per == line.queue().per()) {
            return mine.equals(its);
        }
        if (per == Per.ACCOUNT && line.queue().per() == Per.CLIENT) {
            return account(mine).client().equals(its);
        }
        throw new IllegalStateException("no rule says which of " + line.queue().name() + " are for one of "
                + unit.function().name() + ": add it here");
    }

    private List<String> instances(Per per) {
        return switch (per) {
            case ONE -> List.of();
            case STOCK -> config.tradedStocks().stream().map(Symbol::code).toList();
            case ACCOUNT ->
                config.activeAccounts().stream().map(AccountSpec::name).toList();
            case CLIENT -> config.clients().stream().map(Client::id).toList();
        };
    }

    private AccountSpec account(@Nullable String name) {
        return config.activeAccounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
