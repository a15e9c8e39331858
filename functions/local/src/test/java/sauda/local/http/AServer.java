package sauda.local.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import sauda.core.config.Config.Mode;
import sauda.core.config.ConfigFile;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Ledger;
import sauda.dashboard.DashboardWiring;
import sauda.local.chain.Play;
import sauda.local.issuer.Issuer;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.socket.OpenSockets;

/// The server over an empty ledger, at a time that a test moves and with a key that it knows.
public final class AServer implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-11-25T06:00:00Z");

    private static final RSAKey KEY = Issuer.newKey();

    public final ApiServer api;
    public final AtomicInteger written = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public AServer(Path page) {
        this(page, new InMemoryLedger(), 200);
    }

    public AServer(Path page, Ledger ledger, int atOnce) {
        api = new ApiServer(
                new ApiServer.Parts(
                        new DashboardWiring(
                                ledger,
                                ConfigFile.defaults(),
                                (queue, group, id, message) -> {},
                                () -> Play.at("10:40")),
                        new OpenSockets(),
                        written::incrementAndGet,
                        new PageSettings(page, Mode.PAPER, "admin", true),
                        KEY,
                        now::get,
                        atOnce),
                0);
    }

    public void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public Caller as(Person person) {
        return Caller.of(api, person);
    }

    public Caller nobody() {
        return new Caller(api.url(), null);
    }

    /// A good token of the trader, but for what is changed.
    String token(UnaryOperator<JWTClaimsSet.Builder> changed) {
        return token(KEY, changed);
    }

    String token(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> changed) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                changed.apply(claims()).build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
        return token.serialize();
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(api.url())
                .subject("5f1c")
                .claim("username", "asha")
                .claim("client_id", Issuer.CLIENT)
                .claim("token_use", "access")
                .claim("cognito:groups", List.of("trader"))
                .claim("scope", "openid")
                .issueTime(Date.from(START))
                .expirationTime(Date.from(START.plusSeconds(3600)));
    }

    /// What no decent client sends, and what comes back until the server closes.
    public String raw(String request) {
        URI url = URI.create(api.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(request, broken);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
