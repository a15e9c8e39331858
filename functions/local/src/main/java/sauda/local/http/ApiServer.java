package sauda.local.http;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import sauda.dashboard.DashboardHandler;
import sauda.dashboard.DashboardWiring;
import sauda.dashboard.Tokens;
import sauda.dashboard.push.SocketAuthorizer;
import sauda.dashboard.push.SocketHandler;
import sauda.dashboard.push.SocketWiring;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.SignIn;
import sauda.local.page.Page;
import sauda.local.page.PageSettings;
import sauda.local.socket.OpenSockets;
import sauda.local.socket.SocketGateway;
import sauda.notify.bot.BotWiring;

/// One port of loopback that is what API Gateway, CloudFront and Cognito are on AWS: the API, the
/// page and the place where people sign in.
public final class ApiServer implements AutoCloseable {

    private static final int AT_ONCE = 200;
    private static final int SELECTING_THREADS = 16;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final Issuer issuer;
    private final String url;

    /// @param dashboard  what its handlers are made of
    /// @param sockets    where open pages are told of changes
    /// @param afterWrite called after each request that may have sent messages
    /// @param key        signs the tokens
    /// @param clock      the time of tokens: that of people, not of a simulated market
    /// @param atOnce     most requests in the handler at once
    /// @param bot        behind Telegram's hook; null where there is none
    public record Parts(
            DashboardWiring dashboard,
            OpenSockets sockets,
            Runnable afterWrite,
            PageSettings page,
            RSAKey key,
            InstantSource clock,
            int atOnce,
            @Nullable BotWiring bot) {

        /// Without a bot.
        public Parts(
                DashboardWiring dashboard,
                OpenSockets sockets,
                Runnable afterWrite,
                PageSettings page,
                RSAKey key,
                InstantSource clock,
                int atOnce) {
            this(dashboard, sockets, afterWrite, page, key, clock, atOnce, null);
        }

        public Parts with(BotWiring bot) {
            return new Parts(dashboard, sockets, afterWrite, page, key, clock, atOnce, bot);
        }

        /// With a new key and the time of this machine.
        public static Parts of(DashboardWiring dashboard, OpenSockets sockets, Runnable afterWrite, PageSettings page) {
            return new Parts(dashboard, sockets, afterWrite, page, Issuer.newKey(), InstantSource.system(), AT_ONCE);
        }

        SocketGateway socketGateway(Tokens tokens) {
            SocketWiring wiring =
                    new SocketWiring(dashboard.ledger(), dashboard.config(), sockets, clock, dashboard.clock());
            return new SocketGateway(new SocketAuthorizer(tokens), new SocketHandler(wiring), sockets);
        }
    }

    /// @param port 0 for any free one
    public ApiServer(Parts parts, int port) {
        QueuedThreadPool threads = new QueuedThreadPool(SELECTING_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        ServerConnector connector = connector(port);
        url = "http://localhost:" + connector.getLocalPort();
        issuer = new Issuer(url, parts.key(), parts.clock());
        Tokens tokens = Tokens.of(issuer.publicKeys(), url, Issuer.CLIENT, parts.clock());
        server.setHandler(new FrontDoor(
                new ApiGateway(new DashboardHandler(parts.dashboard()), tokens, parts.afterWrite(), parts.atOnce()),
                new HookGateway(parts.bot(), parts.afterWrite()),
                new SignIn(issuer, parts.clock()),
                new Page(parts.page()),
                new Upgrade(ServerWebSocketContainer.ensure(server), parts.socketGateway(tokens))));
        server.setErrorHandler(FrontDoor::broken);
        start();
    }

    private ServerConnector connector(int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        try {
            // before the start: tokens are named after the port
            connector.open();
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " is taken: name another with --port", taken);
        }
        return connector;
    }

    private void start() {
        try {
            server.start();
        } catch (Exception broken) {
            throw new IllegalStateException("the server did not start", broken);
        }
    }

    public String url() {
        return url;
    }

    /// Gives tokens without the page.
    public Issuer issuer() {
        return issuer;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new IllegalStateException("the server did not stop", broken);
        }
    }
}
