package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueOrder;
import sauda.events.Alert;
import sauda.events.Break;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Reconciled;
import sauda.events.Reconciled.Seen;
import sauda.events.Sha256;
import sauda.events.Tick;
import sauda.events.TradingState;

/// Each minute, for one live broker client: holds its books against the venue. What does not
/// agree and does not settle by itself stops the entries of the accounts it concerns, is told
/// once, and halts them when it stays; when all agrees again they trade again. How often a
/// thing was seen is kept in the ledger, so that it does not matter which process looks.
final class TruthDesk {

    static final String BREAK = "RECONCILE_BREAK";

    /// After so long without news the venue's book is not believed.
    static final Duration STALE = Duration.ofMinutes(10);

    /// A break that is seen so often halts: the first time and two times after it.
    private static final int HALTS = 3;

    private static final int MOST_SAID = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final LiveBroker broker;
    private final InstantSource clock;
    private final SideReader reader;
    private final ExternalBooker booker;
    private final AccountHolds holds;

    TruthDesk(Ledger ledger, Config config, String client, LiveBroker broker, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.broker = broker;
        this.clock = clock;
        this.reader = new SideReader(ledger, config, client);
        this.booker = new ExternalBooker(ledger, config, broker, clock);
        this.holds = new AccountHolds(ledger, config, clock);
    }

    void on(Tick tick, Session session) {
        Optional<Reconciled> last = ledger.get(Keys.reconciled(client)).map(item -> item.as(Reconciled.class));
        if (last.filter(pass -> !pass.at().isBefore(tick.at())).isPresent()) {
            return;
        }
        Reconciled before = last.filter(pass -> !pass.at().isBefore(session.open()))
                .orElse(new Reconciled(client, session.open(), List.of(), "", session.open(), tick.at()));
        Reconciled now;
        try {
            // The venue first: what it knows of us was written down before it was told.
            List<VenueOrder> rows = broker.orders();
            VenueBooks books = broker.books();
            now = compared(before, tick.at(), session, rows, books);
        } catch (BrokerUnavailable silent) {
            now = unanswered(before, tick.at(), silent.code());
        }
        Reconciled pass = now;
        if (store(last.orElse(null), pass)) {
            holds.accountsOf(client).forEach(account -> act(account, pass));
        }
    }

    private Reconciled compared(
            Reconciled before, Instant at, Session session, List<VenueOrder> rows, VenueBooks books) {
        Instant now = clock.instant();
        BothSides first = reader.read(session, now, rows, books);
        if (first.books().isEmpty()) {
            return new Reconciled(client, at, List.of(), before.book(), at, at);
        }
        Externals.Plan plan = Externals.plan(first);
        BothSides sides = booker.book(first, plan) ? reader.read(session, now, rows, books) : first;
        booker.adopt(sides);
        String book = digest(rows);
        Instant bookAt = book.equals(before.book()) ? before.bookAt() : at;
        Map<String, Break> found = new TreeMap<>();
        // Named as they were met, before they were written down.
        OrderBreaks.of(first).stream().filter(TruthDesk::isExternal).forEach(met -> found.put(met.key(), met));
        plan.breaks().forEach(met -> found.put(met.key(), met));
        Reconciliation.of(sides).forEach(met -> found.put(met.key(), met));
        standsStill(sides, at, bookAt).ifPresent(met -> found.put(met.key(), met));
        return new Reconciled(
                client,
                at,
                found.values().stream().map(met -> seen(met, before, at)).toList(),
                book,
                bookAt,
                at);
    }

    private static boolean isExternal(Break met) {
        return met.code().equals(BreakCode.EXTERNAL_TRADE.name())
                || met.code().equals(BreakCode.EXTERNAL_RESTING.name());
    }

    private static Seen seen(Break met, Reconciled before, Instant at) {
        Optional<Seen> known = before.seen().stream()
                .filter(seen -> seen.found().key().equals(met.key()))
                .findFirst();
        Instant since = known.map(Seen::since).orElse(at);
        boolean counts = known.filter(Seen::counts).isPresent()
                || !at.isBefore(since.plus(BreakCode.valueOf(met.code()).grace()));
        return new Seen(met, since, counts ? known.map(Seen::passes).orElse(0) + 1 : 0);
    }

    /// Orders that should move within minutes, under a book that does not.
    private Optional<Break> standsStill(BothSides sides, Instant at, Instant bookAt) {
        Instant longAgo = at.minus(STALE);
        List<Order> waiting = sides.orders().stream()
                .filter(order -> !order.state().isFinal() && order.state() != OrderState.RESERVED)
                .filter(order -> !order.request().isProtection()
                        || sides.rowOf(order)
                                .filter(row -> new BothSides.Pair(order, row).isUnderWay())
                                .isPresent())
                .filter(order -> !order.changedAt().isAfter(longAgo))
                .toList();
        return waiting.isEmpty() || bookAt.isAfter(longAgo)
                ? Optional.empty()
                : Optional.of(stale(
                        "nothing in the venue's book changed since " + Keys.minute(bookAt) + ", with " + waiting.size()
                                + " orders of ours under way",
                        bookAt,
                        at));
    }

    /// Without an answer nothing is concluded of what was seen before; but for how long?
    private Reconciled unanswered(Reconciled before, Instant at, String code) {
        List<Seen> seen = new ArrayList<>(before.seen());
        seen.removeIf(old -> old.found().code().equals(BreakCode.STALE_STATUS.name()));
        if (!at.isBefore(before.answered().plus(STALE))) {
            seen.add(seen(
                    stale(
                            "the venue did not tell its book since " + Keys.minute(before.answered()) + " (" + code
                                    + ")",
                            before.answered(),
                            at),
                    before,
                    at));
        }
        return new Reconciled(client, at, seen, before.book(), before.bookAt(), before.answered());
    }

    private Break stale(String said, Instant since, Instant at) {
        return Reconciliation.found(
                BreakCode.STALE_STATUS,
                holds.accountsOf(client),
                client,
                said,
                Map.of("minutes", BigDecimal.valueOf(Duration.between(since, at).toMinutes())));
    }

    private static String digest(List<VenueOrder> rows) {
        return Sha256.hex(EventJson.write(rows.stream()
                        .map(row -> Map.of(
                                "id", row.venueId(),
                                "status", row.status(),
                                "filled", row.filled(),
                                "limit", String.valueOf(row.limit()),
                                "trigger", String.valueOf(row.trigger())))
                        .toList()))
                .substring(0, 16);
    }

    /// The pass and what is told of it, together: each thing is told once.
    private boolean store(@Nullable Reconciled last, Reconciled pass) {
        Write written = Write.put(
                Item.whole(
                        Keys.reconciled(client),
                        "reconciled",
                        pass,
                        Map.of("at", pass.at().toString())),
                last == null
                        ? new Condition.Absent()
                        : new Condition.Equal("at", last.at().toString()));
        List<Write> alerts = holds.accountsOf(client).stream()
                .flatMap(account -> alerts(account, last, pass).stream())
                .toList();
        int together = Math.min(alerts.size(), Ledger.MOST_WRITES - 1);
        List<Write> first = new ArrayList<>(alerts.subList(0, together));
        first.add(written);
        if (!ledger.commit(first).isDone()) {
            return false;
        }
        for (int from = together; from < alerts.size(); from += Ledger.MOST_WRITES) {
            ledger.commit(alerts.subList(from, Math.min(alerts.size(), from + Ledger.MOST_WRITES)));
        }
        return true;
    }

    private List<Write> alerts(String account, @Nullable Reconciled last, Reconciled pass) {
        List<Write> alerts = new ArrayList<>();
        List<Seen> mine = concerning(account, pass);
        List<Seen> fresh = mine.stream()
                .filter(seen -> seen.passes() == 1 && isNew(seen, last))
                // Told where they were written down.
                .filter(seen -> !isExternal(seen.found()))
                .toList();
        if (!fresh.isEmpty()) {
            alerts.add(Alerts.write(alert(fresh.size() == 1 ? codeOf(fresh.getFirst()) : BREAK, account, fresh)));
        }
        List<Seen> staying = mine.stream().filter(TruthDesk::halts).toList();
        if (staying.stream().anyMatch(seen -> seen.passes() == HALTS)) {
            alerts.add(Alerts.write(alert("RECONCILE_HALT", account, staying)));
        }
        return alerts;
    }

    /// While the venue is silent, what was seen before stays as it was: it is not told again.
    private static boolean isNew(Seen seen, @Nullable Reconciled last) {
        return last == null
                || last.seen().stream()
                        .noneMatch(old -> old.counts()
                                && old.found().key().equals(seen.found().key()));
    }

    private static String codeOf(Seen seen) {
        BreakCode code = BreakCode.valueOf(seen.found().code());
        return code == BreakCode.STALE_STATUS || code == BreakCode.CORPORATE_ACTION ? code.name() : BREAK;
    }

    private Alert alert(String code, String account, List<Seen> seen) {
        return new Alert(
                code,
                account,
                account + ": " + said(seen),
                Alert.Level.URGENT,
                Map.of("breaks", BigDecimal.valueOf(seen.size())),
                clock.instant());
    }

    private static List<Seen> concerning(String account, Reconciled pass) {
        return pass.seen().stream()
                .filter(seen -> seen.counts() && seen.found().accounts().contains(account))
                .toList();
    }

    private static boolean halts(Seen seen) {
        return seen.passes() >= HALTS && BreakCode.valueOf(seen.found().code()).halts();
    }

    private static String said(List<Seen> seen) {
        String all = seen.stream()
                .map(one -> one.found().code() + ": " + one.found().said())
                .collect(Collectors.joining("; "));
        return all.length() <= MOST_SAID ? all : all.substring(0, MOST_SAID - 1) + "…";
    }

    private void act(String account, Reconciled pass) {
        List<Seen> mine = concerning(account, pass);
        if (mine.isEmpty()) {
            holds.release(account, because -> because.startsWith(BREAK), "RECONCILED");
        } else {
            holds.hold(
                    account,
                    mine.stream().anyMatch(TruthDesk::halts) ? TradingState.HALTED : TradingState.REDUCING,
                    BREAK + ": " + said(mine));
        }
    }
}
