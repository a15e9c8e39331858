package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.Broker.Answer;
import sauda.core.order.LiveBroker;
import sauda.core.portfolio.Books;
import sauda.core.risk.RiskRules;
import sauda.core.risk.RiskRules.Scene;
import sauda.core.risk.Rule;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reason;
import sauda.events.Sent;

/// Takes a reserved order to the venue, at most once: says in the ledger that it is about to be
/// sent and at which price, sends it, writes the answer down. An answer that is not known stays
/// unknown until it is looked up.
final class Sender {

    /// The transport refuses to send later than this after the state says SUBMITTING.
    private static final Duration SUBMIT_WITHIN = Duration.ofSeconds(3);

    private final Config config;
    private final Broker broker;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final HoldDesk holds;
    private final ControlChain control;

    Sender(Ledger ledger, Config config, Broker broker, InstantSource clock) {
        this.config = config;
        this.broker = broker;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.holds = new HoldDesk(ledger, config, clock);
        this.control = new ControlChain(ledger);
    }

    /// @param sent what the venue is told of the price; null on paper
    Order submit(Order reserved, @Nullable Sent sent) {
        return submit(reserved, sent, books -> true);
    }

    /// @param free must hold of the account's books as they are when it goes out; where it does not
    ///             the order stays reserved
    Order submit(Order reserved, @Nullable Sent sent, Predicate<Books> free) {
        return Attempts.until("submitting " + reserved.id(), () -> submitOnce(reserved, sent, free));
    }

    /// Expiry and session are looked at in each attempt: a busy ledger may take its time.
    private Optional<Order> submitOnce(Order reserved, @Nullable Sent sent, Predicate<Books> free) {
        Instant now = clock.instant();
        OrderRequested request = reserved.request();
        Scene scene = new Scene(now, config.calendar().session(TradingCalendar.dateOf(now)), Optional.empty());
        AccountSpec spec = config.account(request.account()).orElseThrow();
        Optional<Control> oldLock = request.isProtection() ? lockOfAnotherDay(now) : Optional.empty();
        List<Rule> rules = new ArrayList<>(new RiskRules(config, CostsOf.account(config, spec, request.side(), now))
                .forSubmitting(
                        request.isEntry(),
                        reserved.epoch(),
                        request.expiresAt(),
                        scene,
                        broker instanceof LiveBroker && oldLock.isEmpty()));
        oldLock.ifPresent(word -> rules.add(RiskRules.sameEpoch(word.epoch())));
        List<Reason> plain = RiskRules.against(rules, Map.of());
        if (!plain.isEmpty()) {
            return Optional.of(move(reserved, OrderState.DENIED, plain, Optional.empty()));
        }
        Books books = (sent == null
                        ? keeper.narrow(request.account(), request.symbol(), request.id(), now)
                        : keeper.whole(request.account(), now))
                .orElseThrow();
        Optional<Order> current = books.orders().stream()
                .filter(order -> order.id().equals(request.id()))
                .findFirst();
        if (current.isEmpty()) {
            return Optional.of(keeper.narrow(request.account(), request.symbol(), request.id(), now)
                    .orElseThrow()
                    .order(request.id()));
        }
        if (current.get().state() != OrderState.RESERVED || !free.test(books)) {
            return current;
        }
        if (sent != null && current.get().sent() == null) {
            books.price(request.id(), sent);
        }
        books.become(request.id(), OrderState.SUBMITTING, List.of(), null, now);
        Extra extra = new Extra("about to be sent", now, Optional.of(request.symbol()), rules, List.of());
        return switch (keeper.save(books, extra)) {
            case Saved.Done() -> Optional.of(send(books.order(request.id())));
            case Saved.Overtaken() -> Optional.empty();
            case Saved.Broken(var found) ->
                Optional.of(move(reserved, OrderState.DENIED, RiskRules.against(rules, found), Optional.empty()));
        };
    }

    /// The venue's lock ended with its day: a stop of what is kept rests there again.
    private Optional<Control> lockOfAnotherDay(Instant now) {
        return control.now().filter(word -> {
            Control.Lock lock = word.lock();
            return lock != null && !TradingCalendar.dateOf(lock.at()).equals(TradingCalendar.dateOf(now));
        });
    }

    private Order send(Order submitting) {
        // Counted from the stored state and not from now: a function may be frozen in between.
        Instant submitBy = submitting.changedAt().plus(SUBMIT_WITHIN);
        return switch (broker.place(submitting, submitBy)) {
            case Broker.Answer.Acknowledged(var venueId) ->
                answered(submitting, OrderState.ACCEPTED, List.of(), Optional.of(venueId));
            case Broker.Answer.Refused(var reason) -> {
                Order refused = answered(submitting, OrderState.REJECTED, List.of(reason), Optional.empty());
                Hold.forRefusal(reason).ifPresent(hold -> holds.holdClient(clientOf(submitting), hold));
                yield refused;
            }
            case Broker.Answer.Unknown(var what) ->
                move(
                        submitting,
                        OrderState.UNKNOWN,
                        List.of(new Reason("NO_ANSWER", Map.of())),
                        Optional.empty(),
                        what);
        };
    }

    private String clientOf(Order order) {
        return config.account(order.request().account()).orElseThrow().client();
    }

    /// The venue's own word counts also when a look-up was earlier and did not find the order.
    private Order answered(Order submitting, OrderState next, List<Reason> reasons, Optional<String> venueId) {
        Order moved = move(submitting, next, reasons, venueId);
        return moved.state() == OrderState.UNKNOWN ? move(moved, next, reasons, venueId) : moved;
    }

    /// Asks the venue for an order whose answer we do not know. Found: it is adopted. Not found:
    /// it stays unknown, and the watch counts how often and how long.
    Order lookUp(Order order) {
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

    /// How it ended at a venue that trades by itself, the venue's book says, with its fills.
    private Order adopt(Order order, Broker.Found known) {
        Order accepted = move(order, OrderState.ACCEPTED, List.of(), Optional.of(known.venueId()));
        return known.cancelled() && !(broker instanceof LiveBroker)
                ? move(
                        accepted,
                        OrderState.CANCELLED,
                        List.of(new Reason("CANCELLED_AT_VENUE", Map.of())),
                        Optional.empty())
                : accepted;
    }

    /// Gives a resting order a new limit: stored first, then told. What the venue refuses was no
    /// step of the ladder.
    void reprice(Order order, Sent sent, LiveBroker live) {
        Order priced = price(order, sent);
        if (sent.equals(priced.sent())
                && live.change(priced, priced.request().quantity(), sent.limit()) instanceof Answer.Refused) {
            price(priced, Objects.requireNonNull(order.sent()).again(clock.instant()));
        }
    }

    private Order price(Order order, Sent sent) {
        return Attempts.until("pricing " + order.id(), () -> {
            Instant now = clock.instant();
            OrderRequested request = order.request();
            Books books = keeper.narrow(request.account(), request.symbol(), request.id(), now)
                    .orElseThrow();
            Order current = books.order(request.id());
            if (!current.state().isAtVenue() || !Objects.equals(current.sent(), order.sent())) {
                return Optional.of(current);
            }
            books.price(request.id(), sent);
            return keeper.save(books, Extra.plain("limit " + sent.limit(), now)) instanceof Saved.Done
                    ? Optional.of(books.order(request.id()))
                    : Optional.empty();
        });
    }

    Order move(Order order, OrderState next, List<Reason> reasons, Optional<String> venueId) {
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
