package sauda.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SamplesTest {

    static final List<Samples> every = Samples.ALL;

    @ParameterizedTest
    @FieldSource("every")
    void aSampleSurvivesTheRoundTripUnchanged(Samples sample) {
        assertThat(EventJson.write(EventJson.read(sample.json(), sample.type())))
                .isEqualTo(sample.wire());
    }

    @Test
    void everySampleOnDiskIsTested() throws IOException {
        try (Stream<Path> files = Files.list(Samples.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(every.stream()
                            .map(sample -> sample.name() + ".json")
                            .toList());
        }
    }

    /// Alone, or as a part of one that has its own.
    @Test
    void everyRecordThatFlowsHasASample() throws Exception {
        var shown = new HashSet<Class<?>>();
        every.forEach(sample -> addWithParts(sample.type(), shown));

        assertThat(shown).containsAll(records());
    }

    @Test
    void theSamplesTellOneStory() {
        var decision = Samples.read("DecisionMade", DecisionMade.class);
        var entry = Samples.read("OrderRequested.entry", OrderRequested.class);
        var exit = Samples.read("OrderRequested.exit", OrderRequested.class);
        var order = Samples.read("Order.filled", Order.class);
        var trade = Samples.read("Trade", Trade.class);
        var position = Samples.read("Position", Position.class);
        var audit = Samples.read("AuditRecord", AuditRecord.class);
        var account = Samples.read("Account", Account.class);
        var snapshot = Samples.read("Snapshot", Snapshot.class);

        assertThat(decision.orders()).containsExactly(entry);
        assertThat(decision.cancels()).containsExactly(Samples.read("CancelRequested", CancelRequested.class));
        assertThat(order.request()).isEqualTo(entry);
        assertThat(order.turnover()).isEqualTo(position.cost()).isEqualTo(trade.entered());
        assertThat(trade.gross()).isEqualTo(trade.left().minus(trade.entered()));
        assertThat(snapshot.positions()).containsExactly(position);
        assertThat(snapshot.unrealised()).isEqualTo(position.unrealised());
        assertThat(snapshot.value())
                .isEqualTo(snapshot.cash().minus(snapshot.charges()).plus(position.value()))
                .isEqualTo(account.day().value());
        assertThat(audit)
                .isEqualTo(AuditRecord.after(
                        "claude", 1, "", audit.at(), "order FILLED", entry.id().value(), order, entry.cause()));
        assertThat(account.head()).isEqualTo(audit.hash());
        for (var request : List.of(entry, exit)) {
            assertThat(request.id())
                    .isEqualTo(OrderId.of(
                            request.t(), request.account(), request.cause(), request.symbol(), request.side(), 0));
        }
    }

    private static void addWithParts(Type type, Set<Class<?>> found) {
        switch (type) {
            case Class<?> raw
            when raw.isRecord() && found.add(raw) ->
                Arrays.stream(raw.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(part -> addWithParts(part, found));
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).forEach(part -> addWithParts(part, found));
            case WildcardType any -> Arrays.stream(any.getUpperBounds()).forEach(part -> addWithParts(part, found));
            default -> {}
        }
    }

    /// Records of the package by their own name; [Fact] and [Routes] are no records.
    private static Set<Class<?>> records() throws Exception {
        var classes = Path.of(EventJson.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("sauda/events"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.startsWith("package-info"))
                    .map(file -> classNamed("sauda.events." + file.replace(".class", "")))
                    .filter(Class::isRecord)
                    .collect(toSet());
        }
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
