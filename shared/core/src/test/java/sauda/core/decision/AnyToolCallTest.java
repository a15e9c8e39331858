package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sauda.events.EventJson;

/// Whatever a model writes, a tool answers with one JSON object, and nothing reaches the
/// judge that the schema does not allow.
class AnyToolCallTest {

    private static final Briefing BRIEFING = new Morning().briefing();
    private static final List<String> NAMES = new Tools(BRIEFING, new Accepting(), 2)
            .specs().stream().map(ToolSpec::name).toList();

    @Property(tries = 2_000)
    void anyTextIsAnsweredWithACode(@ForAll("names") String tool, @ForAll String arguments) {
        Tools tools = new Tools(BRIEFING, new Accepting(), 2);
        String answer = tools.call(1, tool, arguments);

        assertThat(EventJson.object(answer).get("ok")).isInstanceOf(Boolean.class);
        assertThat(tools.calls()).hasSize(1);
    }

    @Property(tries = 2_000)
    void onlyWholeQuantitiesFromOneToTheMostReachTheJudge(@ForAll("numbers") BigDecimal quantity) {
        Accepting judge = new Accepting();
        String written = quantity.toString();
        new Tools(BRIEFING, judge, 2)
                .call(
                        1,
                        "buy_stock",
                        "{\"symbol\":\"RELIANCE\",\"quantity\":" + written
                                + ",\"strategy\":\"none\",\"reason\":\"r\",\"confidence\":50}");
        boolean whole = written.matches("[1-9][0-9]{0,2}") && quantity.intValue() <= 218;

        assertThat(judge.asked).hasSize(whole ? 1 : 0);
    }

    @Property(tries = 2_000)
    void aReasonIsNeverLongerThanItMayBeAndHasNothingInvisibleInIt(@ForAll String reason) {
        String clean = Words.clean(reason);

        assertThat(clean.length()).isLessThanOrEqualTo(Words.LONGEST);
        assertThat(clean.codePoints())
                .noneMatch(point -> Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.CONTROL
                        || Character.getType(point) == Character.SURROGATE);
        assertThat(Words.clean(clean)).isEqualTo(clean);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.of(NAMES), Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-3, 400).map(BigDecimal::valueOf),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e12"), new BigDecimal("1e12"))
                        .ofScale(3),
                Arbitraries.longs().map(BigDecimal::valueOf),
                Arbitraries.integers().between(1, 90).map(power -> BigDecimal.ONE.scaleByPowerOfTen(power)));
    }
}
