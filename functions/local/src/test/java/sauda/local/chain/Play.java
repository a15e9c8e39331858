package sauda.local.chain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sauda.brokers.Markets;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.ModelPrice;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.Keys;
import sauda.core.market.CandleSource;
import sauda.events.Alert;
import sauda.events.DecisionMade;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Snapshot;
import sauda.events.Tick;
import sauda.events.Trade;
import sauda.local.cloud.Cloud;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Pace;
import sauda.local.socket.OpenSockets;
import sauda.local.standin.StandInModel;

/// A run that a test plays, and looks into.
public final class Play {

    public static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int EVERYTHING = 1_000_000;
    private static final CandleSource MARKET = Markets.named("simulator:7", ConfigFile.defaults());

    public final Config config;
    public final Cloud cloud;
    public final LocalRun run;
    public final OpenSockets sockets = new OpenSockets();
    public final List<Alert> alerts = new ArrayList<>();

    public Play(Config config, Cloud cloud, CandleSource candles, Models models) {
        this(config, cloud, models, Venues.paper(config, cloud, candles));
    }

    public Play(Config config, Cloud cloud, Models models, Venues venues) {
        this.config = config;
        this.cloud = cloud;
        this.run = new LocalRun(config, cloud, models, venues, Pace.MAX, alerts::addAll, sockets, change -> {});
    }

    /// Both accounts that share the capital decide by the rules, without the baseline beside them.
    public static Config rules() {
        Config read = ConfigFile.defaults().withAccounts(ConfigFile.defaults().sharingAccounts());
        return read.withAccounts(with(read, account -> account.with(AdvisorKind.RULES, null)));
    }

    /// What ships, three accounts: the stand-in plays both models, one personality each, and the
    /// baseline goes by the rules.
    public static Config standIn() {
        Config read = ConfigFile.defaults();
        Map<String, ModelPrice> prices = new HashMap<>(read.models().prices());
        StandInModel.PRICES.forEach((model, price) -> prices.put(model, new ModelPrice(price.input(), price.output())));
        return read.withPrices(prices)
                .withAccounts(with(
                        read,
                        account -> account.with(
                                AdvisorKind.MODEL,
                                account.name().equals("claude") ? StandInModel.BOLD : StandInModel.CAREFUL)));
    }

    private static List<AccountSpec> with(Config config, UnaryOperator<AccountSpec> change) {
        return config.accounts().stream().map(change).toList();
    }

    /// The names of the accounts' secrets, each with a key that any stand-in takes.
    public static Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>();
        ConfigFile.defaults().accounts().stream()
                .filter(account -> account.secret() != null)
                .forEach(account -> secrets.put(account.secret(), "opens-nothing-0"));
        return secrets;
    }

    /// The simulated market; the same for every play, because it takes a while to make.
    public static CandleSource market() {
        return MARKET;
    }

    public static Instant at(String time) {
        return at(time, DAY);
    }

    public static Instant at(String time, LocalDate day) {
        return day.atTime(LocalTime.parse(time)).atZone(INDIA).toInstant();
    }

    public List<Tick> agenda() {
        return config.agendaOn(DAY);
    }

    /// Plays what is due from one time of the day until before another.
    public Play play(String from, String to) {
        run.trade(between(at(from), at(to)).toList(), (tick, done, all) -> {});
        return this;
    }

    /// Plays what is due at an instant or later, and before another.
    public Play play(Instant from, Instant to) {
        run.trade(between(from, to).toList(), (tick, done, all) -> {});
        return this;
    }

    /// The same with every message delivered twice.
    public Play playTwice(String from, String to) {
        run.trade(
                between(at(from), at(to)).flatMap(tick -> Stream.of(tick, tick)).toList(), (tick, done, all) -> {});
        return this;
    }

    public Play playDay() {
        return play("00:00", "23:59");
    }

    private Stream<Tick> between(Instant from, Instant to) {
        return agenda().stream()
                .filter(tick -> !tick.at().isBefore(from) && tick.at().isBefore(to));
    }

    public List<Order> orders() {
        return all("ORDER#", Order.class);
    }

    public List<Trade> trades() {
        return all("TRADE#", Trade.class);
    }

    public List<DecisionMade> decisions() {
        return all("DECISION#", DecisionMade.class);
    }

    public List<Snapshot> snapshots() {
        return all("SNAPSHOT#", Snapshot.class);
    }

    public List<Position> positions() {
        return all("POSITION#", Position.class);
    }

    private <T> List<T> all(String prefix, Class<T> type) {
        return config.accounts().stream()
                .flatMap(account ->
                        run.ledger().list(Keys.ofAccount(account.name()), prefix, false, EVERYTHING).stream())
                .map(item -> item.as(type))
                .toList();
    }

    /// What an account must have of each tick: `account time`, in order.
    public List<String> everyTick() {
        List<Instant> ticks = config.calendar().session(DAY).orElseThrow().ticks();
        return config.accounts().stream()
                .flatMap(account -> ticks.stream().map(t -> account.name() + " " + Keys.minute(t)))
                .toList();
    }
}
