package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.events.EventJson;
import sauda.local.issuer.Person;

class BackPressureTest {

    @TempDir
    Path page;

    private final CountDownLatch entered = new CountDownLatch(2);
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void whoComesWhenAllPlacesAreTakenIsToldToComeBack() throws Exception {
        try (AServer server = new AServer(page, slow(new InMemoryLedger()), 2)) {
            Caller viewer = server.as(Person.VIEWER);
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> viewer.get("/api/accounts"));
            CompletableFuture<HttpResponse<String>> second =
                    CompletableFuture.supplyAsync(() -> viewer.get("/api/accounts"));
            entered.await();

            HttpResponse<String> third = viewer.get("/api/accounts");

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("retry-after")).contains("1");
            assertThat(third.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(EventJson.object(third.body())).containsEntry("code", "BUSY");
            assertThat(viewer.get("/config.json").statusCode()).isEqualTo(200);

            answers.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(second.get().statusCode()).isEqualTo(200);
            assertThat(viewer.get("/api/accounts").statusCode()).isEqualTo(200);
        }
    }

    /// A ledger that answers when it is told to.
    private Ledger slow(Ledger ledger) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    entered.countDown();
                    answers.await();
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
