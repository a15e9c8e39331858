package sauda.infra;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.ScheduleLine;
import sauda.core.calendar.ScheduleLines;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Egress;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;
import sauda.infra.ReadyInMarketHours.Hours;

/// What one template is made from.
///
/// @param yaml       the text of the configuration
/// @param stage      the installation
/// @param config     the same, read, in the mode of the stage
/// @param asOf       the first day that the schedules are for
/// @param fleet      what the routes come to for it
/// @param allocated  allocation ids of addresses that are there already, by client
/// @param onBackup   clients that go out by their second address
/// @param brokerUrls the broker's hosts where they are not the real ones, by variable
/// @param publicName a name of the owner's for the page; null where Amazon's will do
/// @param jars       where the jar of a function lies
/// @param page       folder of the built page, whether it is there or not
record Deployment(
        String yaml,
        Stage stage,
        Config config,
        LocalDate asOf,
        Fleet fleet,
        Map<String, String> allocated,
        Set<String> onBackup,
        Map<String, String> brokerUrls,
        @Nullable PublicName publicName,
        Function<Routes.Function, Path> jars,
        Path page) {

    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final Duration AFTER = Duration.ofMinutes(30);

    private static final List<Host> HOSTS = List.of(
            new Host("dhanBaseUrl", "DHAN_BASE_URL"),
            new Host("dhanAuthUrl", "DHAN_AUTH_URL"),
            new Host("dhanInstrumentsUrl", "DHAN_INSTRUMENTS_URL"));

    /// What a stage says.
    private static final List<String> MOVED = List.of("egress", "backupAddress");

    /// A host of the broker, as the context and as the functions call it.
    private record Host(String key, String variable) {}

    /// @throws IllegalArgumentException naming what the context says and cannot be used
    static Deployment of(
            String yaml, LocalDate asOf, Context context, Function<Routes.Function, Path> jars, Path page) {
        Config said = ConfigFile.read(yaml);
        Stage stage = Stage.of(said, context.text("stage").orElse(Stage.IF_ABSENT));
        Optional<String> market = context.text("market");
        // As the functions read it: see `SAUDA_MODE`.
        Config config =
                stage.isOnPaper() ? said.onPaper(market.flatMap(Fleet::clientOf).orElse(null)) : said;
        MOVED.forEach(key -> context.text(key).ifPresent(value -> {
            throw new IllegalArgumentException("-c " + key + "=" + value + " is not read: say stages." + stage.name()
                    + "." + key + " in the configuration");
        }));
        Map<String, String> urls = new LinkedHashMap<>();
        // Dhan need not say which address a call came from; Amazon does.
        urls.put("SAUDA_ADDRESS_URL", "https://checkip.amazonaws.com");
        HOSTS.forEach(host -> context.text(host.key()).ifPresent(url -> urls.put(host.variable(), url)));
        return new Deployment(
                yaml,
                stage,
                config,
                asOf,
                market.map(from -> new Fleet(config, from)).orElseGet(() -> new Fleet(config)),
                allocated(config, context),
                onBackup(config, stage, context),
                urls,
                PublicName.of(context).orElse(null),
                jars,
                page);
    }

    private static Set<String> onBackup(Config config, Stage stage, Context context) {
        Set<String> onBackup = config.clients().stream()
                .map(Client::id)
                .filter(client -> !context.either("use." + client, "primary", "backup", "primary"))
                .collect(Collectors.toSet());
        if (!onBackup.isEmpty() && !stage.spec().backupAddress()) {
            throw new IllegalArgumentException("use." + onBackup.iterator().next() + " is backup, but stages."
                    + stage.name() + ".backupAddress is false, so there is none");
        }
        return onBackup;
    }

    private static Map<String, String> allocated(Config config, Context context) {
        Map<String, String> allocated = new LinkedHashMap<>();
        config.clients()
                .forEach(client -> context.text("address." + client.id()).ifPresent(id -> {
                    if (!id.matches("eipalloc-[0-9a-f]+")) {
                        throw new IllegalArgumentException("address." + client.id()
                                + " is the allocation id of an Elastic IP, such as eipalloc-0a1b2c3d, but is '" + id
                                + "'");
                    }
                    allocated.put(client.id(), id);
                }));
        return allocated;
    }

    /// Whether live clients go out by addresses of their own.
    boolean hasEgress() {
        return stage.spec().egress() != Egress.NONE && !fleet.liveClients().isEmpty();
    }

    /// From ten minutes before the earliest open to half an hour after the latest close of the
    /// weekdays ahead, special sessions left out.
    Hours readyHours() {
        TradingCalendar calendar = config.calendar();
        List<Session> sessions = asOf.datesUntil(LocalDate.of(calendar.years().last() + 1, 1, 1))
                .flatMap(date -> calendar.session(date).stream())
                .filter(session -> session.kind() == Session.Kind.NORMAL)
                .toList();
        return new Hours(
                sessions.stream()
                        .map(session -> inIndia(session.open()))
                        .min(LocalTime::compareTo)
                        .orElseThrow()
                        .minus(BEFORE),
                sessions.stream()
                        .map(session -> inIndia(session.close()))
                        .max(LocalTime::compareTo)
                        .orElseThrow()
                        .plus(AFTER));
    }

    private static LocalTime inIndia(Instant instant) {
        return instant.atZone(TradingCalendar.INDIA).toLocalTime();
    }

    /// Every schedule from the first day to the end of the last year that the calendar knows.
    ///
    /// @throws TradingCalendar.YearMissing when that year is over
    List<ScheduleLine> schedule() {
        TradingCalendar calendar = config.calendar();
        if (asOf.getYear() > calendar.years().last()) {
            throw new TradingCalendar.YearMissing(asOf.getYear());
        }
        return new ScheduleLines(
                        calendar,
                        config.limits().squareOffBefore(),
                        config.limits().flatAlarmBefore())
                .between(asOf, LocalDate.of(calendar.years().last(), 12, 31));
    }
}
