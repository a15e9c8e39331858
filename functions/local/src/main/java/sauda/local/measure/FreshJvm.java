package sauda.local.measure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A JVM that starts as Lambda's does, with the real runtime interface client in it.
///
/// @param flags     of the JVM, besides those that each has
/// @param classPath after the client's own jars
/// @param root      where the function is unpacked, as in `/var/task`
/// @param variables of the environment; nothing is inherited but the path
record FreshJvm(List<String> flags, List<Path> classPath, Path root, String handler, Map<String, String> variables) {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final List<String> OF_THE_RUNTIME = List.of(
            "aws-lambda-java-runtime-interface-client-",
            "aws-lambda-java-core-",
            "aws-lambda-java-serialization-",
            "utils-lite-");

    /// What one start took.
    ///
    /// @param millis from the start of the process to the first answer, or from the moment of
    ///               restoring where there was one
    /// @param cpuMillis time of a processor until then, of all threads, since the process began
    /// @param peakKb most memory that was resident, in KB; 0 where the system does not say
    record Start(double millis, double cpuMillis, long peakKb, String answer) {}

    /// @throws IllegalStateException with what the function said when it gives no answer
    Start start(String event) {
        try (RuntimeApi api = new RuntimeApi(event, 1)) {
            long began = System.nanoTime();
            Process process = spawn(api);
            try {
                RuntimeApi.Answer answer = answerOf(process, api);
                double cpu =
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
                long from = api.restored() == 0 ? began : api.restored();
                return new Start((answer.nanos() - from) / 1e6, cpu, peak(process), answer.body());
            } finally {
                end(process, true);
            }
        }
    }

    /// Lets a JVM answer some events and end in good order, so that it can write down what it
    /// loaded.
    void train(String event, int times) {
        try (RuntimeApi api = new RuntimeApi(event, times)) {
            Process process = spawn(api);
            for (int i = 0; i < times; i++) {
                answerOf(process, api);
            }
            end(process, false);
        }
    }

    private RuntimeApi.Answer answerOf(Process process, RuntimeApi api) {
        RuntimeApi.Answer answer = api.answer(LONGEST);
        if (answer == null || answer.failed()) {
            end(process, true);
            throw new IllegalStateException(
                    handler + " gave no answer: " + (answer == null ? "" : answer.body()) + "\n" + said(process));
        }
        return answer;
    }

    private Process spawn(RuntimeApi api) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                // the client would take Amazon Linux's, which is not here
                "-Djavax.net.ssl.trustStore="
                        + Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")));
        command.addAll(flags);
        List<Path> path = new ArrayList<>(ofTheRuntime());
        path.addAll(classPath);
        command.addAll(List.of(
                "-classpath",
                String.join(
                        File.pathSeparator, path.stream().map(Path::toString).toList()),
                CLIENT,
                handler));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        String searched = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", searched == null ? "" : searched);
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "LAMBDA_TASK_ROOT", root.toString(),
                        "AWS_LAMBDA_FUNCTION_NAME", "measured",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "measured",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "measured"));
        try {
            return builder.start();
        } catch (IOException noProcess) {
            throw new UncheckedIOException("no JVM starts", noProcess);
        }
    }

    private Path log() {
        return root.resolveSibling(root.getFileName() + ".log");
    }

    private String said(Process process) {
        try {
            process.waitFor();
            return Files.readString(log());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return "";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static void end(Process process, boolean atOnce) {
        if (atOnce) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            process.waitFor();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static long peak(Process process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException otherSystem) {
            return 0;
        }
    }

    /// The jars that Lambda's runtime brings itself.
    static List<Path> ofTheRuntime() {
        List<Path> all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return OF_THE_RUNTIME.stream()
                .map(name -> all.stream()
                        .filter(jar -> jar.getFileName().toString().startsWith(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(name + "*.jar is not on the class path")))
                .toList();
    }
}
