package sauda.local.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sauda.events.Routes;

/// What others would have made of the same work, and what the least of it costs: the jars of
/// the folder `measure`, which are built for this alone. One that is not built is left out.
enum Peers {
    SPRING(
            "signals",
            "signals under Spring Cloud Function",
            "spring",
            "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest",
            Map.of(
                    "MAIN_CLASS",
                    "sauda.peer.spring.SignalsApplication",
                    "SPRING_CLOUD_FUNCTION_DEFINITION",
                    "signals",
                    "SPRING_MAIN_BANNER_MODE",
                    "off")),
    URL_CONNECTION(
            "executor", "one read, url-connection", "sdk", "sauda.peer.sdk.ReadHandler", Map.of("PEER_HTTP", "url")),
    CRT("executor", "one read, AWS CRT", "sdk", "sauda.peer.sdk.ReadHandler", Map.of("PEER_HTTP", "crt"));

    private final String function;
    private final String said;
    private final String module;
    private final String handler;
    private final Map<String, String> variables;

    Peers(String function, String said, String module, String handler, Map<String, String> variables) {
        this.function = function;
        this.said = said;
        this.module = module;
        this.handler = handler;
        this.variables = variables;
    }

    /// One that was built.
    record Peer(Peers of, Path jar) {

        Candidate candidate(Path ours, Path folder, Routes.Function function, Subject subject) {
            Map<String, String> variables = new java.util.HashMap<>(subject.variables());
            variables.putAll(of.variables);
            boolean reads = of.variables.containsKey("PEER_HTTP");
            return new Candidate(
                    of.said,
                    Deployed.of(reads ? List.of(jar) : List.of(jar, ours), folder.resolve(of.name())),
                    of.handler,
                    function.memoryMb(),
                    variables,
                    subject.event(),
                    reads ? (scene, answer) -> answer.contains("found") : subject.answered());
        }
    }

    /// Those that stand beside a function.
    static List<Peer> of(Path repository, Subject subject) {
        return java.util.Arrays.stream(values())
                .filter(peer -> peer.function.equals(subject.function()))
                .map(peer -> new Peer(
                        peer,
                        repository
                                .resolve("measure")
                                .resolve(peer.module)
                                .resolve("target/peer-" + peer.module + ".jar")))
                .filter(peer -> Files.isRegularFile(peer.jar()))
                .toList();
    }
}
