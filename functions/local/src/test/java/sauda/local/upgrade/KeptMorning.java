package sauda.local.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.market.CandleSource;
import sauda.events.Order;
import sauda.events.Snapshot;
import sauda.events.Tick;
import sauda.events.Trade;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.LedgerFile;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Pace;
import sauda.local.socket.OpenSockets;

/// A morning that release 0.1.0 traded and kept, until 10:45 on its simulated day, with positions
/// open, a pause, a resume and an order by hand. This code goes on with it.
///
/// Made by that release with `--keep FOLDER --port 8000 --speed 100`, ended at the time, and
/// `dump --keep FOLDER --to 0.1.0-paper.jsonl.gz --without tape`; a live client's whole day with
/// `--broker dhan-fake --accounts claude` and `--without tape,arrival,reading,candles`. A later
/// release adds files of its own and keeps these.
final class KeptMorning implements AutoCloseable {

    static final List<String> FILES = List.of("0.1.0-paper.jsonl.gz", "0.1.0-live.jsonl.gz");

    static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    static final LocalDate NEXT = LocalDate.of(2026, 11, 19);

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int EVERYTHING = 1_000_000;

    /// Rules decide: who decides is not what is tested, and they are quick.
    static final Config CONFIG = byRules(ConfigFile.defaults());

    private static final CandleSource MARKET = Markets.named("simulator:3", CONFIG);

    final Cloud cloud;
    final LocalRun run;

    KeptMorning(List<Item> items) {
        this(EmbeddedCloud.start(true, java.util.Optional.empty(), Map.of()), items);
    }

    private KeptMorning(Cloud cloud, List<Item> items) {
        this(cloud, stored(items, cloud.ledger()));
    }

    /// @param cloud with what was kept in its ledger
    KeptMorning(Cloud cloud, Ledger filled) {
        this.cloud = cloud;
        this.run = new LocalRun(
                CONFIG,
                cloud,
                new Models("http://localhost:1", true),
                Venues.paper(CONFIG, cloud, MARKET),
                Pace.MAX,
                alert -> {},
                new OpenSockets(),
                change -> {});
    }

    static Ledger stored(List<Item> items, Ledger ledger) {
        items.forEach(item -> ledger.commit(List.of(Write.put(item))));
        return ledger;
    }

    private static Config byRules(Config config) {
        return config.withAccounts(config.accounts().stream()
                .map(account -> account.with(AdvisorKind.RULES, null))
                .toList());
    }

    static List<Item> items(String file) {
        try (var stored = Objects.requireNonNull(KeptMorning.class.getResourceAsStream(file), file)) {
            return LedgerFile.read(stored);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Plays what is due from one time of the day until before another.
    KeptMorning play(LocalDate day, String from, String to) {
        Instant first = at(day, from);
        Instant end = at(day, to);
        List<Tick> due = CONFIG.agendaOn(day).stream()
                .filter(tick -> !tick.at().isBefore(first) && tick.at().isBefore(end))
                .toList();
        run.trade(due, (tick, done, all) -> {});
        return this;
    }

    static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(INDIA).toInstant();
    }

    List<Order> orders() {
        return all("ORDER#", Order.class);
    }

    List<Trade> trades() {
        return all("TRADE#", Trade.class);
    }

    List<Snapshot> snapshots() {
        return all("SNAPSHOT#", Snapshot.class);
    }

    private <T> List<T> all(String prefix, Class<T> type) {
        List<T> all = new ArrayList<>();
        CONFIG.accounts()
                .forEach(
                        account -> run.ledger().list(Keys.ofAccount(account.name()), prefix, false, EVERYTHING).stream()
                                .map(item -> item.as(type))
                                .forEach(all::add));
        return all;
    }

    @Override
    public void close() {
        cloud.close();
    }
}
