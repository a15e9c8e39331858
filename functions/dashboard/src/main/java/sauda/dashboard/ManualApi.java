package sauda.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.DecideNowDesk;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.desk.ManualDesk;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What a person asks for by hand: an order, a decision.
final class ManualApi {

    private static final int MOST_NAME = 100;
    private static final long MOST_SHARES = 1_000_000;

    private final Config config;
    private final ManualDesk manual;
    private final DecideNowDesk decisions;

    ManualApi(Config config, ManualDesk manual, DecideNowDesk decisions) {
        this.config = config;
        this.manual = manual;
        this.decisions = decisions;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "executeTrade", Operation.accepts(Execute.class, Executing.class, this::execute),
                "askForDecision", Operation.accepts(Decide.class, Deciding.class, this::decide));
    }

    /// @param side     `BUY` or `SELL`: the other side of an open position leaves it, anything else
    ///                 is an entry
    /// @param quantity shares, all of them or none
    /// @param strategy whose stop and target an entry has; the best there is when absent
    /// @param because  why
    record Execute(
            String account,
            String symbol,
            String side,
            long quantity,
            @Nullable String strategy,
            String because) {}

    /// An order on its way to the executor, which has the last word.
    ///
    /// @param order   its id, to look it up by
    /// @param limit   worst price of an entry; null for an exit, as are `stop` and `target`
    /// @param purpose `ENTRY` or `EXIT`
    record Executing(
            OrderId order,
            String account,
            Symbol symbol,
            Side side,
            long quantity,
            @Nullable Rupees limit,
            @Nullable Rupees stop,
            @Nullable Rupees target,
            OrderRequested.Purpose purpose) {

        static Executing of(OrderRequested order) {
            return new Executing(
                    order.id(),
                    order.account(),
                    order.symbol(),
                    order.side(),
                    order.quantity(),
                    order.limit(),
                    order.stop(),
                    order.target(),
                    order.purpose());
        }
    }

    private Executing execute(Request request) {
        Body body = Body.of(request.body(), Execute.class);
        AccountSpec account = account(body.text("account", MOST_NAME));
        Symbol symbol = symbol(body.text("symbol", MOST_NAME));
        Side side = side(body.text("side", MOST_NAME));
        long quantity = body.count("quantity", MOST_SHARES);
        Optional<String> strategy = body.optional("strategy", MOST_NAME).map(this::strategy);
        String because = body.text("because", ControlApi.MOST_BECAUSE);
        Principal principal = request.asker();
        if (config.isLive(account)) {
            Admission.require(principal, Role.ADMIN);
        }
        ManualDesk.Wish wish = new ManualDesk.Wish(
                account,
                symbol,
                side,
                quantity,
                strategy.orElse(null),
                principal.signature() + ": " + because,
                principal.sub() + ":" + request.keyed(),
                request.at());
        return switch (unlessBusy(() -> manual.on(wish))) {
            case ManualDesk.Answer.Sent(var order) -> Executing.of(order);
            case ManualDesk.Answer.Denied(var reasons) -> throw Refused.denied(reasons);
            case ManualDesk.Answer.TooMany() ->
                throw Refused.forNow(
                        429,
                        "TOO_MANY_ORDERS",
                        "an account takes " + ManualDesk.MOST_A_MINUTE + " orders by hand in a minute",
                        "account",
                        Duration.ofMinutes(1));
        };
    }

    private AccountSpec account(String name) {
        AccountSpec account = config.account(name)
                .orElseThrow(
                        () -> Refused.because(400, "UNKNOWN_ACCOUNT", "there is no account of that name", "account"));
        if (account.baseline()) {
            throw Refused.because(
                    400, "BASELINE", "a baseline trades by its rules alone: else it compares with nothing", "account");
        }
        return account;
    }

    private Symbol symbol(String code) {
        return config.stocks().stream()
                .map(Config.Stock::symbol)
                .filter(symbol -> symbol.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.because(
                        400, "UNKNOWN_SYMBOL", "there is no stock of that symbol in the configuration", "symbol"));
    }

    private static Side side(String word) {
        return Arrays.stream(Side.values())
                .filter(side -> side.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.body("side", "side is BUY or SELL"));
    }

    private String strategy(String name) {
        if (!config.strategies().containsKey(name)) {
            throw Refused.because(400, "UNKNOWN_STRATEGY", "there is no strategy of that name", "strategy");
        }
        return name;
    }

    private static <T> T unlessBusy(Supplier<T> work) {
        try {
            return work.get();
        } catch (MailboxUnavailable busy) {
            throw Refused.forNow(
                    503,
                    "BUSY",
                    "the queue does not take it now; ask again with the same key",
                    null,
                    Duration.ofSeconds(2));
        }
    }

    /// @param account that one alone; all of the model's when absent
    /// @param because why
    record Decide(@Nullable String account, String because) {}

    /// @param t        the tick that is decided
    /// @param accounts that were asked to decide
    /// @param already  that had decided at that tick, or were at it
    record Deciding(Instant t, List<String> accounts, List<String> already) {}

    private Deciding decide(Request request) {
        String model = request.variable("model").replace('~', '/');
        List<AccountSpec> accounts = config.activeAccounts().stream()
                .filter(account -> model.equals(account.model()))
                .toList();
        if (accounts.isEmpty()) {
            throw Refused.notFound("no active account has that model");
        }
        Body body = Body.of(request.body(), Decide.class);
        Optional<String> only = body.optional("account", MOST_NAME);
        String because = body.text("because", ControlApi.MOST_BECAUSE);
        List<AccountSpec> wanted = accounts.stream()
                .filter(account -> only.map(account.name()::equals).orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            throw Refused.because(400, "UNKNOWN_ACCOUNT", "no active account of that name has the model", "account");
        }
        return unlessBusy(() -> decisions.ask(wanted, request.asker().signature() + ": " + because))
                .map(asked -> new Deciding(asked.t(), asked.asked(), asked.already()))
                .orElseThrow(() -> Refused.because(
                        409,
                        "NO_FRESH_TICK",
                        "no tick of the last " + DecideNowDesk.FRESH.toMinutes() + " minutes is marked"));
    }
}
