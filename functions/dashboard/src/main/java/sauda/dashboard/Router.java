package sauda.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sauda.events.Routes;

/// Finds the operation for a method and a path, from the list of routes and from nothing else.
final class Router {

    private static final int MOST_PATH = 512;

    private final List<Route> routes;

    /// @param operations one for each route's operation name
    Router(List<Routes.Http> routes, Map<String, Operation> operations) {
        Set<String> named = routes.stream().map(Routes.Http::operation).collect(Collectors.toSet());
        if (!named.equals(operations.keySet())) {
            throw new IllegalStateException(
                    "routes name the operations " + named + " but there are " + operations.keySet());
        }
        // a fixed word wins over a variable in its place
        this.routes = routes.stream()
                .map(http -> new Route(
                        http,
                        segments(http.path()),
                        Optional.ofNullable(operations.get(http.operation())).orElseThrow()))
                .sorted(Comparator.comparing(Route::variables))
                .toList();
    }

    private record Route(Routes.Http http, List<String> segments, Operation operation) {

        long variables() {
            return segments.stream().filter(Route::isVariable).count();
        }

        boolean leadsTo(List<String> path) {
            if (segments.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                boolean fits = isVariable(segments.get(i))
                        ? !path.get(i).isEmpty()
                        : segments.get(i).equals(path.get(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variablesOf(List<String> path) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isVariable(segment)) {
                    values.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
                }
            }
            return values;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }

    /// @param head whether only the headers are wanted
    record Found(Routes.Http route, Operation operation, Map<String, String> variables, boolean head) {}

    /// The methods that a path answers to, `OPTIONS` among them.
    Set<String> methods(String path) {
        List<String> segments = segments(path);
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.leadsTo(segments)) {
                methods.add(route.http().method());
                if (route.http().method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        if (methods.isEmpty()) {
            throw Refused.because(404, "NO_ROUTE", "there is nothing at this path");
        }
        methods.add("OPTIONS");
        return methods;
    }

    /// @throws Refused when the path leads nowhere, or not by this method
    Found find(String method, String path) {
        Set<String> methods = methods(path);
        boolean head = method.equals("HEAD");
        List<String> segments = segments(path);
        return routes.stream()
                .filter(route -> route.leadsTo(segments))
                .filter(route -> route.http().method().equals(head ? "GET" : method))
                .findFirst()
                .map(route -> new Found(route.http(), route.operation(), route.variablesOf(segments), head))
                .orElseThrow(() -> Refused.because(
                        405, "METHOD_NOT_ALLOWED", "this path answers to " + String.join(", ", methods)));
    }

    private static List<String> segments(String path) {
        if (path.length() > MOST_PATH) {
            throw Refused.because(404, "NO_ROUTE", "there is nothing at this path");
        }
        return Arrays.asList(path.split("/", -1));
    }

    private static String decoded(String segment) {
        try {
            // a plus sign in a path is a plus sign
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw Refused.because(400, "BAD_PATH", "the path has a torn %-escape");
        }
    }
}
