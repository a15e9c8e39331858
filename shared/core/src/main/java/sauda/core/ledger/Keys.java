package sauda.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sauda.events.OrderId;
import sauda.events.Routes;
import sauda.events.Symbol;

/// Every key of the ledger's one table, and who reads it how.
///
/// | item | partition | sort | kind | read by |
/// |---|---|---|---|---|
/// | system control | `CONTROL` | `STATE` | control | every reserve of an entry (check), decisions, watch, status |
/// | totals of all accounts but the baselines | `TOTALS` | `ALL` | totals | every reserve of an entry (check),
/// decisions, status |
/// | totals of a baseline | `TOTALS` | `BASELINE#a` | totals | its reserves of an entry (check), its decisions, status
/// |
/// | sides held in a client | `CLIENT#c` | `SIDES#symbol` | sides | every entry (check), decisions (get) |
/// | order that is not ours | `CLIENT#c` | `EXTERNAL#date#venue id` | external | reconcile, ledger checks (prefix) |
/// | what such orders count | `CLIENT#c` | `EXTERNALS` | externals | reconcile, ledger checks (get) |
/// | comparison with the venue | `CLIENT#c` | `RECONCILED` | reconciled | reconcile (get) |
/// | preflight | `CLIENT#c` | `PREFLIGHT` | preflight | every reserve of a live entry (check), session, watch, status |
/// | what a kill did at the venue | `CLIENT#c` | `KILL` | kill | watch (get) |
/// | account | `ACCOUNT#a` | `BOOK` | account | every transaction of the account |
/// | position | `ACCOUNT#a` | `POSITION#symbol` | position | mark, decisions, portfolio (prefix) |
/// | sides held by a baseline | `ACCOUNT#a` | `SIDES#symbol` | sides | its entries (check), its decisions (get) |
/// | order | `ACCOUNT#a` | `ORDER#id` | order | executor, books (get), orders (prefix, newest first) |
/// | trade | `ACCOUNT#a` | `TRADE#entry id` | trade | books (get), trades (get; prefix, newest first) |
/// | decision | `ACCOUNT#a` | `DECISION#T` | decision | decisions, watch (get), API (prefix, newest first) |
/// | tape | `ACCOUNT#a` | `TAPE#T` | tape | replay (get) |
/// | mark of a tick | `ACCOUNT#a` | `MARK#T` | mark | mark (get; prefix, the newest), deadline, session (get) |
/// | snapshot | `ACCOUNT#a` | `SNAPSHOT#T` | snapshot | performance (range; prefix, the newest) |
/// | finished day | `ACCOUNT#a` | `DAY#date` | day | reports, performance (range) |
/// | audit record | `AUDIT#a` | seq, 12 digits | audit | audit (range); `AUDIT#OPERATORS` for control |
/// | arrival of a tick | `TICK#T` | `ARRIVAL#symbol` | arrival | signals, deadline, status (prefix) |
/// | note on a tick | `TICK#T` | `NOTE#function` | note | status (prefix) |
/// | reading | `STOCK#s` | `READING#T` | reading | mark, decisions (get), mark, executor, API (prefix, newest first) |
/// | candles of a session | `STOCK#s` | `CANDLES#date` | candles | signals (get), API (range; prefix, newest first) |
/// | quarantined candles | `STOCK#s` | `QUARANTINE#T` | quarantine | API (prefix, newest first) |
/// | instrument of a morning | `STOCK#s` | `INSTRUMENT#date` | instrument | signals (get) |
/// | receipt of an order at its venue | `VENUE#c` | `ORDER#id` | receipt | brokers (get) |
/// | calls of a class at the venue | `CLIENT#c` | `RATE#class` | rate | each call of a live broker (get) |
/// | logins of a day at the venue | `CLIENT#c` | `LOGIN` | login | login of a live broker (get) |
/// | requests of a person in a minute | `PRINCIPAL#sub` | `RATE#minute`, `RATE#STOP#minute` | requests | each request
/// of the API (add) |
/// | request that is done once | `PRINCIPAL#sub` | `IDEMPOTENT#key` | idempotent | each POST of the API with that key
/// (get) |
/// | orders by hand in a minute | `MANUAL#a` | minute | manual | each order by hand (add) |
/// | update of Telegram, once | `TELEGRAM#chat` | `UPDATE#id` | telegram-update | bot (condition) |
/// | confirmation that is asked for | `TELEGRAM#chat` | `CONFIRM#nonce` | telegram-confirm | bot (get, condition) |
/// | alert | `ALERTS` | time and code | alert | status (newest first) |
/// | form of all that is stored | `SCHEMA` | `VERSION` | schema | each function once a minute (get) |
/// | connection of a page | `SOCKETS` | connection id | socket | socket (get, prefix), push (prefix) |
///
/// Times in keys are minutes in India, so that they sort and read well.
public final class Keys {

    public static final Key CONTROL = new Key("CONTROL", "STATE");
    public static final Key TOTALS = new Key("TOTALS", "ALL");
    public static final Key SCHEMA = new Key("SCHEMA", "VERSION");
    public static final String OPERATORS = "OPERATORS";
    public static final String SIDES = "SIDES#";
    public static final String ALERTS = "ALERTS";
    public static final String SOCKETS = Routes.CONNECTIONS;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneId.of("Asia/Kolkata"));

    private static final DateTimeFormatter MINUTE_OF_ID =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneId.of("Asia/Kolkata"));

    private Keys() {}

    /// What a baseline counts in instead.
    public static Key totalsOf(String baseline) {
        return new Key(TOTALS.partition(), "BASELINE#" + baseline);
    }

    public static String minute(Instant t) {
        return MINUTE.format(t);
    }

    public static String ofAccount(String account) {
        return "ACCOUNT#" + account;
    }

    public static String ofStock(Symbol symbol) {
        return "STOCK#" + symbol;
    }

    public static String ofTick(Instant t) {
        return "TICK#" + minute(t);
    }

    public static String ofAudit(String chain) {
        return "AUDIT#" + chain;
    }

    public static Key account(String account) {
        return new Key(ofAccount(account), "BOOK");
    }

    public static Key position(String account, Symbol symbol) {
        return new Key(ofAccount(account), "POSITION#" + symbol);
    }

    public static Key order(String account, OrderId id) {
        return new Key(ofAccount(account), "ORDER#" + id);
    }

    public static Key trade(String account, OrderId entry) {
        return new Key(ofAccount(account), "TRADE#" + entry);
    }

    public static Key decision(String account, Instant t) {
        return new Key(ofAccount(account), "DECISION#" + minute(t));
    }

    public static Key tape(String account, Instant t) {
        return new Key(ofAccount(account), "TAPE#" + minute(t));
    }

    public static Key mark(String account, Instant t) {
        return new Key(ofAccount(account), "MARK#" + minute(t));
    }

    public static Key snapshot(String account, Instant t) {
        return new Key(ofAccount(account), "SNAPSHOT#" + minute(t));
    }

    public static Key day(String account, LocalDate date) {
        return new Key(ofAccount(account), "DAY#" + date);
    }

    /// All snapshots of a day have this and the time as sort key.
    public static String snapshotsOf(LocalDate date) {
        return "SNAPSHOT#" + date;
    }

    /// Trades entered on a day begin with this.
    public static String tradesOf(LocalDate date) {
        return "TRADE#" + DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).format(date);
    }

    public static Key audit(String chain, long seq) {
        return new Key(ofAudit(chain), String.format(Locale.ROOT, "%012d", seq));
    }

    public static Key arrival(Instant t, Symbol symbol) {
        return new Key(ofTick(t), "ARRIVAL#" + symbol);
    }

    public static Key note(Instant t, String function) {
        return new Key(ofTick(t), "NOTE#" + function);
    }

    public static Key reading(Symbol symbol, Instant t) {
        return new Key(ofStock(symbol), "READING#" + minute(t));
    }

    public static Key candles(Symbol symbol, LocalDate date) {
        return new Key(ofStock(symbol), "CANDLES#" + date);
    }

    public static Key quarantine(Symbol symbol, Instant t) {
        return new Key(ofStock(symbol), "QUARANTINE#" + minute(t));
    }

    public static String ofClient(String client) {
        return "CLIENT#" + client;
    }

    public static Key sides(String client, Symbol symbol) {
        return new Key(ofClient(client), SIDES + symbol);
    }

    /// What a baseline holds, so that no other account of its client is opposite to it.
    public static Key sidesOf(String baseline, Symbol symbol) {
        return new Key(ofAccount(baseline), SIDES + symbol);
    }

    /// The orders of a day that are not ours have this and the venue's id as sort key.
    public static String externalsOf(LocalDate date) {
        return "EXTERNAL#" + date + "#";
    }

    public static Key external(String client, LocalDate date, String venueId) {
        return new Key(ofClient(client), externalsOf(date) + venueId);
    }

    public static Key externals(String client) {
        return new Key(ofClient(client), "EXTERNALS");
    }

    public static Key reconciled(String client) {
        return new Key(ofClient(client), "RECONCILED");
    }

    public static Key preflight(String client) {
        return new Key(ofClient(client), "PREFLIGHT");
    }

    public static Key kill(String client) {
        return new Key(ofClient(client), "KILL");
    }

    /// Orders of a day begin with this.
    public static String ordersOf(LocalDate date) {
        return "ORDER#" + DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).format(date);
    }

    /// Ids of orders, and of the trades that they enter, begin with the minute of their tick.
    public static String minuteOfId(Instant t) {
        return MINUTE_OF_ID.format(t);
    }

    public static Key instrument(Symbol symbol, LocalDate date) {
        return new Key(ofStock(symbol), "INSTRUMENT#" + date);
    }

    /// @param rate class of calls that the venue counts by itself
    public static Key rate(String client, String rate) {
        return new Key("CLIENT#" + client, "RATE#" + rate);
    }

    public static Key login(String client) {
        return new Key("CLIENT#" + client, "LOGIN");
    }

    public static String ofPrincipal(String sub) {
        return "PRINCIPAL#" + sub;
    }

    /// @param bucket what is counted by itself, such as `STOP#`; empty for all the rest
    public static Key requests(String sub, String bucket, Instant at) {
        return new Key(ofPrincipal(sub), "RATE#" + bucket + minute(at));
    }

    public static Key idempotent(String sub, String key) {
        return new Key(ofPrincipal(sub), "IDEMPOTENT#" + key);
    }

    public static Key telegramUpdate(long chat, long update) {
        return new Key("TELEGRAM#" + chat, "UPDATE#" + update);
    }

    public static Key telegramConfirm(long chat, String nonce) {
        return new Key("TELEGRAM#" + chat, "CONFIRM#" + nonce);
    }

    public static Key manual(String account, Instant at) {
        return new Key("MANUAL#" + account, minute(at));
    }

    public static Key receipt(String client, OrderId id) {
        return new Key("VENUE#" + client, "ORDER#" + id);
    }

    /// @param connection its id, as the gateway has it
    public static Key socket(String connection) {
        return new Key(SOCKETS, connection);
    }

    public static Key alert(Instant at, String code, String subject) {
        return new Key(ALERTS, at + "#" + code + "#" + subject);
    }
}
