package sauda.local.openapi;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sauda.events.DecisionMade;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.Routes;
import sauda.events.Trade;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.http.Caller;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A day until noon that two scripted models traded, with entries that were denied because the
/// owner paused it for a while, and its API over HTTP.
final class ADay implements AutoCloseable {

    static final String ACCOUNT = "claude";
    static final String SYMBOL = "RELIANCE";

    private static final int LATE = 9;

    private final ModelServer models = StandInModel.start();
    private final Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
    private final AtomicInteger people = new AtomicInteger();
    final RSAKey key = Issuer.newKey();
    final Play day;
    final ApiServer api;

    ADay() {
        day = new Play(Play.standIn(), cloud, Play.market(), new Models(models.baseUrl(), true)).play("00:00", "10:40");
        ApiServer.Parts parts = Caller.parts(day, PageSettings.BUILT);
        api = new ApiServer(
                new ApiServer.Parts(
                        parts.dashboard(),
                        parts.sockets(),
                        parts.afterWrite(),
                        parts.page(),
                        key,
                        InstantSource.system(),
                        parts.atOnce()),
                0);
        must(post("/api/system/stop-trading", "{\"verb\":\"pause\",\"because\":\"tea\"}"));
        day.play("10:40", "11:00");
        lateEntry();
        day.play("11:00", "11:40");
        must(post("/api/system/start-trading", "{\"because\":\"back\"}"));
        day.play("11:40", "12:08");
    }

    /// An entry that was on its way when the owner paused: the executor denies it.
    private void lateEntry() {
        OrderRequested entry = day.orders().stream()
                .map(Order::request)
                .filter(OrderRequested::isEntry)
                .findFirst()
                .orElseThrow();
        OrderRequested late = entry.again(LATE).until(Play.at("15:00"));
        String client = day.config.account(entry.account()).orElseThrow().client();
        day.run
                .mailbox()
                .send(
                        Routes.queue(Routes.ENTRIES).nameFor(client),
                        "one",
                        late.id().value(),
                        late);
        day.run.drain();
    }

    private HttpResponse<String> post(String path, String body) {
        return somebody(Person.TRADER).post(path, body);
    }

    private static void must(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    /// Somebody who asked nothing yet: nobody is told to come back later.
    Caller somebody(Person role) {
        return new Caller(api.url(), token(role));
    }

    String token(Person role) {
        return api.issuer().accessToken(role, role.username() + "-" + people.incrementAndGet());
    }

    List<Order> orders() {
        return day.orders();
    }

    List<Trade> trades() {
        return day.trades();
    }

    List<DecisionMade> decisions() {
        return day.decisions();
    }

    @Override
    public void close() {
        api.close();
        cloud.close();
        models.close();
    }
}
