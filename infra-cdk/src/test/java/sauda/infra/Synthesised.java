package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import sauda.core.config.ConfigFile;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/// A template to ask questions of. Making one takes seconds, so tests share these; an empty jar
/// stands in for the functions' code.
record Synthesised(Deployment deployment, Template template, Annotations annotations, JsonNode json) {

    /// The dead man beside a stage whose network alone is there: he knows nothing else of it.
    static Synthesised deadMan(String yaml, Map<String, String> context) {
        Path jar = emptyJar();
        Deployment deployment =
                Deployment.of(yaml, LocalDate.of(2026, 11, 20), new Context(context::get), function -> jar, aPage());
        App app = new App();
        Vpc network = Vpc.Builder.create(new Stack(app, deployment.stage().stack()), "Egress")
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Clients")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        ISecurityGroup group = SecurityGroup.Builder.create(network.getStack(), "EgressGroup")
                .vpc(network)
                .build();
        List<ISubnet> subnets = new ArrayList<>(network.getIsolatedSubnets());
        return of(
                deployment,
                new DeadManStack(
                        app, deployment, client -> new FunctionUnit.Place(network, subnets.removeFirst(), group)));
    }

    private static Synthesised of(Deployment deployment, Stack stack) {
        Annotations annotations = Annotations.fromStack(stack);
        Template template = Template.fromStack(stack);
        return new Synthesised(deployment, template, annotations, new ObjectMapper().valueToTree(template.toJSON()));
    }

    static final Map<String, String> LIVE_STAGE = Map.of("stage", "live");

    /// As it ships, in the stage that it ships for: what is kept as a snapshot.
    static final Synthesised DEFAULT = of(ConfigFile.defaultText(), LocalDate.of(2026, 11, 20));

    /// One account on paper, the other on a live client; before a Muhurat session on a Tuesday.
    static final Synthesised ONE_LIVE = of(
            oneLive(ConfigFile.defaultText()).replace("backupAddress: true", "backupAddress: false"),
            LocalDate.of(2025, 10, 1),
            LIVE_STAGE);

    /// Each account but the baseline on a live client of its own, with a second address in reserve.
    static final Synthesised TWO_LIVE = of(twoLive(ConfigFile.defaultText()), LocalDate.of(2026, 11, 20), LIVE_STAGE);

    /// What an owner has who trades real money: the models' accounts at one live client.
    static String live(String yaml) {
        return twoLive(yaml)
                .replace("  second: { broker: dhan, secret: sauda/dhan/second }\n", "")
                .replace("[ main, second ]", "main")
                .replace("client: second", "client: main")
                .replace("mail: [ ]", "mail: [ owner@example.com ]");
    }

    /// With real money, as the live stage ships; kept as a snapshot too.
    static final Synthesised LIVE = of(live(ConfigFile.defaultText()), LocalDate.of(2026, 11, 20), LIVE_STAGE);

    /// The same with what a stage may choose instead.
    static final Synthesised CHOSEN = of(chosen(), LocalDate.of(2026, 11, 20), LIVE_STAGE);

    static final String KEY = "arn:aws:kms:ap-south-1:123456789012:key/0a1b2c3d-0000-4000-8000-0123456789ab";

    static String chosen() {
        return live(ConfigFile.defaultText())
                .replace("egress: nat-gateway", "egress: nat-instance")
                .replace("start: provisioned", "start: snapstart")
                .replace("key: own", "key: " + KEY);
    }

    /// As it ships, with a bot.
    static final Synthesised WITH_TELEGRAM =
            of(ConfigFile.defaultText().replace("# telegram: {", "telegram: {"), LocalDate.of(2026, 11, 20));

    static String oneLive(String yaml) {
        String clients = "  paper: { broker: paper }\n";
        int gpt = yaml.indexOf("\n  gpt:");
        assert yaml.contains(clients) && gpt > 0;
        String ofGpt = yaml.substring(gpt).replaceFirst("client: paper", "client: main");
        return yaml.substring(0, gpt)
                        .replace("\nmode: paper", "\nmode: live\nliveAcknowledged: main")
                        .replace(clients, clients + "  main: { broker: dhan, secret: sauda/dhan/main }\n")
                + ofGpt;
    }

    static String twoLive(String yaml) {
        String main = "  main: { broker: dhan, secret: sauda/dhan/main }\n";
        return oneLive(yaml)
                .replace("liveAcknowledged: main", "liveAcknowledged: [ main, second ]")
                .replace(main, main + "  second: { broker: dhan, secret: sauda/dhan/second }\n")
                .replaceFirst("client: paper", "client: second");
    }

    static Synthesised of(String yaml, LocalDate asOf) {
        return of(yaml, asOf, Map.of());
    }

    static Synthesised of(String yaml, LocalDate asOf, Map<String, String> context) {
        return of(yaml, asOf, context, aPage());
    }

    static Synthesised of(String yaml, LocalDate asOf, Map<String, String> context, Path page) {
        Path jar = emptyJar();
        Deployment deployment = Deployment.of(yaml, asOf, new Context(context::get), function -> jar, page);
        App app = new App();
        return of(deployment, new SaudaStack(app, deployment));
    }

    /// A page as the build leaves it, in so far as the stack looks at it.
    private static Path aPage() {
        try {
            Path page = Files.createTempDirectory("page");
            Path assets = Files.createDirectory(page.resolve("assets"));
            Path index = Files.writeString(page.resolve("index.html"), "<!doctype html>");
            Path script = Files.writeString(assets.resolve("index-1a2b3c.js"), "");
            List.of(page, assets, index, script).forEach(each -> each.toFile().deleteOnExit());
            return page;
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
    }

    static Path emptyJar() {
        try {
            Path jar = Files.createTempFile("function", ".jar");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                zip.putNextEntry(new ZipEntry("nothing"));
            }
            jar.toFile().deleteOnExit();
            return jar;
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
    }

    /// One resource of the template.
    record Resource(String id, String type, JsonNode properties, JsonNode whole) {

        JsonNode get(String property) {
            return properties.path(property);
        }

        String text(String property) {
            return properties.path(property).asText();
        }

        /// Whether a value is a reference to this resource.
        boolean isMeantBy(JsonNode value) {
            return value.path("Ref").asText().equals(id)
                    || value.path("Fn::GetAtt").path(0).asText().equals(id);
        }
    }

    List<Resource> all() {
        List<Resource> all = new ArrayList<>();
        json.path("Resources")
                .properties()
                .forEach(entry -> all.add(new Resource(
                        entry.getKey(),
                        entry.getValue().path("Type").asText(),
                        entry.getValue().path("Properties"),
                        entry.getValue())));
        return all;
    }

    List<Resource> all(String type) {
        return all().stream().filter(resource -> resource.type().equals(type)).toList();
    }

    Resource one(String type, Predicate<Resource> that) {
        List<Resource> found = all(type).stream().filter(that).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type + ": " + found);
        }
        return found.getFirst();
    }

    Resource function(String name) {
        return one(
                "AWS::Lambda::Function",
                function -> function.text("FunctionName").equals(stage().called(name)));
    }

    /// The functions of the routes; what CDK runs while it deploys has no name.
    List<Resource> functions() {
        return all("AWS::Lambda::Function").stream()
                .filter(function -> function.properties().has("FunctionName"))
                .toList();
    }

    Stage stage() {
        return deployment.stage();
    }

    /// What a function, queue or topic is called in this stage, without the stage.
    String shortName(Resource resource) {
        return Stream.of("FunctionName", "QueueName", "TopicName")
                .filter(resource.properties()::has)
                .map(resource::text)
                .map(name -> {
                    assertThat(name).startsWith(stage().called(""));
                    return name.substring(stage().called("").length());
                })
                .findFirst()
                .orElseThrow();
    }

    Resource topic(String name) {
        return one("AWS::SNS::Topic", topic -> shortName(topic).equals(name));
    }

    /// The log of a function or another part.
    Resource log(String part) {
        return one("AWS::Logs::LogGroup", log -> log.text("LogGroupName").equals(stage().log(part)));
    }

    Resource aliasOf(String function) {
        Resource its = function(function);
        return one("AWS::Lambda::Alias", alias -> its.isMeantBy(alias.get("FunctionName")));
    }

    /// The alias that an invoker points at: by its ARN, by `function:alias` cut out of it, or by
    /// the address at which API Gateway calls it.
    Optional<Resource> aliasIn(JsonNode target) {
        if (target.has("Fn::Join")) {
            String last = target.path("Fn::Join")
                    .path(1)
                    .valueStream()
                    .reduce((former, latter) -> latter)
                    .map(JsonNode::asText)
                    .orElse("");
            if (!last.equals(":" + FunctionUnit.ALIAS) && !last.equals("/invocations")) {
                return Optional.empty();
            }
        }
        List<String> meant = target.findValuesAsText("Ref");
        return all("AWS::Lambda::Alias").stream()
                .filter(alias -> meant.contains(alias.id()))
                .findFirst();
    }

    /// The routes of the API of a protocol, `HTTP` or `WEBSOCKET`.
    List<Resource> routesOf(String protocol) {
        Resource api = api(protocol);
        return all("AWS::ApiGatewayV2::Route").stream()
                .filter(route -> api.isMeantBy(route.get("ApiId")))
                .toList();
    }

    Resource api(String protocol) {
        return one("AWS::ApiGatewayV2::Api", api -> api.text("ProtocolType").equals(protocol));
    }

    /// The stage of the API of a protocol.
    Resource stageOf(String protocol) {
        return one("AWS::ApiGatewayV2::Stage", stage -> api(protocol).isMeantBy(stage.get("ApiId")));
    }

    /// What a value comes to when what only AWS knows is written as `${id}`.
    static String written(JsonNode value) {
        if (value.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            value.path("Fn::Join").path(1).forEach(part -> joined.append(written(part)));
            return joined.toString();
        }
        return value.isTextual() ? value.asText() : "${" + name(value) + "}";
    }

    Resource queue(String name) {
        return one("AWS::SQS::Queue", queue -> queue.text("QueueName").equals(stage().called(name)));
    }

    /// What a function's role allows: resources by action. A resource is written as the id it
    /// refers to, or as its ARN with `*` for what only AWS knows.
    Map<String, List<String>> allowed(String function) {
        return said("Allow", function);
    }

    /// What it denies, under whatever condition.
    Map<String, List<String>> denied(String function) {
        return said("Deny", function);
    }

    private Map<String, List<String>> said(String effect, String function) {
        Map<String, List<String>> allowed = new LinkedHashMap<>();
        String role = function(function).get("Role").path("Fn::GetAtt").path(0).asText();
        all("AWS::IAM::Policy").stream()
                .filter(policy ->
                        policy.get("Roles").path(0).path("Ref").asText().equals(role))
                .flatMap(policy -> each(policy.get("PolicyDocument").path("Statement")))
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .forEach(statement -> each(statement.path("Action"))
                        .forEach(action -> each(statement.path("Resource"))
                                .forEach(resource -> allowed.computeIfAbsent(action.asText(), same -> new ArrayList<>())
                                        .add(name(resource)))));
        return allowed;
    }

    static List<String> names(JsonNode properties) {
        return properties.propertyStream().map(Map.Entry::getKey).toList();
    }

    static Stream<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
    }

    static String name(JsonNode resource) {
        if (resource.isTextual()) {
            return resource.asText();
        }
        if (resource.has("Fn::Join")) {
            StringBuilder arn = new StringBuilder();
            resource.path("Fn::Join").path(1).forEach(part -> arn.append(part.isTextual() ? part.asText() : "*"));
            return arn.toString();
        }
        return resource.has("Ref")
                ? resource.path("Ref").asText()
                : resource.path("Fn::GetAtt").path(0).asText();
    }
}
