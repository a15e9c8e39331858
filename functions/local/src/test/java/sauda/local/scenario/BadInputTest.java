package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.scenario.LiveDay.DATE;
import static sauda.local.scenario.LiveDay.RELIANCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sauda.core.ledger.Keys;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.fakedhan.Fault;

/// What an owner reads when something that was put in is wrong: every check that
/// failed, every account's state, every alert and what becomes of an entry.
/// `-Dgolden=write` writes the file anew; the diff is what a reviewer reads.
class BadInputTest {

    private static final Path GOLDEN = Path.of("src/test/resources/sauda/local/scenario/bad-input.txt");

    private final StringBuilder text = new StringBuilder();

    private interface Done {
        void to(LiveDay day);
    }

    @Test
    void whatAnOwnerReadsIsAsLastReviewed() throws IOException {
        beforeTheOpen("wrong PIN", day -> day.credentials("main", "000000"));
        beforeTheOpen("clock two minutes ahead, no token yet", day -> day.skewed(Duration.ofMinutes(2)));
        beforeTheOpen("clock two minutes behind, no token yet", day -> day.skewed(Duration.ofMinutes(-2)));
        clockWithToken();
        tokenDies();
        beforeTheOpen(
                "truncated instrument file",
                day -> day.fake.faults().always("GET", "/api-data/", new Fault.TruncatedFile()));
        onADay("the calendar has no such year", LocalDate.of(2027, 1, 4));
        onADay("a weekend session that the calendar does not know", LocalDate.of(2026, 10, 10));
        beforeTheOpen("wrong address", day -> day.fake.comeFrom(day.clientId(), "198.51.100.9"));
        beforeTheOpen("data plan not paid", day -> day.fake.behaviour().dataPlan(false));
        funds();
        positions();

        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private void beforeTheOpen(String what, Done wrong) {
        try (LiveDay day = new LiveDay(Setups.sharing("a"), DATE)) {
            wrong.to(day);
            day.morning();
            day.to(LocalTime.of(10, 15, 20));
            read(what, day);
        }
    }

    /// The token was made while the clock was right.
    private void clockWithToken() {
        try (LiveDay day = new LiveDay(Setups.sharing("a"), DATE)) {
            day.morning();
            day.skewed(Duration.ofMinutes(2));
            day.to(LocalTime.of(8, 50));
            day.session();
            day.to(LocalTime.of(10, 15, 20));
            read("clock two minutes ahead, with a token", day);
        }
    }

    private void tokenDies() {
        try (LiveDay day = LiveDay.ready(Setups.sharing("a"))) {
            day.fake.killToken(day.clientId());
            read("token ended in mid-session", day);
        }
    }

    private void onADay(String what, LocalDate date) {
        try (LiveDay day = new LiveDay(Setups.sharing("a"), date)) {
            day.morning();
            heading(what);
            checks(day);
            text.append("account a: ")
                    .append(day.stored.get(Keys.account("a")).isPresent() ? day.state("a") : "not opened")
                    .append('\n');
            alerts(day);
        }
    }

    private void funds() {
        try (LiveDay day = new LiveDay(Setups.sharing("a"), DATE, Rupees.of(250_000))) {
            day.morning();
            day.to(LocalTime.of(10, 15, 20));
            read("less money at the broker than capital in the configuration", day);
        }
    }

    private void positions() {
        try (LiveDay day = LiveDay.ready(Setups.delivering("a"))) {
            day.holds("a", RELIANCE, 10);
            day.to(LocalTime.of(15, 14));
            day.minutes(3);
            day.to(HandMade.at(DATE.plusDays(1), LocalTime.of(8, 40)));
            day.fake.hold(day.clientId(), RELIANCE, 3, "1000");
            day.to(HandMade.at(DATE.plusDays(1), LocalTime.of(8, 45)));
            day.session();
            day.to(HandMade.at(DATE.plusDays(1), LocalTime.of(10, 15, 20)));
            read("shares at the broker that differ from the books", day);
        }
    }

    private void heading(String what) {
        text.append(text.isEmpty() ? "" : "\n").append("## ").append(what).append('\n');
    }

    private void read(String what, LiveDay day) {
        heading(what);
        Order order = day.deliver(day.entry("a", LiveDay.TCS, 10));
        checks(day);
        text.append("account a: ").append(day.state("a")).append('\n');
        alerts(day);
        text.append("an entry: ")
                .append(order.state())
                .append(' ')
                .append(order.reasons().stream().map(Reason::toString).collect(Collectors.joining(", ")))
                .append('\n');
    }

    private void checks(LiveDay day) {
        for (Check check : day.preflight("main").failed()) {
            text.append("check ")
                    .append(check.name())
                    .append(": ")
                    .append(steady(check.found()))
                    .append("\n  to do: ")
                    .append(check.todo())
                    .append('\n');
        }
    }

    private void alerts(LiveDay day) {
        day.alerts().stream()
                // nobody marks books here, and the watch says so
                .filter(alert -> !alert.code().equals("NO_TICK"))
                .forEach(alert -> text.append("alert ")
                        .append(alert.code())
                        .append(' ')
                        .append(alert.subject())
                        .append(' ')
                        .append(alert.level())
                        .append(": ")
                        .append(steady(alert.text()))
                        .append('\n'));
    }

    /// The far end tells its time to the second only: two minutes may be one second
    /// more or less.
    private static String steady(String said) {
        return said.replaceAll("is (119|121) s (ahead|behind)", "is 120 s $2");
    }
}
