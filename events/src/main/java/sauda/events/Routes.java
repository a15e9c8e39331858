package sauda.events;

import static sauda.events.Routes.Per.ACCOUNT;
import static sauda.events.Routes.Per.CLIENT;
import static sauda.events.Routes.Per.ONE;
import static sauda.events.Routes.Per.STOCK;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that starts or carries something, each once: functions, queues, the topic,
/// the table, duties, HTTP and WebSocket routes. The cloud is built from this list, the local runner
/// runs it, the API page is made from it.
public final class Routes {

    private Routes() {}

    /// How many there are of a thing: one, or one for each stock, account or broker client.
    public enum Per {
        ONE,
        STOCK,
        ACCOUNT,
        CLIENT
    }

    /// What a function's code may read and write beyond the ledger.
    public enum Grant {
        /// The key of the account's model.
        MODEL_SECRET,
        /// Reading the access token of the broker client.
        TOKEN_SECRET,
        /// Reading the credentials of the broker client, and writing the token that they give.
        LOGIN,
        /// Reading the access token of the broker client that candles come from, if they come
        /// from one.
        MARKET_TOKEN,
        /// Publishing to the owner's notices.
        NOTICES,
        /// Pressing the dead man's button, where the stage has him.
        DEAD_MAN,
        /// Reading the secret of the Telegram bot, where the configuration has one.
        TELEGRAM_SECRET,
        /// Sending to the open connections of pages, and ending them.
        SOCKETS
    }

    /// @param name     without the suffix for its stock, account or client
    /// @param module   module whose jar holds it
    /// @param handler  class that Lambda calls
    /// @param duty     message of the topic that starts it, if any
    /// @param consumes queues that feed it, by name
    /// @param emits    queues that it sends to, by name
    /// @param stream   kinds of items whose changes the ledger's stream feeds it, empty for none
    /// @param http     whether the API's routes lead to it
    /// @param timeout  after which Lambda ends it
    /// @param memoryMb by the share of a processor that comes with it: 1,024 where somebody waits, 512
    ///                 where all that counts is the minute; executor and signals peak at 173 MB
    public record Function(
            String name,
            Per per,
            String module,
            String handler,
            Tick.@Nullable Duty duty,
            List<String> consumes,
            List<String> emits,
            List<String> stream,
            boolean http,
            List<Grant> grants,
            Duration timeout,
            int memoryMb) {

        /// The name of one of its instances, such as `signals-RELIANCE`.
        public String nameFor(@Nullable String instance) {
            return instance == null ? name : name + "-" + instance;
        }
    }

    /// A FIFO queue with a dead-letter queue behind it.
    ///
    /// @param group      what its message group id is
    /// @param visibility at least six times its consumer's time-out
    /// @param receives   after so many a message goes to the dead letters
    public record Queue(String name, Per per, String group, Duration visibility, int receives) {

        /// The name of one of its instances, such as `entries-paper.fifo`.
        public String nameFor(@Nullable String instance) {
            return (instance == null ? name : name + "-" + instance) + ".fifo";
        }

        public String deadLettersFor(@Nullable String instance) {
            return (instance == null ? name : name + "-" + instance) + "-dead.fifo";
        }
    }

    /// The one table; its keys and readers stand in `core.ledger.Keys`.
    public record Table(String name, String partitionKey, String sortKey, String expiry) {}

    /// What a caller is allowed, each with all that comes before it.
    public enum Role {
        /// Whoever asks, without a token.
        NOBODY,
        /// Reads.
        VIEWER,
        /// Stops and starts trading, asks for orders and decisions.
        TRADER,
        /// What concerns real money.
        ADMIN
    }

    /// @param operation name of the operation in the API's code and page
    /// @param role      the least that its caller is
    public record Http(String method, String path, String operation, Role role, String summary) {

        /// Whether it needs no token.
        public boolean open() {
            return role == Role.NOBODY;
        }
    }

    /// A route of the HTTP API beside those of [#HTTP], which all lead to one function.
    ///
    /// @param function that it leads to
    public record Hook(String method, String path, String function) {}

    /// @param route    as the WebSocket API selects it
    /// @param function that answers
    public record Socket(String route, String function) {}

    public static final String TOPIC = "tick";
    public static final Table LEDGER = new Table("ledger", "pk", "sk", "expires");

    /// The partition of the ledger with the open connections of pages: what tells them of its
    /// stream may ask and delete there, and nowhere else.
    public static final String CONNECTIONS = "SOCKETS";

    public static final String BARS = "bars";
    public static final String DECISIONS = "decisions";
    public static final String ENTRIES = "entries";
    public static final String EXITS = "exits";

    private static final Duration MARK_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DECISION_TIMEOUT = Duration.ofSeconds(260);
    private static final Duration EXECUTOR_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration OPERATIONS_TIMEOUT = Duration.ofSeconds(50);

    /// A live client is watched for 50 s of each minute; the last look may take its time. The
    /// next minute's run may begin meanwhile, which is harmless: whatever both see, the ledger
    /// lets one of them do.
    private static final Duration WATCH_TIMEOUT = Duration.ofSeconds(75);

    /// In the order in which the local runner empties them.
    public static final List<Queue> QUEUES = List.of(
            new Queue(BARS, ONE, "account", MARK_TIMEOUT.multipliedBy(6), 3),
            new Queue(DECISIONS, ACCOUNT, "T", DECISION_TIMEOUT.multipliedBy(6), 3),
            new Queue(EXITS, CLIENT, "account+symbol", EXECUTOR_TIMEOUT.multipliedBy(6), 5),
            new Queue(ENTRIES, CLIENT, "one", EXECUTOR_TIMEOUT.multipliedBy(6), 5));

    /// Takes [DeadManPressed]. It stands with its function in a stack of its own, apart from the
    /// lists below: what stops them must not stop it.
    public static final Queue DEAD_MAN_QUEUE = new Queue("dead-man", ONE, "dead-man", Duration.ofMinutes(6), 5);

    /// What the dead man remembers.
    public static final Table DEAD_MAN_TABLE = new Table("dead-man", "pk", "sk", "expires");

    /// Cancels, leaves and locks when all the others are silent. The Scheduler starts it each
    /// minute of the market's hours, past the topic.
    public static final Function DEAD_MAN = new Function(
            "dead-man",
            ONE,
            "functions/deadman",
            "sauda.deadman.DeadManHandler",
            null,
            List.of(DEAD_MAN_QUEUE.name()),
            List.of(),
            List.of(),
            false,
            List.of(),
            Duration.ofSeconds(58),
            1024);

    /// In the order in which things flow.
    public static final List<Function> FUNCTIONS = List.of(
            new Function(
                    "signals",
                    STOCK,
                    "functions/signals",
                    "sauda.signals.SignalsHandler",
                    Tick.Duty.TICK,
                    List.of(),
                    List.of(BARS),
                    List.of(),
                    false,
                    List.of(Grant.MARKET_TOKEN),
                    Duration.ofSeconds(115),
                    1024),
            new Function(
                    "operations-mark",
                    ONE,
                    "functions/operations",
                    "sauda.operations.MarkHandler",
                    null,
                    List.of(BARS),
                    List.of(DECISIONS, EXITS),
                    List.of(),
                    false,
                    List.of(),
                    MARK_TIMEOUT,
                    1024),
            new Function(
                    "decisions",
                    ACCOUNT,
                    "functions/decisions",
                    "sauda.decisions.DecisionsHandler",
                    null,
                    List.of(DECISIONS),
                    List.of(EXITS, ENTRIES),
                    List.of(),
                    false,
                    List.of(Grant.MODEL_SECRET),
                    DECISION_TIMEOUT,
                    1024),
            new Function(
                    "executor",
                    CLIENT,
                    "functions/executor",
                    "sauda.executor.ExecutorHandler",
                    null,
                    List.of(EXITS, ENTRIES),
                    List.of(),
                    List.of(),
                    false,
                    List.of(Grant.TOKEN_SECRET),
                    EXECUTOR_TIMEOUT,
                    1024),
            operations(
                    "session",
                    CLIENT,
                    "sauda.operations.SessionHandler",
                    Tick.Duty.SESSION,
                    List.of(EXITS),
                    OPERATIONS_TIMEOUT,
                    Grant.TOKEN_SECRET,
                    Grant.LOGIN),
            operations(
                    "deadline",
                    ONE,
                    "sauda.operations.DeadlineHandler",
                    Tick.Duty.DEADLINE,
                    List.of(BARS),
                    OPERATIONS_TIMEOUT),
            operations(
                    "watch",
                    CLIENT,
                    "sauda.operations.WatchHandler",
                    Tick.Duty.WATCH,
                    List.of(EXITS),
                    WATCH_TIMEOUT,
                    Grant.TOKEN_SECRET,
                    Grant.LOGIN),
            operations(
                    "reconcile",
                    CLIENT,
                    "sauda.operations.ReconcileHandler",
                    Tick.Duty.RECONCILE,
                    List.of(),
                    OPERATIONS_TIMEOUT,
                    Grant.TOKEN_SECRET),
            operations(
                    "report", ONE, "sauda.operations.ReportHandler", Tick.Duty.REPORT, List.of(), OPERATIONS_TIMEOUT),
            new Function(
                    "notify",
                    ONE,
                    "functions/notify",
                    "sauda.notify.NotifyHandler",
                    null,
                    List.of(),
                    List.of(),
                    List.of("alert", "order", "decision", "snapshot", "account", "reconciled", "control"),
                    false,
                    List.of(Grant.NOTICES, Grant.TELEGRAM_SECRET),
                    Duration.ofSeconds(30),
                    512),
            new Function(
                    "notify-telegram",
                    ONE,
                    "functions/notify",
                    "sauda.notify.bot.BotHandler",
                    null,
                    List.of(),
                    List.of(EXITS),
                    List.of(),
                    false,
                    List.of(Grant.TELEGRAM_SECRET, Grant.DEAD_MAN),
                    // API Gateway waits no longer than 30 s, Telegram about as long
                    Duration.ofSeconds(25),
                    1024),
            new Function(
                    "dashboard",
                    ONE,
                    "functions/dashboard",
                    "sauda.dashboard.DashboardHandler",
                    null,
                    List.of(),
                    List.of(EXITS, ENTRIES, DECISIONS),
                    List.of(),
                    true,
                    List.of(),
                    Duration.ofSeconds(20),
                    1024),
            socket(
                    "authorizer",
                    "SocketAuthorizer",
                    List.of(),
                    // API Gateway waits no longer
                    Duration.ofSeconds(10)),
            socket("socket", "SocketHandler", List.of(), Duration.ofSeconds(15), Grant.SOCKETS),
            socket(
                    "push",
                    "PushHandler",
                    List.of(
                            "order",
                            "position",
                            "trade",
                            "snapshot",
                            "decision",
                            "control",
                            "alert",
                            "reading",
                            "account"),
                    Duration.ofSeconds(30),
                    Grant.SOCKETS));

    /// Says who may connect to the WebSocket API. It knows neither ledger nor queues.
    public static final String AUTHORIZER = "dashboard-authorizer";

    /// A page says `{"subscribe":{…}}` or `{"ping":true}` by the last; the body of the answer is
    /// what it gets back.
    public static final List<Socket> SOCKET = List.of(
            new Socket("$connect", "dashboard-socket"),
            new Socket("$disconnect", "dashboard-socket"),
            new Socket("$default", "dashboard-socket"));

    /// Where others bring what happened at theirs. There is no user and no token: the function
    /// itself makes sure who asks.
    public static final List<Hook> HOOKS = List.of(new Hook("POST", "/hooks/telegram", "notify-telegram"));

    public static final List<Http> HTTP = List.of(
            new Http("GET", "/api/health", "health", Role.NOBODY, "Whether the function and its ledger answer"),
            new Http(
                    "GET",
                    "/api/system/status",
                    "status",
                    Role.VIEWER,
                    "Trading state, and why it is or is not trading"),
            new Http(
                    "GET",
                    "/api/system/preflight",
                    "preflight",
                    Role.VIEWER,
                    "What was checked of each broker client today"),
            new Http("GET", "/api/system/actions", "actions", Role.VIEWER, "Who stopped and started trading, and why"),
            new Http("GET", "/api/alerts", "alerts", Role.VIEWER, "What people were told, newest first"),
            new Http("GET", "/api/me", "me", Role.VIEWER, "Who asks, and what that person may do"),
            new Http("POST", "/api/system/start-trading", "startTrading", Role.TRADER, "Back to ACTIVE"),
            new Http("POST", "/api/system/stop-trading", "stopTrading", Role.TRADER, "Pause, flatten, halt or kill"),
            new Http("GET", "/api/accounts", "accounts", Role.VIEWER, "Accounts with their books"),
            new Http("GET", "/api/llm-models", "models", Role.VIEWER, "Models, their accounts and prices"),
            new Http(
                    "POST",
                    "/api/llm-models/{model}/decision",
                    "askForDecision",
                    Role.TRADER,
                    "Lets the accounts of a model decide on the newest tick, where they have not; a / of its id is a ~"),
            new Http("GET", "/api/strategies", "strategies", Role.VIEWER, "Strategies with their parameters"),
            new Http("GET", "/api/portfolio", "portfolio", Role.VIEWER, "All accounts: value, cash, positions"),
            new Http("GET", "/api/portfolio/performance", "performance", Role.VIEWER, "Value over time, all accounts"),
            new Http("GET", "/api/portfolio/{account}", "accountPortfolio", Role.VIEWER, "One account"),
            new Http(
                    "GET",
                    "/api/portfolio/{account}/performance",
                    "accountPerformance",
                    Role.VIEWER,
                    "Value over time, one account"),
            new Http(
                    "GET",
                    "/api/reports/leaderboard",
                    "leaderboard",
                    Role.VIEWER,
                    "Accounts and what buying and holding would have been, the best first"),
            new Http(
                    "GET",
                    "/api/reports/returns",
                    "returns",
                    Role.VIEWER,
                    "Returns by day, week or month of accounts, strategies or models"),
            new Http("GET", "/api/trades", "trades", Role.VIEWER, "Round trips, newest first"),
            new Http(
                    "POST",
                    "/api/trades/execute",
                    "executeTrade",
                    Role.TRADER,
                    "An order by hand, under the same limits"),
            new Http("GET", "/api/trades/{id}", "trade", Role.VIEWER, "One round trip, or those of an account"),
            new Http(
                    "GET", "/api/orders", "orders", Role.VIEWER, "Orders with states, fills and reasons, newest first"),
            new Http("GET", "/api/orders/{id}", "order", Role.VIEWER, "One order"),
            new Http("GET", "/api/invocations", "decisions", Role.VIEWER, "Decisions with tool calls, newest first"),
            new Http("GET", "/api/invocations/{account}/{t}", "decision", Role.VIEWER, "One decision with its tape"),
            new Http("GET", "/api/market-data/{symbol}", "candles", Role.VIEWER, "Candles of a stock"),
            new Http(
                    "GET",
                    "/api/market-data/{symbol}/indicators",
                    "indicators",
                    Role.VIEWER,
                    "Latest indicators of a stock"),
            new Http(
                    "GET",
                    "/api/market-data/{symbol}/series",
                    "series",
                    Role.VIEWER,
                    "VWAP, moving averages, RSI and zones of a stock, bar by bar"),
            new Http(
                    "GET",
                    "/api/market-data/{symbol}/signals",
                    "signals",
                    Role.VIEWER,
                    "Signals of a stock, newest first"));

    private static Function operations(
            String name,
            Per per,
            String handler,
            Tick.Duty duty,
            List<String> emits,
            Duration timeout,
            Grant... grants) {
        return new Function(
                "operations-" + name,
                per,
                "functions/operations",
                handler,
                duty,
                List.of(),
                emits,
                List.of(),
                false,
                List.of(grants),
                timeout,
                512);
    }

    private static Function socket(
            String name, String handler, List<String> stream, Duration timeout, Grant... grants) {
        return new Function(
                "dashboard-" + name,
                ONE,
                "functions/dashboard",
                "sauda.dashboard.push." + handler,
                null,
                List.of(),
                List.of(),
                stream,
                false,
                List.of(grants),
                timeout,
                1024);
    }

    public static Function function(String name) {
        return FUNCTIONS.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    public static Queue queue(String name) {
        return QUEUES.stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow();
    }
}
