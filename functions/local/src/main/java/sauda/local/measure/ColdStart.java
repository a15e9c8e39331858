package sauda.local.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import sauda.events.EventJson;
import sauda.events.Routes;
import sauda.local.cloud.Queues;

/// Starts functions in fresh JVMs, one after the other and in turns, so that what else the
/// machine does meets all of them alike.
final class ColdStart {

    static final String HELLO = "hello-world";

    private static final int HELLO_MEMORY = 1024;
    private static final int TRAINING_EVENTS = 3;
    private static final int HEAP_PERCENT = 85;
    private static final int A_LOOK = 500;
    private static final int A_LINE = 10_000;

    private final Path repository;
    private final Path folder;
    private final Neighbours neighbours;
    private final List<Way> ways;
    private final int runs;
    private int scenes;
    private String queues = "";

    /// @param folder for what is unpacked and written down meanwhile
    /// @param runs   of each way of each function
    ColdStart(Path repository, Path folder, Neighbours neighbours, List<Way> ways, int runs) {
        this.repository = repository;
        this.folder = folder;
        this.neighbours = neighbours;
        this.ways = ways;
        this.runs = runs;
    }

    /// Hello-world first.
    ///
    /// @param functions names of the routes; empty for all
    /// @throws IllegalStateException when a function gives no real answer
    List<Measured> measure(List<String> functions) {
        List<Candidate> candidates = candidates(functions);
        boolean trains = ways.contains(Way.APPCDS) || ways.contains(Way.AOT);
        long steps = (long) candidates.size() * (1 + (trains ? 1 : 0) + (long) runs * ways.size());
        List<Taken> all = new ArrayList<>();
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("cold starts")
                .setInitialMax(steps)
                .setUpdateIntervalMillis(System.console() == null ? A_LINE : A_LOOK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            for (Candidate candidate : candidates) {
                all.add(new Taken(candidate, classes(candidate), new EnumMap<>(Way.class)));
                bar.step();
                if (trains) {
                    train(candidate);
                    bar.step();
                }
            }
            for (int run = 0; run < runs; run++) {
                for (Taken taken : all) {
                    for (Way way : ways) {
                        taken.starts(way).add(start(taken.candidate(), way, List.of()));
                        bar.step();
                    }
                }
            }
        }
        return all.stream().map(Taken::measured).toList();
    }

    private record Taken(Candidate candidate, long classes, Map<Way, List<FreshJvm.Start>> starts) {

        List<FreshJvm.Start> starts(Way way) {
            return starts.computeIfAbsent(way, first -> new ArrayList<>());
        }

        Measured measured() {
            Map<Way, Sample> samples = new EnumMap<>(Way.class);
            starts.forEach((way, all) -> samples.put(
                    way, Sample.of(all.stream().map(FreshJvm.Start::millis).toList())));
            double peak = Sample.of(starts(Way.BASE).stream()
                            .map(start -> start.peakKb() / 1024.0)
                            .toList())
                    .median();
            double cpu = Sample.of(starts(Way.BASE).stream()
                            .map(FreshJvm.Start::cpuMillis)
                            .toList())
                    .median();
            return new Measured(
                    candidate.name(),
                    candidate.memoryMb(),
                    candidate.deployed().kilobytes(),
                    classes,
                    cpu,
                    Math.round(peak),
                    samples);
        }
    }

    private List<Candidate> candidates(List<String> functions) {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(
                HELLO,
                Deployed.of(List.of(Deployed.jarOf(HelloHandler.class, folder.resolve("hello.jar"))), folder),
                HelloHandler.class.getName(),
                HELLO_MEMORY,
                Map.of(),
                scene -> EventJson.write(Map.of("name", "Sauda")),
                (scene, answer) -> answer.contains("Sauda")));
        Map<Path, Deployed> jars = new HashMap<>();
        for (Subject subject : new Subjects(neighbours).all()) {
            Routes.Function function = subject.function().equals(Routes.DEAD_MAN.name())
                    ? Routes.DEAD_MAN
                    : Routes.function(subject.function());
            if (functions.isEmpty() || functions.contains(function.name())) {
                Deployed deployed = jars.computeIfAbsent(jarOf(function), jar -> Deployed.of(List.of(jar), folder));
                all.add(new Candidate(
                        function.name(),
                        deployed,
                        function.handler(),
                        function.memoryMb(),
                        subject.variables(),
                        subject.event(),
                        subject.answered()));
                Peers.of(repository, subject)
                        .forEach(peer -> all.add(peer.candidate(jarOf(function), folder, function, subject)));
            }
        }
        return all;
    }

    private Path jarOf(Routes.Function function) {
        Path module = repository.resolve(function.module());
        Path jar = module.resolve("target").resolve("sauda-" + module.getFileName() + "-lambda.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    repository.relativize(jar) + " is not built: run `mvn package -DskipTests` first");
        }
        return jar;
    }

    private FreshJvm.Start start(Candidate candidate, Way way, List<String> more) {
        try (Scene scene = new Scene("measured-" + ++scenes, folder)) {
            String event = candidate.event().apply(scene);
            List<String> flags = new ArrayList<>(cache(candidate, way));
            flags.addAll(more);
            FreshJvm.Start start = jvm(candidate, way, flags, scene).start(event);
            if (!candidate.answered().test(scene, start.answer())) {
                throw new IllegalStateException(candidate.name() + " did not do what it was asked: " + start.answer());
            }
            return start;
        }
    }

    private FreshJvm jvm(Candidate candidate, Way way, List<String> flags, Scene scene) {
        if (queues.isEmpty()) {
            queues = Queues.variable(scene.cloud(), scene.config());
        }
        Map<String, String> variables = new HashMap<>(neighbours.variables());
        variables.putAll(Map.of(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(candidate.memoryMb()),
                "SAUDA_TABLE",
                scene.table(),
                "SAUDA_CONFIG",
                scene.configFile().toString(),
                // keys of both tables are alike, and each scene has one table
                "SAUDA_DEAD_MAN_TABLE",
                scene.table(),
                "SAUDA_MARKET",
                Scene.MARKET,
                "SAUDA_QUEUES",
                queues));
        variables.putAll(candidate.variables());
        List<String> all = new ArrayList<>(flags);
        all.add("-Xmx" + candidate.memoryMb() * HEAP_PERCENT / 100 + "m");
        return candidate.deployed().jvm(way, all, candidate.handler(), variables);
    }

    private long classes(Candidate candidate) {
        Path log = folder.resolve(candidate.name().replace(' ', '-') + ".classes");
        try {
            start(candidate, Way.BASE, List.of("-Xlog:class+load:file=" + log));
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(line -> line.contains("source:")).count();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void train(Candidate candidate) {
        for (Way way : ways) {
            if (way == Way.APPCDS || way == Way.AOT) {
                try (Scene scene = new Scene("measured-" + ++scenes, folder)) {
                    String event = candidate.event().apply(scene);
                    String file = cacheOf(candidate, way).toString();
                    jvm(
                                    candidate,
                                    way,
                                    List.of(
                                            way == Way.AOT
                                                    ? "-XX:AOTCacheOutput=" + file
                                                    : "-XX:ArchiveClassesAtExit=" + file),
                                    scene)
                            .train(event, TRAINING_EVENTS);
                }
                if (!Files.isRegularFile(cacheOf(candidate, way))) {
                    throw new IllegalStateException("no " + way.said() + " was written for " + candidate.name());
                }
            }
        }
    }

    private List<String> cache(Candidate candidate, Way way) {
        return switch (way) {
            case BASE, PRIMED -> List.of();
            case APPCDS -> List.of("-XX:SharedArchiveFile=" + cacheOf(candidate, way));
            case AOT -> List.of("-XX:AOTCache=" + cacheOf(candidate, way));
        };
    }

    private Path cacheOf(Candidate candidate, Way way) {
        return folder.resolve(candidate.name().replace(' ', '-') + (way == Way.AOT ? ".aot" : ".jsa"));
    }
}
