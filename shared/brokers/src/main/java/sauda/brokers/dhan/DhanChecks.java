package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.calendar.TradingCalendar.YearMissing;
import sauda.core.config.Config;
import sauda.events.Instrument;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.VenueBooks.Funds;
import sauda.events.Check;
import sauda.events.Rupees;

/// What must be in order at Dhan before the first order of a day. A check that cannot be
/// made has failed, and says why.
final class DhanChecks {

    private static final Duration MOST_CLOCK_DIFFERENCE = Duration.ofSeconds(30);
    private static final Duration FOR_THE_FILE = Duration.ofSeconds(20);
    private static final Duration OLDEST_FILE = Duration.ofDays(4);
    private static final long MOST_FILE_BYTES = 256L << 20;

    private final Config config;
    private final DhanApi api;
    private final DhanSession session;
    private final Transport transport;
    private final DhanEndpoints endpoints;
    private final Supplier<Optional<String>> ownAddress;
    private final InstantSource clock;

    /// As the newest check read them: the file is large.
    private volatile List<Instrument> checked = List.of();

    /// @param ownAddress that our calls leave from, where the venue does not tell it
    DhanChecks(
            Config config,
            DhanApi api,
            DhanSession session,
            Transport transport,
            DhanEndpoints endpoints,
            Supplier<Optional<String>> ownAddress,
            InstantSource clock) {
        this.config = config;
        this.api = api;
        this.session = session;
        this.transport = transport;
        this.endpoints = endpoints;
        this.ownAddress = ownAddress;
        this.clock = clock;
    }

    List<Check> on(LocalDate date, Rupees capital, boolean delivery) {
        List<Check> checks = new ArrayList<>();
        checks.add(made("TOKEN", () -> token(date)));
        Optional<Row> profile;
        String why = "the profile was not had";
        try {
            profile = Optional.of(Row.of("profile", api.read(Ask.get("/profile"))));
        } catch (BrokerUnavailable unavailable) {
            profile = Optional.empty();
            why = String.valueOf(unavailable.getMessage());
        }
        Optional<Row> had = profile;
        String whyNot = why;
        checks.add(made("PROFILE", () -> profile(needed(had, whyNot))));
        checks.add(made("DATA_PLAN", () -> dataPlan(needed(had, whyNot), date)));
        if (delivery) {
            checks.add(made("DDPI", () -> ddpi(needed(had, whyNot))));
        }
        checks.add(made("IP", this::address));
        checks.add(made("KILL_SWITCH", this::killSwitch));
        checks.add(made("FUNDS", () -> funds(capital)));
        checks.add(made("INSTRUMENTS", this::file));
        checks.add(made("CLOCK", this::clocks));
        return List.copyOf(checks);
    }

    private interface Made {
        Check check();
    }

    private static Check made(String name, Made made) {
        try {
            return made.check();
        } catch (BrokerUnavailable unavailable) {
            return Check.failed(name, "not checked: " + unavailable.getMessage(), todo(unavailable.code()));
        }
    }

    private static String todo(String code) {
        return switch (code) {
            case "TOKEN_DEAD" -> "log in, then check again";
            case "RATE_LIMITED" -> "wait a minute, then check again";
            default -> "look at Dhan's status, then check again";
        };
    }

    private static Row needed(Optional<Row> profile, String whyNot) {
        return profile.orElseThrow(() -> new BrokerUnavailable("NO_ANSWER", whyNot));
    }

    private Check token(LocalDate date) {
        AccessToken token = session.token();
        Instant until = endOf(config, date, clock.instant());
        String found = "good until " + IndianTime.minute(token.expiresAt());
        return token.isGoodAt(until)
                ? Check.passed("TOKEN", found)
                : Check.failed("TOKEN", found + ", needed until " + IndianTime.minute(until), "log in again");
    }

    /// Until when a token is needed on a date: an hour after its session, for what is
    /// settled then; without a session for an hour.
    static Instant endOf(Config config, LocalDate date, Instant now) {
        Duration after = Duration.ofHours(1);
        try {
            return config.calendar()
                    .session(date)
                    .map(Session::close)
                    .orElse(now)
                    .plus(after);
        } catch (YearMissing unknown) {
            return now.plus(after);
        }
    }

    private Check profile(Row profile) {
        String theirs = profile.text("dhanClientId");
        String segments = profile.text("activeSegment");
        boolean equity = Stream.of(segments.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equalsIgnoreCase("E") || one.equalsIgnoreCase("Equity"));
        if (!theirs.equals(api.clientId())) {
            return Check.failed("PROFILE", "the token is another client's", "log in with this client's credentials");
        }
        return equity
                ? Check.passed("PROFILE", "segments " + Masks.clean(segments))
                : Check.failed(
                        "PROFILE", "segments " + Masks.clean(segments), "activate the equity segment on web.dhan.co");
    }

    private static Check dataPlan(Row profile, LocalDate date) {
        String plan = profile.text("dataPlan");
        String until = profile.word("dataValidity").orElse("an unknown date");
        String found = "data plan " + Masks.clean(plan) + " until " + Masks.clean(until);
        boolean over = ends(until).filter(end -> end.isBefore(date)).isPresent();
        return plan.equalsIgnoreCase("Active") && !over
                ? Check.passed("DATA_PLAN", found)
                : Check.failed("DATA_PLAN", found, "subscribe to Data APIs on web.dhan.co");
    }

    private static Optional<LocalDate> ends(String until) {
        try {
            return Optional.of(LocalDate.parse(until.substring(0, Math.min(10, until.length()))));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Check ddpi(Row profile) {
        String ddpi = profile.text("ddpi");
        return ddpi.equalsIgnoreCase("Active")
                ? Check.passed("DDPI", "active")
                : Check.failed(
                        "DDPI",
                        Masks.clean(ddpi),
                        "submit the DDPI on web.dhan.co: without it kept shares cannot be sold by us");
    }

    private Check address() {
        JsonNode answer = api.read(Ask.get("/ip/getIP"));
        Row row = Row.of("ip", answer);
        List<String> registered = Stream.of(row.word("primaryIP"), row.word("secondaryIP"))
                .flatMap(Optional::stream)
                .toList();
        Optional<String> ours = row.word("detectedIP").or(ownAddress).flatMap(DhanChecks::address);
        String known = registered.isEmpty() ? "no address is registered" : "registered " + registered;
        if (ours.isEmpty()) {
            return Check.failed(
                    "IP",
                    known + "; the address that orders leave from is not known",
                    "set SAUDA_ADDRESS_URL to an address that tells it, or compare it by hand");
        }
        String found = known + "; orders leave from " + ours.get();
        boolean allowed = !row.has("ordersAllowed") || row.truth("ordersAllowed");
        if (registered.stream().flatMap(text -> address(text).stream()).noneMatch(ours.get()::equals)) {
            return Check.failed(
                    "IP",
                    found,
                    "register " + ours.get() + " as the static IP on web.dhan.co; a change is locked for 7 days");
        }
        return allowed
                ? Check.passed("IP", found)
                : Check.failed("IP", found + ", but Dhan allows no orders", "ask Dhan why orders are not allowed");
    }

    /// One spelling for each address; empty for what is none.
    private static Optional<String> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()).getHostAddress());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Check killSwitch() {
        String status = Row.of("killswitch", api.read(Ask.get("/killswitch"))).text("killSwitchStatus");
        return status.equalsIgnoreCase("DEACTIVATE") || status.equalsIgnoreCase("INACTIVE")
                ? Check.passed("KILL_SWITCH", "off")
                : Check.failed("KILL_SWITCH", Masks.clean(status), "it locks trading: release it on web.dhan.co");
    }

    private Check funds(Rupees capital) {
        Funds funds = BookRows.funds(api.read(Ask.get("/fundlimit")));
        String found = "available ₹" + funds.available() + ", configured ₹" + capital;
        return funds.available().below(capital)
                ? Check.failed("FUNDS", found, "add funds, or configure less capital")
                : Check.passed("FUNDS", found);
    }

    private Check file() {
        InstrumentFile file = new InstrumentFile(config.stocks(), today());
        Optional<Instant> modified = read(file);
        List<Instrument> instruments = file.instruments();
        checked = instruments;
        String found = instruments.size() + " stocks in " + file.rows() + " rows"
                + modified.map(at -> ", written " + IndianTime.minute(at)).orElse("");
        List<String> lots = instruments.stream()
                .filter(one -> one.lot() != 1)
                .map(one -> one.symbol() + " in lots of " + one.lot())
                .toList();
        if (!lots.isEmpty()) {
            return Check.failed("INSTRUMENTS", found + "; " + String.join(", ", lots), "switch these stocks off");
        }
        return modified.filter(at -> at.isBefore(clock.instant().minus(OLDEST_FILE)))
                        .isPresent()
                ? Check.failed("INSTRUMENTS", found, "the file is stale: compare tick sizes by hand")
                : Check.passed("INSTRUMENTS", found);
    }

    /// @throws BrokerUnavailable when the file was not had or is not whole
    List<Instrument> instruments() {
        List<Instrument> known = checked;
        if (!known.isEmpty() && known.getFirst().date().equals(today())) {
            return known;
        }
        InstrumentFile file = new InstrumentFile(config.stocks(), today());
        read(file);
        return file.instruments();
    }

    private LocalDate today() {
        return TradingCalendar.dateOf(clock.instant());
    }

    private Optional<Instant> read(InstrumentFile file) {
        return switch (transport.lines(endpoints.instruments(), file::line, FOR_THE_FILE, MOST_FILE_BYTES)) {
            case Outcome.NotSent(var what) -> throw noFile(what);
            case Outcome.NoAnswer(var what) -> throw noFile(what);
            case Outcome.Answered answer -> {
                if (answer.status() != 200) {
                    throw noFile("status " + answer.status());
                }
                yield answer.modified();
            }
        };
    }

    private static BrokerUnavailable noFile(String why) {
        return new BrokerUnavailable("NO_ANSWER", "the instrument file was not had: " + why);
    }

    private Check clocks() {
        Outcome.Answered answer = api.profileWith(session.token())
                .orElseThrow(() -> new BrokerUnavailable("NO_ANSWER", "the venue did not tell its time"));
        Duration lead = answer.ourLead()
                .orElseThrow(() -> new BrokerUnavailable("NO_ANSWER", "the venue does not tell its time"));
        String found = "our clock is " + Outcome.aheadOf(lead) + " Dhan's";
        return lead.abs().compareTo(MOST_CLOCK_DIFFERENCE) > 0
                ? Check.failed("CLOCK", found, "set the clock right: orders and one-time passwords depend on it")
                : Check.passed("CLOCK", found);
    }
}
