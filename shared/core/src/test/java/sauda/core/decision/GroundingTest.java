package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.ToolCall;

class GroundingTest {

    private final Prompt prompt = Prompt.of(new Morning().briefing(), 2, 4);
    private final Grounding grounding = new Grounding(prompt.system(), prompt.user());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "close 2745.10 is above VWAP 2741.35, strength 72.5",
                "close 2,745.1 above 2741.4 (VWAP)",
                "RSI14 at 58.7 on 5m, EMA9 above EMA21 for the 2nd time",
                "about 2745, cut from 2745.1; RSI 58.73",
                "Rs2745.10 and ₹3862.45",
                "capital of 6 lakh, or 600k, or 6,00,000",
                "at 10:10 the candle closed; 2024-01-15",
                "half of 72.50 % is nothing",
                "stop at -2731.75",
                "no numbers at all",
            })
    void numbersThatWereGivenAreFound(String reason) {
        assertThat(grounding.unmatched(reason)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VWAP is at 2741.37                     | 2741.37",
                "close 2745.11 of today                 | 2745.11",
                "RSI 58.74                              | 58.74",
                "at 11:55 it turned                     | 11:55",
                "since 2023-12-29                       | 2023-12-29",
                "Rs2999.05 is the target                | Rs2999.05",
                "2999.05rs is the target                | 2999.05rs",
                "market cap of 19 lakh crore            | 19",
                "₹17.45L of profit                      | 17.45L",
            })
    void numbersThatWereNotGivenAreNamed(String reason, String unmatched) {
        assertThat(grounding.unmatched(reason)).first().asString().startsWith(unmatched);
    }

    @Test
    void whatAToolAnsweredAndWhatTheModelAskedForCountAsGiven() {
        List<ToolCall> calls = List.of(
                new ToolCall(1, "get_market_data", "{}", "{\"ok\":true,\"last\":1999.95}", true),
                new ToolCall(2, "buy_stock", "{\"quantity\":137,\"confidence\":64}", "{\"ok\":true}", true));

        assertThat(Grounding.unmatched(prompt, calls, List.of("137 shares at 1999.95, 64 sure", "or 1888.85")))
                .containsExactly("1888.85");
    }

    /// The yardstick: of planted false prices at least 99 of 100 are caught, of true
    /// ones less than 1 of 100.
    @Test
    void plantedFalsePricesAreCaughtAndTrueOnesPass() {
        RandomGenerator chance = new SplittableRandom(20240115);
        TreeSet<BigDecimal> given = new TreeSet<>();
        Matcher prices = Pattern.compile("(?<!\\d)\\d{4}\\.\\d{2}(?!\\d)").matcher(prompt.user());
        while (prices.find()) {
            given.add(new BigDecimal(prices.group()));
        }
        int planted = 0;
        int caught = 0;
        while (planted < 10_000) {
            BigDecimal near = chance.nextBoolean() ? new BigDecimal("2745.1") : new BigDecimal("3862.45");
            BigDecimal price = near.add(BigDecimal.valueOf(chance.nextLong(-30_000, 30_000), 2));
            if (!given.contains(price)) {
                planted++;
                caught += grounding.unmatched("price at " + price + " is low").isEmpty() ? 0 : 1;
            }
        }
        long flagged = given.stream()
                .filter(price -> !grounding.unmatched("close of " + price).isEmpty())
                .count();

        assertThat(caught).isGreaterThanOrEqualTo(9_900);
        assertThat(flagged).isZero();
    }

    @Test
    void anyGivenNumberMayBeRoundedOrCut() {
        Matcher given = Pattern.compile("(?<![\\d.:-])\\d+\\.\\d+(?![\\d:])").matcher(prompt.user());
        int checked = 0;
        while (given.find()) {
            BigDecimal number = new BigDecimal(given.group());
            for (int scale = 0; scale <= number.scale(); scale++) {
                for (RoundingMode way : List.of(RoundingMode.HALF_UP, RoundingMode.DOWN)) {
                    String written = number.setScale(scale, way).toPlainString();
                    assertThat(grounding.unmatched("it is " + written + " now")).isEmpty();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
    }
}
