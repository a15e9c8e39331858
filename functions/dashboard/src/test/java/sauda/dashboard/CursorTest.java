package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Write;

class CursorTest {

    private static final Cursor HERE = new Cursor("ORDER#2401151015-AAAAAAAAAAAAAA", "ACCOUNT#claude");

    /// What the list holds: names of their keys.
    record Entry(BigDecimal number) {}

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final LedgerView view = new LedgerView(ledger, ConfigFile.defaults());

    private void put(String partition, String sort, int number) {
        ledger.commit(
                List.of(Write.put(Item.of(new Key(partition, sort), "entry", new Entry(BigDecimal.valueOf(number))))));
    }

    private static Request request(Map<String, String> query) {
        return new Request("orders", Map.of(), query, "", null, null, AMorning.T);
    }

    @Test
    void itIsReadAsItWasWritten() {
        assertThat(Cursor.of(HERE.text("orders"), "orders")).contains(HERE);
        assertThat(HERE.text("orders")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void anotherListRefusesIt() {
        assertThat(Cursor.of(HERE.text("orders"), "trades")).isEmpty();

        String next = request(Map.of("account", "claude", "limit", "5")).next(HERE);
        assertThat(request(Map.of("account", "claude", "limit", "7", "cursor", next))
                        .cursor("ORDER#"))
                .contains(HERE);
        for (Map<String, String> foreign : List.of(Map.of("cursor", next), Map.of("account", "gpt", "cursor", next))) {
            assertThatThrownBy(() -> request(foreign).cursor("ORDER#"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem().field()).isEqualTo("cursor"));
        }
        assertThatThrownBy(() ->
                        request(Map.of("account", "claude", "cursor", next)).cursor("TRADE#"))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", "====", "AAAA", "null", "../..", "<script>", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(Cursor.of(text, "orders")).isEmpty();
    }

    @Test
    void everyChangeOfACharacterIsNoticed() {
        String text = HERE.text("orders");
        for (int i = 0; i < text.length(); i++) {
            for (char other : new char[] {'A', 'z', '_', '='}) {
                if (text.charAt(i) != other) {
                    String changed = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(Cursor.of(changed, "orders")).as(changed).isEmpty();
                }
            }
        }
        assertThat(Cursor.of(text + "=", "orders")).isEmpty();
        assertThat(Cursor.of(text.substring(1), "orders")).isEmpty();
        assertThat(Cursor.of("x".repeat(2_000_000), "orders")).isEmpty();
    }

    @Test
    void aMadeUpPositionIsRefused() {
        String madeUp = "0".repeat(12) + "ACCOUNT#claude\nORDER#1";
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(madeUp.getBytes(StandardCharsets.UTF_8));

        assertThat(Cursor.of(text, "orders")).isEmpty();
    }

    @Test
    void pagesTogetherAreTheWholeListInOrderOfAllPartitions() {
        Random random = new Random(7);
        List<Cursor> all = new ArrayList<>();
        for (String partition : List.of("A", "B", "C")) {
            for (int sort :
                    IntStream.range(0, 60).filter(i -> random.nextInt(3) > 0).toArray()) {
                // many stand at one sort key in two partitions or three
                String key = "N#" + (100 + sort);
                put(partition, key, sort);
                all.add(new Cursor(key, partition));
            }
        }
        List<BigDecimal> expected = all.stream()
                .sorted(java.util.Comparator.reverseOrder())
                .map(cursor -> new BigDecimal(cursor.sort().substring(2)).subtract(BigDecimal.valueOf(100)))
                .toList();
        for (int limit : List.of(1, 2, 7, 40, 500)) {
            assertThat(pages(limit, false)).as("limit %d", limit).isEqualTo(expected);
            assertThat(pages(limit, true))
                    .as("limit %d, even", limit)
                    .isEqualTo(expected.stream()
                            .filter(number -> number.intValue() % 2 == 0)
                            .toList());
        }
    }

    private List<BigDecimal> pages(int limit, boolean even) {
        List<BigDecimal> numbers = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Request request = request(cursor.map(text -> Map.of("limit", "" + limit, "cursor", text))
                    .orElse(Map.of("limit", "" + limit)));
            LedgerView.Page<Entry> page = view.page(
                    request,
                    List.of("A", "B", "C"),
                    "N#",
                    Entry.class,
                    entry -> !even || entry.number().intValue() % 2 == 0,
                    even,
                    10);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> numbers.add(entry.number()));
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());
        return numbers;
    }

    @Test
    void aFilterThatFindsLittleStillGetsToTheEndPageByPage() {
        IntStream.range(0, 4_500).forEach(i -> put("A", "N#" + (10_000 + i), i));
        put("B", "N#00001", -1);

        List<BigDecimal> found = new ArrayList<>();
        int pages = 0;
        Optional<String> cursor = Optional.empty();
        do {
            LedgerView.Page<Entry> page = view.page(
                    request(cursor.map(text -> Map.of("cursor", text)).orElse(Map.of())),
                    List.of("A", "B"),
                    "N#",
                    Entry.class,
                    entry -> entry.number().intValue() <= 0,
                    true,
                    10);
            page.entries().forEach(entry -> found.add(entry.number()));
            cursor = Optional.ofNullable(page.next());
            pages++;
        } while (cursor.isPresent());

        assertThat(found).containsExactly(BigDecimal.ZERO, BigDecimal.valueOf(-1));
        assertThat(pages).isEqualTo(3);
    }
}
