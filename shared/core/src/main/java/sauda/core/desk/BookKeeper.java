package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.charges.Charges;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.portfolio.Books;
import sauda.core.risk.Rule;
import sauda.core.risk.Rule.Where;
import sauda.events.Account;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Reads an account's books from the ledger and writes what changed in one commit: the
/// account with its counters, positions, orders, trades, the totals that it counts in and one
/// audit record for each change. The account's audit sequence is a condition of every
/// commit, so nobody writes over what they have not seen.
final class BookKeeper {

    private static final int EVERYTHING = 1_000;

    private final Ledger ledger;
    private final Config config;

    BookKeeper(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    /// How a save ended.
    sealed interface Saved {
        record Done() implements Saved {}

        /// Somebody else changed the books first: begin again with fresh ones.
        record Overtaken() implements Saved {}

        /// Conditions of the rules did not hold of these items.
        record Broken(Map<Where, Optional<Item>> found) implements Saved {}
    }

    /// What a save writes beside the books, and what must hold for it.
    ///
    /// @param because reason in the audit records
    /// @param symbol  stock that rules on sides and position are about
    /// @param rules   their stored conditions become conditions of the commit
    /// @param more    further writes; an existing item at an `Absent` one means overtaken
    record Extra(String because, Instant at, Optional<Symbol> symbol, List<Rule> rules, List<Write> more) {
        static Extra plain(String because, Instant at) {
            return new Extra(because, at, Optional.empty(), List.of(), List.of());
        }

        static Extra with(String because, Instant at, List<Write> more) {
            return new Extra(because, at, Optional.empty(), List.of(), more);
        }
    }

    Optional<Account> account(String name) {
        return ledger.get(Keys.account(name)).map(item -> item.as(Account.class));
    }

    /// All open positions, working orders and open trades of an account.
    Optional<Books> whole(String account, Instant now) {
        return account(account).map(book -> {
            List<Position> positions = ledger.list(Keys.ofAccount(account), "POSITION#", false, EVERYTHING).stream()
                    .map(item -> item.as(Position.class))
                    .toList();
            List<Order> orders = book.working().stream()
                    .map(id -> ledger.get(Keys.order(account, id)).orElseThrow().as(Order.class))
                    .toList();
            return books(book, positions, orders, now);
        });
    }

    /// One stock of an account, with one order if it is known.
    Optional<Books> narrow(String account, Symbol symbol, OrderId order, Instant now) {
        return account(account)
                .map(book -> books(
                        book,
                        ledger.get(Keys.position(account, symbol)).stream()
                                .map(item -> item.as(Position.class))
                                .toList(),
                        ledger.get(Keys.order(account, order)).stream()
                                .map(item -> item.as(Order.class))
                                .toList(),
                        now));
    }

    private Books books(Account book, List<Position> positions, List<Order> orders, Instant now) {
        List<Trade> trades = positions.stream()
                .flatMap(position -> ledger.get(Keys.trade(book.name(), position.entry())).stream())
                .map(item -> item.as(Trade.class))
                .toList();
        return new Books(book, positions, orders, trades, charges(book, TradingCalendar.dateOf(now)));
    }

    private Charges charges(Account book, LocalDate date) {
        return new Charges(config.chargesOn(date), spec(book).product());
    }

    private AccountSpec spec(Account book) {
        return config.account(book.name())
                .orElseThrow(() -> new IllegalStateException("no account " + book.name() + " in the configuration"));
    }

    Saved save(Books books, Extra extra) {
        Map<Where, List<Condition>> when = conditions(extra.rules());
        Audit audit = new Audit(books.before(), extra.at(), extra.because());
        List<Write> writes = new ArrayList<>();
        Map<Integer, Where> places = new HashMap<>();

        for (Order order : books.changedOrders()) {
            audit.note("order " + order.state(), order.id().value(), order);
            writes.add(Write.put(Item.of(Keys.order(books.before().name(), order.id()), "order", order)));
        }
        positions(books, extra, when, audit, writes, places);
        for (Trade trade : books.changedTrades()) {
            writes.add(Write.put(Item.of(Keys.trade(trade.account(), trade.id()), "trade", trade)));
        }
        totals(books, when, writes, places);
        if (when.containsKey(Where.CONTROL)) {
            places.put(writes.size(), Where.CONTROL);
            writes.add(new Write.Check(Keys.CONTROL, when.get(Where.CONTROL)));
        }
        if (when.containsKey(Where.CLIENT)) {
            places.put(writes.size(), Where.CLIENT);
            writes.add(new Write.Check(Keys.preflight(books.before().client()), when.get(Where.CLIENT)));
        }
        int firstOfMore = writes.size();
        for (Write write : extra.more()) {
            if (write instanceof Write.Put(var item, var _) && Audit.isAudited(item.kind())) {
                audit.note(item.kind(), item.key().sort(), Audit.timeless(item.attributes()));
            }
            writes.add(write);
        }
        Account sealed = audit.sealed(books.account());
        writes.addAll(audit.writes());
        int account = writes.size();
        places.put(account, Where.ACCOUNT);
        List<Condition> mine = new ArrayList<>();
        mine.add(unseen(books.before()));
        mine.addAll(when.getOrDefault(Where.ACCOUNT, List.of()));
        writes.add(new Write.Put(AccountItem.of(sealed), mine));

        return switch (ledger.commit(writes)) {
            case Commit.Done() -> new Saved.Done();
            case Commit.Refused(var failed) -> refused(failed, books, places, account, firstOfMore);
        };
    }

    private static Condition unseen(Account before) {
        return new Condition.Equal("seq", BigDecimal.valueOf(before.seq()));
    }

    private static Saved refused(
            List<Commit.Failed> failed, Books books, Map<Integer, Where> places, int account, int firstOfMore) {
        Map<Where, Optional<Item>> found = new EnumMap<>(Where.class);
        for (Commit.Failed failure : failed) {
            Where where = places.get(failure.write());
            boolean overtaken = where == null && failure.write() >= firstOfMore
                    || failure.write() == account && !unseen(books.before()).holds(failure.found());
            if (overtaken || where == null) {
                return new Saved.Overtaken();
            }
            found.put(where, Optional.ofNullable(failure.found()));
        }
        return new Saved.Broken(found);
    }

    private static Map<Where, List<Condition>> conditions(List<Rule> rules) {
        Map<Where, List<Condition>> when = new EnumMap<>(Where.class);
        for (Rule rule : rules) {
            if (rule instanceof Rule.Stored stored) {
                when.computeIfAbsent(stored.where(), where -> new ArrayList<>()).add(stored.condition());
            }
        }
        return when;
    }

    private void positions(
            Books books,
            Extra extra,
            Map<Where, List<Condition>> when,
            Audit audit,
            List<Write> writes,
            Map<Integer, Where> places) {
        AccountSpec spec = spec(books.before());
        String client = books.before().client();
        for (Position position : books.changedPositions()) {
            Symbol symbol = position.symbol();
            boolean ruled = extra.symbol().filter(symbol::equals).isPresent();
            List<Condition> conditions = ruled ? when.getOrDefault(Where.POSITION, List.of()) : List.of();
            boolean wasThere = books.positionBefore(symbol).isPresent();
            audit.note(position.isOver() ? "position over" : "position", symbol.code(), position);
            if (ruled) {
                places.put(writes.size(), Where.POSITION);
            }
            Key key = Keys.position(position.account(), symbol);
            writes.add(
                    position.isOver()
                            ? new Write.Delete(key, conditions)
                            : new Write.Put(PositionItem.of(position), conditions));
            int change = (position.isOver() ? 0 : 1) - (wasThere ? 1 : 0);
            if (change != 0) {
                if (ruled) {
                    places.put(writes.size(), Where.SIDES);
                }
                writes.add(new Write.Add(
                        Counters.sides(spec, client, symbol),
                        "sides",
                        Map.of(position.side() == Side.BUY ? "longs" : "shorts", BigDecimal.valueOf(change)),
                        ruled ? when.getOrDefault(Where.SIDES, List.of()) : List.of()));
            }
        }
    }

    private void totals(Books books, Map<Where, List<Condition>> when, List<Write> writes, Map<Integer, Where> places) {
        Account before = books.before();
        Account after = books.account();
        Map<String, BigDecimal> changes = new HashMap<>();
        changes.put("slots", BigDecimal.valueOf(after.slots() - before.slots()));
        changes.put("exposure", after.exposure().minus(before.exposure()).amount());
        changes.put("dayPnl", after.dayPnl().minus(before.dayPnl()).amount());
        changes.values().removeIf(change -> change.signum() == 0);
        List<Condition> conditions = when.getOrDefault(Where.TOTALS, List.of());
        Key totals = Counters.totals(spec(before));
        if (!changes.isEmpty()) {
            places.put(writes.size(), Where.TOTALS);
            writes.add(new Write.Add(totals, "totals", changes, conditions));
        } else if (!conditions.isEmpty()) {
            places.put(writes.size(), Where.TOTALS);
            writes.add(new Write.Check(totals, conditions));
        }
    }
}
