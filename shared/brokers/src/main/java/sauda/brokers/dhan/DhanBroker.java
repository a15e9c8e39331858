package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.config.Config.Stock;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.events.Instrument;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Status;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Real orders at Dhan. Every order is a limit order. An entry is a super order, which
/// carries its stop and target, where that is configured and the venue takes it; else a
/// plain one.
///
/// Nothing is written unless the configuration is live and names this client; with
/// `dryRun` what would be sent is logged.
public final class DhanBroker implements LiveBroker {

    private static final System.Logger LOG = System.getLogger(DhanBroker.class.getName());

    /// For what has no last instant of its own: cancels, changes and the ways out. Long
    /// enough to find that the ledger does not answer and to go without it.
    private static final Duration FOR_A_TURN = Duration.ofSeconds(12);

    private static final Duration QUOTES_KEEP = Duration.ofSeconds(1);

    private final Config config;
    private final Stocks stocks;
    private final boolean live;
    private final DhanApi api;
    private final Receipts receipts;
    private final Supplier<Check> login;
    private final DhanChecks checks;
    private final InstantSource clock;
    private volatile boolean noSuperOrders;
    private @Nullable Asked asked;

    private record Asked(Instant at, Map<Symbol, Quote> quotes) {}

    DhanBroker(
            Config config,
            String client,
            DhanApi api,
            Receipts receipts,
            Supplier<Check> login,
            DhanChecks checks,
            InstantSource clock) {
        this.config = config;
        this.stocks = new Stocks(config.stocks());
        this.live =
                config.mode() == Config.Mode.LIVE && config.liveAcknowledged().contains(client);
        this.api = api;
        this.receipts = receipts;
        this.login = login;
        this.checks = checks;
        this.clock = clock;
    }

    /// An order that we do not send as it is.
    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unfit(String code) {
            super(code);
        }

        Answer refusal() {
            return refused(String.valueOf(getMessage()));
        }
    }

    @Override
    public Answer place(Order order, Instant submitBy) {
        OrderRequested request = order.request();
        try {
            Stock stock = stocks.stock(request.symbol()).orElseThrow(() -> new Unfit("NO_SUCH_STOCK"));
            // Guessed wrongly, a sale of kept shares would open a short position.
            Product product = config.account(request.account())
                    .map(AccountSpec::product)
                    .orElseThrow(() -> new Unfit("NO_SUCH_ACCOUNT"));
            Rupees limit = limit(order);
            if (request.isEntry() && config.live().superOrders() && !noSuperOrders) {
                Answer answer = send(
                        request,
                        submitBy,
                        "/super/orders",
                        client -> OrderBodies.superOrder(client, request, stock, product, limit),
                        VenueId::ofSuper);
                if (!isRefused(answer, Fault.NO_SUCH_PATH)) {
                    return answer;
                }
                noSuperOrders = true;
            }
            return send(
                    request,
                    submitBy,
                    "/orders",
                    client -> OrderBodies.plain(client, request, stock, product, limit),
                    VenueId::plain);
        } catch (Unfit unfit) {
            return unfit.refusal();
        }
    }

    private static Rupees limit(Order order) {
        OrderRequested request = order.request();
        Rupees limit = order.sent() != null ? order.sent().limit() : request.isEntry() ? request.limit() : null;
        if (limit == null || !limit.isPositive()) {
            throw new Unfit("NO_LIMIT");
        }
        return limit;
    }

    private static boolean isRefused(Answer answer, String code) {
        return answer instanceof Answer.Refused(var reason) && reason.code().equals(code);
    }

    /// Sends an order that was not sent before.
    private Answer send(
            OrderRequested request,
            Instant submitBy,
            String path,
            Function<String, ObjectNode> body,
            Function<String, VenueId> id) {
        if (clock.instant().isAfter(submitBy)) {
            return refused(DhanApi.TOO_LATE);
        }
        Optional<Answer> held = held("POST", path, body);
        if (held.isPresent()) {
            return held.get();
        }
        String client;
        try {
            client = api.clientId();
            if (!receipts.isFirst(request.id(), request.account(), clock.instant())) {
                return sentBefore(request.id());
            }
        } catch (BrokerUnavailable noToken) {
            return refused(noToken.code());
        } catch (LedgerUnavailable down) {
            // Nothing was sent. Should the receipt be there all the same, look-ups will tell.
            return refused(DhanApi.NOT_SENT);
        }
        Written written = api.write(new Ask("POST", path, body.apply(client), RateClass.ORDER), submitBy);
        if (written instanceof Written.Refused) {
            receipts.forget(request.id());
        }
        return switch (written) {
            case Written.Refused(var reason) -> new Answer.Refused(reason);
            case Written.Unknown(var what) -> new Answer.Unknown(what);
            case Written.Done(var answer) ->
                orderId(answer)
                        .<Answer>map(
                                text -> new Answer.Acknowledged(id.apply(text).text()))
                        .orElseGet(() -> new Answer.Unknown("taken, but the answer names no order"));
        };
    }

    /// The answer to an order that was sent already, or may have been.
    private Answer sentBefore(OrderId id) {
        try {
            return find(id).<Answer>map(found -> new Answer.Acknowledged(found.venueId()))
                    .orElseGet(() -> new Answer.Unknown("it may have been sent before, and is not found now"));
        } catch (BrokerUnavailable unknown) {
            return new Answer.Unknown("it may have been sent before: " + unknown.code());
        }
    }

    private static Optional<String> orderId(JsonNode answer) {
        return answer.isObject()
                ? new Row("order", answer).word("orderId").filter(id -> id.matches("[A-Za-z0-9_-]+"))
                : Optional.empty();
    }

    /// Why nothing may be written; empty when it may.
    private Optional<Answer> held(String method, String path, @Nullable Function<String, ObjectNode> body) {
        if (!live) {
            return Optional.of(refused("NOT_LIVE"));
        }
        if (!config.live().dryRun()) {
            return Optional.empty();
        }
        String text = body == null ? "" : " " + DhanJson.text(body.apply("***"));
        LOG.log(Level.INFO, () -> "dry run: " + method + " " + path + text);
        return Optional.of(refused("DRY_RUN"));
    }

    private static Answer refused(String code) {
        return new Answer.Refused(new Reason(code, Map.of()));
    }

    @Override
    public Answer cancel(Order order) {
        return atVenue(order, (id, venueId) -> {
            Optional<Answer> held = held("DELETE", id.cancelPath(), null);
            return held.isPresent()
                    ? held.get()
                    : answer(api.write(new Ask("DELETE", id.cancelPath(), null, RateClass.ORDER), soon()), venueId);
        });
    }

    @Override
    public Answer change(Order order, long quantity, Rupees limit) {
        if (quantity < 1 || !limit.isPositive()) {
            return refused("NO_LIMIT");
        }
        return atVenue(order, (id, venueId) -> {
            Optional<Answer> held = held("PUT", id.changePath(), client -> body(client, id, order, quantity, limit));
            if (held.isPresent()) {
                return held.get();
            }
            try {
                ObjectNode body = body(api.clientId(), id, order, quantity, limit);
                return answer(api.write(new Ask("PUT", id.changePath(), body, RateClass.ORDER), soon()), venueId);
            } catch (BrokerUnavailable noToken) {
                return refused(noToken.code());
            }
        });
    }

    private ObjectNode body(String client, VenueId id, Order order, long quantity, Rupees limit) {
        boolean fired = order.request().isStop() && !id.ofSuper() && hasFired(id);
        return OrderBodies.change(client, id, order.request(), quantity, limit, fired);
    }

    /// Whether a stop has become a limit order, which takes no trigger any more. Without
    /// an answer it has not.
    private boolean hasFired(VenueId id) {
        try {
            return api.readOr(Ask.get("/orders/" + id.orderId()), Fault.NOT_FOUND).stream()
                    .flatMap(answer -> OrderRow.list(answer).stream())
                    .anyMatch(row ->
                            row.status() == Status.TRIGGERED || row.type().equals("LIMIT"));
        } catch (BrokerUnavailable unknown) {
            return false;
        }
    }

    private interface AtVenue {
        Answer ask(VenueId id, String venueId);
    }

    /// Asks something of an order that is at the venue; looks it up when we were not
    /// told its id.
    private Answer atVenue(Order order, AtVenue what) {
        try {
            String known = order.venueId() != null
                    ? order.venueId()
                    : find(order.id()).map(Found::venueId).orElse(null);
            return known == null ? refused(Fault.NOT_FOUND) : what.ask(VenueId.of(known), known);
        } catch (BrokerUnavailable unknown) {
            return switch (unknown.code()) {
                case RATE_LIMITED, TOKEN_DEAD -> refused(unknown.code());
                default -> new Answer.Unknown("the order could not be looked up: " + unknown.code());
            };
        } catch (IllegalArgumentException notOurs) {
            return refused(Fault.NOT_FOUND);
        }
    }

    private Instant soon() {
        return clock.instant().plus(FOR_A_TURN);
    }

    private static Answer answer(Written written, String venueId) {
        return switch (written) {
            case Written.Done _ -> new Answer.Acknowledged(venueId);
            case Written.Refused(var reason) -> new Answer.Refused(reason);
            case Written.Unknown(var what) -> new Answer.Unknown(what);
        };
    }

    /// By our id, which the venue does not know while the order is in transit; so then
    /// in the list of all.
    @Override
    public Optional<Found> find(OrderId id) {
        Optional<OrderRow> found = api.readOr(Ask.get("/orders/external/" + id), Fault.NOT_FOUND)
                .flatMap(answer -> OrderBook.newest(OrderRow.list(answer), id))
                .or(() -> OrderBook.newest(OrderRow.list(api.read(Ask.get("/orders"))), id));
        List<SuperRow> supers = supers();
        Optional<OrderRow> row = found.or(
                () -> OrderBook.newest(supers.stream().map(SuperRow::entry).toList(), id));
        return row.map(order -> {
            boolean ofSuper =
                    supers.stream().anyMatch(one -> one.entry().orderId().equals(order.orderId()));
            VenueId venueId = ofSuper ? VenueId.ofSuper(order.orderId()) : VenueId.plain(order.orderId());
            return new Found(venueId.text(), order.status() == Status.CANCELLED);
        });
    }

    /// None where the venue does not know of super orders at all.
    private List<SuperRow> supers() {
        return api.readOr(Ask.get("/super/orders"), Fault.NO_SUCH_PATH)
                .map(SuperRow::list)
                .orElse(List.of());
    }

    /// Asked for in an order in which a fill that happens meanwhile is seen rather than
    /// missed.
    @Override
    public List<VenueOrder> orders() {
        List<OrderRow> orders = OrderRow.list(api.read(Ask.get("/orders")));
        List<SuperRow> supers = supers();
        List<TradeRow> trades = TradeRow.list(api.read(Ask.get("/trades")));
        return new OrderBook(orders, supers, trades, stocks).rows();
    }

    @Override
    public VenueBooks books() {
        return new VenueBooks(
                BookRows.positions(api.read(Ask.get("/positions")), stocks),
                api.readOr(Ask.get("/holdings"), Fault.NO_HOLDINGS)
                        .map(answer -> BookRows.holdings(answer, stocks))
                        .orElse(List.of()),
                BookRows.funds(api.read(Ask.get("/fundlimit"))));
    }

    @Override
    public synchronized Map<Symbol, Quote> quotes(Collection<Symbol> symbols) {
        Instant now = clock.instant();
        Asked last = asked;
        boolean keeps = last != null
                && !now.isBefore(last.at())
                && now.isBefore(last.at().plus(QUOTES_KEEP));
        if (last == null || !keeps) {
            last = new Asked(now, QuoteRows.of(api.read(QuoteRows.ask(stocks)), stocks, now));
            asked = last;
        }
        Map<Symbol, Quote> wanted = new TreeMap<>(last.quotes());
        wanted.keySet().retainAll(symbols);
        return wanted;
    }

    @Override
    public Answer leaveEverything() {
        return control(
                "DELETE",
                "/positions",
                null,
                "POSITIONS",
                row -> row.word("status").filter("SUCCESS"::equalsIgnoreCase).isPresent());
    }

    @Override
    public Answer lock() {
        return control(
                "POST",
                "/killswitch?killSwitchStatus=ACTIVATE",
                null,
                "KILL_SWITCH",
                row -> row.word("killSwitchStatus")
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(text ->
                                text.contains("activate") && !text.contains("deactivate") && !text.contains("not"))
                        .isPresent());
    }

    @Override
    public Answer armLossExit(Rupees loss) {
        if (!loss.isPositive()) {
            return refused("NO_LOSS");
        }
        return control(
                "POST",
                "/pnlExit",
                client ->
                        OrderBodies.lossExit(client, loss, config.totalCapital().times(10)),
                "PNL_EXIT",
                row -> row.word("pnlExitStatus")
                        .filter("ACTIVE"::equalsIgnoreCase)
                        .isPresent());
    }

    private interface Confirmed {
        boolean by(Row answer);
    }

    /// One of the trader's controls. Taken only when the venue says in so many words
    /// that it is.
    private Answer control(
            String method, String path, @Nullable Function<String, ObjectNode> body, String name, Confirmed confirmed) {
        Optional<Answer> held = held(method, path, body);
        if (held.isPresent()) {
            return held.get();
        }
        try {
            JsonNode sent = body == null ? null : body.apply(api.clientId());
            return switch (api.write(new Ask(method, path, sent, RateClass.OTHER), soon())) {
                case Written.Refused(var reason) -> new Answer.Refused(reason);
                case Written.Unknown(var what) -> new Answer.Unknown(what);
                case Written.Done(var answer) ->
                    answer.isObject() && confirmed.by(new Row(name, answer))
                            ? new Answer.Acknowledged(name)
                            : new Answer.Unknown(Masks.clean(DhanJson.text(answer)));
            };
        } catch (BrokerUnavailable noToken) {
            return refused(noToken.code());
        }
    }

    @Override
    public Optional<Rupees> armedLossExit() {
        Row row = Row.of("pnlExit", api.read(Ask.get("/pnlExit")));
        return row.word("pnlExitStatus").filter("ACTIVE"::equalsIgnoreCase).isPresent()
                ? Optional.of(row.rupees("loss", "lossValue").abs())
                : Optional.empty();
    }

    @Override
    public Check login() {
        return login.get();
    }

    @Override
    public List<Check> checks(LocalDate date, Rupees capital, boolean delivery) {
        return checks.on(date, capital, delivery);
    }

    @Override
    public List<Instrument> instruments() {
        return checks.instruments();
    }
}
