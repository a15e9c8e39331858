package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
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
import sauda.core.portfolio.Books;
import sauda.core.risk.RiskRules;
import sauda.core.risk.RiskRules.Scene;
import sauda.core.risk.Rule;
import sauda.core.risk.Rule.Where;
import sauda.events.Account;
import sauda.events.CancelRequested;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Reading;
import sauda.events.Rupees;

/// Takes requested orders to the venue, each at most once: reserve, say that it is about to
/// be sent, send, write the answer down. State is stored before the world is touched, and an
/// answer that is not known stays unknown until it is looked up.
public final class OrderDesk {

    /// The transport refuses to send later than this after the state says SUBMITTING.
    private static final Duration SUBMIT_WITHIN = Duration.ofSeconds(3);

    private final Ledger ledger;
    private final Config config;
    private final Broker broker;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final Readings readings;

    public OrderDesk(Ledger ledger, Config config, Broker broker, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.broker = broker;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.readings = new Readings(ledger);
    }

    /// @return the order as it is stored afterwards
    public Order on(OrderRequested request) {
        Order order = known(request).orElseGet(() -> reserve(request));
        return switch (order.state()) {
            case RESERVED -> submit(order);
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

    private Order cancel(Order order, CancelRequested request) {
        return switch (order.state()) {
            case RESERVED -> {
                Order moved = move(order, OrderState.CANCELLED, List.of(cancelled(request)), Optional.empty());
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
            case Broker.Answer.Acknowledged _ -> endCancelled(order, request);
            case Broker.Answer.Refused _, Broker.Answer.Unknown _ -> order;
        };
    }

    /// A fill may be booked while the venue cancels: what is left then ends all the same.
    private Order endCancelled(Order order, CancelRequested request) {
        Order moved = move(order, OrderState.CANCELLED, List.of(cancelled(request)), Optional.empty());
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

    private List<Rule> rules(OrderRequested request, Account account, Scene scene) {
        AccountSpec spec = config.account(request.account()).orElseThrow();
        RiskRules rules = new RiskRules(config, CostsOf.account(config, spec, request.side(), scene.now()));
        if (!request.isEntry()) {
            return rules.forExit(request.quantity(), request.expiresAt(), scene);
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
        Map<Where, Optional<Item>> items = new EnumMap<>(Where.class);
        items.put(Where.CONTROL, ledger.get(Keys.CONTROL));
        items.put(Where.TOTALS, ledger.get(Keys.TOTALS));
        items.put(Where.SIDES, ledger.get(Keys.sides(account.client(), request.symbol())));
        items.put(Where.ACCOUNT, Optional.of(AccountItem.of(account)));
        items.put(Where.POSITION, ledger.get(Keys.position(request.account(), request.symbol())));
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

    private Order submit(Order reserved) {
        return Attempts.until("submitting " + reserved.id(), () -> submitOnce(reserved));
    }

    /// Expiry and session are looked at in each attempt: a busy ledger may take its time.
    private Optional<Order> submitOnce(Order reserved) {
        Instant now = clock.instant();
        OrderRequested request = reserved.request();
        Scene scene = new Scene(now, config.calendar().session(TradingCalendar.dateOf(now)), Optional.empty());
        AccountSpec spec = config.account(request.account()).orElseThrow();
        List<Rule> rules = new RiskRules(config, CostsOf.account(config, spec, request.side(), now))
                .forSubmitting(request.isEntry(), reserved.epoch(), request.expiresAt(), scene);
        List<Reason> plain = RiskRules.against(rules, Map.of());
        if (!plain.isEmpty()) {
            return Optional.of(move(reserved, OrderState.DENIED, plain, Optional.empty()));
        }
        Books books = keeper.narrow(request.account(), request.symbol(), request.id(), now)
                .orElseThrow();
        if (books.order(request.id()).state() != OrderState.RESERVED) {
            return Optional.of(books.order(request.id()));
        }
        books.become(request.id(), OrderState.SUBMITTING, List.of(), null, now);
        return switch (keeper.save(books, new Extra("to be sent", now, Optional.empty(), rules, List.of()))) {
            case Saved.Done() -> Optional.of(send(books.order(request.id())));
            case Saved.Overtaken() -> Optional.empty();
            case Saved.Broken(var found) ->
                Optional.of(move(reserved, OrderState.DENIED, RiskRules.against(rules, found), Optional.empty()));
        };
    }

    private Order send(Order submitting) {
        // Counted from the stored state and not from now: a function may be frozen in between.
        Instant submitBy = submitting.changedAt().plus(SUBMIT_WITHIN);
        return switch (broker.place(submitting, submitBy)) {
            case Broker.Answer.Acknowledged(var venueId) ->
                answered(submitting, OrderState.ACCEPTED, List.of(), Optional.of(venueId));
            case Broker.Answer.Refused(var reason) ->
                answered(submitting, OrderState.REJECTED, List.of(reason), Optional.empty());
            case Broker.Answer.Unknown(var what) ->
                move(
                        submitting,
                        OrderState.UNKNOWN,
                        List.of(new Reason("NO_ANSWER", Map.of())),
                        Optional.empty(),
                        what);
        };
    }

    /// The venue's own word counts also when a look-up was earlier and did not find the order.
    private Order answered(Order submitting, OrderState next, List<Reason> reasons, Optional<String> venueId) {
        Order moved = move(submitting, next, reasons, venueId);
        return moved.state() == OrderState.UNKNOWN ? move(moved, next, reasons, venueId) : moved;
    }

    /// Asks the venue for an order whose answer we do not know. Found: it is adopted. Not found:
    /// it stays unknown, and the watch counts how often and how long.
    public Order lookUp(Order order) {
        Optional<Broker.Found> found;
        try {
            found = broker.find(order.id());
        } catch (Broker.BrokerUnavailable down) {
            return order;
        }
        return found.map(known -> adopt(order, known))
                .orElseGet(() -> move(
                        order,
                        OrderState.UNKNOWN,
                        List.of(new Reason(
                                "NOT_FOUND_YET", Map.of("lookUps", BigDecimal.valueOf(order.lookUps() + 1)))),
                        Optional.empty()));
    }

    private Order adopt(Order order, Broker.Found known) {
        Order accepted = move(order, OrderState.ACCEPTED, List.of(), Optional.of(known.venueId()));
        return known.cancelled()
                ? move(
                        accepted,
                        OrderState.CANCELLED,
                        List.of(new Reason("CANCELLED_AT_VENUE", Map.of())),
                        Optional.empty())
                : accepted;
    }

    private Order move(Order order, OrderState next, List<Reason> reasons, Optional<String> venueId) {
        return move(
                order,
                next,
                reasons,
                venueId,
                reasons.isEmpty() ? next.name() : reasons.getFirst().toString());
    }

    /// Moves an order on, whatever else happens to its account meanwhile; an order that went
    /// another way in the meantime stays as it is.
    Order move(Order order, OrderState next, List<Reason> reasons, Optional<String> venueId, String because) {
        OrderRequested request = order.request();
        return Attempts.until("moving " + request.id() + " to " + next, () -> {
            Instant now = clock.instant();
            Books books = keeper.narrow(request.account(), request.symbol(), request.id(), now)
                    .orElseThrow();
            Order current = books.order(request.id());
            if (current.state() != order.state() || !current.state().mayBecome(next)) {
                return Optional.of(current);
            }
            books.become(request.id(), next, reasons, venueId.orElse(null), now);
            return keeper.save(books, Extra.plain(because, now)) instanceof Saved.Done
                    ? Optional.of(books.order(request.id()))
                    : Optional.empty();
        });
    }
}
