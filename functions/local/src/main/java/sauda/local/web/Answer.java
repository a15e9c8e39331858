package sauda.local.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import sauda.events.EventJson;

/// What is answered to a request.
///
/// @param headers by name in lower case
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("content-type", contentType), body);
    }

    public static Answer html(int status, String text) {
        return of(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, Object value) {
        return of(status, "application/json", EventJson.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /// What went wrong, as RFC 9457 has it.
    ///
    /// @param title the words of the HTTP status
    /// @param code  upper case, for programs
    public static Answer problem(int status, String title, String code, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("code", code);
        return of(status, "application/problem+json", EventJson.write(problem).getBytes(StandardCharsets.UTF_8))
                .with("cache-control", "no-store");
    }

    public static Answer notAllowed(String methods) {
        return problem(405, "Method Not Allowed", "METHOD_NOT_ALLOWED", "this path answers to " + methods)
                .with("allow", methods);
    }

    public static Answer redirect(String location) {
        return empty(302).with("location", location);
    }

    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
