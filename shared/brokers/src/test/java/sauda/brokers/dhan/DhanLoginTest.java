package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Check;
import sauda.fakedhan.Fault.When;
import sauda.fakedhan.Fault;

/// One good token a day, made seldom, and clear words when there is none.
class DhanLoginTest {

    private final FakeVenue venue = new FakeVenue();
    private final DhanBroker broker = venue.dhan(Live.CONFIG).broker();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void aTokenThatIsGoodForTheDayIsUsed() {
        Check login = broker.login();

        assertThat(login).isEqualTo(Check.passed("LOGIN", "the token is good until 2026-03-03 09:30 IST, for 24 h"));
        assertThat(mints()).isZero();
    }

    @Test
    void aTokenThatEndsDuringTheDayIsReplacedAndStored() {
        venue.vault.store.remove(Vault.TOKEN);

        assertThat(broker.login().ok()).isTrue();

        AccessToken stored =
                AccessToken.of(venue.vault.store.get(Vault.TOKEN), "").orElseThrow();
        assertThat(stored.clientId()).isEqualTo(FakeVenue.CLIENT_ID);
        assertThat(stored.expiresAt()).isEqualTo(FakeVenue.NOW.plus(Duration.ofDays(1)));
        assertThat(broker.orders()).isEmpty();
        assertThat(mints()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsGoodToTheEndOfTheDayAloneIsExactlyGoodEnough() {
        // the session closes at 15:30 on this day, and an hour is for what is settled then
        Instant end = Instant.parse("2026-03-02T11:00:00Z");
        AccessToken stored =
                AccessToken.of(venue.vault.store.get(Vault.TOKEN), "").orElseThrow();

        venue.vault.store(
                Vault.TOKEN, new AccessToken(stored.clientId(), stored.value(), end.plusSeconds(1), false).json());
        broker.login();
        assertThat(mints()).isZero();

        venue.vault.store(Vault.TOKEN, new AccessToken(stored.clientId(), stored.value(), end, false).json());
        broker.login();
        assertThat(mints()).isEqualTo(1);
    }

    @Test
    void aStoredTokenThatTheVenueCallsDeadIsReplaced() {
        venue.fake.killToken(FakeVenue.CLIENT_ID);
        venue.vault.store(
                Vault.TOKEN,
                AccessToken.of(venue.vault.store.get(Vault.TOKEN), "")
                        .map(dead -> new AccessToken(dead.clientId(), dead.value(), dead.expiresAt(), false))
                        .orElseThrow()
                        .json());

        assertThat(broker.login().ok()).isTrue();
        assertThat(mints()).isEqualTo(1);
        assertThat(broker.orders()).isEmpty();
    }

    @Test
    void aTokenOfTheWebPageIsRenewedAndMintedAnewWhereThatIsRefused() {
        AccessToken stored =
                AccessToken.of(venue.vault.store.get(Vault.TOKEN), "").orElseThrow();
        venue.vault.store(
                Vault.TOKEN,
                new AccessToken(stored.clientId(), stored.value(), FakeVenue.NOW.plusSeconds(60), true).json());

        assertThat(broker.login().ok()).isTrue();
        assertThat(mints()).isZero();
        assertThat(broker.orders()).isEmpty();

        venue.fake.killToken(FakeVenue.CLIENT_ID);
        venue.clock.advance(Logins.APART);
        assertThat(broker.login().ok()).isTrue();
        assertThat(mints()).isEqualTo(1);
    }

    @Test
    void twoFunctionsDoNotLogInAtOnce() throws InterruptedException {
        venue.vault.store.remove(Vault.TOKEN);
        ConcurrentLinkedQueue<Check> checks = new ConcurrentLinkedQueue<>();
        List<Thread> functions = Stream.generate(() -> venue.dhan(Live.CONFIG).broker())
                .limit(4)
                .map(function -> Thread.ofVirtual().start(() -> checks.add(function.login())))
                .toList();
        for (Thread function : functions) {
            function.join();
        }

        assertThat(mints()).isEqualTo(1);
        assertThat(checks).filteredOn(Check::ok).isNotEmpty();
    }

    @Test
    void loginsAreTwoMinutesApartAndFiveADay() {
        venue.vault.readOnly = true;
        venue.vault.store.remove(Vault.TOKEN);
        for (int i = 0; i < 5; i++) {
            assertThat(broker.login().found()).contains("could not be stored: SECRET_FORBIDDEN");
            assertThat(broker.login().found()).contains("less than 2 minutes ago");
            venue.clock.advance(Duration.ofMinutes(2));
        }

        assertThat(broker.login())
                .isEqualTo(Check.failed(
                        "LOGIN",
                        "5 logins were tried today, which is the most we try",
                        "wait; if the token is dead by then, log in again or store one by hand"));
        assertThat(mints()).isEqualTo(5);
        venue.clock.set(Instant.parse("2026-03-03T02:30:00Z"));
        assertThat(broker.login().found()).contains("could not be stored");
    }

    @ParameterizedTest
    @CsvSource({
        "Invalid Pin,correct pin in the secret",
        "Invalid TOTP,'the clocks agree: put the seed of this client''s TOTP into the secret'",
        "TOTP is not enabled for this user,enable TOTP for API access",
        "Token can be generated once every 2 minutes,wait 2 minutes",
        "Invalid Client ID,'compare clientId, pin and totpSeed'",
    })
    void aRefusedLoginSaysWhatToDo(String words, String todo) {
        try (RawServer host = new RawServer(dated(Instant.now(), words))) {
            Check login = login(host);

            assertThat(login.ok()).isFalse();
            assertThat(login.found()).startsWith("the login was answered with status 200: " + words);
            assertThat(login.todo()).contains(todo);
            assertThat(host.requests).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordOfAClockThatIsOffIsToldByTheHostsClock() {
        try (RawServer host = new RawServer(dated(Instant.now().minusSeconds(95), "Invalid TOTP"))) {
            Check login = login(host);

            assertThat(login.found()).containsPattern("our clock is 9[5-9] s ahead of the host's");
            assertThat(login.todo()).startsWith("set our clock right");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 200})
    void aHostThatAnswersNoJsonDoesNotAnswer(int status) {
        try (RawServer host = new RawServer(RawServer.html(status))) {
            assertThat(login(host).found()).startsWith("the login host does not answer");
        }
    }

    @Test
    void aLoginWhoseAnswerIsLostIsNotRepeated() {
        venue.vault.store.remove(Vault.TOKEN);
        venue.fake.faults().next("POST", "/auth", new Fault.Reset(When.AFTER_ACCEPTANCE));

        Check login = broker.login();

        assertThat(login.found()).startsWith("the login host does not answer");
        assertThat(login.todo()).contains("the token from before is dead");
        assertThat(mints()).isEqualTo(1);
        venue.clock.advance(Duration.ofMinutes(2));
        assertThat(broker.login().ok()).isTrue();
    }

    @Test
    void credentialsThatAreNotWholeAreSaidAndNotTried() {
        venue.vault.store.remove(Vault.TOKEN);
        venue.vault.store(Vault.SECRET, "{\"clientId\":\"1\",\"pin\":\"\"}");
        assertThat(broker.login().found()).isEqualTo("the secret of client main is not {clientId, pin, totpSeed}");

        venue.vault.store.remove(Vault.SECRET);
        assertThat(broker.login().found()).isEqualTo("SECRET_ABSENT: sauda/dhan/main (not found)");
        assertThat(mints()).isZero();
    }

    @Test
    void aSeedThatIsNotBase32IsSaidWithoutIt() {
        venue.vault.store.remove(Vault.TOKEN);
        venue.vault.store(Vault.SECRET, "{\"clientId\":\"1\",\"pin\":\"123456\",\"totpSeed\":\"not-base-32-1890\"}");

        assertThat(broker.login())
                .isEqualTo(Check.failed("LOGIN", "the TOTP seed is not base 32", "correct totpSeed in the secret"));
    }

    @Test
    void aStoreThatIsDownIsNotTakenForATokenThatIsDead() {
        venue.vault.known.clear();
        venue.vault.down = true;

        assertThat(broker.login().found()).contains("SECRET_STORE_DOWN");
        assertThat(catchThrowableOfType(BrokerUnavailable.class, broker::orders).code())
                .isEqualTo("SECRET_STORE_DOWN");
        assertThat(mints()).isZero();
    }

    @Test
    void nearTheEndOfAPasswordsLifeTheNextOneIsWaitedFor() {
        venue.vault.store.remove(Vault.TOKEN);
        venue.clock.set(FakeVenue.NOW.plusSeconds(28));

        assertThat(broker.login().ok()).isTrue();
        assertThat(venue.clock.instant()).isEqualTo(FakeVenue.NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1234567890,005924", "20000000000,353130"})
    void passwordsAreThoseOfTheStandard(long second, String password) {
        Credentials credentials = new Credentials("1", "1", "GEZDGNBVGY3TQOJQ gezdgnbvgy3tqojq===");

        assertThat(credentials.oneTimePassword(Instant.ofEpochSecond(second))).isEqualTo(password);
    }

    @Test
    void aTokenThatWouldNotFitAHeaderIsNone() {
        assertThat(AccessToken.of("{\"token\":\"a\\nb\",\"expiresAt\":\"2026-03-02T04:00:00Z\"}", "1"))
                .isEqualTo(Optional.empty());
        assertThat(AccessToken.of("{\"token\":\"ab\",\"expiresAt\":\"tomorrow\"}", "1"))
                .isEmpty();
        assertThat(AccessToken.of("[]", "1")).isEmpty();
        assertThat(AccessToken.of("{\"token\":\"ab\",\"expiresAt\":\"2026-03-02T04:00:00Z\"}", "7"))
                .contains(new AccessToken("7", "ab", FakeVenue.NOW, false));
    }

    private static RawServer.Then dated(Instant date, String message) {
        String body = "{\"message\":\"" + message + "\",\"status\":\"error\"}";
        return (connection, out) -> out.write(("HTTP/1.1 200 OK\r\nDate: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC))
                        + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    private Check login(RawServer host) {
        venue.vault.store.remove(Vault.TOKEN);
        Dhan dhan = venue.dhan(Live.CONFIG);
        return new Dhan(
                        dhan.config(),
                        dhan.client(),
                        dhan.ledger(),
                        dhan.clock(),
                        dhan.secrets(),
                        DhanEndpoints.from(
                                Map.of("DHAN_AUTH_URL", host.url(), "DHAN_BASE_URL", venue.server.baseUrl() + "/")),
                        new Random(1),
                        dhan.pauser(),
                        dhan.machine())
                .broker()
                .login();
    }

    private long mints() {
        return venue.fake.requests().stream()
                .filter(call -> call.path().startsWith("/auth"))
                .count();
    }
}
