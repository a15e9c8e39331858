package sauda.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Round trips and the orders that they are made of.
final class TradesApi {

    private static final int ENTRIES = 100;

    private static final Parameter STATE = Parameter.oneOf(
            "state", Arrays.stream(OrderState.values()).map(OrderState::name).toList(), "orders in this state alone");

    private final LedgerView view;

    TradesApi(LedgerView view) {
        this.view = view;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "trades",
                        Operation.reads(
                                TradesView.class,
                                this::trades,
                                Parameter.LIMIT,
                                Parameter.ACCOUNT,
                                Parameter.SYMBOL,
                                Parameter.STRATEGY),
                "trade",
                        new Operation(
                                List.of(Parameter.LIMIT, Parameter.SYMBOL, Parameter.STRATEGY),
                                null,
                                List.of(TradeView.class, TradesView.class),
                                this::trade),
                "orders",
                        Operation.reads(
                                OrdersView.class,
                                this::orders,
                                Parameter.LIMIT,
                                Parameter.ACCOUNT,
                                Parameter.SYMBOL,
                                STATE),
                "order", Operation.reads(OrderView.class, this::order));
    }

    /// Newest entry first. A filter looks through the newest 2,000 trades of each account.
    record TradesView(List<TradeView> trades) {}

    /// @param status `OPEN` until the last share is left
    /// @param net    gross less charges
    record TradeView(@JsonUnwrapped Trade trade, String status, Rupees net) {

        static TradeView of(Trade trade) {
            return new TradeView(trade, trade.closedAt() == null ? "OPEN" : "CLOSED", trade.net());
        }
    }

    private TradesView trades(Request request) {
        return trades(view.accounts(request), request);
    }

    private TradesView trades(List<AccountSpec> accounts, Request request) {
        Optional<Symbol> symbol = request.symbol("symbol");
        Optional<String> strategy = request.text("strategy");
        return new TradesView(view
                .newest(
                        accounts,
                        "TRADE#",
                        Trade.class,
                        trade -> symbol.map(trade.symbol()::equals).orElse(true)
                                && strategy.map(trade.strategy()::equals).orElse(true),
                        symbol.isPresent() || strategy.isPresent(),
                        Comparator.comparing(Trade::id),
                        request.limit(ENTRIES))
                .stream()
                .map(TradeView::of)
                .toList());
    }

    /// One trade by the id of its entry, or the trades of an account by its name.
    private Object trade(Request request) {
        String id = request.variable("id");
        Optional<OrderId> trade = orderId(id);
        if (trade.isEmpty()) {
            return trades(List.of(view.accountAt(id)), request);
        }
        if (!request.query().isEmpty()) {
            throw Refused.because(
                    400,
                    "UNKNOWN_PARAMETER",
                    "one trade takes no parameter",
                    request.query().keySet().iterator().next());
        }
        return find(account -> Keys.trade(account, trade.get()))
                .map(item -> TradeView.of(item.as(Trade.class)))
                .orElseThrow(() -> Refused.notFound("there is no trade of that id"));
    }

    /// Newest first. A filter looks through the newest 2,000 orders of each account.
    record OrdersView(List<OrderView> orders) {}

    /// @param averagePrice         of its fills, to the paisa; null while there is none
    /// @param slippageFromDecision rupees that its fills were worse than the last close that was
    ///                             known when it was decided; null on paper and without fills
    /// @param slippageFromArrival  the same from the last price when it came to the venue
    record OrderView(
            @JsonUnwrapped Order order,
            long filled,
            long remaining,
            @Nullable Rupees averagePrice,
            @Nullable Rupees slippageFromDecision,
            @Nullable Rupees slippageFromArrival) {

        static OrderView of(Order order) {
            return new OrderView(
                    order,
                    order.filled(),
                    order.remaining(),
                    order.filled() == 0
                            ? null
                            : order.turnover().dividedBy(order.filled()).toPaisa(),
                    order.sent() == null ? null : slippage(order, order.sent().decided()),
                    order.sent() == null ? null : slippage(order, order.sent().arrival()));
        }

        private static @Nullable Rupees slippage(Order order, @Nullable Rupees from) {
            return from == null || order.filled() == 0 ? null : order.slippage(from);
        }
    }

    private OrdersView orders(Request request) {
        Optional<Symbol> symbol = request.symbol("symbol");
        Optional<OrderState> state = request.oneOf("state", OrderState.class);
        Predicate<Order> filter =
                order -> symbol.map(order.request().symbol()::equals).orElse(true)
                        && state.map(order.state()::equals).orElse(true);
        return new OrdersView(view
                .newest(
                        view.accounts(request),
                        "ORDER#",
                        Order.class,
                        filter,
                        symbol.isPresent() || state.isPresent(),
                        Comparator.comparing(Order::id),
                        request.limit(ENTRIES))
                .stream()
                .map(OrderView::of)
                .toList());
    }

    private OrderView order(Request request) {
        OrderId id = orderId(request.variable("id"))
                .orElseThrow(() -> Refused.parameter("id", "an order id is like 2401151015-ABCDEFGHIJKLMN"));
        return find(account -> Keys.order(account, id))
                .map(item -> OrderView.of(item.as(Order.class)))
                .orElseThrow(() -> Refused.notFound("there is no order of that id"));
    }

    private static Optional<OrderId> orderId(String text) {
        try {
            return Optional.of(new OrderId(text));
        } catch (IllegalArgumentException isNone) {
            return Optional.empty();
        }
    }

    private Optional<Item> find(Function<String, Key> key) {
        return view.allAccounts().stream()
                .flatMap(account -> view.ledger().get(key.apply(account.name())).stream())
                .findFirst();
    }
}
