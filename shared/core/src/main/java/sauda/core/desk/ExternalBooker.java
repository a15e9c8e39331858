package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.core.config.Config;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.desk.Externals.Take;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.LiveBroker;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.External;
import sauda.events.ExternalCount;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reason;
import sauda.events.Symbol;

/// Writes down what the owner did by hand: shares of an account that were sold leave its books
/// at the broker's price, everything else is counted in the totals. Each is told once, by an
/// alert in the same commit.
final class ExternalBooker {

    /// Each takes up to three writes of a commit; the rest has its turn in a minute.
    private static final int MOST = 25;

    private final Ledger ledger;
    private final Config config;
    private final LiveBroker broker;
    private final InstantSource clock;
    private final BookKeeper keeper;

    ExternalBooker(Ledger ledger, Config config, LiveBroker broker, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.broker = broker;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
    }

    /// @return whether books changed
    boolean book(BothSides sides, Externals.Plan plan) {
        plan.breaks().stream()
                .filter(met -> met.code().equals(BreakCode.EXTERNAL_AND_EXIT.name()))
                .forEach(met -> cancelExits(sides, met.accounts().getFirst(), met.ref()));
        plan.takes().forEach(take -> Attempts.until("booking " + take.external().venueId(), () -> book(take)));
        plan.takes().forEach(this::cancelProtection);
        return !plan.takes().isEmpty();
    }

    private Optional<Boolean> book(Take take) {
        External external = take.external();
        Key key = Keys.external(external.client(), external.date(), external.venueId());
        Optional<External> stored = ledger.get(key).map(item -> item.as(External.class));
        if (stored.map(External::taken).orElse(0L) != external.taken()) {
            return Optional.of(false);
        }
        Instant now = clock.instant();
        Books books = keeper.whole(take.account(), now).orElseThrow();
        giveUpUnsent(books, external.symbol(), now);
        Optional<Position> position = books.position(external.symbol()).filter(held -> held.free() >= take.shares());
        if (position.isEmpty()) {
            // An exit was sent meanwhile: the next comparison tells.
            return Optional.of(false);
        }
        OrderRequested exit = exit(take, position.get(), now);
        books.venueExit(exit, now);
        take.fills()
                .forEach(fill -> books.fill(
                        exit.id(), new Fill(fill.id(), fill.quantity(), fill.price(), fill.at(), Fill.Kind.EXIT)));
        Write written = written(take.after(), stored);
        Write alert = Alerts.write(new Alert(
                BreakCode.EXTERNAL_TRADE.name(),
                take.account(),
                exit.because() + ": booked with " + take.account(),
                Alert.Level.URGENT,
                Map.of("shares", BigDecimal.valueOf(take.shares())),
                now));
        return keeper.save(books, Extra.with(exit.because(), now, List.of(written, alert))) instanceof Saved.Done
                ? Optional.of(true)
                : Optional.empty();
    }

    private static void giveUpUnsent(Books books, Symbol symbol, Instant now) {
        books.orders().stream()
                .filter(order -> order.request().isExit()
                        && order.request().symbol().equals(symbol)
                        && order.state() == OrderState.RESERVED)
                .forEach(order -> books.become(
                        order.id(), OrderState.CANCELLED, List.of(new Reason("EXTERNAL_EXIT", Map.of())), null, now));
    }

    private OrderRequested exit(Take take, Position position, Instant now) {
        External external = take.external();
        String cause = "external:" + external.venueId();
        Instant t = ControlDesk.minuteOf(take.fills().getFirst().at());
        return new OrderRequested(
                OrderId.of(
                        t,
                        take.account(),
                        cause,
                        external.symbol(),
                        external.side(),
                        Math.toIntExact(external.taken())),
                take.account(),
                external.symbol(),
                external.side(),
                Purpose.EXIT,
                take.shares(),
                null,
                null,
                null,
                position.strategy(),
                cause,
                "the owner's " + external.side() + " of " + take.shares() + " " + external.symbol() + " by hand ("
                        + external.venueId() + ")",
                t,
                now,
                config.hash());
    }

    private void cancelExits(BothSides sides, String account, String ref) {
        sides.orders().stream()
                .filter(order -> order.request().isExit() && order.state().isAtVenue())
                .filter(order -> !Books.VENUE.equals(order.venueId()))
                .filter(order -> ref.equals(account + "/" + order.request().symbol())
                        && order.request().account().equals(account))
                .forEach(broker::cancel);
    }

    /// A stop or target of shares that are gone would sell what nobody holds.
    private void cancelProtection(Take take) {
        keeper.whole(take.account(), clock.instant()).ifPresent(books -> {
            Symbol symbol = take.external().symbol();
            if (books.position(symbol).map(Position::open).orElse(0L) == 0) {
                books.orders().stream()
                        .filter(order -> order.request().isProtection()
                                && order.request().symbol().equals(symbol)
                                && order.state().isAtVenue())
                        .forEach(broker::cancel);
            }
        });
    }

    /// Writes down every order of the owner's as it is now, and what they count together.
    void adopt(BothSides sides) {
        Attempts.until("adopting orders of " + sides.client(), () -> adoptOnce(sides));
    }

    private Optional<Boolean> adoptOnce(BothSides sides) {
        Map<String, External> all = stored(sides);
        List<Write> writes = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (VenueOrder row : sides.externalRows()) {
            External external = Externals.of(sides, row);
            Optional<External> known = Optional.ofNullable(all.get(external.venueId()));
            boolean ahead = known.filter(
                            other -> other.taken() != external.taken() || other.filled() > external.filled())
                    .isPresent();
            if (ahead || known.filter(external::equals).isPresent() || writes.size() == MOST) {
                continue;
            }
            all.put(external.venueId(), external);
            writes.add(written(external, known));
            if (known.isEmpty() || external.filled() > known.get().filled()) {
                told.add(external.side() + " of " + external.quantity() + " " + external.symbol() + " ("
                        + external.venueId() + "), " + external.filled() + " filled");
            }
        }
        writes.addAll(counted(Externals.count(sides.client(), sides.date(), List.copyOf(all.values()))));
        if (writes.isEmpty()) {
            return Optional.of(true);
        }
        Instant now = clock.instant();
        if (!told.isEmpty()) {
            writes.add(Alerts.write(new Alert(
                    "EXTERNAL_ORDER",
                    sides.client(),
                    "orders of the owner's own count in the limits and are never ended by us: "
                            + String.join("; ", told),
                    Alert.Level.URGENT,
                    Map.of("orders", BigDecimal.valueOf(told.size())),
                    now)));
        }
        Books chain = keeper.whole(sides.accounts().getFirst(), now).orElseThrow();
        return keeper.save(chain, Extra.with("orders of the owner's own", now, writes)) instanceof Saved.Done
                ? Optional.of(true)
                : Optional.empty();
    }

    private Map<String, External> stored(BothSides sides) {
        Map<String, External> all = new TreeMap<>();
        new SideReader(ledger, config, sides.client())
                .externals(sides.date())
                .forEach(external -> all.put(external.venueId(), external));
        return all;
    }

    private static Write written(External external, Optional<External> known) {
        return Write.put(
                Item.of(Keys.external(external.client(), external.date(), external.venueId()), "external", external),
                known.isEmpty()
                        ? new Condition.Absent()
                        : new Condition.Equal(
                                "taken", BigDecimal.valueOf(known.get().taken())));
    }

    private List<Write> counted(ExternalCount count) {
        Key key = Keys.externals(count.client());
        Optional<ExternalCount> stored = ledger.get(key).map(item -> item.as(ExternalCount.class));
        boolean nothing =
                stored.isEmpty() && count.slots() == 0 && count.exposure().signum() == 0;
        if (nothing || stored.filter(count::equals).isPresent()) {
            return List.of();
        }
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(
                Item.of(key, "externals", count),
                stored.isEmpty()
                        ? List.of(new Condition.Absent())
                        : List.of(
                                new Condition.Equal("date", stored.get().date().toString()),
                                new Condition.Equal("slots", stored.get().slots()),
                                new Condition.Equal(
                                        "exposure", stored.get().exposure().amount()))));
        Map<String, BigDecimal> changes = new HashMap<>();
        changes.put(
                "slots",
                BigDecimal.valueOf(
                        count.slots() - stored.map(ExternalCount::slots).orElse(0)));
        changes.put(
                "exposure",
                count.exposure()
                        .minus(stored.map(ExternalCount::exposure).orElse(sauda.events.Rupees.ZERO))
                        .amount());
        changes.values().removeIf(change -> change.signum() == 0);
        if (!changes.isEmpty()) {
            writes.add(new Write.Add(Keys.TOTALS, "totals", changes, List.of()));
        }
        return writes;
    }
}
