package sauda.infra.cost;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import sauda.events.EventJson;
import sauda.events.Routes;

/// What of a template costs something, counted.
///
/// @param things    by kind
/// @param functions by their name in the routes, how many
/// @param ready     megabytes kept ready in market hours, by the same names
/// @param firings   by duty, how often the schedules say it on an ordinary day
public record Inventory(
        Map<Thing, Integer> things,
        Map<String, Integer> functions,
        Map<String, Integer> ready,
        Map<String, Integer> firings) {

    /// What is paid for by being there.
    public enum Thing {
        RESOURCES,
        QUEUES,
        /// Queues that Lambda asks for messages, day and night.
        POLLED_QUEUES,
        TRACED_FUNCTIONS,
        ALARMED_METRICS,
        DASHBOARDS,
        KEYS,
        SECRETS,
        NAT_GATEWAYS,
        NAT_INSTANCES,
        ADDRESSES,
        BACKUP_PLANS
    }

    private static final Part NOTHING = new Part(Map.of());

    /// @param stacks  as CDK wrote them, the main one first: its resources are counted alone
    /// @param ofOwner names of secrets that the owner makes
    public static Inventory of(List<Map<String, Object>> stacks, Set<String> ofOwner) {
        List<Map<String, Part>> all = stacks.stream()
                .map(stack -> new Part(stack).at("Resources").all())
                .toList();
        Counting counting = new Counting();
        counting.add(Thing.RESOURCES, all.getFirst().size());
        all.forEach(counting::count);
        counting.things.merge(Thing.SECRETS, ofOwner.size(), Integer::sum);
        return new Inventory(
                Map.copyOf(counting.things),
                new TreeMap<>(counting.functions),
                new TreeMap<>(counting.ready),
                new TreeMap<>(counting.firings));
    }

    int count(Thing thing) {
        return things.getOrDefault(thing, 0);
    }

    /// This, and so many times what another has more than a third.
    Inventory plus(int times, Inventory with, Inventory without) {
        return new Inventory(
                combined(things, with.things, without.things, times),
                combined(functions, with.functions, without.functions, times),
                combined(ready, with.ready, without.ready, times),
                firings);
    }

    private static <K extends Comparable<K>> Map<K, Integer> combined(
            Map<K, Integer> base, Map<K, Integer> with, Map<K, Integer> without, int times) {
        Set<K> keys = new TreeSet<>(base.keySet());
        keys.addAll(with.keySet());
        Map<K, Integer> all = new TreeMap<>();
        IntBinaryOperator more = (one, other) -> one - other;
        keys.forEach(key -> all.put(
                key,
                base.getOrDefault(key, 0)
                        + times * more.applyAsInt(with.getOrDefault(key, 0), without.getOrDefault(key, 0))));
        return all;
    }

    /// One walk over the resources.
    private static final class Counting {

        private final Map<Thing, Integer> things = new EnumMap<>(Thing.class);
        private final Map<String, Integer> functions = new TreeMap<>();
        private final Map<String, Integer> ready = new TreeMap<>();
        private final Map<String, Integer> firings = new TreeMap<>();

        void count(Map<String, Part> resources) {
            resources
                    .values()
                    .forEach(resource -> one(
                            resources,
                            resource.text("Type"),
                            resource.maybe("Properties").orElse(NOTHING)));
        }

        private void add(Thing thing, int count) {
            things.merge(thing, count, Integer::sum);
        }

        private void one(Map<String, Part> resources, String type, Part properties) {
            switch (type) {
                case "AWS::SQS::Queue" -> add(Thing.QUEUES, 1);
                case "AWS::Lambda::EventSourceMapping" -> {
                    if (!properties.written("EventSourceArn").contains("StreamArn")) {
                        add(Thing.POLLED_QUEUES, 1);
                    }
                }
                case "AWS::CloudWatch::Alarm" -> alarm(properties);
                case "AWS::CloudWatch::Dashboard" -> add(Thing.DASHBOARDS, 1);
                case "AWS::KMS::Key" -> add(Thing.KEYS, 1);
                case "AWS::SecretsManager::Secret" -> add(Thing.SECRETS, 1);
                case "AWS::EC2::NatGateway" -> add(Thing.NAT_GATEWAYS, 1);
                case "AWS::EC2::Instance" -> add(Thing.NAT_INSTANCES, 1);
                case "AWS::EC2::EIP" -> add(Thing.ADDRESSES, 1);
                case "AWS::Backup::BackupPlan" -> add(Thing.BACKUP_PLANS, 1);
                case "AWS::Scheduler::Schedule" -> schedule(properties);
                case "AWS::Lambda::Function" -> function(properties);
                case "AWS::ApplicationAutoScaling::ScalableTarget" -> ready(resources, properties);
                default -> {
                    // Nothing is paid for its being there.
                }
            }
        }

        private void function(Part properties) {
            route(properties).ifPresent(route -> functions.merge(route.name(), 1, Integer::sum));
            boolean traced = properties
                    .maybe("TracingConfig")
                    .map(tracing -> tracing.text("Mode").equals("Active"))
                    .orElse(false);
            add(Thing.TRACED_FUNCTIONS, traced ? 1 : 0);
        }

        /// An alarm costs for each metric that it looks at.
        private void alarm(Part properties) {
            long looked = properties.has("Metrics")
                    ? properties.list("Metrics").stream()
                            .filter(each -> each.has("MetricStat"))
                            .count()
                    : 1;
            add(Thing.ALARMED_METRICS, Math.toIntExact(looked));
        }

        /// The lines for ordinary days without an end: those that hold from then on.
        private void schedule(Part properties) {
            if (!properties.has("EndDate")) {
                Object duty =
                        EventJson.object(properties.at("Target").text("Input")).get("duty");
                firings.merge(
                        String.valueOf(duty), Firings.ofADay(properties.text("ScheduleExpression")), Integer::sum);
            }
        }

        private static Optional<Routes.Function> route(Part function) {
            return Routes.FUNCTIONS.stream()
                    .filter(one -> function.has("Handler") && one.handler().equals(function.text("Handler")))
                    .findFirst();
        }

        /// `ResourceId` names the function, or its alias, by reference or by name.
        private void ready(Map<String, Part> resources, Part properties) {
            String target = properties.written("ResourceId");
            resources.forEach((id, resource) -> {
                if (resource.text("Type").equals("AWS::Lambda::Function")) {
                    Part function = resource.at("Properties");
                    boolean meant = means(target, id)
                            || function.has("FunctionName")
                                    && target.contains(":" + function.text("FunctionName") + ":")
                            || resources.entrySet().stream()
                                    .filter(alias ->
                                            alias.getValue().text("Type").equals("AWS::Lambda::Alias"))
                                    .filter(alias -> means(target, alias.getKey()))
                                    .anyMatch(alias -> means(
                                            alias.getValue().at("Properties").written("FunctionName"), id));
                    if (meant) {
                        route(function)
                                .ifPresent(route -> ready.merge(
                                        route.name(), Integer.parseInt(function.text("MemorySize")), Integer::sum));
                    }
                }
            });
        }

        private static boolean means(String written, String id) {
            return written.contains("\"" + id + "\"");
        }
    }
}
