package sauda.core.portfolio;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.charges.Charges;
import sauda.core.charges.Turnover;
import sauda.core.config.Config.Product;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.Trade;
import sauda.events.TradingState;

/// One account's books while something happens to them: reservations, fills, endings.
/// Every rule of the arithmetic of positions, cash and counters stands here, once. What
/// changed can be asked for afterwards; nothing is stored here.
public final class Books {

    /// The venue id of orders that the venue made by itself.
    public static final String VENUE = "venue";

    private final Account before;
    private final Charges charges;
    private final SortedMap<Symbol, Position> positions = new TreeMap<>();
    private final Map<Symbol, Position> positionsBefore = new HashMap<>();
    private final SortedMap<OrderId, Order> orders = new TreeMap<>();
    private final SortedMap<OrderId, Trade> trades = new TreeMap<>();
    private final List<Order> ordersBefore;
    private final List<Trade> tradesBefore;
    private final Set<Object> changed = new LinkedHashSet<>();

    private TradingState state;
    private String stateBecause;
    private Rupees inHand;
    private Rupees reserved;
    private Rupees chargesBefore;
    private Rupees realised;
    private Account.Day day;
    private int slots;
    private Rupees exposure;
    private final SortedSet<OrderId> working;
    private final Map<Symbol, Instant> left;

    /// @param open    positions that are not over
    /// @param orders  the orders that may change
    /// @param trades  the trades of the open positions
    /// @param charges rates of the day
    public Books(
            Account account,
            Collection<Position> open,
            Collection<Order> orders,
            Collection<Trade> trades,
            Charges charges) {
        this.before = account;
        this.charges = charges;
        this.ordersBefore = List.copyOf(orders);
        this.tradesBefore = List.copyOf(trades);
        open.forEach(position -> this.positions.put(position.symbol(), position));
        this.positionsBefore.putAll(this.positions);
        orders.forEach(order -> this.orders.put(order.id(), order));
        trades.forEach(trade -> this.trades.put(trade.id(), trade));
        this.state = account.state();
        this.stateBecause = account.stateBecause();
        this.inHand = account.cash().inHand();
        this.reserved = account.cash().reserved();
        this.chargesBefore = account.cash().chargesBefore();
        this.realised = account.cash().realised();
        this.day = account.day();
        this.slots = account.slots();
        this.exposure = account.exposure();
        this.working = new TreeSet<>(account.working());
        this.left = new HashMap<>(account.left());
    }

    /// The same books again, as they were before anything happened to them here.
    public Books copy() {
        return new Books(before, positionsBefore.values(), ordersBefore, tradesBefore, charges);
    }

    /// Sets slot, cash and notional aside for an entry.
    ///
    /// @param needed cash that it may take, with its charges
    public void reserveEntry(OrderRequested entry, long epoch, Rupees needed, Instant now) {
        add(Order.of(entry, OrderState.RESERVED, epoch, needed, now));
        put(Position.reserved(entry));
        slots++;
        reserved = reserved.plus(needed);
        exposure = exposure.plus(price(entry.limit()).times(entry.quantity()));
        day = day.withEntry();
    }

    /// Sets shares of the position aside for an exit, so that nobody else sells them.
    public void reserveExit(OrderRequested exit, long epoch, Instant now) {
        add(Order.of(exit, OrderState.RESERVED, epoch, Rupees.ZERO, now));
        reserveShares(exit.symbol(), exit.quantity());
    }

    /// A stop or target that is about to be sent for shares that nobody sells. It sets none aside.
    public void protect(OrderRequested protection, long epoch, Sent sent, Instant now) {
        add(Order.of(protection, OrderState.RESERVED, epoch, Rupees.ZERO, now).priced(sent));
    }

    /// A stop or target that the venue made beside an entry, already resting there.
    public void venueProtection(OrderRequested protection, String venueId, Sent sent, Instant now) {
        add(new Order(protection, OrderState.ACCEPTED, List.of(), List.of(), venueId, 0, Rupees.ZERO, 0, now, sent));
    }

    /// Takes down another id that the venue has for an order.
    public void knownAs(OrderId id, String venueId) {
        put(order(id).at(venueId));
    }

    /// Takes down what the venue is told of an order's price, before it is told.
    public void price(OrderId id, Sent sent) {
        put(order(id).priced(sent));
    }

    /// An exit of the venue's own making (stop, target, end of session), already at the venue.
    public void venueExit(OrderRequested exit, Instant now) {
        add(new Order(exit, OrderState.ACCEPTED, List.of(), List.of(), VENUE, 0, Rupees.ZERO, 0, now, null));
        reserveShares(exit.symbol(), exit.quantity());
    }

    private void reserveShares(Symbol symbol, long quantity) {
        Position position = positionIn(symbol);
        if (position.free() < quantity) {
            throw new IllegalStateException(
                    "only " + position.free() + " shares of " + symbol + " are free, not " + quantity);
        }
        put(position.reservedForExit(quantity));
    }

    /// Notes an order that was denied before anything was set aside for it.
    public void deny(OrderRequested request, List<Reason> reasons, Instant now) {
        Order denied = new Order(request, OrderState.DENIED, reasons, List.of(), null, 0, Rupees.ZERO, 0, now, null);
        orders.put(denied.id(), denied);
        changed.add(denied.id());
    }

    /// Moves an order on without a fill. A final state gives back what was set aside.
    public void become(OrderId id, OrderState next, List<Reason> reasons, @Nullable String venueId, Instant now) {
        Order order = order(id);
        if (!order.state().mayBecome(next)) {
            throw new IllegalStateException(id + " cannot go from " + order.state() + " to " + next);
        }
        if (next.isFinal()) {
            release(order, now);
        }
        put(order.into(next, reasons, venueId, now));
    }

    /// Books a fill. One with a known id changes nothing.
    public void fill(OrderId id, Fill fill) {
        Order order = order(id);
        if (order.fills().stream().anyMatch(known -> known.id().equals(fill.id()))) {
            return;
        }
        if (fill.quantity() < 1 || fill.quantity() > order.remaining()) {
            throw new IllegalStateException(
                    id + " has " + order.remaining() + " shares left but " + fill.quantity() + " were filled");
        }
        OrderRequested request = order.request();
        charge(order, fill);
        Rupees freed = request.isEntry() ? enter(order, fill) : Rupees.ZERO;
        Order filled = order.filled(fill, freed);
        put(filled);
        if (filled.state().isFinal()) {
            working.remove(id);
        }
        if (!request.isEntry()) {
            leave(order, fill);
        }
    }

    private Rupees enter(Order order, Fill fill) {
        OrderRequested entry = order.request();
        Rupees freed = fill.quantity() == order.remaining()
                ? order.reserved()
                : order.reserved()
                        .times(fill.quantity())
                        .dividedBy(order.remaining())
                        .toPaisa();
        reserved = reserved.minus(freed);
        inHand = inHand.minus(fill.value().times(entry.side().sign()));
        exposure = exposure.plus(fill.value()).minus(price(entry.limit()).times(fill.quantity()));
        put(positionIn(entry.symbol()).entered(fill));
        put(Trade.entered(trades.get(entry.id()), entry, fill, chargeOf(order, fill)));
        return freed;
    }

    private void leave(Order order, Fill fill) {
        Position position = positionIn(order.request().symbol());
        int sign = position.side().sign();
        Rupees cost = position.costOf(fill.quantity());
        Rupees gross = fill.value().minus(cost).times(sign);
        inHand = inHand.plus(fill.value().times(sign));
        realised = realised.plus(gross);
        exposure = exposure.minus(cost);
        Position rest = position.left(fill, cost, order.request().isExit() ? fill.quantity() : 0);
        put(rest);
        put(trade(position.entry()).left(fill, gross, chargeOf(order, fill), rest.open(), rest.isOver()));
        if (rest.open() == 0) {
            left.put(rest.symbol(), fill.at());
        }
        if (rest.isOver()) {
            slots--;
        }
    }

    private void release(Order order, Instant now) {
        OrderRequested request = order.request();
        working.remove(order.id());
        if (request.isProtection()) {
            return;
        }
        if (request.isExit()) {
            // Sold twice, as by its owner: there is nothing left to give back.
            position(request.symbol()).ifPresent(held -> put(held.reservedForExit(-order.remaining())));
            return;
        }
        Position position = positionIn(request.symbol());
        reserved = reserved.minus(order.reserved());
        exposure = exposure.minus(price(request.limit()).times(order.remaining()));
        Position rest = position.withoutWaiting();
        put(rest);
        if (rest.isOver()) {
            slots--;
            Trade trade = trades.get(rest.entry());
            if (trade != null) {
                put(trade.closed(now));
            }
        }
    }

    private void charge(Order order, Fill fill) {
        Rupees brokerage = charges.brokerage(order.turnover().plus(fill.value()))
                .minus(order.fills().isEmpty() ? Rupees.ZERO : charges.brokerage(order.turnover()));
        boolean buys = order.request().side() == sauda.events.Side.BUY;
        SortedSet<Symbol> dpSales = new TreeSet<>(day.dpSales());
        if (!buys && charges.product() == Product.DELIVERY) {
            dpSales.add(order.request().symbol());
        }
        Rupees bought = buys ? day.bought().plus(fill.value()) : day.bought();
        Rupees sold = buys ? day.sold() : day.sold().plus(fill.value());
        Rupees all = day.brokerage().plus(brokerage);
        Rupees bill =
                charges.bill(new Turnover(bought, sold, all, dpSales.size())).total();
        day = day.traded(bought, sold, all, dpSales, bill);
    }

    private Rupees chargeOf(Order order, Fill fill) {
        sauda.events.Side side = order.request().side();
        Rupees already = order.fills().isEmpty() ? Rupees.ZERO : charges.ofOrder(side, order.turnover());
        return charges.ofOrder(side, order.turnover().plus(fill.value())).minus(already);
    }

    /// Closes the books of the day before and opens those of a trading day. The bill of the
    /// day before is final from then on.
    public void open(LocalDate date) {
        chargesBefore = chargesBefore.plus(day.charges());
        day = Account.Day.opened(date, value(chargesBefore));
    }

    /// Takes down what a position's stock last traded at.
    public void price(Symbol symbol, Rupees close) {
        Position position = positions.get(symbol);
        if (position != null && !close.equals(position.last())) {
            put(position.priced(close));
        }
    }

    /// Values the account at the last closes.
    public Snapshot mark(Instant t) {
        Rupees value = value(chargesBefore.plus(day.charges()));
        day = day.valued(value);
        List<Position> open =
                positions.values().stream().filter(p -> p.open() > 0).toList();
        return new Snapshot(
                before.name(),
                t,
                inHand,
                chargesBefore.plus(day.charges()),
                open.stream().map(Position::cost).reduce(Rupees.ZERO, Rupees::plus),
                value,
                realised,
                open.stream().map(Position::unrealised).reduce(Rupees.ZERO, Rupees::plus),
                value.minus(day.opening()),
                value.minus(before.capital()),
                open);
    }

    private Rupees value(Rupees chargesSoFar) {
        return positions.values().stream()
                .map(Position::value)
                .reduce(Rupees.ZERO, Rupees::plus)
                .plus(inHand)
                .minus(chargesSoFar);
    }

    /// Adds what a decision's model used to the day.
    public void used(long calls, long tokens, Rupees cost) {
        day = day.withModelUse(calls, tokens, cost);
    }

    public void trading(TradingState next, String because) {
        state = next;
        stateBecause = because;
    }

    public Account before() {
        return before;
    }

    /// The account as it is now; its audit sequence is the one before.
    public Account account() {
        return new Account(
                before.name(),
                before.client(),
                state,
                stateBecause,
                before.capital(),
                new Account.Cash(inHand, reserved, chargesBefore, realised),
                day,
                slots,
                exposure,
                working,
                left,
                before.seq(),
                before.head());
    }

    public Optional<Position> position(Symbol symbol) {
        return Optional.ofNullable(positions.get(symbol));
    }

    /// Positions that are not over, by symbol.
    public List<Position> positions() {
        return positions.values().stream()
                .filter(position -> !position.isOver())
                .toList();
    }

    public List<Order> orders() {
        return List.copyOf(orders.values());
    }

    public List<Trade> trades() {
        return List.copyOf(trades.values());
    }

    public Order order(OrderId id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new NoSuchElementException("no order " + id + " in these books");
        }
        return order;
    }

    /// Orders that changed, in the order in which they first did.
    public List<Order> changedOrders() {
        return changed.stream()
                .filter(OrderId.class::isInstance)
                .map(id -> order((OrderId) id))
                .toList();
    }

    /// Positions that changed; one that is over has to be taken out of the ledger.
    public List<Position> changedPositions() {
        return changed.stream()
                .filter(Symbol.class::isInstance)
                .map(symbol -> positionIn((Symbol) symbol))
                .toList();
    }

    /// The position as it was before anything happened, if there was one.
    public Optional<Position> positionBefore(Symbol symbol) {
        return Optional.ofNullable(positionsBefore.get(symbol));
    }

    public List<Trade> changedTrades() {
        return changed.stream()
                .filter(TradeKey.class::isInstance)
                .map(key -> trade(((TradeKey) key).id()))
                .toList();
    }

    private record TradeKey(OrderId id) {}

    private void add(Order order) {
        if (orders.containsKey(order.id())) {
            throw new IllegalStateException("order " + order.id() + " is there already");
        }
        working.add(order.id());
        put(order);
    }

    private void put(Order order) {
        orders.put(order.id(), order);
        changed.add(order.id());
    }

    private void put(Position position) {
        positions.put(position.symbol(), position);
        changed.add(position.symbol());
    }

    private void put(Trade trade) {
        trades.put(trade.id(), trade);
        changed.add(new TradeKey(trade.id()));
    }

    private Position positionIn(Symbol symbol) {
        Position position = positions.get(symbol);
        if (position == null) {
            throw new NoSuchElementException("no position in " + symbol);
        }
        return position;
    }

    private Trade trade(OrderId entry) {
        Trade trade = trades.get(entry);
        if (trade == null) {
            throw new NoSuchElementException("no trade " + entry);
        }
        return trade;
    }

    private static Rupees price(@Nullable Rupees price) {
        if (price == null) {
            throw new IllegalStateException("an entry without limit, stop or target");
        }
        return price;
    }
}
