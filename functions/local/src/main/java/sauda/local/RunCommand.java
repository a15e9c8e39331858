package sauda.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.ModelPrice;
import sauda.core.config.ConfigFile;
import sauda.dashboard.DashboardWiring;
import sauda.events.Alert;
import sauda.events.EventJson;
import sauda.events.Tick;
import sauda.fakedhan.FillModel;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.cloud.NamedCloud;
import sauda.local.http.ApiServer;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.report.Console;
import sauda.local.report.Picture;
import sauda.local.report.RunReport;
import sauda.local.report.TradeLines;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.LocalRun.Venues;
import sauda.local.run.Options;
import sauda.local.run.Options.AdvisorChoice;
import sauda.local.run.Options.BrokerChoice;
import sauda.local.run.Pace;
import sauda.local.socket.OpenSockets;
import sauda.local.standin.HostileModel;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;
import sauda.local.telegram.TelephoneOnLoopback;
import sauda.local.venue.FakeVenue;
import sauda.local.venue.VenueTie;
import sauda.notify.Notifier;

/// Trades days on this machine: the real functions over the parts of a cloud in one process.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trades days on this machine, on simulated or recorded candles, with paper money.")
final class RunCommand implements Callable<Integer> {

    private static final LocalDate SIMULATED_DAY = LocalDate.of(2026, 11, 18);
    /// Five sessions, with the simulated day.
    private static final LocalDate DAYS_BEFORE = LocalDate.of(2026, 11, 12);

    private static final int DASHBOARD_PORT = 8000;
    private static final Duration HOSTILE_WAIT = Duration.ofMillis(1500);
    /// Stands where a key would; it opens nothing.
    private static final String SCRIPTED_KEY = "opens-nothing-0";
    private static final String ROUTER = "https://openrouter.ai/api/v1";

    @Spec
    picocli.CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "replay 5-minute candles: SYMBOL.csv or SYMBOL.csv.gz")
    @Nullable
    Path data;

    @Option(names = "--seed", defaultValue = "3", description = "seed of the simulated market (default: 3)")
    long seed;

    @Option(names = "--from", description = "first day, such as 2024-01-15 (default: a simulated day)")
    @Nullable
    LocalDate from;

    @Option(names = "--to", description = "last day (default: the first)")
    @Nullable
    LocalDate to;

    @Option(names = "--until", description = "end on the last day before this time, such as 11:00")
    @Nullable
    LocalTime until;

    @Option(
            names = "--speed",
            description = "max, real, or how many times faster than real, such as 60 (default: max; 60 with"
                    + " --dashboard, for the last day)")
    @Nullable
    String speed;

    @Option(names = "--accounts", split = ",", description = "names of the accounts to trade (default: all)")
    List<String> accounts = new ArrayList<>();

    @Option(
            names = "--advisor",
            defaultValue = "CONFIGURED",
            description = "${COMPLETION-CANDIDATES}: the configured models when OPENROUTER_API_KEY is set, else a"
                    + " stand-in; rules; the stand-in; or a server that answers nonsense")
    AdvisorChoice advisor = AdvisorChoice.CONFIGURED;

    @Option(
            names = "--broker",
            defaultValue = "paper",
            converter = BrokerNames.class,
            description = "paper; dhan-fake: a fake of Dhan, through the real client; dhan-fake-strict: the same, and"
                    + " limits rest until they are met (default: paper)")
    BrokerChoice broker = BrokerChoice.PAPER;

    @Option(names = "--config", description = "a sauda.yaml (default: the one inside)")
    @Nullable
    Path config;

    @Option(names = "--ledger", defaultValue = "dynamodb", description = "dynamodb or memory (default: dynamodb)")
    String ledger = "dynamodb";

    @Option(names = "--keep", paramLabel = "FOLDER", description = "keep the database there")
    @Nullable
    Path keep;

    @Option(names = "--port", defaultValue = "-1", description = "serve the API while running, at this port (0: any)")
    int port;

    @Option(names = "--serve", description = "keep serving after the run, until Ctrl-C")
    boolean serve;

    @Option(
            names = "--dashboard",
            description = "open the dashboard on a few days, the last at a speed; serves until Ctrl-C")
    boolean dashboard;

    @Option(names = "--no-open", description = "with --dashboard: leave the browser alone")
    boolean noOpen;

    @Option(
            names = "--page",
            paramLabel = "FOLDER",
            description = "the dashboard's built page (default: functions/dashboard/target/page)")
    Path page = PageSettings.BUILT;

    @Option(
            names = "--print-token",
            arity = "0..1",
            fallbackValue = "admin",
            paramLabel = "ROLE",
            description = "print a token for the API, good for an hour: admin, trader or viewer (default: admin)")
    @Nullable
    String tokenRole;

    @Option(
            names = "--telegram-fake",
            description = "show what a Telegram chat would, and with the API take what it says")
    boolean telegramFake;

    @Option(names = "--picture", paramLabel = "FILE", description = "draw the accounts' values there, as a PNG")
    @Nullable
    Path picture;

    @Option(names = "--json", description = "print the result as JSON")
    boolean json;

    private volatile @Nullable LocalRun running;

    @Override
    public Integer call() {
        if (tokenRole != null && Person.inGroup(tokenRole).isEmpty()) {
            throw fault("--print-token takes admin, trader or viewer but is " + tokenRole);
        }
        Options options = options();
        Config chosen = telegramFake ? TelephoneOnLoopback.told(chosen(options)) : chosen(options);
        List<Tick> agenda = LocalRun.agenda(chosen, options).stream()
                .filter(tick -> until == null || tick.at().isBefore(india(options.to(), until)))
                .toList();
        if (agenda.isEmpty()) {
            throw fault("no trading session between " + options.from() + " and " + options.to()
                    + chosen.calendar()
                            .whyClosed(options.from())
                            .map(why -> ": " + why)
                            .orElse(""));
        }
        try (TelephoneOnLoopback telephone = telegramFake ? new TelephoneOnLoopback(InstantSource.system()) : null;
                Stage stage = Stage.of(options, chosen);
                Console console = new Console(json ? System.err : System.out, isTerminal(), agenda.size())) {
            return trade(options, chosen, agenda, stage, console, telephone);
        }
    }

    private static Instant india(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(TradingCalendar.INDIA).toInstant();
    }

    private int trade(
            Options options,
            Config chosen,
            List<Tick> agenda,
            Stage stage,
            Console console,
            @Nullable TelephoneOnLoopback telephone) {
        OpenSockets sockets = new OpenSockets();
        LocalRun run = new LocalRun(
                chosen,
                stage.cloud(),
                stage.models(),
                stage.venues(),
                pace(options, chosen),
                notifier(chosen, stage, console, telephone),
                sockets,
                new TradeLines(console::line));
        running = run;
        announce(console, options, stage);
        CountDownLatch done = new CountDownLatch(1);
        Thread stopper = new Thread(() -> {
            stop();
            awaited(done);
        });
        Runtime.getRuntime().addShutdownHook(stopper);
        try (ApiServer api = port < 0 && !serve && !dashboard ? null : api(run, options, sockets, stage, telephone)) {
            if (api != null) {
                announce(console, api);
                if (telephone != null) {
                    telephone.bringTo(api.url());
                    console.line("say something by Telegram: curl -d /status " + telephone.url()
                            + "/say; press the button: curl -d \"\" " + telephone.url() + "/press");
                }
            }
            long start = System.nanoTime();
            int said = run.trade(agenda, console::said);
            RunReport report = RunReport.of(
                    run,
                    options.data().map(folder -> "candles of " + folder).orElse("simulator, seed " + options.seed()),
                    options.from().toString(),
                    options.to().toString(),
                    said,
                    agenda.size(),
                    System.nanoTime() - start);
            console.close();
            Optional<VenueTie> tie = stage.venue().map(venue -> VenueTie.of(venue, run.ledger(), chosen));
            System.out.println(json ? EventJson.write(report) : report.text());
            tie.ifPresent(books -> (json ? System.err : System.out).print(books.text()));
            if (picture != null) {
                Picture.draw(picture, title(options, stage), chosen.activeAccounts(), run.ledger());
            }
            if ((serve || dashboard) && said == agenda.size()) {
                console.line("serving until Ctrl-C");
                run.awaitStop(Duration.ofDays(365));
            }
            run.failures().forEach(failure -> System.err.println("FAILED " + failure));
            boolean venueTies = tie.map(VenueTie::ties).orElse(true);
            return report.ties() && venueTies && run.failures().isEmpty() ? 0 : 1;
        } finally {
            done.countDown();
            removeHook(stopper);
        }
    }

    /// What Ctrl-C does: the run finishes its tick and shows what it has.
    void stop() {
        LocalRun run = running;
        if (run != null) {
            run.stop();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Ctrl-C: the hook is what ends us.
        }
    }

    private static void awaited(CountDownLatch done) {
        try {
            done.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Notifier notifier(
            Config chosen, Stage stage, Console console, @Nullable TelephoneOnLoopback telephone) {
        Notifier alarms = alerts -> alerts.stream()
                .filter(alert -> alert.level() != Alert.Level.INFO)
                .forEach(alert -> console.line("ALERT " + alert.code() + " " + alert.subject() + ": " + alert.text()));
        if (telephone == null) {
            return alarms;
        }
        telephone.show(console::line);
        return telephone.notifier(
                alarms, chosen, stage.cloud().secrets(), stage.venues().clock());
    }

    private ApiServer api(
            LocalRun run, Options options, OpenSockets sockets, Stage stage, @Nullable TelephoneOnLoopback telephone) {
        DashboardWiring wiring = new DashboardWiring(run.ledger(), run.config(), run.mailbox(), run.shownClock());
        PageSettings settings = new PageSettings(
                page,
                run.config().mode(),
                dashboard ? Person.OWNER.group() : null,
                options.data().isEmpty());
        int wanted = dashboard && port < 0 ? DASHBOARD_PORT : Math.max(0, port);
        ApiServer.Parts parts = ApiServer.Parts.of(wiring, sockets, run::drain, settings);
        return new ApiServer(
                telephone == null
                        ? parts
                        : parts.with(telephone.bot(
                                run.ledger(),
                                run.config(),
                                run.mailbox(),
                                stage.cloud().secrets(),
                                run.shownClock())),
                wanted);
    }

    private void announce(Console console, ApiServer api) {
        console.line(dashboard ? "dashboard at " + api.url() + "/" : "API at " + api.url() + "/api/health");
        if (tokenRole != null) {
            Person.inGroup(tokenRole)
                    .ifPresent(person -> console.line("token " + api.issuer().accessToken(person)));
        }
        if (dashboard && !noOpen) {
            Browser.open(api.url() + "/");
        }
    }

    /// With the dashboard the days before the last are history, and so is its early morning.
    private static Pace pace(Options options, Config chosen) {
        Instant from = options.lastDayOnly()
                ? chosen.calendar()
                        .sessionsBetween(options.from(), options.to())
                        .getLast()
                        .ticks()
                        .getFirst()
                : Instant.MIN;
        return new Pace(options.speed(), from);
    }

    private static void announce(Console console, Options options, Stage stage) {
        console.line((options.broker() == BrokerChoice.PAPER ? "paper trading " : "trading at a FAKE Dhan, ")
                + options.data()
                        .map(folder -> "candles of " + folder)
                        .orElse("a simulated market, seed " + options.seed())
                + ", " + options.from() + " to " + options.to()
                + (stage.models().standIn() ? "; models are played by a scripted STAND-IN, no language model" : ""));
    }

    private static String title(Options options, Stage stage) {
        return (options.broker() == BrokerChoice.PAPER ? "Paper trading " : "Trading at a fake Dhan ")
                + options.from()
                + (options.to().equals(options.from()) ? "" : " to " + options.to())
                + (stage.models().standIn() ? ", models played by a stand-in" : "");
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private Options options() {
        if (from == null && data != null) {
            throw fault("--data needs --from, such as --from 2024-01-15");
        }
        LocalDate first = from != null ? from : dashboard ? DAYS_BEFORE : SIMULATED_DAY;
        LocalDate last = to != null ? to : from != null ? first : SIMULATED_DAY;
        if (last.isBefore(first)) {
            throw fault("--to " + last + " is before --from " + first);
        }
        if (!ledger.equals("dynamodb") && !ledger.equals("memory")) {
            throw fault("--ledger is dynamodb or memory but is " + ledger);
        }
        return new Options(
                Optional.ofNullable(data),
                seed,
                first,
                last,
                speedFactor(Objects.requireNonNullElse(speed, dashboard ? "60" : "max")),
                dashboard,
                accounts,
                advisor,
                Optional.ofNullable(config),
                ledger.equals("memory"),
                Optional.ofNullable(keep),
                broker);
    }

    private double speedFactor(String speed) {
        try {
            double factor = switch (speed) {
                case "max" -> 0;
                case "real" -> 1;
                default -> Double.parseDouble(speed.replaceAll("x$", ""));
            };
            if (factor >= 0 && Double.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw fault("--speed is max, real or a number such as 60 but is " + speed);
    }

    private ParameterException fault(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    /// The configuration with the accounts and advisors that were asked for.
    private Config chosen(Options options) {
        Config read = read(options);
        List<String> unknown = options.accounts().stream()
                .filter(name -> read.account(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw fault("no account " + unknown + "; there are "
                    + read.accounts().stream().map(AccountSpec::name).toList());
        }
        Config played =
                played(read, options.accounts(), options.advisor() == AdvisorChoice.RULES, Stage.needsStandIn(options));
        if (options.broker() != BrokerChoice.PAPER) {
            if (played.sharingAccounts().isEmpty()) {
                throw fault("a baseline trades on our own paper only: name another account for the fake Dhan");
            }
            return FakeVenue.tradingThere(played);
        }
        if (played.clients().stream().anyMatch(client -> !client.isPaper())) {
            throw fault("this configuration trades real money, which a run on this machine never does: "
                    + "play it with --broker dhan-fake");
        }
        return played;
    }

    /// `dhan-fake` for DHAN_FAKE.
    static final class BrokerNames implements ITypeConverter<BrokerChoice> {
        @Override
        public BrokerChoice convert(String name) {
            return BrokerChoice.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// The configuration as it is played.
    ///
    /// @param accounts names of those that trade, empty for all
    static Config played(Config read, List<String> accounts, boolean rules, boolean standIn) {
        Map<String, ModelPrice> prices = new HashMap<>(read.models().prices());
        StandInModel.PRICES.forEach((model, price) -> prices.put(model, new ModelPrice(price.input(), price.output())));
        List<AccountSpec> played = new ArrayList<>();
        int models = 0;
        for (AccountSpec account : read.accounts()) {
            if (accounts.isEmpty() || accounts.contains(account.name())) {
                played.add(played(account, rules, standIn, models));
                models += account.baseline() ? 0 : 1;
            }
        }
        return read.withPrices(prices).withAccounts(played);
    }

    private static AccountSpec played(AccountSpec account, boolean rules, boolean standIn, int place) {
        if (rules || account.advisor() == AdvisorKind.RULES) {
            return account.with(AdvisorKind.RULES, null);
        }
        if (!standIn) {
            return account;
        }
        return account.with(AdvisorKind.MODEL, place % 2 == 0 ? StandInModel.BOLD : StandInModel.CAREFUL);
    }

    private static Config read(Options options) {
        return options.config().map(RunCommand::read).orElseGet(ConfigFile::defaults);
    }

    static Config read(Path file) {
        try {
            return ConfigFile.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /// Everything that has to be started and ended around a run.
    private record Stage(
            Cloud cloud,
            Models models,
            Venues venues,
            Optional<FakeVenue> venue,
            @Nullable ModelServer server) implements AutoCloseable {

        static boolean needsStandIn(Options options) {
            boolean hasKey = System.getenv("OPENROUTER_API_KEY") != null;
            return switch (options.advisor()) {
                case CONFIGURED -> !hasKey;
                case RULES -> false;
                case STAND_IN, HOSTILE -> true;
            };
        }

        static Stage of(Options options, Config config) {
            ModelServer server = options.advisor() == AdvisorChoice.HOSTILE
                    ? HostileModel.start(options.seed(), HOSTILE_WAIT)
                    : needsStandIn(options) ? StandInModel.start() : null;
            String key = System.getenv().getOrDefault("OPENROUTER_API_KEY", SCRIPTED_KEY);
            // opens nothing, and is for nobody where no fake asks for it
            Map<String, String> secrets = new HashMap<>(TelephoneOnLoopback.secrets());
            config.accounts().forEach(account -> {
                if (account.secret() != null) {
                    secrets.put(account.secret(), server == null ? key : SCRIPTED_KEY);
                }
            });
            Models models = server == null
                    ? new Models(System.getenv().getOrDefault("OPENROUTER_BASE_URL", ROUTER), false)
                    : new Models(server.baseUrl(), true);
            if (options.broker() == BrokerChoice.PAPER) {
                Cloud cloud = cloud(options, secrets);
                return new Stage(
                        cloud,
                        models,
                        Venues.paper(config, cloud, LocalRun.candles(options, config)),
                        Optional.empty(),
                        server);
            }
            secrets.putAll(FakeVenue.secrets());
            Cloud cloud = cloud(options, secrets);
            FakeVenue venue = FakeVenue.start(
                    config,
                    LocalRun.candles(options, config),
                    options.broker() == BrokerChoice.DHAN_FAKE ? FillModel.BARS : FillModel.WIRE,
                    options.from(),
                    0);
            return new Stage(cloud, models, venue.venues(config, cloud), Optional.of(venue), server);
        }

        private static Cloud cloud(Options options, Map<String, String> secrets) {
            boolean named = System.getenv("AWS_ENDPOINT_URL") != null;
            return named
                    ? new NamedCloud("sauda-ledger", secrets)
                    : EmbeddedCloud.start(options.memory(), options.keep(), secrets);
        }

        @Override
        public void close() {
            cloud.close();
            if (server != null) {
                server.close();
            }
            venue.ifPresent(FakeVenue::close);
        }
    }
}
