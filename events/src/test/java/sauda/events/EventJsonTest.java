package sauda.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson.BadMessage;

/// Strict: what is not exactly the record is refused, and the message says where.
class EventJsonTest {

    static final List<Samples> every = Samples.ALL;

    /// One component of one sample.
    record Place(Samples sample, String field, Class<?> type) {

        /// The sample with another value there.
        String with(Object value) {
            var changed = new LinkedHashMap<>(EventJson.object(sample.json()));
            changed.put(field, value);
            return EventJson.write(changed);
        }

        String without() {
            var changed = new LinkedHashMap<>(EventJson.object(sample.json()));
            changed.remove(field);
            return EventJson.write(changed);
        }

        @Override
        public String toString() {
            return sample + "." + field;
        }
    }

    static List<Place> places() {
        var all = new ArrayList<Place>();
        for (var sample : Samples.ALL) {
            for (RecordComponent component : sample.type().getRecordComponents()) {
                all.add(new Place(sample, component.getName(), component.getType()));
            }
        }
        return all;
    }

    static List<Place> wholeNumbers() {
        return ofTypes(Set.of(int.class, long.class));
    }

    static List<Place> numbers() {
        return ofTypes(Set.of(int.class, long.class, Rupees.class));
    }

    private static List<Place> ofTypes(Set<Class<?>> types) {
        return places().stream().filter(place -> types.contains(place.type())).toList();
    }

    @ParameterizedTest
    @FieldSource("every")
    void anUnknownFieldIsRefusedByName(Samples sample) {
        assertRefused(new Place(sample, "colour", String.class).with("red"), sample.type(), "colour");
    }

    @ParameterizedTest
    @MethodSource("places")
    void aMissingFieldIsRefusedByName(Place place) {
        assertRefused(place.without(), place.sample().type(), place.field());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberWrittenAsTextIsRefusedByName(Place place) {
        assertRefused(place.with("7"), place.sample().type(), place.field());
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aFractionForAWholeNumberIsRefusedByName(Place place) {
        assertRefused(place.with(new BigDecimal("1.5")), place.sample().type(), place.field());
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void nothingForAWholeNumberIsRefusedByName(Place place) {
        assertRefused(place.with(null), place.sample().type(), place.field());
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberThatIsTooLargeIsRefusedByName(Place place) {
        assertRefused(
                place.with(new BigDecimal("1e19").toBigInteger()),
                place.sample().type(),
                place.field());
    }

    @ParameterizedTest
    @FieldSource("every")
    void aFieldThatComesTwiceIsRefusedByName(Samples sample) {
        var first = Arrays.stream(sample.type().getRecordComponents())
                .findFirst()
                .orElseThrow()
                .getName();
        var twice = sample.wire().replaceFirst("\\{", "{\"" + first + "\":null,");

        assertRefused(twice, sample.type(), first);
    }

    @ParameterizedTest
    @FieldSource("every")
    void textAfterTheEndIsRefused(Samples sample) {
        assertRefused(sample.wire() + "{}", sample.type(), sample.type().getSimpleName());
    }

    @Test
    void aFaultDeepInsideIsRefusedWithItsWholePath() {
        var text = new Samples("Order.filled", Order.class).wire();

        assertRefused(text.replace("\"price\":2781.9", "\"price\":\"2781.9\""), Order.class, "fills[0].price");
        assertRefused(
                text.replace("\"quantity\":50,\"price\"", "\"quantity\":5.5,\"price\""),
                Order.class,
                "fills[0].quantity");
        assertRefused(text.replace("\"side\":\"BUY\"", "\"side\":\"HOLD\""), Order.class, "request.side");
        assertRefused(text.replace("\"RELIANCE\"", "\"reliance ltd\""), Order.class, "request.symbol");
        assertRefused(
                new Samples("Alert", Alert.class).wire().replace("30112.4", "\"30112.4\""),
                Alert.class,
                "numbers.lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"text\"", "{", "{\"duty\":\"tick\"", "{duty:1}", "NaN"})
    void whatIsNoRecordIsRefused(String text) {
        assertRefused(text, Tick.class, "Tick");
    }

    @Test
    void anOrderForNothingCannotBeRead() {
        var text = new Samples("OrderRequested.entry", OrderRequested.class).wire();

        assertRefused(text.replace("\"quantity\":50", "\"quantity\":0"), OrderRequested.class, "1 share or more");
        assertRefused(text.replace("\"stop\":2764.2", "\"stop\":null"), OrderRequested.class, "a stop");
    }

    @Test
    void anObjectComesAsPlainExactValues() {
        assertThat(EventJson.object("{\"a\":1.10,\"b\":[2,null],\"c\":{\"d\":\"x\"}}"))
                .isEqualTo(Map.of("a", new BigDecimal("1.10"), "b", Arrays.asList(2, null), "c", Map.of("d", "x")));
        for (var bad : List.of("null", "[]", "{\"a\":1,\"a\":2}", "{} {}", "")) {
            assertThatThrownBy(() -> EventJson.object(bad)).isInstanceOf(BadMessage.class);
        }
    }

    /// Same inputs, same bytes: audit digests and hashes are made of this text.
    @Test
    void aMapIsWrittenInTheOrderOfItsNamesHoweverItWasFilled() {
        var numbers = new LinkedHashMap<String, BigDecimal>();
        numbers.put("open", BigDecimal.ONE);
        numbers.put("limit", BigDecimal.TEN);

        assertThat(EventJson.write(numbers)).isEqualTo("{\"limit\":10,\"open\":1}");
    }

    @Test
    void anExactAmountIsNeverWrittenWithAnExponent() {
        assertThat(EventJson.write(Rupees.of("1000000000000"))).isEqualTo("1000000000000");
        assertThat(EventJson.write(Rupees.of("0.0000001"))).isEqualTo("0.0000001");
    }

    @ParameterizedTest
    @FieldSource("every")
    void aRecordComesBackFromItsLedgerItem(Samples sample) {
        var record = EventJson.read(sample.json(), sample.type());
        var item = new LinkedHashMap<>(EventJson.toMap(record));
        item.put("pk", "an attribute of the ledger's own");
        item.entrySet().removeIf(attribute -> attribute.getValue() == null);

        assertThat((Object) EventJson.fromMap(item, sample.type())).isEqualTo(record);
    }

    @Test
    void aLedgerItemWithoutANumberIsStillRefused() {
        var item = new LinkedHashMap<>(EventJson.toMap(Samples.read("Control", Control.class)));
        item.remove("epoch");

        assertThatThrownBy(() -> EventJson.fromMap(item, Control.class))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("epoch");
    }

    @Test
    void everyNumberOfEverySampleIsTried() {
        assertThat(wholeNumbers().stream().map(Place::toString).collect(toSet()))
                .contains("OrderRequested.entry.quantity", "Position.open", "Account.seq", "Control.epoch");
    }

    private static void assertRefused(String text, Class<?> type, String says) {
        assertThatThrownBy(() -> EventJson.read(text, type))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining(says);
    }
}
