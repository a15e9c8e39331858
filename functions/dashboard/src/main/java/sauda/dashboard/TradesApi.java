package sauda.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Round trips and the orders that they are made of.
final class TradesApi {

    private static final int ENTRIES = 100;

    private static final String TRADES = "TRADE#";
    private static final String ORDERS = "ORDER#";
    private static final Parameter STATUS = Parameter.oneOf(
            "status", Arrays.stream(Status.values()).map(Status::name).toList(), "open trades, or closed ones, alone");
    private static final Parameter PURPOSE = Parameter.oneOf(
            "purpose", Arrays.stream(Purpose.values()).map(Purpose::name).toList(), "orders of this purpose alone");
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
                                Parameter.CURSOR,
                                Parameter.ACCOUNT,
                                Parameter.SYMBOL,
                                Parameter.STRATEGY,
                                STATUS,
                                Parameter.FROM,
                                Parameter.TO),
                "trade",
                        new Operation(
                                List.of(
                                        Parameter.LIMIT,
                                        Parameter.CURSOR,
                                        Parameter.SYMBOL,
                                        Parameter.STRATEGY,
                                        STATUS,
                                        Parameter.FROM,
                                        Parameter.TO),
                                null,
                                List.of(TradeView.class, TradesView.class),
                                this::trade),
                "orders",
                        Operation.reads(
                                OrdersView.class,
                                this::orders,
                                Parameter.LIMIT,
                                Parameter.CURSOR,
                                Parameter.ACCOUNT,
                                Parameter.SYMBOL,
                                Parameter.STRATEGY,
                                STATE,
                                PURPOSE,
                                Parameter.FROM,
                                Parameter.TO),
                "order", Operation.reads(OrderView.class, this::order));
    }

    /// Newest entry first. `from` and `to` are of the tick whose decision entered them.
    ///
    /// @param next where the list goes on, null at its end; a page that a filter made short may
    ///             have a next one
    record TradesView(List<TradeView> trades, @Nullable String next) {}

    enum Status {
        OPEN,
        CLOSED;

        static Status of(Trade trade) {
            return trade.closedAt() == null ? OPEN : CLOSED;
        }
    }

    /// @param status `OPEN` until the last share is left
    /// @param net    gross less charges
    record TradeView(@JsonUnwrapped Trade trade, Status status, Rupees net) {

        static TradeView of(Trade trade) {
            return new TradeView(trade, Status.of(trade), trade.net());
        }
    }

    private TradesView trades(Request request) {
        return trades(view.partitions(request), request);
    }

    private TradesView trades(List<String> partitions, Request request) {
        Optional<Symbol> symbol = request.symbol("symbol");
        Optional<String> strategy = request.text("strategy");
        Optional<Status> status = request.oneOf("status", Status.class);
        LedgerView.Page<Trade> page = view.page(
                request,
                partitions,
                TRADES,
                LedgerView.Bounds.of(request, TRADES, Keys::minuteOfId),
                Trade.class,
                trade -> symbol.map(trade.symbol()::equals).orElse(true)
                        && strategy.map(trade.strategy()::equals).orElse(true)
                        && status.map(Status.of(trade)::equals).orElse(true),
                symbol.isPresent() || strategy.isPresent() || status.isPresent(),
                ENTRIES);
        return new TradesView(page.map(TradeView::of).entries(), page.next());
    }

    /// One trade by the id of its entry, or the trades of an account by its name.
    private Object trade(Request request) {
        String id = request.variable("id");
        Optional<OrderId> trade = orderId(id);
        if (trade.isEmpty()) {
            return trades(List.of(Keys.ofAccount(view.accountAt(id).name())), request);
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

    /// Newest first. `from` and `to` are of the tick, or the minute, that asked for them.
    ///
    /// @param next where the list goes on, null at its end; a page that a filter made short may
    ///             have a next one
    record OrdersView(List<OrderView> orders, @Nullable String next) {}

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
        Optional<String> strategy = request.text("strategy");
        Optional<OrderState> state = request.oneOf("state", OrderState.class);
        Optional<Purpose> purpose = request.oneOf("purpose", Purpose.class);
        LedgerView.Page<Order> page = view.page(
                request,
                view.partitions(request),
                ORDERS,
                LedgerView.Bounds.of(request, ORDERS, Keys::minuteOfId),
                Order.class,
                order -> symbol.map(order.request().symbol()::equals).orElse(true)
                        && strategy.map(order.request().strategy()::equals).orElse(true)
                        && state.map(order.state()::equals).orElse(true)
                        && purpose.map(order.request().purpose()::equals).orElse(true),
                symbol.isPresent() || strategy.isPresent() || state.isPresent() || purpose.isPresent(),
                ENTRIES);
        return new OrdersView(page.map(OrderView::of).entries(), page.next());
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
