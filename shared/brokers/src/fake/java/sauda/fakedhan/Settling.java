package sauda.fakedhan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sauda.core.calendar.Session;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Brings a client's affairs up to date, from moment to moment in the order of time: how
/// often and when somebody asks makes no difference to what happened.
final class Settling {

    private static final List<ProductType> ALL = List.of(ProductType.values());
    private static final List<ProductType> INTRADAY = List.of(ProductType.INTRADAY);

    private final Tape tape;
    private final Gate gate;
    private final Dealing dealing;
    private final Night night;
    private final Behaviour behaviour;
    private final Matching onBars;
    private final Matching onPath;
    private final Map<LocalDate, NavigableSet<Instant>> moments = new HashMap<>();

    Settling(Tape tape, Gate gate, Dealing dealing, Night night, Behaviour behaviour) {
        this.tape = tape;
        this.gate = gate;
        this.dealing = dealing;
        this.night = night;
        this.behaviour = behaviour;
        this.onBars = new BarMatching(tape, dealing);
        this.onPath = new PathMatching(tape, dealing, behaviour);
    }

    void to(Client client, Instant now) {
        while (client.settledTo().isBefore(now)) {
            Instant moment = next(client, client.settledTo(), now);
            client.settledTo(moment);
            at(client, moment);
        }
    }

    /// The state changed at this moment: what follows from it at once.
    void follow(Client client, Instant now) {
        stocks(client).forEach(symbol -> matching().work(client, symbol, now));
        checkPnl(client, now);
        client.portfolio().positions().stream()
                .map(Portfolio.Position::symbol)
                .distinct()
                .forEach(symbol -> client.protection().note(client, symbol, now));
    }

    private Matching matching() {
        return switch (behaviour.fills()) {
            case BARS -> onBars;
            case WIRE -> onPath;
        };
    }

    private Instant next(Client client, Instant after, Instant now) {
        Instant midnight = IndianTime.midnight(IndianTime.date(after).plusDays(1));
        Instant planned = Optional.ofNullable(moments(IndianTime.date(after)).higher(after))
                .orElse(midnight);
        Instant first = planned.isBefore(now) ? planned : now;
        for (VenueOrder order : client.book().inTransit()) {
            Instant due = gate.due(order);
            if (due.isAfter(after) && due.isBefore(first)) {
                first = due;
            }
        }
        Instant until = first;
        return stocks(client).stream()
                .flatMap(symbol -> matching().next(client, symbol, after, until).stream())
                .min(Instant::compareTo)
                .orElse(until);
    }

    private NavigableSet<Instant> moments(LocalDate date) {
        return moments.computeIfAbsent(date, _ -> {
            TreeSet<Instant> day = new TreeSet<>();
            tape.session(date).ifPresent(session -> {
                session.ticks().forEach(end -> {
                    day.add(end.minus(Frame.M5.length()));
                    day.add(end.minus(BarMatching.LAST_MINUTE));
                    day.add(end);
                });
                day.add(SquareOff.of(session));
            });
            return day;
        });
    }

    private void at(Client client, Instant now) {
        LocalDate today = IndianTime.date(now);
        if (now.equals(IndianTime.midnight(today))) {
            night.pass(client, today.minusDays(1));
        }
        Optional<Session> session = tape.session(today);
        boolean tick = session.filter(it -> it.isTick(now)).isPresent();
        if (tick) {
            barOver(client, now);
        }
        if (session.filter(it -> it.isTrading(now)).isPresent()) {
            client.book().waitingForTheOpen().forEach(order -> gate.pass(client, order, now));
        }
        client.book().inTransit().stream()
                .filter(order -> gate.isDue(order, now))
                .forEach(order -> gate.pass(client, order, now));
        session.filter(it -> SquareOff.of(it).equals(now)).ifPresent(_ -> squareOff(client, now));
        session.filter(it -> it.close().equals(now)).ifPresent(_ -> close(client, now));
        follow(client, now);
    }

    private void barOver(Client client, Instant end) {
        Instant slot = end.minus(Frame.M5.length());
        for (Symbol symbol : stocks(client)) {
            matching().slotOver(client, symbol, slot, end);
        }
        client.book().livingSupers().forEach(order -> trail(order, slot, end));
    }

    /// The stop follows the price by whole jumps, once a bar is over.
    private void trail(SuperOrder order, Instant slot, Instant now) {
        Rupees jump = order.trailingJump();
        Optional<Bar> bar = tape.bar(order.entry().symbol(), new Tape.Slot(slot));
        if (!jump.isPositive()
                || order.open() == 0
                || bar.isEmpty()
                || order.stop().hasFired()) {
            return;
        }
        boolean longs = order.entry().side() == Side.BUY;
        Rupees gained = longs
                ? bar.get().high().minus(order.trailedFrom())
                : order.trailedFrom().minus(bar.get().low());
        Rupees by =
                jump.times(gained.wholeTimes(jump)).times(order.entry().side().sign());
        if (by.signum() != 0) {
            VenueOrder stop = order.stop();
            stop.became(stop.type(), stop.price().plus(by), stop.trigger().plus(by));
            order.trail(jump, order.trailedFrom().plus(by));
        }
    }

    private void squareOff(Client client, Instant now) {
        dealing.cancelAll(client, INTRADAY, "AUTO_SQUARE_OFF", now);
        dealing.close(client, INTRADAY, true, now);
    }

    /// Day orders end with the session; the legs of super orders stop protecting.
    private void close(Client client, Instant now) {
        for (VenueOrder order : client.book().all()) {
            if (order.isExitLeg() && order.status().isLive()) {
                dealing.end(order, OrderStatus.CANCELLED, "SESSION_CLOSED", now);
            } else if (order.isWorking()) {
                dealing.end(order, OrderStatus.EXPIRED, "EXPIRED", now);
            }
        }
    }

    private void checkPnl(Client client, Instant now) {
        Controls.PnlExit exit = client.controls().pnlExit();
        if (exit == null || !tape.isTrading(now) || !exit.isReached(pnl(client, exit.products(), now))) {
            return;
        }
        client.controls().pnlExit(null);
        dealing.cancelAll(client, ALL, "PNL_EXIT", now);
        dealing.close(client, ALL, false, now);
        if (exit.killSwitch()) {
            client.controls().kill(true);
        }
    }

    Rupees pnl(Client client, Set<ProductType> products, Instant now) {
        return client.portfolio().positions().stream()
                .filter(position -> products.contains(position.product()))
                .map(position -> position.profit(tape.last(position.symbol(), now)))
                .reduce(Rupees.ZERO, Rupees::plus);
    }

    private static Set<Symbol> stocks(Client client) {
        return client.book().working().stream().map(VenueOrder::symbol).collect(Collectors.toCollection(TreeSet::new));
    }
}
