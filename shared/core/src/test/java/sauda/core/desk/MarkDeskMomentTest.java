package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.core.portfolio.Books;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What a mark tells the venue of a bar, and what it makes of an exit of the venue's own.
class MarkDeskMomentTest {

    private static final Instant YESTERDAY = Instant.parse("2026-03-04T04:00:00Z");
    private static final Instant FIRST_TICK = Instant.parse("2026-03-05T03:50:00Z");
    private static final Instant START = Instant.parse("2026-03-05T03:45:00Z");
    private static final Symbol INFY = new Symbol("INFY");

    private final Config config = ConfigFile.defaults();
    private final AccountSpec account = config.accounts().stream()
            .filter(spec -> spec.stocks().contains(INFY))
            .findFirst()
            .orElseThrow();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final BookKeeper keeper = new BookKeeper(ledger, config);
    private final DayDesk days = new DayDesk(ledger, config, () -> YESTERDAY);
    private final List<Moment> moments = new ArrayList<>();

    @Test
    void theFirstBarOfTheDayIsNotMetByAnEntryOfYesterday() {
        hold();
        mark(List.of());

        assertThat(moments).singleElement().satisfies(moment -> {
            assertThat(moment.bar().start()).isEqualTo(START);
            assertThat(moment.after()).isEqualTo(START.minusSeconds(300)).isAfter(YESTERDAY);
        });
    }

    @Test
    void anExitThatIsForcedSaysThatTheSessionEndedAndNotThatAStopWasHit() {
        hold();
        mark(List.of(new Execution.Left(10, 10, Rupees.of("1499.00"), Fill.Kind.FORCED)));

        assertThat(ledger.list(Keys.ofAccount(account.name()), "ORDER#", true, 1))
                .extracting(item -> item.attributes().get("request"))
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("because", "the session's last bar");
    }

    private void mark(List<Execution> executions) {
        MarkDesk desk = new MarkDesk(
                ledger,
                config,
                moment -> {
                    moments.add(moment);
                    return executions;
                },
                (queue, group, id, message) -> {},
                () -> FIRST_TICK);
        Bar bar = new Bar(START, Rupees.of(1500), Rupees.of(1510), Rupees.of(1490), Rupees.of(1500), 10_000);
        Reading reading = new Reading(
                INFY,
                FIRST_TICK,
                bar,
                Rupees.of(1500),
                Rupees.of("0.1"),
                Rupees.of(1200),
                Rupees.of(1800),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                "");
        ledger.commit(List.of(Write.put(Item.of(Keys.reading(INFY, FIRST_TICK), "reading", reading))));
        desk.on(new BarsReady(account.name(), FIRST_TICK, List.of(INFY), List.of()));
    }

    /// Ten shares since yesterday.
    private void hold() {
        days.open(account, LocalDate.parse("2026-03-04"));
        Books books = keeper.whole(account.name(), YESTERDAY).orElseThrow();
        OrderRequested entry = new OrderRequested(
                OrderId.of(YESTERDAY, account.name(), "decision:1", INFY, Side.BUY, 0),
                account.name(),
                INFY,
                Side.BUY,
                Purpose.ENTRY,
                10,
                Rupees.of(1500),
                Rupees.of(1400),
                Rupees.of(1700),
                "rsi",
                "decision:1",
                "",
                YESTERDAY,
                YESTERDAY.plusSeconds(285),
                config.hash());
        books.reserveEntry(entry, 0, Rupees.of(15_100), YESTERDAY);
        books.become(entry.id(), OrderState.SUBMITTING, List.of(), null, YESTERDAY);
        books.become(entry.id(), OrderState.ACCEPTED, List.of(), "P-1", YESTERDAY);
        books.fill(entry.id(), new Fill("1", 10, Rupees.of(1500), YESTERDAY, Fill.Kind.ENTRY));
        keeper.save(books, Extra.plain("", YESTERDAY));
    }
}
