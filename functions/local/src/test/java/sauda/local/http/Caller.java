package sauda.local.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Mode;
import sauda.dashboard.DashboardWiring;
import sauda.local.chain.Play;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;

/// A person with a token and a client of HTTP.
public record Caller(String url, @Nullable String token) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static Caller of(ApiServer api, Person person) {
        return new Caller(api.url(), api.issuer().accessToken(person));
    }

    /// The parts of a server for a play.
    public static ApiServer.Parts parts(Play day, Path page) {
        return ApiServer.Parts.of(
                new DashboardWiring(day.run.ledger(), day.config, day.run.mailbox(), day.run.shownClock()),
                day.sockets,
                day.run::drain,
                new PageSettings(page, Mode.PAPER, "admin", true));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        if (method.equals("POST") && headers.length == 0) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError(method + " " + path, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
