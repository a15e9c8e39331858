package sauda.local.measure;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.Alert;
import sauda.events.BarsReady;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Reading;
import sauda.events.Routes;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.local.issuer.Person;
import sauda.local.run.Wire;

/// Every function of the routes, each with the first thing that a day asks of it.
final class Subjects {

    private static final Symbol STOCK = new Symbol("RELIANCE");
    private static final String ACCOUNT = "claude";
    private static final String CLIENT = "paper";
    private static final BigDecimal STOP = new BigDecimal("0.99");
    private static final BigDecimal TARGET = new BigDecimal("1.02");
    private static final BiPredicate<Scene, String> ANY = (scene, answer) -> true;

    private final Neighbours neighbours;

    Subjects(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /// Of all that are measured.
    static List<String> names() {
        return all(() -> "", () -> true).stream().map(Subject::function).toList();
    }

    List<Subject> all() {
        return all(neighbours::token, neighbours::wasTold);
    }

    /// @param token   of somebody who may connect
    /// @param wasTold whether people were told something since the last time
    private static List<Subject> all(Supplier<String> token, BooleanSupplier wasTold) {
        return List.of(
                new Subject(
                        "signals",
                        Map.of("SAUDA_STOCK", STOCK.code()),
                        scene -> Events.topic(new Tick(Tick.Duty.TICK, scene.t())),
                        (scene, answer) -> scene.ledger()
                                .get(Keys.reading(STOCK, scene.t()))
                                .isPresent()),
                new Subject(
                        "operations-mark",
                        Map.of(),
                        Subjects::barsReady,
                        (scene, answer) -> scene.ledger()
                                .get(Keys.mark(ACCOUNT, scene.t()))
                                .isPresent()),
                new Subject(
                        "decisions",
                        Map.of("SAUDA_ACCOUNT", ACCOUNT),
                        Subjects::signalsReady,
                        (scene, answer) -> scene.ledger()
                                .get(Keys.decision(ACCOUNT, scene.t()))
                                .map(item -> item.as(DecisionMade.class))
                                .filter(decision ->
                                        decision.state() == DecisionMade.State.DECIDED && decision.calls() > 0)
                                .isPresent()),
                new Subject(
                        "executor",
                        Map.of("SAUDA_CLIENT", CLIENT),
                        scene -> Events.queue(entry(scene)),
                        Subjects::isAccepted),
                ofClient(
                        Tick.Duty.SESSION,
                        "operations-session",
                        (scene, answer) ->
                                scene.ledger().get(Keys.account(ACCOUNT)).isPresent()),
                new Subject(
                        "operations-deadline",
                        Map.of(),
                        scene -> Events.topic(
                                new Tick(Tick.Duty.DEADLINE, scene.t().plus(Duration.ofMinutes(2)))),
                        (scene, answer) ->
                                !scene.ledger().list(Keys.ALERTS, "", true, 1).isEmpty()),
                ofClient(Tick.Duty.WATCH, "operations-watch", ANY),
                ofClient(Tick.Duty.RECONCILE, "operations-reconcile", ANY),
                new Subject(
                        "operations-report",
                        Map.of(),
                        scene -> {
                            scene.read(scene.config().stocksOf(account(scene)));
                            scene.mark(account(scene));
                            return Events.topic(new Tick(Tick.Duty.REPORT, scene.t()));
                        },
                        ANY),
                new Subject("notify", Map.of(), Subjects::alerted, (scene, answer) -> wasTold.getAsBoolean()),
                new Subject(
                        "notify-telegram",
                        Map.of(),
                        scene -> Events.written("/hooks/telegram", Neighbours.TELEGRAM, "{\"update_id\":1}"),
                        (scene, answer) -> answer.contains("\"statusCode\":200")),
                new Subject(
                        Routes.DEAD_MAN.name(),
                        Map.of(),
                        scene -> EventJson.write(Map.of("verb", "STATE")),
                        (scene, answer) -> answer.contains("WATCHING")),
                new Subject(
                        "dashboard",
                        Map.of(),
                        scene -> {
                            scene.read(scene.config().stocksOf(account(scene)));
                            scene.mark(account(scene));
                            return Events.get("/api/system/status", claims());
                        },
                        (scene, answer) -> answer.contains("\"statusCode\":200")),
                new Subject(
                        "dashboard-authorizer",
                        Map.of(),
                        scene -> Events.connecting(token.get()),
                        (scene, answer) -> answer.contains("Allow")),
                new Subject(
                        "dashboard-socket",
                        Map.of(),
                        scene -> Events.connected(Map.of(
                                "sub",
                                Person.OWNER.sub(),
                                "name",
                                "owner",
                                "role",
                                "admin",
                                "expires",
                                Instant.now().plus(Duration.ofHours(1)).toString())),
                        (scene, answer) -> answer.contains("\"statusCode\":200")),
                new Subject("dashboard-push", Map.of(), Subjects::alerted, ANY));
    }

    private static Subject ofClient(Tick.Duty duty, String function, BiPredicate<Scene, String> answered) {
        return new Subject(
                function, Map.of("SAUDA_CLIENT", CLIENT), scene -> Events.topic(new Tick(duty, scene.t())), answered);
    }

    private static AccountSpec account(Scene scene) {
        return scene.config().account(ACCOUNT).orElseThrow();
    }

    private static String barsReady(Scene scene) {
        List<Symbol> stocks = scene.config().stocksOf(account(scene));
        scene.read(stocks);
        return Events.queue(new BarsReady(ACCOUNT, scene.t(), stocks, List.of()));
    }

    private static String signalsReady(Scene scene) {
        scene.read(scene.config().stocksOf(account(scene)));
        return Events.queue(scene.mark(account(scene)));
    }

    /// A small entry that breaks no limit.
    private static OrderRequested entry(Scene scene) {
        scene.read(scene.config().stocksOf(account(scene)));
        scene.mark(account(scene));
        Reading reading =
                scene.ledger().get(Keys.reading(STOCK, scene.t())).orElseThrow().as(Reading.class);
        String cause = "decision:" + ACCOUNT + ":" + Keys.minute(scene.t());
        return new OrderRequested(
                OrderId.of(scene.t(), ACCOUNT, cause, STOCK, Side.BUY, 0),
                ACCOUNT,
                STOCK,
                Side.BUY,
                OrderRequested.Purpose.ENTRY,
                1,
                reading.last().close(),
                onTick(reading, STOP),
                onTick(reading, TARGET),
                "vwap",
                cause,
                "measured",
                scene.t(),
                Instant.now().plus(Duration.ofMinutes(1)),
                scene.config().hash());
    }

    private static Rupees onTick(Reading reading, BigDecimal factor) {
        BigDecimal tick = reading.tick().amount();
        return new Rupees(reading.last()
                .close()
                .amount()
                .multiply(factor)
                .divide(tick, 0, RoundingMode.HALF_UP)
                .multiply(tick));
    }

    private static boolean isAccepted(Scene scene, String answer) {
        return scene.ledger().list(Keys.ofAccount(ACCOUNT), "ORDER#", true, 1).stream()
                .map(item -> item.as(Order.class))
                .anyMatch(order -> order.state() == OrderState.ACCEPTED);
    }

    /// What the stream tells when an alert was written.
    private static String alerted(Scene scene) {
        scene.changes();
        Alert alert = new Alert("MEASURED", "system", "nothing", Alert.Level.WARN, Map.of(), scene.t());
        scene.ledger()
                .commit(List.of(
                        Write.put(Item.of(Keys.alert(alert.at(), alert.code(), alert.subject()), "alert", alert))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(scene.changes());
        return new Wire<DynamodbEvent, Void>((told, context) -> null, DynamodbEvent.class).json(event);
    }

    private static Map<String, String> claims() {
        return Map.of(
                "sub",
                Person.OWNER.sub(),
                "username",
                "owner",
                "cognito:groups",
                "[admin]",
                "exp",
                Long.toString(Instant.now().plus(Duration.ofHours(1)).getEpochSecond()));
    }
}
