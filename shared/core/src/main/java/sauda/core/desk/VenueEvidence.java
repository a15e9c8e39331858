package sauda.core.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.events.External;
import sauda.events.Position;
import sauda.events.Side;
import sauda.events.Symbol;

/// Whether the venue has the shares that we are about to sell. The owner may have sold them in the
/// broker's app, the broker may have ended the day: then a stop or an exit of ours would open the
/// opposite position.
final class VenueEvidence {

    private static final int EVERYTHING = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final LiveBroker live;

    VenueEvidence(Ledger ledger, Config config, LiveBroker live) {
        this.ledger = ledger;
        this.config = config;
        this.live = live;
    }

    /// Somebody else closed shares of the stock, and reconcile has not said yet whose they were.
    boolean isLeftElsewhere(String client, Symbol symbol, Side side, List<VenueOrder> rows, Instant now) {
        return rows.stream()
                .filter(row -> row.id() == null && !row.isLeg())
                .filter(row -> row.symbol().equals(symbol) && row.side() == side && row.traded() > 0)
                .anyMatch(row -> row.traded() > known(client, row, now));
    }

    private long known(String client, VenueOrder row, Instant now) {
        return ledger.get(Keys.external(client, TradingCalendar.dateOf(now), row.venueId()))
                .map(item -> item.as(External.class).filled())
                .orElse(0L);
    }

    /// Stocks of which the venue has fewer shares than we book, the accounts of the client together;
    /// empty when it does not say.
    Optional<List<Symbol>> notThere(String client) {
        VenueBooks books;
        try {
            books = live.books();
        } catch (BrokerUnavailable down) {
            return Optional.empty();
        }
        Map<Symbol, Long> there = Stream.concat(books.positions().stream(), books.holdings().stream())
                .collect(Collectors.toMap(VenueBooks.Held::symbol, VenueBooks.Held::net, Long::sum));
        Map<Symbol, Long> booked = config.accountsOf(client).stream()
                .flatMap(
                        account -> ledger.list(Keys.ofAccount(account.name()), "POSITION#", false, EVERYTHING).stream())
                .map(item -> item.as(Position.class))
                .collect(Collectors.toMap(
                        Position::symbol,
                        position -> position.open() * position.side().sign(),
                        Long::sum));
        return Optional.of(booked.entrySet().stream()
                .filter(entry -> isShort(entry.getValue(), there.getOrDefault(entry.getKey(), 0L)))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static boolean isShort(long booked, long there) {
        return booked > 0 && there < booked || booked < 0 && there > booked;
    }
}
