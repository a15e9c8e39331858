package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.LiveBroker;
import sauda.core.portfolio.Books;
import sauda.core.risk.RiskRules;
import sauda.core.risk.RiskRules.Scene;
import sauda.core.risk.Rule;
import sauda.core.risk.Rule.Where;
import sauda.events.Account;
import sauda.events.CancelRequested;
import sauda.events.Control;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Takes requested orders to the venue, each at most once: reserve, say that it is about to
/// be sent, send, write the answer down. State is stored before the world is touched, and an
/// answer that is not known stays unknown until it is looked up.
public final class OrderDesk {

    private static final int TRIES_WHEN_BUSY = 3;

    private final Ledger ledger;
    private final Config config;
    private final Broker broker;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final Readings readings;
    private final Sender sender;
    private final Optional<Protector> protector;
    private final Pause pause;

    public OrderDesk(Ledger ledger, Config config, Broker broker, InstantSource clock) {
        this(ledger, config, broker, clock, Pause.NONE);
    }

    /// @param pause between two looks at a live venue
    public OrderDesk(Ledger ledger, Config config, Broker broker, InstantSource clock, Pause pause) {
        this.ledger = ledger;
        this.config = config;
        this.broker = broker;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.readings = new Readings(ledger);
        this.sender = new Sender(ledger, config, broker, clock);
        this.protector = broker instanceof LiveBroker live
                ? Optional.of(new Protector(ledger, config, live, sender, clock, pause))
                : Optional.empty();
        this.pause = pause;
    }

    /// @return the order as it is stored afterwards; where the venue took nothing because it takes
    ///         no more calls just now, that of a new order for the same
    public Order on(OrderRequested request) {
        Order order = once(request);
        for (int sequence = 1; sequence <= TRIES_WHEN_BUSY && isThrottled(order); sequence++) {
            if (!pause.again(request.expiresAt())) {
                return order;
            }
            order = once(request.again(sequence));
        }
        return order;
    }

    private static boolean isThrottled(Order order) {
        return order.state() == OrderState.REJECTED
                && order.reasons().getFirst().code().equals(LiveBroker.RATE_LIMITED);
    }

    private Order once(OrderRequested request) {
        if (request.isProtection()) {
            throw new IllegalArgumentException("nobody may ask for a protection: " + request.id());
        }
        Order order = known(request).orElseGet(() -> reserve(request));
        return switch (order.state()) {
            case RESERVED -> protector.map(guard -> guard.send(order)).orElseGet(() -> sender.submit(order, null));
            case SUBMITTING, UNKNOWN -> lookUp(order);
            case ACCEPTED, PARTIALLY_FILLED, FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> order;
        };
    }

    /// Cancels what is left of an order. One whose fate at the venue is not known is looked up
    /// first and cancelled when it is found.
    public Optional<Order> on(CancelRequested request) {
        return ledger.get(Keys.order(request.account(), request.order()))
                .map(item -> item.as(Order.class))
                .map(order -> cancel(order, request));
    }

    Order lookUp(Order order) {
        return sender.lookUp(order);
    }

    Order move(Order order, OrderState next, List<Reason> reasons, Optional<String> venueId, String because) {
        return sender.move(order, next, reasons, venueId, because);
    }

    private Order cancel(Order order, CancelRequested request) {
        return switch (order.state()) {
            case RESERVED -> {
                Order moved = sender.move(order, OrderState.CANCELLED, List.of(cancelled(request)), Optional.empty());
                // Sent meanwhile: then it is cancelled where it is now.
                yield moved.state() == OrderState.RESERVED ? moved : cancel(moved, request);
            }
            case SUBMITTING, UNKNOWN -> {
                Order found = lookUp(order);
                yield found.state().isAtVenue() ? cancelAtVenue(found, request) : found;
            }
            case ACCEPTED, PARTIALLY_FILLED -> cancelAtVenue(order, request);
            case FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> order;
        };
    }

    private Order cancelAtVenue(Order order, CancelRequested request) {
        return switch (broker.cancel(order)) {
            // What was filled before it was cancelled, a live venue's book will say.
            case Broker.Answer.Acknowledged _ when protector.isPresent() -> order;
            case Broker.Answer.Acknowledged _ -> endCancelled(order, request);
            case Broker.Answer.Refused _, Broker.Answer.Unknown _ -> order;
        };
    }

    /// A fill may be booked while the venue cancels: what is left then ends all the same.
    private Order endCancelled(Order order, CancelRequested request) {
        Order moved = sender.move(order, OrderState.CANCELLED, List.of(cancelled(request)), Optional.empty());
        return moved.state().isAtVenue() ? endCancelled(moved, request) : moved;
    }

    private static Reason cancelled(CancelRequested request) {
        return new Reason(
                "CANCEL_" + request.cause().replaceAll(":.*", "").toUpperCase(java.util.Locale.ROOT), Map.of());
    }

    private Optional<Order> known(OrderRequested request) {
        return ledger.get(Keys.order(request.account(), request.id())).map(item -> item.as(Order.class));
    }

    private Order reserve(OrderRequested request) {
        return Attempts.until("reserving " + request.id(), () -> reserveOnce(request));
    }

    private Optional<Order> reserveOnce(OrderRequested request) {
        Instant now = clock.instant();
        Books books = keeper.narrow(request.account(), request.symbol(), request.id(), now)
                .orElseThrow(() -> new IllegalStateException("account " + request.account() + " has no books"));
        if (books.orders().stream().anyMatch(order -> order.id().equals(request.id()))) {
            return known(request);
        }
        Optional<Reading> reading = readings.latest(request.symbol(), now)
                .filter(seen -> TradingCalendar.dateOf(seen.t()).equals(TradingCalendar.dateOf(now)));
        List<Rule> rules = rules(
                request,
                books.before(),
                new Scene(now, config.calendar().session(TradingCalendar.dateOf(now)), reading));
        List<Reason> plain = RiskRules.against(rules, Map.of());
        if (!plain.isEmpty()) {
            return deny(request, RiskRules.against(rules, itemsFor(request, books.before())));
        }
        if (request.isEntry() && protector.isPresent() && hasLeftovers(books.before(), request.symbol())) {
            return deny(request, List.of(Reason.of(Denial.ALREADY_OPEN)));
        }
        long epoch = epoch();
        List<Rule> committed = new ArrayList<>(rules);
        if (request.isEntry()) {
            committed.add(RiskRules.sameEpoch(epoch));
            books.reserveEntry(request, epoch, cashNeeded(request, reading.orElseThrow(), books.before()), now);
        } else if (books.position(request.symbol())
                .filter(p -> p.free() >= request.quantity())
                .isPresent()) {
            books.reserveExit(request, epoch, now);
        } else {
            return deny(request, RiskRules.against(rules, itemsFor(request, books.before())));
        }
        Extra extra = new Extra(request.because(), now, Optional.of(request.symbol()), committed, List.of());
        return switch (keeper.save(books, extra)) {
            case Saved.Done() -> Optional.of(books.order(request.id()));
            case Saved.Overtaken() -> Optional.empty();
            // Only the epoch is another: nothing speaks against it, and it is tried under the new one.
            case Saved.Broken(var found) -> deny(request, RiskRules.against(rules, found));
        };
    }

    /// A stop or an exit of the position before that may still be at the venue would leave the next
    /// one. The account's working orders are part of what the commit is conditional on.
    private boolean hasLeftovers(Account account, Symbol symbol) {
        return account.working().stream()
                .flatMap(id -> ledger.get(Keys.order(account.name(), id)).stream())
                .map(item -> item.as(Order.class).request())
                .anyMatch(working -> working.symbol().equals(symbol));
    }

    private List<Rule> rules(OrderRequested request, Account account, Scene scene) {
        AccountSpec spec = config.account(request.account()).orElseThrow();
        RiskRules rules = new RiskRules(config, CostsOf.account(config, spec, request.side(), scene.now()));
        if (!request.isEntry()) {
            return rules.forExit(request.quantity(), request.expiresAt(), scene, protector.isPresent());
        }
        return rules.forEntry(
                new RiskRules.Entry(
                        spec,
                        request.symbol(),
                        request.side(),
                        request.strategy(),
                        request.quantity(),
                        request.limit(),
                        request.stop(),
                        true,
                        spec.advisor() != Config.AdvisorKind.RULES
                                && request.cause().startsWith("decision:"),
                        request.t(),
                        request.expiresAt(),
                        request.config()),
                scene);
    }

    private Rupees cashNeeded(OrderRequested request, Reading reading, Account account) {
        AccountSpec spec = config.account(account.name()).orElseThrow();
        return CostsOf.sizing(config, spec, request.side(), clock.instant())
                .costOf(request.quantity(), reading.last().close(), java.util.Objects.requireNonNull(request.limit()));
    }

    /// All items that rules speak of, as they are now: to explain a denial in full.
    private Map<Where, Optional<Item>> itemsFor(OrderRequested request, Account account) {
        AccountSpec spec = config.account(account.name()).orElseThrow();
        Map<Where, Optional<Item>> items = new EnumMap<>(Where.class);
        items.put(Where.CONTROL, ledger.get(Keys.CONTROL));
        items.put(Where.TOTALS, ledger.get(Counters.totals(spec)));
        items.put(Where.SIDES, ledger.get(Counters.sides(spec, account.client(), request.symbol())));
        items.put(Where.ACCOUNT, Optional.of(AccountItem.of(account)));
        items.put(Where.POSITION, ledger.get(Keys.position(request.account(), request.symbol())));
        if (protector.isPresent()) {
            items.put(Where.CLIENT, ledger.get(Keys.preflight(account.client())));
        }
        return items;
    }

    private long epoch() {
        return ledger.get(Keys.CONTROL)
                .map(item -> item.as(Control.class).epoch())
                .orElse(0L);
    }

    /// @return empty when it has to be tried again: overtaken, or what spoke against it is gone
    private Optional<Order> deny(OrderRequested request, List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Books books = keeper.narrow(request.account(), request.symbol(), request.id(), now)
                .orElseThrow();
        if (books.orders().stream().anyMatch(order -> order.id().equals(request.id()))) {
            return known(request);
        }
        books.deny(request, reasons, now);
        return keeper.save(books, Extra.plain(reasons.getFirst().toString(), now)) instanceof Saved.Done
                ? Optional.of(books.order(request.id()))
                : Optional.empty();
    }
}
