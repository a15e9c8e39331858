package sauda.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ledger promises. Each form of it extends this test.
public abstract class LedgerContract {

    private static final Key KEY = new Key("ACCOUNT#claude", "BOOK");
    private static final Key OTHER = new Key("ACCOUNT#claude", "POSITION#TCS");
    private static final Commit DONE = new Commit.Done();

    private Ledger ledger;

    /// A ledger with nothing in it.
    protected abstract Ledger anEmptyLedger();

    @BeforeEach
    void startEmpty() {
        ledger = anEmptyLedger();
    }

    // Reading

    @Test
    void hasNothingAtAnUnknownKey() {
        assertThat(ledger.get(KEY)).isEmpty();
    }

    @Test
    void givesBackWhatWasPut() {
        Item book = item(KEY, Map.of("state", "ACTIVE", "cash", inr("600000")));

        assertThat(ledger.commit(List.of(Write.put(book)))).isEqualTo(DONE);

        assertThat(ledger.get(KEY)).contains(book);
    }

    @Test
    void putsOverTheWholeOfWhatWasThere() {
        put(item(KEY, Map.of("old", "gone", "cash", inr("1"))));
        Item book = new Item(KEY, "account", Map.of("cash", inr("2")));

        put(book);

        assertThat(ledger.get(KEY)).contains(book);
    }

    @Test
    void listsThePrefixOfAPartitionInOrder() {
        put("A", "ORDER#2", "ORDER#1", "ORDER#10", "POSITION#1", "ORDE", "ORDER");
        put("B", "ORDER#3");

        assertThat(sorts(ledger.list("A", "ORDER#", false, 100))).containsExactly("ORDER#1", "ORDER#10", "ORDER#2");
        assertThat(sorts(ledger.list("A", "", false, 100)))
                .containsExactly("ORDE", "ORDER", "ORDER#1", "ORDER#10", "ORDER#2", "POSITION#1");
        assertThat(ledger.list("A", "TRADE#", false, 100)).isEmpty();
        assertThat(ledger.list("C", "", false, 100)).isEmpty();
    }

    @Test
    void listsTheNewestFirstWhenAskedTo() {
        put("A", "ORDER#1", "ORDER#2", "ORDER#3", "POSITION#1");

        assertThat(sorts(ledger.list("A", "ORDER#", true, 100))).containsExactly("ORDER#3", "ORDER#2", "ORDER#1");
    }

    @Test
    void listsNoMoreThanAskedFor() {
        put("A", "ORDER#1", "ORDER#2", "ORDER#3");

        assertThat(sorts(ledger.list("A", "ORDER#", false, 2))).containsExactly("ORDER#1", "ORDER#2");
        assertThat(sorts(ledger.list("A", "ORDER#", true, 1))).containsExactly("ORDER#3");
        assertThat(ledger.list("A", "ORDER#", true, 3)).hasSize(3);
        assertThat(ledger.list("A", "ORDER#", true, Integer.MAX_VALUE)).hasSize(3);
        assertThatThrownBy(() -> ledger.list("A", "ORDER#", true, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesOnWithWhatIsOlder() {
        put("A", "ORDER#1", "ORDER#2", "ORDER#3", "ORDER", "POSITION#1");
        put("B", "ORDER#0");

        assertThat(sorts(ledger.older("A", "ORDER#", "ORDER#3", 100))).containsExactly("ORDER#2", "ORDER#1");
        assertThat(sorts(ledger.older("A", "ORDER#", "ORDER#3", 1))).containsExactly("ORDER#2");
        assertThat(sorts(ledger.older("A", "ORDER#", "ORDER#25", 1))).containsExactly("ORDER#2");
        assertThat(sorts(ledger.older("A", "ORDER#", "ORDER#9", Integer.MAX_VALUE)))
                .containsExactly("ORDER#3", "ORDER#2", "ORDER#1");
        assertThat(ledger.older("A", "ORDER#", "ORDER#1", 100)).isEmpty();
        assertThat(ledger.older("A", "ORDER#", "ORDER#", 100)).isEmpty();
        assertThat(sorts(ledger.older("A", "", "ORDER#2", 100))).containsExactly("ORDER#1", "ORDER");
        assertThat(ledger.older("A", "", "", 100)).isEmpty();
        assertThat(ledger.older("C", "ORDER#", "ORDER#3", 100)).isEmpty();
        assertThatThrownBy(() -> ledger.older("A", "ORDER#", "POSITION#1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.older("A", "ORDER#", "ORDER#3", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsFromNewestToOldestAcrossPages() {
        largeItems(30);

        assertThat(sorts(ledger.list("A", "CANDLES#", false, 100)))
                .containsExactlyElementsOf(
                        IntStream.range(100, 130).mapToObj(i -> "CANDLES#" + i).toList());
        assertThat(sorts(ledger.list("A", "CANDLES#", true, 25)))
                .containsExactlyElementsOf(IntStream.range(0, 25)
                        .mapToObj(i -> "CANDLES#" + (129 - i))
                        .toList());
        assertThat(sorts(ledger.older("A", "CANDLES#", "CANDLES#125", 25)))
                .containsExactlyElementsOf(IntStream.range(0, 25)
                        .mapToObj(i -> "CANDLES#" + (124 - i))
                        .toList());
        assertThat(ledger.range("A", "CANDLES#100", "CANDLES#129")).hasSize(30);
    }

    /// 30 of 60 kB are 1.8 MB: more than DynamoDB gives in one page.
    private void largeItems(int count) {
        String much = "x".repeat(60_000);
        for (int i = 0; i < count; i++) {
            put(item(new Key("A", "CANDLES#" + (100 + i)), Map.of("much", much)));
        }
    }

    @Test
    void rangesFromTheFirstToTheLastWithBothOfThem() {
        put("A", "SNAPSHOT#1", "SNAPSHOT#2", "SNAPSHOT#3", "SNAPSHOT#30", "SNAPSHOT#4");

        assertThat(sorts(ledger.range("A", "SNAPSHOT#2", "SNAPSHOT#3"))).containsExactly("SNAPSHOT#2", "SNAPSHOT#3");
        assertThat(sorts(ledger.range("A", "SNAPSHOT#21", "SNAPSHOT#31"))).containsExactly("SNAPSHOT#3", "SNAPSHOT#30");
        assertThat(sorts(ledger.range("A", "SNAPSHOT#4", "SNAPSHOT#4"))).containsExactly("SNAPSHOT#4");
        assertThat(sorts(ledger.range("A", "", "SNAPSHOT#1"))).containsExactly("SNAPSHOT#1");
        assertThat(ledger.range("B", "SNAPSHOT#2", "SNAPSHOT#3")).isEmpty();
    }

    @Test
    void findsNothingInARangeThatEndsBeforeItBegins() {
        put("A", "SNAPSHOT#1", "SNAPSHOT#2");

        assertThat(ledger.range("A", "SNAPSHOT#2", "SNAPSHOT#1")).isEmpty();
        assertThat(ledger.range("A", "SNAPSHOT#2", "")).isEmpty();
    }

    @Test
    void ordersKeysByTheirBytesInUtf8() {
        String last = Character.toString(Character.MAX_CODE_POINT);
        put("A", "n\uFFFDx", "n\uD83D\uDE80", "né", "nz", "n", "n" + last, "n" + last + last, "m", "o", "n₹");

        assertThat(sorts(ledger.list("A", "n", false, 100)))
                .containsExactly("n", "nz", "né", "n₹", "n\uFFFDx", "n\uD83D\uDE80", "n" + last, "n" + last + last);
        assertThat(sorts(ledger.list("A", "n" + last, true, 100))).containsExactly("n" + last + last, "n" + last);
        assertThat(sorts(ledger.range("A", "n\uFFFDx", "n\uD83D\uDE80"))).containsExactly("n\uFFFDx", "n\uD83D\uDE80");
    }

    // Values

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "1400.10",
                "-0.05",
                "100",
                "1E+3",
                "0.000",
                "12345678901234567890123456789012345678",
                "-0.12345678901234567890123456789012345678",
                "9.9999999999999999999999999999999999999E+125",
                "1E-130"
            })
    void keepsNumbersExactly(String number) {
        put(item(KEY, Map.of("cash", new BigDecimal(number))));

        Object kept = ledger.get(KEY).orElseThrow().attributes().get("cash");

        assertThat((BigDecimal) kept).isEqualByComparingTo(number);
        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("cash", new BigDecimal(number))));
    }

    @Test
    void countsANumberAsTheSameWhateverItsScale() {
        put(item(KEY, Map.of("price", inr("1400.10"))));

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("price", inr("1400.1"))));
        assertThat(ledger.commit(List.of(Write.check(KEY, new Condition.Equal("price", inr("1400.100"))))))
                .isEqualTo(DONE);
    }

    @Test
    void takesWholeNumbersOfEveryType() {
        put(item(KEY, Map.of("int", 7, "long", 7L, "big", BigInteger.valueOf(7), "hundred", 100)));

        assertThat(ledger.get(KEY).orElseThrow().attributes())
                .isEqualTo(Map.of("int", inr("7"), "long", inr("7"), "big", inr("7"), "hundred", inr("100")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890123456789",
                "0.123456789012345678901234567890123456789",
                "1E126",
                "1E-131"
            })
    void refusesANumberThatItCouldNotKeepExactly(String number) {
        BigDecimal tooLong = new BigDecimal(number);

        assertThatThrownBy(() -> item(KEY, Map.of("cash", tooLong))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Condition.AtMost("cash", tooLong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Write.Add(KEY, "account", Map.of("cash", tooLong), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsBytesListsMapsAndWhatIsEmpty() {
        Item everything = item(
                KEY,
                Map.of(
                        "bytes",
                        new byte[] {0, -1, 127, -128},
                        "noBytes",
                        new byte[0],
                        "no",
                        false,
                        "yes",
                        true,
                        "empty",
                        "",
                        "nothing",
                        Map.of(),
                        "none",
                        List.of(),
                        "text",
                        "₹ रिलायंस 🚀 \u0000\n\"'",
                        "nested",
                        Map.of("list", List.of("a", inr("1.50"), List.of(true, Map.of()), Map.of("deep", new byte[] {1
                        })))));

        put(everything);

        assertThat(ledger.get(KEY)).contains(everything);
        assertThat(ledger.list(KEY.partition(), "", false, 1)).containsExactly(everything);
        assertThat(ledger.range(KEY.partition(), "B", "C")).containsExactly(everything);
    }

    @Test
    void leavesNullsOut() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("stop", null);
        attributes.put("limit", inr("10"));
        Map<String, Object> nested = new HashMap<>(attributes);
        attributes.put("nested", nested);

        put(item(KEY, attributes));

        assertThat(ledger.get(KEY).orElseThrow().attributes())
                .isEqualTo(Map.of("limit", inr("10"), "nested", Map.of("limit", inr("10"))));
    }

    @Test
    void keepsNamesThatAreWordsOfTheStoreAndNamesThatLookLikeSyntax() {
        Item odd =
                item(KEY, Map.of("name", "a", "size", inr("1"), "a.b", "c", "#n0", "d", ":v0", "e", "ttl", inr("2")));

        put(odd);

        assertThat(ledger.get(KEY)).contains(odd);
        assertThat(ledger.commit(List.of(
                        Write.check(KEY, new Condition.Equal("a.b", "c"), new Condition.AtLeast("size", inr("1"))))))
                .isEqualTo(DONE);
        assertThat(ledger.commit(List.of(add(KEY, Map.of("size", inr("1"), "ttl", inr("1"), "a.c", inr("5"))))))
                .isEqualTo(DONE);
        assertThat(ledger.get(KEY).orElseThrow().attributes())
                .containsEntry("a.c", inr("5"))
                .containsEntry("ttl", inr("3"));
    }

    @Test
    void takesNoAttributeUnderANameOfTheStoreItself() {
        assertThatThrownBy(() -> item(KEY, Map.of("pk", "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item(KEY, Map.of("kind", "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key("x", "")).isInstanceOf(IllegalArgumentException.class);
    }

    // Conditions

    record Case(Condition condition, @Nullable Map<String, Object> attributes, boolean holds) {}

    static List<Case> cases() {
        Map<String, Object> five = Map.of("n", inr("5"), "text", "RESERVED", "yes", true, "list", List.of("a"));
        Map<String, Object> bare = Map.of("else", "x");
        Map<String, Object> textual = Map.of("n", "5");
        List<Case> cases = new ArrayList<>(List.of(
                new Case(new Condition.Absent(), null, true),
                new Case(new Condition.Absent(), bare, false),
                new Case(new Condition.Present(), null, false),
                new Case(new Condition.Present(), bare, true),
                new Case(new Condition.Equal("text", "RESERVED"), five, true),
                new Case(new Condition.Equal("text", "reserved"), five, false),
                new Case(new Condition.Equal("n", 5), five, true),
                new Case(new Condition.Equal("n", inr("5.00")), five, true),
                new Case(new Condition.Equal("n", 6L), five, false),
                new Case(new Condition.Equal("n", "5"), five, false),
                new Case(new Condition.Equal("n", 5), textual, false),
                new Case(new Condition.Equal("yes", true), five, true),
                new Case(new Condition.Equal("yes", false), five, false),
                new Case(new Condition.Equal("n", 5), bare, false),
                new Case(new Condition.Equal("n", 5), null, false),
                new Case(new Condition.OneOf("text", List.of("SUBMITTING", "RESERVED")), five, true),
                new Case(new Condition.OneOf("text", List.of("SUBMITTING")), five, false),
                new Case(new Condition.OneOf("text", List.of()), five, false),
                new Case(new Condition.OneOf("n", List.of("5")), five, false),
                new Case(new Condition.OneOf("text", List.of("RESERVED")), bare, false),
                new Case(new Condition.OneOf("text", List.of("RESERVED")), null, false),
                new Case(new Condition.OneOf("text", List.of()), null, false)));
        for (String bound : List.of("4.99", "5", "5.01")) {
            int found = new BigDecimal(5).compareTo(inr(bound));
            cases.add(new Case(new Condition.Below("n", inr(bound)), five, found < 0));
            cases.add(new Case(new Condition.AtMost("n", inr(bound)), five, found <= 0));
            cases.add(new Case(new Condition.Above("n", inr(bound)), five, found > 0));
            cases.add(new Case(new Condition.AtLeast("n", inr(bound)), five, found >= 0));
            cases.add(new Case(new Condition.AbsentOrAtMost("n", inr(bound)), five, found <= 0));
        }
        BigDecimal high = inr("1000");
        BigDecimal low = inr("-1000");
        for (Map<String, Object> attributes : Arrays.asList(bare, textual, null)) {
            boolean missing = attributes == null || !attributes.containsKey("n");
            cases.add(new Case(new Condition.Below("n", high), attributes, false));
            cases.add(new Case(new Condition.AtMost("n", high), attributes, false));
            cases.add(new Case(new Condition.Above("n", low), attributes, false));
            cases.add(new Case(new Condition.AtLeast("n", low), attributes, false));
            cases.add(new Case(new Condition.AbsentOrAtMost("n", high), attributes, missing));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void putsAddsChecksAndDeletesOnlyIfTheConditionHolds(Case one) {
        Item found = one.attributes() == null ? null : item(KEY, one.attributes());
        Item next = item(KEY, Map.of("next", "x"));
        List<Condition> when = List.of(one.condition());
        Map<Write, Optional<Item>> afterwards = Map.of(
                new Write.Put(next, when), Optional.of(next),
                new Write.Add(KEY, "thing", Map.of("count", inr("1")), when), Optional.of(withOne(found)),
                new Write.Check(KEY, when), Optional.ofNullable(found),
                new Write.Delete(KEY, when), Optional.empty());
        afterwards.forEach((write, after) -> {
            for (List<Write> writes : List.of(List.of(write), List.of(write, Write.put(item(OTHER, Map.of()))))) {
                ledger.commit(List.of(
                        found == null ? new Write.Delete(KEY, List.of()) : Write.put(found),
                        new Write.Delete(OTHER, List.of())));

                Commit commit = ledger.commit(writes);

                assertThat(commit)
                        .isEqualTo(one.holds() ? DONE : new Commit.Refused(List.of(new Commit.Failed(0, found))));
                assertThat(ledger.get(KEY)).isEqualTo(one.holds() ? after : Optional.ofNullable(found));
                assertThat(ledger.get(OTHER).isPresent()).isEqualTo(one.holds() && writes.size() == 2);
                assertThat(one.condition().holds(found)).isEqualTo(one.holds());
            }
        });
    }

    private static Item withOne(@Nullable Item found) {
        Map<String, Object> attributes = new HashMap<>(found == null ? Map.of() : found.attributes());
        attributes.put("count", BigDecimal.ONE);
        return item(KEY, attributes);
    }

    @Test
    void needsAllConditionsOfAWrite() {
        put(item(KEY, Map.of("state", "ACTIVE", "open", inr("3"))));
        Condition active = new Condition.Equal("state", "ACTIVE");

        assertThat(ledger.commit(List.of(Write.check(KEY, active, new Condition.Below("open", inr("4")))))
                        .isDone())
                .isTrue();
        assertThat(ledger.commit(List.of(Write.check(KEY, active, new Condition.Below("open", inr("3")))))
                        .isDone())
                .isFalse();
        assertThat(ledger.commit(List.of(Write.check(
                                KEY,
                                new Condition.AbsentOrAtMost("none", inr("1")),
                                new Condition.Equal("state", "HALTED"))))
                        .isDone())
                .isFalse();
    }

    @Test
    void passesACheckWithoutConditions() {
        assertThat(ledger.commit(List.of(Write.check(KEY)))).isEqualTo(DONE);
        assertThat(ledger.commit(List.of(Write.put(item(OTHER, Map.of())), Write.check(KEY))))
                .isEqualTo(DONE);
        assertThat(ledger.get(KEY)).isEmpty();
    }

    // Adding

    @Test
    void addsToNumbersAndLeavesTheRest() {
        put(item(KEY, Map.of("open", inr("1"), "cash", inr("100.25"), "state", "ACTIVE")));

        ledger.commit(List.of(add(KEY, Map.of("open", inr("1"), "cash", inr("-100.30"), "fees", inr("0.05")))));

        assertThat(ledger.get(KEY))
                .contains(item(
                        KEY, Map.of("open", inr("2"), "cash", inr("-0.05"), "fees", inr("0.05"), "state", "ACTIVE")));
    }

    @Test
    void addsToAnItemThatIsNotThereByMakingIt() {
        ledger.commit(List.of(add(KEY, Map.of("open", inr("1"), "zero", inr("0"))), Write.check(OTHER)));

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("open", inr("1"), "zero", inr("0"))));
    }

    @Test
    void makesAnItemByAddingNothing() {
        ledger.commit(List.of(add(KEY, Map.of())));

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of()));
    }

    @Test
    void addsLongNumbersExactly() {
        put(item(KEY, Map.of("cash", inr("99999999999999999999.999999999999999999"))));

        ledger.commit(List.of(add(KEY, Map.of("cash", inr("-0.000000000000000001")))));

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("cash", inr("99999999999999999999.999999999999999998"))));
    }

    @Test
    void writesNothingWhenASumIsImpossible() {
        put(item(KEY, Map.of("name", "text")));

        assertThatThrownBy(() ->
                        ledger.commit(List.of(Write.put(item(OTHER, Map.of())), add(KEY, Map.of("name", inr("1"))))))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(Ledger.LedgerUnavailable.class);
        assertThatThrownBy(() -> ledger.commit(List.of(add(KEY, Map.of("name", inr("1"))))))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(Ledger.LedgerUnavailable.class);

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("name", "text")));
        assertThat(ledger.get(OTHER)).isEmpty();
    }

    // All or nothing

    @Test
    void deletesAlsoWhatIsNotThere() {
        put(item(KEY, Map.of()));

        assertThat(ledger.commit(List.of(new Write.Delete(KEY, List.of())))).isEqualTo(DONE);
        assertThat(ledger.commit(List.of(new Write.Delete(KEY, List.of())))).isEqualTo(DONE);

        assertThat(ledger.get(KEY)).isEmpty();
    }

    @Test
    void writesNothingAtAllWhenOneWriteIsRefusedAndNamesEachThatFailed() {
        Item book = item(KEY, Map.of("open", inr("3")));
        Item position = item(OTHER, Map.of("shares", inr("10"), "bytes", new byte[] {1, 2}));
        Key third = new Key("TOTALS", "ALL");
        Key fourth = new Key("CONTROL", "STATE");
        put(book);
        put(position);

        Commit commit = ledger.commit(List.of(
                Write.put(item(new Key("ACCOUNT#claude", "ORDER#1"), Map.of()), new Condition.Absent()),
                new Write.Add(KEY, "account", Map.of("open", inr("1")), List.of(new Condition.Below("open", inr("3")))),
                new Write.Delete(OTHER, List.of(new Condition.Equal("shares", 11))),
                new Write.Add(
                        third,
                        "totals",
                        Map.of("open", inr("1")),
                        List.of(new Condition.AbsentOrAtMost("open", inr("5")))),
                Write.check(fourth, new Condition.Present())));

        assertThat(commit)
                .isEqualTo(new Commit.Refused(List.of(
                        new Commit.Failed(1, book), new Commit.Failed(2, position), new Commit.Failed(4, null))));
        assertThat(ledger.list("ACCOUNT#claude", "", false, 10)).containsExactly(book, position);
        assertThat(ledger.get(third)).isEmpty();
    }

    @Test
    void takesAHundredWritesAtOnce() {
        List<Write> hundred = IntStream.range(0, 100)
                .mapToObj(i -> Write.put(item(new Key("A", "N#" + (100 + i)), Map.of("i", i)), new Condition.Absent()))
                .toList();

        assertThat(ledger.commit(hundred)).isEqualTo(DONE);
        assertThat(ledger.list("A", "N#", false, 1000)).hasSize(100);
        assertThat(((Commit.Refused) ledger.commit(hundred)).failed()).hasSize(100);
    }

    @Test
    void takesNoCommitOfMoreOrOfNone() {
        List<Write> more = IntStream.range(0, 101)
                .mapToObj(i -> Write.put(item(new Key("A", "N#" + i), Map.of())))
                .toList();

        assertThatThrownBy(() -> ledger.commit(more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.commit(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.list("A", "", false, 1)).isEmpty();
    }

    @Test
    void takesNoTwoWritesAtOneKey() {
        assertThatThrownBy(() -> ledger.commit(List.of(Write.put(item(KEY, Map.of())), Write.check(KEY))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BOOK");
        assertThat(ledger.get(KEY)).isEmpty();
    }

    // Races

    @Test
    void letsEightThreadsRaceForALimitOfFiftyAndExactlyFiftyWin() throws Exception {
        Write one = new Write.Add(
                KEY, "totals", Map.of("open", inr("1")), List.of(new Condition.AbsentOrAtMost("open", inr("49"))));

        int alone = race(8, 15, _ -> ledger.commit(List.of(one)).isDone());

        assertThat(alone).isEqualTo(50);
        assertThat(ledger.get(KEY)).contains(new Item(KEY, "totals", Map.of("open", inr("50"))));
    }

    @Test
    void holdsTheLimitAlsoWhereEachWinnerWritesMore() throws Exception {
        put(item(KEY, Map.of("open", inr("0"))));
        int won = race(
                8,
                15,
                turn -> ledger.commit(List.of(
                                new Write.Add(
                                        KEY,
                                        "thing",
                                        Map.of("open", inr("1")),
                                        List.of(new Condition.AtMost("open", inr("49")))),
                                Write.put(item(new Key("ORDERS", turn), Map.of()), new Condition.Absent())))
                        .isDone());

        assertThat(won).isEqualTo(50);
        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("open", inr("50"))));
        assertThat(ledger.list("ORDERS", "", false, 1000)).hasSize(50);
    }

    @Test
    void grantsExactlyAsManyUsesAsAQuotaHasToManyThreads() throws Exception {
        Instant expires = Instant.parse("2024-01-15T05:00:00Z");

        int granted = race(8, 15, _ -> Quota.use(ledger, KEY, "requests", 100, expires));

        assertThat(granted).isEqualTo(100);
        assertThat(ledger.get(KEY))
                .contains(new Item(KEY, "requests", Map.of("count", inr("100"), "expires", expires.getEpochSecond())));
        assertThat(Quota.use(ledger, KEY, "requests", 101, expires)).isTrue();
        assertThatThrownBy(() -> Quota.use(ledger, KEY, "requests", 0, expires))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void losesNoAdditionOfManyThreads() throws Exception {
        race(
                8,
                25,
                _ -> ledger.commit(List.of(add(KEY, Map.of("sum", inr("0.05")))))
                        .isDone());

        assertThat(ledger.get(KEY)).contains(item(KEY, Map.of("sum", inr("10"))));
    }

    @Test
    void letsExactlyOneWinEachStepOfAChain() throws Exception {
        put(item(KEY, Map.of("seq", inr("0"))));

        int won = race(4, 15, turn -> {
            BigDecimal seq =
                    (BigDecimal) ledger.get(KEY).orElseThrow().attributes().get("seq");
            BigDecimal next = seq.add(BigDecimal.ONE);
            return ledger.commit(List.of(
                            Write.put(item(KEY, Map.of("seq", next, "by", turn)), new Condition.Equal("seq", seq)),
                            Write.put(
                                    item(new Key("CHAIN", "%04d".formatted(next.intValue())), Map.of("by", turn)),
                                    new Condition.Absent())))
                    .isDone();
        });

        assertThat(won).isPositive();
        assertThat(ledger.get(KEY).orElseThrow().attributes()).containsEntry("seq", BigDecimal.valueOf(won));
        assertThat(ledger.list("CHAIN", "", false, 1000)).hasSize(won);
    }

    /// How many of the turns of all threads came out true.
    private static int race(int threads, int turns, Turn turn) throws Exception {
        try (ExecutorService racers = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "racer" + thread;
                tasks.add(() -> {
                    int won = 0;
                    for (int i = 0; i < turns; i++) {
                        won += turn.wins(name + "#" + i) ? 1 : 0;
                    }
                    return won;
                });
            }
            int won = 0;
            for (Future<Integer> done : racers.invokeAll(tasks)) {
                won += done.get();
            }
            return won;
        }
    }

    private interface Turn {
        boolean wins(String name);
    }

    // Everything at once

    @Test
    void behavesLikeThePlainestLedgerWhateverIsAskedOfIt() {
        for (long seed = 1; seed <= 8; seed++) {
            ledger = anEmptyLedger();
            PlainLedger plain = new PlainLedger();
            RandomCommits random = new RandomCommits(new Random(seed));
            for (int step = 0; step < 60; step++) {
                List<Write> writes = random.commit();
                assertThat(ledger.commit(writes))
                        .as("seed %d, step %d: %s", seed, step, writes)
                        .isEqualTo(plain.commit(writes));
            }
            for (String partition : RandomCommits.PARTITIONS) {
                assertThat(ledger.list(partition, "", false, 100)).isEqualTo(plain.list(partition, "", false, 100));
                assertThat(ledger.list(partition, "a", true, 3)).isEqualTo(plain.list(partition, "a", true, 3));
                assertThat(ledger.older(partition, "a", "a1", 3)).isEqualTo(plain.older(partition, "a", "a1", 3));
                assertThat(ledger.range(partition, "a", "b")).isEqualTo(plain.range(partition, "a", "b"));
            }
        }
    }

    private void put(Item item) {
        assertThat(ledger.commit(List.of(Write.put(item)))).isEqualTo(DONE);
    }

    private void put(String partition, String... sorts) {
        for (String sort : sorts) {
            put(item(new Key(partition, sort), Map.of()));
        }
    }

    private static Write add(Key key, Map<String, BigDecimal> amounts) {
        return new Write.Add(key, "thing", amounts, List.of());
    }

    private static Item item(Key key, Map<String, Object> attributes) {
        return new Item(key, "thing", attributes);
    }

    private static List<String> sorts(List<Item> items) {
        return items.stream().map(item -> item.key().sort()).toList();
    }

    private static BigDecimal inr(String amount) {
        return new BigDecimal(amount);
    }
}
