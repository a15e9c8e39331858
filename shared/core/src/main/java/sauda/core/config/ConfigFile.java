package sauda.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.ChargeRates;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.DeadMan;
import sauda.core.config.Config.Limits;
import sauda.core.config.Config.LiveSettings;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.ModelPrice;
import sauda.core.config.Config.ModelSettings;
import sauda.core.config.Config.People;
import sauda.core.config.Config.StageSpec;
import sauda.core.config.Config.Stock;
import sauda.core.config.Config.StrategySpec;
import sauda.core.config.Config.TickBand;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Reads `sauda.yaml`, strictly. The methods below are the description of the file: each
/// names the keys of one section, their types and their ranges.
public final class ConfigFile {

    /// The mark of an account's last bar may close all of its positions in one commit, which the
    /// ledger bounds at 100 writes.
    private static final int MOST_POSITIONS = 7;

    private static final String BILLION = "1000000000";

    private final Value file;
    private final Faults faults;

    private ConfigFile(Value file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /// @throws ConfigFaults naming every fault of the text with its line
    public static Config read(String yaml) {
        Faults faults = new Faults();
        Node.Entry root = Node.read(yaml, faults);
        if (root == null) {
            faults.throwIfAny();
        }
        Value file = new Value("", 1, root == null ? null : root.node(), faults);
        return new ConfigFile(file, faults).config(Config.hashOf(yaml));
    }

    /// The configuration that ships inside the product.
    public static Config defaults() {
        return read(defaultText());
    }

    /// Its text, with comments on what each line means and where its figure comes from.
    public static String defaultText() {
        try (InputStream stream = ConfigFile.class.getResourceAsStream("/sauda.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("sauda.yaml is missing in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadableJar) {
            throw new UncheckedIOException(unreadableJar);
        }
    }

    private Config config(String hash) {
        Fields top = file.fields();
        Mode mode = top.get("mode").choice(Mode.class);
        boolean enabled = top.get("tradingEnabled").flag();
        Rupees capital = top.get("totalCapital").rupees("1", BILLION);
        List<Stock> stocks = each(top.get("stocks"), this::stock);
        List<Client> clients = each(top.get("clients"), this::client);
        Live live = live(mode, top, clients);
        Map<String, StrategySpec> strategies =
                each(top.get("strategies"), this::strategy).stream().collect(inOrder(StrategySpec::name));
        ModelSettings models = models(top.get("models").fields());
        List<AccountSpec> accounts =
                new Accounts(live, stocks, clients, strategies.values(), models).of(top.get("accounts"));
        Limits limits = limits(top.get("limits").fields());
        LiveSettings settings = liveSettings(top.get("live").fields());
        List<StageSpec> stages = each(top.get("stages"), StagesSection::stage);
        People people = PeopleSection.people(top.get("people").fields());
        DeadMan deadMan = deadMan(top.get("deadMan").fields());
        CalendarSection calendar = new CalendarSection(top.get("calendar").fields());
        List<ChargeRates> charges = dated(top.get("charges"), calendar, this::chargeRates);
        List<TickBand> ticks = dated(top.get("tickSizes"), calendar, this::tickBands).stream()
                .flatMap(List::stream)
                .toList();
        top.done();
        faults.throwIfAny();
        return new Config(
                hash,
                mode,
                live.acknowledged(),
                enabled,
                capital,
                stocks,
                clients,
                accounts,
                strategies,
                limits,
                charges,
                ticks,
                models,
                settings,
                calendar.calendar(),
                stages,
                people,
                deadMan);
    }

    private Stock stock(Value key, Fields stock) {
        Stock read = new Stock(
                key.symbol(),
                stock.get("name").text(),
                stock.get("securityId").text(),
                stock.get("exchange").text(),
                stock.find("active").map(Value::flag).orElse(true));
        stock.done();
        return read;
    }

    private Client client(Value key, Fields client) {
        Value broker = client.get("broker");
        Client read = new Client(
                key.name(),
                broker.reference("the list of brokers", List.of(Client.PAPER, "dhan")),
                client.find("secret").map(Value::text).orElse(null));
        if (read.isPaper()) {
            client.none("secret", "the paper broker has no credentials");
        } else if (!read.broker().isEmpty()) {
            client.get("secret");
        }
        client.done();
        return read;
    }

    /// What is said about real money.
    ///
    /// @param acknowledged clients that may trade live
    record Live(Mode mode, List<String> acknowledged) {}

    private static Live live(Mode mode, Fields top, List<Client> clients) {
        if (mode == Mode.PAPER) {
            List<Value> named =
                    top.find("liveAcknowledged").map(Value::oneOrMore).orElse(List.of());
            return new Live(mode, named.stream().map(Value::text).toList());
        }
        Value place = top.get("liveAcknowledged");
        List<String> acknowledged = new ArrayList<>();
        for (Value one : place.oneOrMore()) {
            String id =
                    one.reference("clients", clients.stream().map(Client::id).toList());
            if (clients.stream().anyMatch(client -> client.id().equals(id) && client.isPaper())) {
                one.fault("names " + id + ", which is a paper client; mode live needs a live one");
            }
            if (acknowledged.contains(id)) {
                one.fault("names " + id + " a second time");
            }
            if (!id.isEmpty()) {
                acknowledged.add(id);
            }
        }
        if (place.node() instanceof Node.Sequence(var items) && items.isEmpty()) {
            place.fault("needs at least one live client");
        }
        return new Live(mode, acknowledged);
    }

    private StrategySpec strategy(Value key, Fields strategy) {
        StrategySpec read = new StrategySpec(
                key.name(),
                strategy.find("active").map(Value::flag).orElse(true),
                strategy.get("riskPercent").number("0.01", "10"),
                strategy.get("rewardRisk").number("0.1", "100"),
                numbers(strategy.get("parameters"), "0", "10000"));
        strategy.done();
        return read;
    }

    private Limits limits(Fields limits) {
        int before = faults.count();
        Value squareOff = limits.get("squareOffBefore");
        Value lastEntry = limits.get("lastEntryBefore");
        Value alarm = limits.get("flatAlarmBefore");
        Limits read = new Limits(
                limits.get("riskPercent").number("0.01", "10"),
                (int) limits.get("positionsPerAccount").whole(1, MOST_POSITIONS),
                (int) limits.get("positionsTotal").whole(1, 1000),
                limits.get("dailyLossPercent").number("0.01", "100"),
                limits.find("dailyLossRupees")
                        .map(most -> most.rupees("1", BILLION))
                        .orElse(null),
                limits.find("positionRupees")
                        .map(most -> most.rupees("1", BILLION))
                        .orElse(null),
                limits.get("exposurePercent").number("1", "500"),
                limits.find("entriesPerDay")
                        .map(most -> (int) most.whole(0, 1000))
                        .orElse(null),
                limits.get("coolDown").duration(Duration.ZERO, Duration.ofHours(6)),
                lastEntry.minutes(5, 360),
                squareOff.minutes(5, 120),
                alarm.minutes(1, 115),
                limits.get("shortSelling").flag(),
                limits.get("entriesNeedSignal").flag());
        if (faults.count() == before) {
            checkOrder(read, squareOff, alarm);
        }
        limits.done();
        return read;
    }

    private static void checkOrder(Limits limits, Value squareOff, Value alarm) {
        if (limits.flatAlarmBefore().compareTo(limits.squareOffBefore()) >= 0) {
            alarm.fault("must be shorter than limits.squareOffBefore: first square off, then look");
        }
        if (limits.squareOffBefore().compareTo(limits.lastEntryBefore()) > 0) {
            squareOff.fault("must not be longer than limits.lastEntryBefore: no entry after the square-off");
        }
    }

    private static LiveSettings liveSettings(Fields live) {
        LiveSettings read = new LiveSettings(
                live.get("superOrders").flag(),
                live.get("protectionPercent").number("0.05", "5"),
                live.get("entryLifetime").duration(Duration.ofSeconds(30), Duration.ofMinutes(30)),
                live.get("repriceAfter").duration(Duration.ofSeconds(2), Duration.ofMinutes(2)),
                (int) live.get("repriceMost").whole(0, 20),
                live.get("lossExit").flag(),
                live.get("dryRun").flag(),
                live.get("firstDay").flag());
        live.done();
        return read;
    }

    private static DeadMan deadMan(Fields deadMan) {
        // A tick each five minutes, which is done two minutes later at the latest.
        DeadMan read = new DeadMan(
                deadMan.get("silentFor").duration(Duration.ofMinutes(8), Duration.ofHours(1)),
                deadMan.get("notFlatFor").duration(Duration.ofMinutes(5), Duration.ofMinutes(30)));
        deadMan.done();
        return read;
    }

    private ChargeRates chargeRates(LocalDate from, Fields rates) {
        Function<String, BigDecimal> percent = key -> rates.get(key).number("0", "5");
        return new ChargeRates(
                from,
                percent.apply("brokerageIntraday"),
                rates.get("brokerageMost").rupees("0", "1000"),
                percent.apply("brokerageDelivery"),
                percent.apply("sttIntradaySell"),
                percent.apply("sttDelivery"),
                percent.apply("transaction"),
                percent.apply("ipft"),
                percent.apply("sebi"),
                percent.apply("stampIntradayBuy"),
                percent.apply("stampDeliveryBuy"),
                rates.get("gst").number("0", "50"),
                rates.get("dpCharge").rupees("0", "1000"));
    }

    private List<TickBand> tickBands(LocalDate from, Fields sizes) {
        Value place = sizes.get("bands");
        List<TickBand> bands = new ArrayList<>();
        Rupees lowest = Rupees.ZERO;
        for (Value row : place.items()) {
            Fields band = row.fields();
            boolean last = bands.size() == place.items().size() - 1;
            Rupees tick = band.get("tick").rupees("0.01", "1000");
            Rupees below = null;
            if (last) {
                band.none("below", "the last band has no upper end");
            } else {
                below = band.get("below").rupees("0.01", "1000000");
                if (!below.above(lowest)) {
                    row.fault("must come after the bands of lower prices");
                }
                lowest = below;
            }
            band.done();
            bands.add(new TickBand(from, below, tick));
        }
        if (bands.isEmpty()) {
            if (place.node() != null) {
                place.fault("needs at least one band");
            }
            bands.add(new TickBand(from, null, Rupees.of("0.05")));
        }
        return bands;
    }

    private ModelSettings models(Fields models) {
        Map<String, ModelPrice> prices = new LinkedHashMap<>();
        models.get("prices").named().forEach((id, place) -> {
            Accounts.checkModelId(place, id);
            Fields price = place.fields();
            prices.put(
                    id,
                    new ModelPrice(
                            price.get("input").number("0", "1000"),
                            price.get("output").number("0", "1000")));
            price.done();
        });
        ModelSettings read = new ModelSettings(
                models.get("rupeesPerDollar").number("1", "1000"),
                models.get("deadline").duration(Duration.ofSeconds(1), Duration.ofSeconds(240)),
                models.get("requestTimeout").duration(Duration.ofSeconds(1), Duration.ofSeconds(240)),
                (int) models.get("maxRounds").whole(1, 20),
                (int) models.get("maxEntryCalls").whole(0, 20),
                (int) models.get("maxTokens").whole(100, 200_000),
                prices);
        models.done();
        return read;
    }

    /// A mapping from names of the owner's choice to sections of one kind; at least one.
    static <T> List<T> each(Value place, BiFunction<Value, Fields, T> read) {
        List<T> all = new ArrayList<>();
        Map<String, Value> named = place.named();
        named.forEach((key, value) -> all.add(read.apply(value.keyed(key), value.fields())));
        if (named.isEmpty() && place.node() instanceof Node.Mapping) {
            place.fault("needs at least one entry");
        }
        return all;
    }

    static Map<String, BigDecimal> numbers(Value place, String least, String most) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        place.named().forEach((name, value) -> numbers.put(name, value.number(least, most)));
        return numbers;
    }

    /// A list of rows, each in force from its date on; the first must reach back to the
    /// calendar's first year.
    private static <T> List<T> dated(Value place, CalendarSection calendar, BiFunction<LocalDate, Fields, T> read) {
        List<T> rows = new ArrayList<>();
        LocalDate before = null;
        for (Value row : place.items()) {
            Fields fields = row.fields();
            LocalDate since = fields.get("from").date();
            rows.add(read.apply(since, fields));
            fields.done();
            if (since.equals(Value.NO_DATE)) {
                continue;
            }
            if (before != null && !before.isBefore(since)) {
                row.fault("is in force from " + since + ", but must come after the row before it");
            }
            if (before == null && calendar.beginsBefore(since)) {
                row.fault("is in force from " + since + ", but the calendar begins before that");
            }
            before = since;
        }
        if (rows.isEmpty() && place.node() instanceof Node.Sequence) {
            place.fault("needs at least one row");
        }
        return rows;
    }

    private static <T> Collector<T, ?, Map<String, T>> inOrder(Function<T, String> key) {
        return Collectors.toMap(key, Function.identity(), (one, same) -> one, LinkedHashMap::new);
    }

    static Set<String> codes(Collection<Symbol> symbols) {
        return symbols.stream().map(Symbol::code).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
