package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.ledger.Keys;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Signal;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Lists page by page: whatever the size of a page, each entry is told once, in order, also
/// while new ones arrive.
class ListsTest {

    private static final List<String> ACCOUNTS = List.of("claude", "gpt", "rules");
    private static final Instant T = AMorning.T;

    private AMorning morning = AMorning.unborn();

    /// What tells an entry of a list.
    private static String name(Map<?, ?> entry) {
        return entry.get("request") instanceof Map<?, ?> request
                ? "" + request.get("id")
                : entry.containsKey("toolCalls")
                        ? entry.get("t") + " " + entry.get("account")
                        : entry.get("signal") instanceof Map<?, ?> signal
                                ? entry.get("t") + " " + signal.get("strategy")
                                : "" + entry.get("id");
    }

    private static List<String> names(AMorning.Answer answer, String list) {
        List<String> names = new ArrayList<>();
        answer.list(list).forEach(entry -> names.add(name((Map<?, ?>) entry)));
        return names;
    }

    /// Every page until there is no next one; `between` runs after each.
    private List<String> walk(String path, String list, int limit, Runnable between) {
        List<String> all = new ArrayList<>();
        Object next = "";
        while (next != null) {
            String cursor = next.equals("") ? "" : "&cursor=" + next;
            AMorning.Answer answer =
                    morning.later(60).get(path + (path.contains("?") ? "&" : "?") + "limit=" + limit + cursor);
            List<String> page = names(answer, list);
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            next = answer.at("next");
            between.run();
        }
        return all;
    }

    private static OrderId id(Instant t, int number) {
        return new OrderId(Keys.minuteOfId(t) + "-" + String.format("%014d", number));
    }

    private OrderId order(String account, Instant t, int number) {
        OrderId id = id(t, number);
        OrderRequested like = AMorning.request(id, AMorning.RELIANCE, "because");
        morning.put(
                Keys.order(account, id),
                "order",
                Order.of(like, number % 2 == 0 ? OrderState.DENIED : OrderState.FILLED, 1, Rupees.ZERO, t));
        return id;
    }

    private OrderId trade(String account, Instant t, int number) {
        OrderId id = id(t, number);
        Trade like = AMorning.trade();
        morning.put(
                Keys.trade(account, id),
                "trade",
                new Trade(
                        id,
                        account,
                        like.symbol(),
                        number % 3 == 0 ? "ema" : "vwap",
                        like.cause(),
                        like.side(),
                        20,
                        20,
                        like.entered(),
                        like.left(),
                        like.stop(),
                        like.target(),
                        like.gross(),
                        like.charges(),
                        Fill.Kind.EXIT,
                        t,
                        number % 2 == 0 ? t.plusSeconds(600) : null));
        return id;
    }

    /// Entries of all accounts, many at one tick; then every list is walked while newer ones come.
    @Property(tries = 60)
    void everyEntryIsToldOnceInOrderWhateverTheSizeOfAPage(
            @ForAll @IntRange(min = 1, max = 60) int limit,
            @ForAll @IntRange(min = 0, max = 40) int entries,
            @ForAll @LongRange(min = 0, max = 1_000) long seed) {
        morning = AMorning.unborn();
        assertWalked("/api/orders", "orders", limit, entries, seed, (account, i) -> {
            Instant t = T.plusSeconds(60L * new Random(seed + i).nextInt(8) - (i < 1_000 ? 3_600 : 0));
            return order(account, t, i).value();
        });
        assertWalked("/api/trades", "trades", limit, entries, seed, (account, i) -> {
            Instant t = T.plusSeconds(60L * new Random(seed + i).nextInt(8) - (i < 1_000 ? 3_600 : 0));
            return trade(account, t, i).value();
        });
        Map<String, Integer> ticks = new HashMap<>();
        assertWalked("/api/invocations", "invocations", limit, entries, seed, (account, i) -> {
            int number = ticks.merge(account, 1, Integer::sum);
            Instant t = T.plusSeconds(60L * number + (i < 1_000 ? 0 : 36_000));
            morning.put(Keys.decision(account, t), "decision", AMorning.decision(account, t, "because"));
            return t + " " + account;
        });
    }

    private void assertWalked(
            String path, String list, int limit, int entries, long seed, BiFunction<String, Integer, String> put) {
        Random random = new Random(seed);
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            stored.add(put.apply(ACCOUNTS.get(random.nextInt(3)), i));
        }
        int[] newer = {1_000};
        List<String> arrived = new ArrayList<>();

        List<String> walked =
                walk(path, list, limit, () -> arrived.add(put.apply(ACCOUNTS.get(random.nextInt(3)), newer[0]++)));

        assertThat(walked)
                .isEqualTo(stored.stream().sorted(Comparator.reverseOrder()).toList())
                .doesNotContainAnyElementsOf(arrived);
    }

    private void reading(Instant t, String... strategies) {
        Reading like = AMorning.reading(AMorning.RELIANCE, t);
        Signal signal = like.signals().getFirst();
        List<Signal> signals = new ArrayList<>();
        for (String strategy : strategies) {
            signals.add(new Signal(
                    signal.symbol(),
                    strategy,
                    signal.kind(),
                    signal.side(),
                    signal.strength(),
                    signal.entry(),
                    signal.stop(),
                    signal.target(),
                    signal.indicators(),
                    signal.bar()));
        }
        morning.put(
                Keys.reading(AMorning.RELIANCE, t),
                "reading",
                new Reading(
                        like.symbol(),
                        t,
                        like.last(),
                        like.previousClose(),
                        like.tick(),
                        like.bandLow(),
                        like.bandHigh(),
                        signals,
                        like.holds(),
                        like.setups(),
                        like.indicators(),
                        like.trends(),
                        like.recent(),
                        like.warnings(),
                        like.dataHash()));
    }

    @Test
    void signalsOfOneReadingMayBeToldOnTwoPages() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Instant t = T.minusSeconds(300L * i);
            if (i % 7 == 0) {
                reading(t, "vwap", "ema", "rsi");
                expected.addAll(List.of(t + " vwap", t + " ema", t + " rsi"));
            } else {
                reading(t);
            }
        }
        String path = "/api/market-data/RELIANCE/signals";

        for (int limit : new int[] {1, 2, 3, 4, 50, 500}) {
            assertThat(walk(path, "signals", limit, () -> {})).isEqualTo(expected);
            assertThat(walk(path + "?strategy=ema", "signals", limit, () -> {}))
                    .isEqualTo(expected.stream()
                            .filter(name -> name.endsWith("ema"))
                            .toList());
        }
        assertThat(walk(
                        path + "?from=" + T.minusSeconds(300 * 7) + "&to=" + T.minusSeconds(300),
                        "signals",
                        2,
                        () -> {}))
                .isEqualTo(expected.subList(3, 6));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trades?status=CLOSED, trades, 2",
        "/api/trades?status=OPEN, trades, 2",
        "/api/trades?status=OPEN&strategy=ema, trades, 1",
        "/api/trades?from=2024-01-15T04:46:00Z, trades, 3",
        "/api/trades?from=2024-01-15T04:46:30Z, trades, 2",
        "/api/trades?from=2024-01-15T04:46:00Z&to=2024-01-15T04:47:59Z, trades, 2",
        "/api/trades?from=2024-01-15&to=2024-01-15, trades, 4",
        "/api/trades?to=2024-01-14, trades, 0",
        "/api/trades/claude?from=2024-01-16, trades, 0",
        "/api/orders?purpose=ENTRY, orders, 4",
        "/api/orders?purpose=EXIT, orders, 0",
        "/api/orders?strategy=vwap&state=FILLED&to=2024-01-15T04:46:00Z, orders, 1",
        "/api/orders?strategy=ema, orders, 0",
        "/api/invocations?acted=false, invocations, 4",
        "/api/invocations?acted=true, invocations, 0",
        "/api/invocations?advisor=model&from=2024-01-15T04:47:00Z, invocations, 2",
        "/api/invocations?advisor=rules, invocations, 0",
        "/api/invocations?symbol=RELIANCE, invocations, 0"
    })
    void filtersLeaveTheOthersOut(String path, String list, int entries) {
        for (int i = 0; i < 4; i++) {
            Instant t = T.plusSeconds(60L * i);
            order("claude", t, i);
            trade("gpt", t, i);
            morning.put(Keys.decision("gpt", t), "decision", AMorning.decision("gpt", t, "because"));
        }

        assertThat(morning.get(path).list(list)).hasSize(entries);
        assertThat(walk(path, list, 1, () -> {})).hasSize(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trades?status=open, status",
        "/api/trades?from=2024-01-16&to=2024-01-15, from",
        "/api/orders?purpose=BOTH, purpose",
        "/api/invocations?acted=yes, acted",
        "/api/invocations?advisor=oracle, advisor",
        "/api/invocations?symbol=reliance, symbol",
        "/api/market-data/RELIANCE/signals?cursor=AAAA, cursor",
        "/api/trades?cursor=, cursor"
    })
    void whatIsNoFilterIsNamed(String path, String field) {
        assertThat(morning.get(path).problem()).isEqualTo("400 BAD_PARAMETER " + field);
    }

    @Test
    void aCursorOfAnotherListOrAStrangeOneOfSignalsIsRefused() {
        order("claude", T, 1);
        order("claude", T, 2);
        Object next = morning.get("/api/orders?limit=1").at("next");
        String bare = new Cursor("READING#2024-01-15T10:15", Keys.ofStock(new Symbol("RELIANCE")))
                .text("signals{symbol=RELIANCE}{}");

        assertThat(morning.get("/api/orders?limit=1&cursor=" + next).status()).isEqualTo(200);
        assertThat(morning.get("/api/trades?cursor=" + next).problem()).isEqualTo("400 BAD_PARAMETER cursor");
        assertThat(morning.get("/api/market-data/RELIANCE/signals?cursor=" + bare)
                        .problem())
                .isEqualTo("400 BAD_PARAMETER cursor");
    }
}
