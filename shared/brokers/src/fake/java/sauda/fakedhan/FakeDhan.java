package sauda.fakedhan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sauda.core.charges.Charges;
import sauda.core.config.Config;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// The venue: what it does, what can be done to it and what it saw. [FakeDhanServer] puts
/// it on a port.
///
/// It moves when it is asked something, to the present of its clock, as if it had moved
/// all the time. An order leaves transit once its time is over, or at the second look
/// at it.
public final class FakeDhan {

    private final Venue venue;
    private final Desk desk;
    private final Behaviour behaviour = new Behaviour();
    private final Faults faults = new Faults();
    private final List<SeenCall> seen = new ArrayList<>();
    private volatile Runnable moved = () -> {};

    public FakeDhan(Market market, Collection<ClientSpec> clients) {
        this.venue = new Venue(market, List.copyOf(clients), behaviour);
        this.desk = new Desk(venue);
    }

    // What it does

    public Behaviour behaviour() {
        return behaviour;
    }

    public Faults faults() {
        return faults;
    }

    /// Brings every client's affairs up to the clock.
    public void settle() {
        synchronized (this) {
            venue.settle();
        }
        moved.run();
    }

    /// From this address a client's calls come from now on.
    public synchronized void comeFrom(String clientId, String address) {
        venue.settle();
        client(clientId).addresses().comeFrom(address);
    }

    /// A token as the owner would generate it on the web site; it ends the one before.
    public synchronized String webToken(String clientId) {
        venue.settle();
        return client(clientId).tokens().replace(venue.now(), true).text();
    }

    /// The client's token dies, as when somebody else mints one.
    public synchronized void killToken(String clientId) {
        client(clientId).tokens().revoke();
    }

    /// The owner deals in the broker's app: filled at once at the last price.
    ///
    /// @return the order's id
    public synchronized String manual(String clientId, Symbol symbol, Side side, ProductType product, long shares) {
        venue.settle();
        Client client = client(clientId);
        Instant now = venue.now();
        VenueOrder order = venue.dealing()
                .immediately(
                        client,
                        symbol,
                        side,
                        product,
                        shares,
                        venue.tape().last(symbol, now),
                        VenueOrder.Source.APP,
                        now);
        venue.settling().follow(client, now);
        return order.id();
    }

    /// Puts shares into a client's depository account.
    public synchronized void hold(String clientId, Symbol symbol, long shares, String average) {
        venue.settle();
        client(clientId).portfolio().hold(symbol, shares, Rupees.of(average));
    }

    /// Next night so many shares of the stock become so many: 1 to 2 is a split or a
    /// bonus.
    public synchronized void overnight(Symbol symbol, long before, long after) {
        venue.settle();
        venue.night().becomes(symbol, before, after);
    }

    // What it saw

    /// Every order ever taken, oldest first, the legs of super orders included.
    public synchronized List<PlacedOrder> orders(String clientId) {
        venue.settle();
        return client(clientId).book().all().stream()
                .filter(order -> !order.isExitLeg() || order.quantity() > 0)
                .map(PlacedOrder::of)
                .toList();
    }

    /// The orders that bear the name, legs left out: more than one means sent twice.
    public synchronized List<PlacedOrder> ordersNamed(String clientId, String correlationId) {
        return orders(clientId).stream()
                .filter(order -> order.correlationId().equals(correlationId))
                .filter(order -> order.leg() == Leg.NA || order.leg() == Leg.ENTRY_LEG)
                .toList();
    }

    public synchronized List<DoneTrade> trades(String clientId) {
        venue.settle();
        return client(clientId).book().trades().stream().map(DoneTrade::of).toList();
    }

    public synchronized List<HeldPosition> positions(String clientId) {
        venue.settle();
        return client(clientId).portfolio().positions().stream()
                .map(position -> new HeldPosition(
                        position.symbol(),
                        position.product(),
                        position.net(),
                        position.profit(venue.tape().last(position.symbol(), venue.now()))))
                .toList();
    }

    /// Shares in the depository account.
    public synchronized long held(String clientId, Symbol symbol) {
        venue.settle();
        return client(clientId)
                .portfolio()
                .holding(symbol)
                .map(Portfolio.Holding::shares)
                .orElse(0L);
    }

    public synchronized Rupees available(String clientId) {
        venue.settle();
        return Funds.available(client(clientId));
    }

    /// What was booked so far; a day is booked at its midnight.
    public synchronized List<CashMovement> cashMovements(String clientId) {
        venue.settle();
        return client(clientId).funds().movements();
    }

    /// A day's bills so far, by product, to the paisa.
    ///
    /// @param whose which orders to count, by their correlation id
    public synchronized Map<Config.Product, Charges.Bill> bills(
            String clientId, LocalDate date, Predicate<String> whose) {
        venue.settle();
        return venue.night().bills(client(clientId), date, order -> whose.test(order.correlationId()));
    }

    /// The total of a day's bills, without what the broker takes for squaring off.
    public synchronized Rupees charges(String clientId, LocalDate date) {
        return bills(clientId, date, _ -> true).values().stream()
                .map(Charges.Bill::total)
                .reduce(Rupees.ZERO, Rupees::plus);
    }

    /// Taken for squaring off today, GST included.
    public synchronized Rupees squareOffFees(String clientId) {
        venue.settle();
        return client(clientId).funds().feesOfToday();
    }

    /// When how many intraday shares had no stop order behind them.
    public synchronized List<Unprotected> unprotected(String clientId) {
        venue.settle();
        return client(clientId).protection().until(venue.now());
    }

    public synchronized boolean isKilled(String clientId) {
        venue.settle();
        return client(clientId).controls().isKilled();
    }

    public synchronized List<SeenCall> requests() {
        return List.copyOf(seen);
    }

    public synchronized Rupees lastPrice(Symbol symbol) {
        return venue.tape().last(symbol, venue.now());
    }

    private Client client(String id) {
        return venue.client(id).orElseThrow(() -> new NoSuchElementException("no client " + id));
    }

    // For the server

    /// @param listener is told when the venue may have moved
    void whenMoved(Runnable listener) {
        moved = listener;
    }

    synchronized boolean accepts(String clientId, String token) {
        return venue.client(clientId)
                .filter(client -> client.tokens().accepts(token, venue.now()))
                .isPresent();
    }

    synchronized byte @Nullable [] packet(String securityId, Packets.Depth depth) {
        Symbol symbol = venue.symbol(securityId);
        return symbol == null ? null : new Packets(venue).packet(symbol, depth, venue.now());
    }

    /// @return null when the token is not the client's
    synchronized @Nullable OrderAlerts alerts(String clientId, String token) {
        return accepts(clientId, token) ? new OrderAlerts(venue, client(clientId)) : null;
    }

    synchronized List<String> news(OrderAlerts alerts) {
        venue.settle();
        return alerts.news();
    }

    Instant now() {
        return venue.now();
    }

    @Nullable
    FakeClock clock() {
        return venue.market().clock() instanceof FakeClock clock ? clock : null;
    }

    /// @return null when a fault kept the call from the venue
    synchronized @Nullable Reply answer(String base, Call call) {
        Instant now = venue.now();
        Fault fault = call.fault();
        String whose = desk.client(call, now).map(Client::id).orElse("");
        Reply reply = fault != null && fault.isBeforeAcceptance() ? null : desk.answer(base, call, now);
        seen.add(new SeenCall(now, whose, call.method(), call.path(), reply == null ? 0 : reply.status()));
        return reply;
    }
}
