package sauda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderIdTest {

    /// What an order id is made of.
    record Cause(Instant t, String account, String cause, Symbol symbol, Side side, int sequence) {

        OrderId id() {
            return OrderId.of(t, account, cause, symbol, side, sequence);
        }
    }

    private static final Instant TEN = Instant.parse("2024-01-15T04:30:00Z");
    private static final Cause GOLDEN =
            new Cause(TEN, "claude", "decision:claude:" + TEN, new Symbol("RELIANCE"), Side.BUY, 0);

    /// Stored books name orders so: an id that changes would order a second time.
    @Example
    void theIdsOfKnownCausesNeverChange() {
        assertThat(GOLDEN.id()).isEqualTo(new OrderId("2401151000-M669BGGQVGDJ2H"));
        assertThat(OrderId.of(TEN, "claude", "decision:claude:" + TEN, new Symbol("TCS"), Side.BUY, 0))
                .isEqualTo(new OrderId("2401151000-O87EMEEVJDJ6N9"));
    }

    @Example
    void thePrefixIsTheTickInIndia() {
        assertThat(GOLDEN.id().prefix()).isEqualTo("2401151000");
        assertThat(OrderId.of(Instant.parse("2023-12-31T18:30:59Z"), "a", "manual:1", new Symbol("TCS"), Side.SELL, 0)
                        .prefix())
                .isEqualTo("2401010000");
    }

    @Example
    void everyPartOfTheCauseMakesAnotherOrder() {
        var others = List.of(
                new Cause(TEN, "gpt", GOLDEN.cause, GOLDEN.symbol, Side.BUY, 0),
                new Cause(TEN, "claude", "manual:7", GOLDEN.symbol, Side.BUY, 0),
                new Cause(TEN, "claude", GOLDEN.cause, new Symbol("TCS"), Side.BUY, 0),
                new Cause(TEN, "claude", GOLDEN.cause, GOLDEN.symbol, Side.SELL, 0),
                new Cause(TEN, "claude", GOLDEN.cause, GOLDEN.symbol, Side.BUY, 1),
                new Cause(TEN.plusSeconds(300), "claude", GOLDEN.cause, GOLDEN.symbol, Side.BUY, 0));
        var ids = new HashSet<OrderId>();
        ids.add(GOLDEN.id());
        others.forEach(other -> ids.add(other.id()));

        assertThat(ids).hasSize(1 + others.size());
    }

    @Example
    void whatIsNoOrderIdIsRefused() {
        for (var bad : List.of(
                "",
                "2401151000",
                "2401151000-M669BGGQVGDJ2",
                "2401151000-M669BGGQVGDJ2HH",
                "2401151000-m669bggqvgdj2h",
                "2401151000-W669BGGQVGDJ2H",
                "240115100-0M669BGGQVGDJ2H",
                "2401151000_M669BGGQVGDJ2H",
                "2401151000-M669BGGQVGDJ2H\n")) {
            assertThatThrownBy(() -> new OrderId(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
    }

    /// Dhan: at most 25 of letters, digits, space, `_` and `-`.
    @Property
    void dhanTakesEveryId(@ForAll("causes") Cause cause) {
        assertThat(cause.id().value()).hasSize(25).matches("[a-zA-Z0-9 _-]{1,25}");
    }

    @Property
    void theSameCauseHasTheSameIdAndAnotherCauseAnother(@ForAll("causes") Cause one, @ForAll("causes") Cause other) {
        assertThat(one.id())
                .isEqualTo(new Cause(one.t, one.account, one.cause, one.symbol, one.side, one.sequence).id());
        assertThat(one.id().equals(other.id())).isEqualTo(one.equals(other));
    }

    @Property
    void anIdSurvivesItsJson(@ForAll("causes") Cause cause) {
        assertThat(EventJson.read(EventJson.write(cause.id()), OrderId.class)).isEqualTo(cause.id());
    }

    @Provide
    Arbitrary<Cause> causes() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(28_000_000, 34_000_000)
                                .map(minutes -> Instant.ofEpochSecond(minutes * 60)),
                        Arbitraries.of("claude", "gpt", "rules"),
                        Arbitraries.strings().alpha().numeric().ofMaxLength(20).map(key -> "manual:" + key),
                        Arbitraries.of("RELIANCE", "TCS", "M&M", "BAJAJ-AUTO").map(Symbol::new),
                        Arbitraries.of(Side.class),
                        Arbitraries.integers().between(0, 49))
                .as(Cause::new);
    }
}
